"""Which period a page is about."""

from collections.abc import Sequence

from gezien.common import clock
from gezien.common.numbers import number_of
from gezien.pupils.models import Group
from gezien.schools.models import Period, School


def periods_of_group(group: Group) -> list[Period]:
    """The periods of the group's school year, in order."""
    return list(Period.objects.filter(year_id=group.year_id).select_related("year").order_by("starts_on", "pk"))


def periods_of_school(school: School) -> list[Period]:
    """All periods of the school, in order."""
    return list(Period.objects.filter(school=school).select_related("year").order_by("starts_on", "pk"))


def chosen_period(periods: Sequence[Period], asked: str = "") -> Period | None:
    """The one asked for by its key, else the last that has begun, else the first; None when there are none."""
    if found := next((one for one in periods if one.pk == number_of(asked)), None):
        return found
    begun = [one for one in periods if one.starts_on <= clock.today()]
    return begun[-1] if begun else next(iter(periods), None)
