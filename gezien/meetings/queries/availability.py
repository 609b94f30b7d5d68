"""Who can be where when, as far as the school wrote it down: working days and other reviews; said in one way.

For the proposal of days for all groups as for a review that is planned by hand.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.meetings.models import Participant
from gezien.meetings.propose import Slot
from gezien.plans.models import SchoolDay
from gezien.plans.terms import Holiday, is_free
from gezien.pupils.models import Teaching
from gezien.schools.models import School
from gezien.schools.rules import current

WEEKDAYS = range(1, 6)


def teachers_by_group(school: School, groups: Collection[int]) -> dict[int, dict[int, str]]:
    """By group its teachers of today with an account: key and name."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Teaching.objects.filter(current(), school=school, group__in=groups, staff_member__user__is_active=True)
    for row in rows.select_related("staff_member__user").order_by("group", "pk"):
        if user := row.staff_member.user:
            found[row.group_id][user.pk] = user.name
    return found


def days_off(school: School) -> dict[int, set[int]]:
    """By weekday who does not work then: whose days stand in the hours of a group, and that weekday does not.

    Of whom nothing is written, nothing is known: they are nowhere in it.
    """
    works: dict[int, set[int]] = defaultdict(set)
    rows = SchoolDay.objects.filter(school=school, week__group__isnull=False, teacher__user__isnull=False)
    for user, weekday in rows.values_list("teacher__user", "weekday"):
        works[user].add(weekday)
    return {day: {user for user, days in works.items() if day not in days} for day in WEEKDAYS}


def busy(school: School, first: dt.date, last: dt.date, *, but: int | None = None) -> dict[int, list[Slot]]:
    """By person their reviews between these days, those called off left out."""
    rows = Participant.objects.filter(
        school=school,
        meeting__cancelled_at=None,
        meeting__starts_at__date__gte=first - dt.timedelta(days=1),
        meeting__starts_at__date__lte=last + dt.timedelta(days=1),
    ).exclude(meeting=but)
    found: dict[int, list[Slot]] = defaultdict(list)
    for user, start, length in rows.values_list("user", "meeting__starts_at", "meeting__length"):
        found[user].append(slot_of(start, length))
    return found


def slot_of(start: dt.datetime, length: int) -> Slot:
    """When a review is, in the school's time; one past midnight is cut there."""
    begins = timezone.localtime(start)
    ends = begins + dt.timedelta(minutes=length)
    until = ends.time() if ends.date() == begins.date() else dt.time.max
    return Slot(begins.date(), begins.time(), until)


def no_school(day: dt.date, holidays: tuple[Holiday, ...]) -> list[str]:
    """That nobody is at school that day."""
    return [_("there is no school on this day")] if is_free(day, holidays) else []


def elsewhere(slot: Slot, people: Mapping[int, str], taken: Mapping[int, Sequence[Slot]]) -> list[str]:
    """Who of these people, by key their name, has another review then."""
    names = [name for person, name in people.items() if any(slot.overlaps(one) for one in taken.get(person, ()))]
    return [_("%(name)s has another review then") % {"name": name} for name in names]


def away(day: dt.date, people: Mapping[int, str], off: Mapping[int, Collection[int]]) -> list[str]:
    """Who of these people does not work that day."""
    names = [name for person, name in people.items() if person in off.get(day.isoweekday(), ())]
    return [_("%(name)s does not work on this day") % {"name": name} for name in names]
