"""What the plans ask of a teacher on a day, what came of it this week, and the time planned beside the time given."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs.models import Placement
from gezien.plans.models import GroupPlan, PlanRow, Session, Slot
from gezien.plans.week.hours import clock_words, minutes_of
from gezien.plans.words import group_title, short_names
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.rules import current

STATE = Session.State
CARRIED_OUT = (GroupPlan.Status.AGREED, GroupPlan.Status.RUNNING)


@dataclass(frozen=True, slots=True)
class Due:
    """A row of a plan on a day: whom it is for, what is done, how often it was done this week, and today's session.

    `slots`: when it stands on the timetable of this day; `is_placed`: whether it stands on the timetable at all.
    """

    row: PlanRow
    group: str
    subject: str
    cluster: str
    names: tuple[tuple[int, str], ...]  # pupils by key, short names
    day: dt.date
    done: int  # times given this week, this day included
    session: Session | None
    moved_from: dt.date | None = None  # the day it was moved from to this one
    slots: tuple[Slot, ...] = ()
    is_placed: bool = False

    @property
    def times(self) -> int:
        """How often a week."""
        return self.row.times_a_week

    @property
    def is_for_today(self) -> bool:
        """Whether the timetable, or a colleague who moved it, asks it of this very day."""
        return bool(self.slots or self.moved_from)

    @property
    def start(self) -> int | None:
        """When it begins, in minutes since midnight; None when it has no time on this day."""
        return minutes_of(self.slots[0].starts_at) if self.slots else None

    @property
    def when(self) -> str:
        """ "10:00–10:20"; both times when it comes twice."""
        starts = ((minutes_of(slot.starts_at), slot.minutes) for slot in self.slots)
        return ", ".join(f"{clock_words(start)}–{clock_words(start + length)}" for start, length in starts)

    def is_now(self, minute: int) -> bool:
        """Whether it goes on at this minute of the day."""
        starts = ((minutes_of(slot.starts_at), slot.minutes) for slot in self.slots)
        return any(start <= minute < start + length for start, length in starts)

    @property
    def minutes(self) -> int:
        """The time of one go: what was given, else what the plan promises."""
        if self.session and self.session.state == STATE.GIVEN:
            return self.session.minutes
        if self.slots:
            return sum(slot.minutes for slot in self.slots)
        return round(self.row.minutes_a_week / self.times) if self.times else self.row.minutes_a_week

    @property
    def is_settled(self) -> bool:
        """Whether this week asks nothing more: said of this day, or done as often as promised."""
        return self.session is not None or (self.done >= self.times and not self.moved_from)

    @property
    def week_words(self) -> str:
        """ "1 of 3 times this week"."""
        if not self.times:
            return ngettext("%(n)s time this week", "%(n)s times this week", self.done) % {"n": self.done}
        return ngettext("%(n)s of %(of)s time this week", "%(n)s of %(of)s times this week", self.times) % {
            "n": self.done,
            "of": self.times,
        }

    @property
    def state_words(self) -> str:
        """What came of it: "Done, 20 min.", "Not done: swimming", "Moved to Friday: a test"."""
        if self.session is None:
            return ""
        reason = f": {self.session.reason}" if self.session.reason else ""
        if self.session.state == STATE.GIVEN:
            return _("Done, %(minutes)s min.") % {"minutes": self.session.minutes}
        if self.session.moved_to:
            return _("Moved to %(day)s") % {"day": date_format(self.session.moved_to, "l j F")} + reason
        return _("Not done") + reason


def due_on(groups: Collection[Group], day: dt.date, *, with_pupils: bool = True) -> list[Due]:
    """The rows with extra time of the plans that are carried out in these groups: what is open first, by time.

    Of each group and subject the newest plan that has begun counts, also when its period is over and nobody drew up the
    next one. Six statements at most, however many groups; three without the pupils and what was written about them.
    """
    rows = _rows(groups, day, with_goals=with_pupils)
    names = _names(rows, day) if with_pupils else {}
    sessions = _sessions(rows, day, with_notes=with_pupils)
    slots = _slots(rows)
    found = [_due(row, names.get(row.cluster_id, ()), sessions[row.pk], day, slots[row.pk]) for row in rows]
    return sorted(
        found,
        key=lambda one: (
            one.is_settled,
            not one.is_for_today,
            one.start if one.start is not None else 24 * 60,
            one.group,
            one.row.plan.subject.position,
            one.subject,
        ),
    )


def due_row(row: PlanRow, day: dt.date, *, with_pupils: bool = True) -> Due:
    """One row on a day."""
    names = _names([row], day) if with_pupils else {}
    sessions = _sessions([row], day, with_notes=with_pupils)
    return _due(row, names.get(row.cluster_id, ()), sessions[row.pk], day, _slots([row])[row.pk])


def _rows(groups: Collection[Group], day: dt.date, *, with_goals: bool = False) -> list[PlanRow]:
    """The rows with time of the newest plans that are carried out."""
    begun = PlanRow.objects.filter(
        plan__group__in=groups, plan__period__starts_on__lte=day, plan__status__in=CARRIED_OUT
    ).select_related("cluster", "plan__group", "plan__subject", "plan__period")
    begun = begun.prefetch_related("goals") if with_goals else begun
    rows = list(begun.order_by("plan__period__starts_on", "plan", "cluster__position", "pk"))
    newest = {(row.plan.group_id, row.plan.subject_id): row.plan_id for row in rows}
    return [
        row
        for row in rows
        if newest[row.plan.group_id, row.plan.subject_id] == row.plan_id and (row.times_a_week or row.minutes_a_week)
    ]


def _slots(rows: Sequence[PlanRow]) -> dict[int, list[Slot]]:
    """By row its places in the week, in order."""
    by_row: dict[int, list[Slot]] = defaultdict(list)
    for slot in Slot.objects.filter(row__in=rows) if rows else ():
        by_row[slot.row_id].append(slot)
    return by_row


def _names(rows: Sequence[PlanRow], day: dt.date) -> dict[int, tuple[tuple[int, str], ...]]:
    """By cluster the pupils who are still in the group, by short name."""
    clusters = {row.cluster_id: row.plan.group_id for row in rows}
    here = Enrolment.objects.filter(current(day), group__in=set(clusters.values())).values("pupil")
    placed = Placement.objects.filter(cluster__in=clusters, pupil__in=here).select_related("pupil")
    by_cluster: dict[int, list[Pupil]] = defaultdict(list)
    for placement in placed.order_by("pupil__call_name", "pupil__family_name", "pk"):
        by_cluster[placement.cluster_id].append(placement.pupil)
    return {pk: tuple(short_names(pupils).items()) for pk, pupils in by_cluster.items()}


def _sessions(rows: Sequence[PlanRow], day: dt.date, *, with_notes: bool) -> dict[int, list[Session]]:
    """By row the sessions of the week of this day, and those moved to it."""
    monday = day - dt.timedelta(days=day.weekday())
    this_week = Q(day__gte=monday, day__lte=monday + dt.timedelta(days=6))
    found = Session.objects.filter(this_week | Q(moved_to=day), row__in=rows)
    by_row: dict[int, list[Session]] = defaultdict(list)
    for session in found.prefetch_related("notes__pupil") if with_notes else found:
        by_row[session.row_id].append(session)
    return by_row


def _due(
    row: PlanRow,
    names: tuple[tuple[int, str], ...],
    sessions: Collection[Session],
    day: dt.date,
    slots: Sequence[Slot],
) -> Due:
    monday = day - dt.timedelta(days=day.weekday())
    moved = [one.day for one in sessions if one.moved_to == day]
    return Due(
        row=row,
        group=group_title(row.plan.group),
        subject=row.plan.subject.name,
        cluster=row.cluster.name,
        names=names,
        day=day,
        done=sum(one.state == STATE.GIVEN and monday <= one.day <= day for one in sessions),
        session=next((one for one in sessions if one.day == day), None),
        moved_from=max(moved) if moved else None,
        slots=tuple(slot for slot in slots if slot.weekday == day.isoweekday()),
        is_placed=bool(slots),
    )


# --- planned beside given ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """One row over its period until a day: times and minutes planned by then, and given; why it was not done."""

    row: PlanRow
    weeks: int
    planned_times: int
    given_times: int
    planned_minutes: int
    given_minutes: int
    reasons: tuple[str, ...]

    @property
    def share(self) -> int | None:
        """Given minutes per hundred planned; None when none were planned."""
        return round(100 * self.given_minutes / self.planned_minutes) if self.planned_minutes else None


def given_in(group: Group, day: dt.date) -> list[Given]:
    """For each row with extra time of the group's plans what was planned until a day and what was given."""
    return given_of(_rows([group], day), day)


def given_of(rows: Sequence[PlanRow], day: dt.date) -> list[Given]:
    """The same for these rows (with plan and period loaded): one statement."""
    sessions: dict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(row__in=rows, day__lte=day):
        sessions[session.row_id].append(session)
    return [_given(row, sessions[row.pk], day) for row in rows]


def _given(row: PlanRow, sessions: Sequence[Session], day: dt.date) -> Given:
    """Whole weeks count from the first one in which anything was recorded: before that nobody kept this."""
    period = row.plan.period
    first = min((one.day for one in sessions), default=day)
    start = max(period.starts_on, first)
    weeks = (day - (start - dt.timedelta(days=start.weekday()))).days // 7 + 1
    given = [one for one in sessions if one.state == STATE.GIVEN]
    return Given(
        row=row,
        weeks=weeks if sessions else 0,
        planned_times=row.times_a_week * weeks if sessions else 0,
        given_times=len(given),
        planned_minutes=row.minutes_a_week * weeks if sessions else 0,
        given_minutes=sum(one.minutes for one in given),
        reasons=tuple(dict.fromkeys(one.reason for one in sessions if one.reason)),
    )


def minutes_by_pupil(group: Group, given: Sequence[Given]) -> list[dict[str, Any]]:
    """For each pupil of the group extra minutes planned and given, over all subjects; none outside such clusters.

    By the clusters of today: who came into one later is counted as if there from the start.
    """
    by_cluster = {one.row.cluster_id: one for one in given}
    here = Enrolment.objects.filter(current(), group=group).select_related("pupil")
    pupils = [row.pupil for row in here.order_by("pupil__call_name", "pupil__family_name", "pk")]
    sums = {pupil.pk: [0, 0] for pupil in pupils}
    for cluster, pupil in Placement.objects.filter(cluster__in=by_cluster).values_list("cluster", "pupil"):
        if pupil in sums:
            sums[pupil][0] += by_cluster[cluster].planned_minutes
            sums[pupil][1] += by_cluster[cluster].given_minutes
    names = short_names(pupils)
    return [
        {"pk": pupil.pk, "name": names[pupil.pk], "planned": sums[pupil.pk][0], "given": sums[pupil.pk][1]}
        for pupil in pupils
    ]


def parse_day(text: str | None) -> dt.date | None:
    """A day as addresses write it ("2027-02-04"); None for anything else."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None
