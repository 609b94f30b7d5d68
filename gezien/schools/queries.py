"""Reads shared by many pages."""

from gezien.common import clock
from gezien.schools.models import Period, School, SchoolYear


def current_period(school: School) -> Period | None:
    """The period of today, else the last one that has begun, else the first; None when the school has none."""
    periods = list(Period.objects.filter(school=school).select_related("year").order_by("starts_on"))
    today = clock.today()
    begun = [period for period in periods if period.starts_on <= today]
    return (begun or periods)[-1 if begun else 0] if periods else None


def current_year(school: School) -> SchoolYear | None:
    """The school year of today, else the last one that has begun."""
    period = current_period(school)
    return period.year if period else SchoolYear.objects.filter(school=school).last()
