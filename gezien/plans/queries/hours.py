"""The hours of groups, with who is before the group on which day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from gezien.plans.models import SchoolDay
from gezien.plans.week.hours import Day, minutes_of, parse_breaks, usual_week
from gezien.pupils.models import Group, Teaching
from gezien.schools.models import School
from gezien.schools.rules import current

Hours = dict[int, Day]


def school_hours(school: School) -> Hours:
    """The hours of the school: its own, else the usual ones."""
    days = {row.weekday: _day(row) for row in SchoolDay.objects.filter(week__school=school, week__group=None)}
    return days or usual_week(school.country)


def hours_by_group(school: School, groups: Iterable[int]) -> dict[int, Hours]:
    """By group its hours: two statements however many groups.

    Before the group is whom its hours name for that day, as long as they teach it; else its only teacher; else nobody
    in particular.
    """
    keys = set(groups)
    own: dict[int | None, Hours] = defaultdict(dict)
    found = SchoolDay.objects.filter(Q(week__group__in=keys) | Q(week__group=None), school=school)
    for row in found.select_related("week", "teacher"):
        own[row.week.group_id][row.weekday] = _day(row)
    teachers: dict[int, dict[int, str]] = defaultdict(dict)
    for one in Teaching.objects.filter(current(), school=school, group__in=keys).select_related("staff_member"):
        teachers[one.group_id][one.staff_member_id] = one.staff_member.name
    base = own[None] or usual_week(school.country)
    return {key: {day.weekday: _taught(day, teachers[key]) for day in (own[key] or base).values()} for key in keys}


def hours_of(group: Group) -> Hours:
    """The hours of one group; `group` comes with its school."""
    return hours_by_group(group.school, [group.pk])[group.pk]


def _day(row: SchoolDay) -> Day:
    return Day(
        weekday=row.weekday,
        start=minutes_of(row.starts_at),
        end=minutes_of(row.ends_at),
        breaks=parse_breaks(row.breaks),
        teacher=row.teacher_id,
        teacher_name=row.teacher.name if row.teacher_id and row.teacher else "",
    )


def _taught(day: Day, teachers: dict[int, str]) -> Day:
    if day.teacher in teachers:
        return day
    if len(teachers) == 1:
        [(key, name)] = teachers.items()
        return replace(day, teacher=key, teacher_name=name)
    return replace(day, teacher=None, teacher_name="")
