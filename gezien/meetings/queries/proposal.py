"""The proposal of days for the group reviews of a whole period, and what is wrong with what somebody made of it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.common import clock
from gezien.meetings.models import FormTemplate, Meeting, ReviewMoment
from gezien.meetings.propose import Slot, Wanted, propose, slots
from gezien.meetings.queries.availability import (
    away,
    busy,
    days_off,
    elsewhere,
    no_school,
    slot_of,
    teachers_by_group,
)
from gezien.meetings.queries.readiness import groups_in_order
from gezien.meetings.queries.rhythm import Window, free_days, settings_of, windows
from gezien.plans.terms import Holiday, is_free, school_day_until
from gezien.pupils.models import Group
from gezien.schools.models import School, SchoolYear, User
from gezien.schools.queries import current_year
from gezien.schools.rules import Member

MOST_A_DAY = 3  # proposed by itself; who wants more says so
TIME_TO_WRITE = dt.timedelta(days=5)  # between the invitation and the day on which the form is due


@dataclass(frozen=True)
class Wish:
    """Between which days, on which weekdays and hours, led by whom."""

    first: dt.date
    last: dt.date
    weekdays: tuple[int, ...]
    start: dt.time
    length: int
    a_day: int
    chair: User


@dataclass
class Line:
    """A group in the proposal: when, or why not; `problem` stands in the way of planning, `notes` do not."""

    group: Group
    name: str
    people: dict[int, str]
    day: dt.date | None = None
    start: dt.time | None = None
    chosen: bool = True
    already: str = ""
    problem: str = ""
    notes: list[str] = field(default_factory=list)


def group_windows(school: School) -> list[Window]:
    """The moments of group reviews in this school year and in the next, as far as that one is known."""
    year = current_year(school)
    if year is None:
        return []
    moments = list(ReviewMoment.objects.filter(school=school, kind=ReviewMoment.Kind.GROUP))
    years = SchoolYear.objects.filter(school=school, starts_on__gte=year.starts_on).order_by("starts_on")[:2]
    return [window for one in years for window in windows(moments, one)]


def usual_wish(member: Member, window: Window | None, chair: User) -> Wish:
    """What one begins with: the window, but not so soon that nobody can prepare; the school's days and hours."""
    rhythm, today = settings_of(member.school), clock.today()
    holidays = free_days(member.school)
    first = window.first if window else today
    last = window.last if window else today + dt.timedelta(days=28)
    soonest = today + dt.timedelta(days=days_before(member.school)) + TIME_TO_WRITE
    first = max(first, min(soonest, last))
    groups = Group.objects.filter(school=member.school, year=current_year(member.school), is_composite=False).count()
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    room = sum(day.isoweekday() in rhythm.weekdays and not is_free(day, holidays) for day in days)
    a_day = max(rhythm.a_day, min(-(-groups // room), MOST_A_DAY)) if room else rhythm.a_day
    return Wish(first, last, tuple(rhythm.weekdays), rhythm.starts_at, rhythm.length, a_day, chair)


def days_before(school: School) -> int:
    """How long before a group review its form is due, at most."""
    forms = FormTemplate.objects.filter(school=school, kind=FormTemplate.Kind.GROUP)
    return max(forms.values_list("days_before", flat=True), default=7)


def proposed(member: Member, wish: Wish, year: SchoolYear) -> list[Line]:
    """A line for each group of the year, from the youngest up, with a slot where there is one.

    A group that has a review between these days already is told so and gets no other. A fixed number of statements,
    however many groups.
    """
    found = lines(member, wish, year)
    holidays, off = free_days(member.school), days_off(member.school)
    room = slots(
        wish.first,
        wish.last,
        weekdays=wish.weekdays,
        start=wish.start,
        length=wish.length,
        a_day=wish.a_day,
        is_free=lambda day: is_free(day, holidays),
    )
    wanted = [Wanted(line.group.pk, frozenset({*line.people, wish.chair.pk}), off) for line in found if line.chosen]
    given = propose(wanted, room, busy(member.school, wish.first, wish.last))
    for line in found:
        if slot := given.get(line.group.pk):
            line.day, line.start = slot.day, slot.start
        elif line.chosen:
            line.chosen, line.problem = False, _("no day found: give more days or hours, or choose one yourself")
    judge(member, wish, found)
    return found


def lines(member: Member, wish: Wish, year: SchoolYear) -> list[Line]:
    """The groups without days yet; unticked where a review stands already in the moment these days belong to."""
    moments = [one for one in group_windows(member.school) if one.first <= wish.last and one.last >= wish.first]
    first, last = min([wish.first, *(one.first for one in moments)]), max([wish.last, *(one.last for one in moments)])
    groups = groups_in_order(member, year.pk)
    teachers = teachers_by_group(member.school, [group.pk for group in groups])
    meetings = Meeting.objects.filter(
        school=member.school,
        cancelled_at=None,
        group__in=groups,
        starts_at__date__gte=first,
        starts_at__date__lte=last,
    )
    already = {meeting.group_id: timezone.localtime(meeting.starts_at) for meeting in meetings.order_by("-starts_at")}
    return [
        Line(
            group,
            group_in_words(group),
            teachers.get(group.pk, {}),
            chosen=group.pk not in already,
            already=date_format(already[group.pk], "D j F H:i") if group.pk in already else "",
        )
        for group in groups
    ]


def judge(member: Member, wish: Wish, found: list[Line]) -> bool:
    """Write beside each chosen line what is wrong with its day or worth knowing; whether all can be planned."""
    holidays, off = free_days(member.school), days_off(member.school)
    taken = {person: list(moments) for person, moments in _taken(member.school, found).items()}
    due = days_before(member.school)
    fine = True
    for line in found:
        if not line.chosen or line.problem:
            continue
        line.problem, slot = _problem(line, wish, holidays, taken)
        fine = fine and not line.problem
        if slot is None or line.day is None:
            continue
        for person in {*line.people, wish.chair.pk}:
            taken.setdefault(person, []).append(slot)
        line.notes = [
            *away(line.day, {**line.people, wish.chair.pk: wish.chair.name}, off),
            *_soon(line.day, due, holidays),
        ]
    return fine


def _taken(school: School, found: list[Line]) -> dict[int, list[Slot]]:
    days = [line.day for line in found if line.day]
    return busy(school, min(days), max(days)) if days else {}


def _problem(line: Line, wish: Wish, holidays: tuple, taken: dict[int, list[Slot]]) -> tuple[str, Slot | None]:
    """Why this cannot be planned, "" when it can; and the slot, when day and hour are there."""
    if line.day is None or line.start is None:
        return _("give a day and a time"), None
    slot = slot_of(timezone.make_aware(dt.datetime.combine(line.day, line.start)), wish.length)
    if line.day < clock.today():
        return _("this day has passed"), slot
    people = {wish.chair.pk: wish.chair.name, **line.people}
    wrong = [*no_school(line.day, holidays), *elsewhere(slot, people, taken)]
    return next(iter(wrong), ""), slot


def _soon(day: dt.date, due: int, holidays: tuple[Holiday, ...]) -> list[str]:
    left = (school_day_until(day - dt.timedelta(days=due), holidays) - clock.today()).days
    return [] if left >= 2 else [_("little time to prepare")]


def as_rows(found: list[Line]) -> list[dict[str, Any]]:
    """The lines as the page shows them."""
    return [
        {
            "pk": line.group.pk,
            "name": line.name,
            "people": ", ".join(line.people.values()),
            "day": line.day.isoformat() if line.day else "",
            "start": f"{line.start:%H:%M}" if line.start else "",
            "words": date_format(line.day, "l j F") if line.day else "",
            "chosen": line.chosen,
            "already": line.already,
            "problem": line.problem,
            "notes": line.notes,
        }
        for line in found
    ]
