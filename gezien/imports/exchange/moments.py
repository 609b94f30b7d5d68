"""At which moment of the test calendar a result was taken, when its supplier gives only a day."""

import datetime as dt

from gezien.common import clock
from gezien.results.models import Instrument, TestWindow, moment_of
from gezien.schools.models import School, SchoolYear

LATE = dt.timedelta(days=31)  # who was ill takes the test afterwards, and it counts for the same moment


class Moments:
    """The test calendar of a school in two statements."""

    def __init__(self, school: School):
        self.school = school
        self.years = [(year.starts_on, year.ends_on) for year in SchoolYear.objects.filter(school=school)]
        windows = TestWindow.objects.filter(school=school).order_by("opens_on", "pk")
        self.windows = list(windows.values_list("instrument_id", "part", "year_groups", "opens_on", "closes_on"))

    def of(self, test: Instrument, year_group: str, day: dt.date) -> str:
        """ "M5", or "" when no window of this test and year group was open then: a test told apart by its day.

        Only in the present school year: of earlier ones it is not known in which year group the pupil was.
        """
        first, last = self.year_of(clock.today())
        if not first <= day <= last:
            return ""
        found = [
            (opens_on, part)
            for instrument, part, year_groups, opens_on, closes_on in self.windows
            if instrument == test.pk and year_group in year_groups and opens_on <= day <= closes_on + LATE
        ]
        return moment_of(max(found)[1], year_group, self.school.country) if found else ""

    def year_of(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day of the school year of a day; of a year the school does not know, August to July."""
        for first, last in self.years:
            if first <= day <= last:
                return first, last
        start = dt.date(day.year if day.month >= 8 else day.year - 1, 8, 1)
        return start, start.replace(year=start.year + 1) - dt.timedelta(days=1)
