"""The school's rhythm: its terms, its free days, and where each moment of the year falls."""

import calendar
import datetime as dt
from dataclasses import dataclass

from gezien.common import clock
from gezien.meetings.models import ReviewMoment, RhythmSettings
from gezien.meetings.starter import FIRST_HOUR, WEEKDAYS
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.terms import Holiday, due_before
from gezien.schools.models import School, SchoolYear


def settings_of(school: School) -> RhythmSettings:
    """The school's terms; the usual ones, not stored, when it has none."""
    found = RhythmSettings.objects.filter(school=school).first()
    return found or RhythmSettings(school=school, version=0, weekdays=WEEKDAYS, starts_at=FIRST_HOUR)


def free_days(school: School) -> tuple[Holiday, ...]:
    """First and last day of each holiday and free day, as the school entered them; plans count with them too."""
    return terms_of(school).holidays


def due_for(school: School, review: dt.date, days: int) -> dt.date:
    """By when something is ready that is due so many days before a review: a school day, see `plans.terms`."""
    return due_before(review, days, clock.today(), free_days(school))


def talk_due(school: School, review: dt.date) -> dt.date:
    """By when the parents are spoken with of whoever is talked about in a review on that day."""
    return due_for(school, review, settings_of(school).talk_days)


@dataclass(frozen=True, slots=True)
class Window:
    """A moment of the rhythm in one school year: from when until when."""

    moment: ReviewMoment
    first: dt.date
    last: dt.date

    @property
    def key(self) -> str:
        """What tells it from the same moment in another year."""
        return f"{self.moment.pk}-{self.first.year}"


def windows(moments: list[ReviewMoment], year: SchoolYear) -> list[Window]:
    """Where the moments fall in a school year, in the order of the year."""
    found = [window for moment in moments if (window := _window(moment, year)) is not None]
    return sorted(found, key=lambda window: (window.first, window.moment.kind, window.moment.pk))


def next_window(found: list[Window]) -> Window | None:
    """The one of now or the first to come, else the last."""
    today = clock.today()
    return next((window for window in found if window.last >= today), found[-1] if found else None)


def _window(moment: ReviewMoment, year: SchoolYear) -> Window | None:
    for number in range(year.starts_on.year, year.ends_on.year + 1):
        length = calendar.monthrange(number, moment.month)[1]
        first = dt.date(number, moment.month, min(moment.from_day, length))
        if year.starts_on <= first <= year.ends_on:
            return Window(moment, first, dt.date(number, moment.month, min(moment.until_day, length)))
    return None
