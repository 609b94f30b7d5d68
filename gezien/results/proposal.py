"""A test calendar to begin with: last year's a year on, else the usual days. All of it can be changed.

Usual days in the Netherlands: middle from mid January to mid February, end from mid May to the end of June (as for
AVI); in Flanders begin in October and middle in February.
"""

import datetime as dt

from gezien.results.models import Instrument, TestWindow
from gezien.schools.models import School, SchoolYear, Subject

YEAR_ON = dt.timedelta(weeks=52)  # the same days of the week
LEARNING = (Subject.Domain.LANGUAGE, Subject.Domain.ARITHMETIC)
# part: (first month, day), (last month, day)
DUTCH = {"M": ((1, 15), (2, 15)), "E": ((5, 15), (6, 30))}
FLEMISH = {"B": ((10, 1), (10, 31)), "M": ((2, 1), (2, 28))}
# The last year group has no end test: its pupils leave.
YEAR_GROUPS = {"B": "45678", "M": "345678", "E": "34567"}
ALL_YEAR_GROUPS = "12345678"


def proposed_windows(year: SchoolYear) -> list[TestWindow]:
    """Unsaved windows for this year; none that are there already."""
    known = set(TestWindow.objects.filter(year=year).values_list("instrument_id", "part"))
    before = TestWindow.objects.filter(school_id=year.school_id, year__ends_on__lt=year.starts_on)
    last = before.order_by("-year__starts_on").values_list("year", flat=True).first()
    instruments = Instrument.objects.filter(school_id=year.school_id, is_active=True).select_related("subject")
    proposed = _a_year_on(year, last, instruments) if last else _usual(year, instruments)
    return [window for window in proposed if (window.instrument_id, window.part) not in known]


def _a_year_on(year: SchoolYear, last: int, instruments) -> list[TestWindow]:
    return [
        TestWindow(
            school_id=year.school_id,
            year=year,
            instrument=window.instrument,
            part=window.part,
            year_groups=window.year_groups,
            opens_on=window.opens_on + YEAR_ON,
            closes_on=window.closes_on + YEAR_ON,
        )
        for window in TestWindow.objects.filter(year=last, instrument__in=instruments).select_related("instrument")
    ]


def _usual(year: SchoolYear, instruments) -> list[TestWindow]:
    """Tests with levels, in the parts of the year in which they are usually taken; not those of a method."""
    country = School.objects.values_list("country", flat=True).get(pk=year.school_id)
    return [
        TestWindow(
            school_id=year.school_id,
            year=year,
            instrument=one,
            part=part,
            year_groups=list(YEAR_GROUPS[part] if one.subject.domain in LEARNING else ALL_YEAR_GROUPS),
            opens_on=_day(year, *first),
            closes_on=_day(year, *last),
        )
        for one in instruments
        if one.level_type
        for part, (first, last) in (FLEMISH if country == School.Country.FLANDERS else DUTCH).items()
    ]


def _day(year: SchoolYear, month: int, day: int) -> dt.date:
    """This day within the school year."""
    first = year.starts_on.year
    return dt.date(first if month >= year.starts_on.month else first + 1, month, day)
