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
# Tests of the catalogue that only some year groups take, by the beginning of their code: part of the year, year groups.
ONLY = {"doorstroom-": ("M", "8"), "vlaamse-toets-": ("E", "68")}
ONLY_OF = {"-boven": "678"}  # by the end of the code
# The doorstroomtoets has days of its own.
TRANSFER_DAYS = ((2, 1), (2, 28))
LAST_WEEKS = ((5, 1), (6, 30))


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
    usual = FLEMISH if country == School.Country.FLANDERS else DUTCH
    return [
        TestWindow(
            school_id=year.school_id,
            year=year,
            instrument=one,
            part=part,
            year_groups=_year_groups(one, part),
            opens_on=_day(year, *first),
            closes_on=_day(year, *last),
        )
        for one in instruments
        if one.level_type or _only(one)
        for part, (first, last) in _days(one, usual).items()
    ]


def _only(one: Instrument) -> tuple[str, str] | None:
    """The part of the year and the year groups of a test that only some take."""
    return next((limits for start, limits in ONLY.items() if one.code.startswith(start)), None)


def _days(one: Instrument, usual: dict) -> dict:
    """By part of the year the first and the last day; of a test taken once a year that part alone."""
    only = _only(one)
    if only is None:
        return usual
    part = only[0]
    return {part: usual.get(part, LAST_WEEKS) if part == "E" else TRANSFER_DAYS}


def _year_groups(one: Instrument, part: str) -> list[str]:
    """Who takes it, by their EDEXML codes."""
    if only := _only(one):
        return list(only[1])
    usual = YEAR_GROUPS[part] if one.subject.domain in LEARNING else ALL_YEAR_GROUPS
    among = next((codes for end, codes in ONLY_OF.items() if one.code.endswith(end)), usual)
    return [code for code in usual if code in among]


def _day(year: SchoolYear, month: int, day: int) -> dt.date:
    """This day within the school year."""
    first = year.starts_on.year
    return dt.date(first if month >= year.starts_on.month else first + 1, month, day)
