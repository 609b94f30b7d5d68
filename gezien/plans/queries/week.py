"""The week of a group: which plans, what they promise, what stands on the timetable, and what clashes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from gezien.needs.models import Placement
from gezien.plans.models import GroupPlan, PlanRow, Slot
from gezien.plans.queries.hours import Hours, hours_by_group
from gezien.plans.week.clashes import Clash, Placed, clashes
from gezien.plans.week.filling import Wanted, fill
from gezien.plans.week.hours import minutes_of
from gezien.plans.words import short_names
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.pupils.queries import fold
from gezien.schools.models import Period
from gezien.schools.rules import current

CARRIED_OUT = (GroupPlan.Status.AGREED, GroupPlan.Status.RUNNING)
MIN_MINUTES, MOST_MINUTES = 5, 240  # of a slot


@dataclass
class Week:
    """Everything a week is drawn from. `pupils`: by cluster who is in it, of the group's pupils of today."""

    group: Group
    period: Period
    hours: Hours
    rows: list[PlanRow]
    slots: list[Slot]
    placed: dict[int, Placed]
    others: dict[int, tuple[Placed, str]]  # slots of other groups, with the group's name
    pupils: dict[int, list[Pupil]]
    names: dict[int, str]
    found: list[Clash] = field(default_factory=list)

    def minutes_placed(self, row: PlanRow) -> int:
        """Minutes a week of this row on the timetable."""
        return sum(slot.minutes for slot in self.slots if slot.row_id == row.pk)


def plans_of_week(group: Group, period: Period) -> list[GroupPlan]:
    """Of each subject the plan of this period; without one the newest of before that is still carried out."""
    plans = GroupPlan.objects.filter(school=group.school_id, group=group, period__starts_on__lte=period.starts_on)
    newest: dict[int, GroupPlan] = {}
    for plan in plans.order_by("period__starts_on", "pk"):
        if plan.period_id == period.pk or plan.status in CARRIED_OUT:
            newest[plan.subject_id] = plan
    return list(newest.values())


def week_of(group: Group, period: Period, *, with_goals: bool = False) -> Week:
    """The week of this group in a period: seven statements, however many plans and groups. `group` with its school.

    With the goals of the rows it is one statement more.
    """
    plans = plans_of_week(group, period)
    found = (
        PlanRow.objects.filter(plan__in=plans)
        .select_related("cluster", "plan__subject", "plan__period")
        .order_by("plan__subject__position", "plan__subject__name", "cluster__position", "pk")
    )
    rows = list(found.prefetch_related("goals") if with_goals else found)
    slots = list(Slot.objects.filter(row__in=rows).select_related("staff_member"))
    pupils = _pupils(group, rows)
    elsewhere = _elsewhere(group, period)
    hours = hours_by_group(group.school, {group.pk, *(row["group"] for row in elsewhere)})
    by_row = {row.pk: row for row in rows}
    placed = {
        slot.pk: as_placed(slot, group.pk, hours[group.pk], pupils[by_row[slot.row_id].cluster_id]) for slot in slots
    }
    everyone = list({pupil.pk: pupil for found in pupils.values() for pupil in found}.values())
    others = _others(elsewhere, hours, {pupil.pk for pupil in everyone})
    week = Week(group, period, hours[group.pk], rows, slots, placed, others, pupils, short_names(everyone))
    facts = [*placed.values(), *(one for one, _name in others.values())]
    week.found = clashes(facts, {group.pk: week.hours})
    return week


def _pupils(group: Group, rows: Sequence[PlanRow]) -> dict[int, list[Pupil]]:
    """By cluster the pupils who are in the group today, by name."""
    here = Enrolment.objects.filter(current(), group=group).values("pupil")
    placed = Placement.objects.filter(cluster__in=[row.cluster_id for row in rows], pupil__in=here)
    found: dict[int, list[Pupil]] = defaultdict(list)
    for one in placed.select_related("pupil").order_by("pupil__call_name", "pupil__family_name", "pk"):
        found[one.cluster_id].append(one.pupil)
    return found


def as_placed(slot: Slot, group: int, hours: Hours, pupils: Sequence[Pupil] = ()) -> Placed:
    """The slot as the finder sees it."""
    return Placed(
        key=slot.pk,
        group=group,
        weekday=slot.weekday,
        start=minutes_of(slot.starts_at),
        minutes=slot.minutes,
        person=person_of(group, slot.weekday, hours, slot.staff_member_id, slot.by_words),
        room=fold(slot.room),
        pupils=frozenset(pupil.pk for pupil in pupils),
        staff=slot.staff_member_id,
    )


def person_of(group: int, weekday: int, hours: Hours, staff: int | None = None, words: str = "") -> str:
    """Who teaches: the chosen colleague, else the words, else whoever is before the group that day."""
    if staff is None and words:
        return f"words {fold(words)}"
    day = hours.get(weekday)
    key = staff or (day.teacher if day else None)
    return f"staff {key}" if key else f"group {group}"


def _elsewhere(group: Group, period: Period) -> list[dict]:
    """The slots of the other groups' plans in this week, as plain rows: of this school year, per subject the newest.

    Plans come along without slots too: a newer plan takes the place of the older one, also while its week is empty.
    """
    plans = GroupPlan.objects.filter(
        school=group.school_id, period__year=period.year_id, period__starts_on__lte=period.starts_on
    )
    plans = plans.exclude(group=group).order_by("period__starts_on", "pk", "rows__slots")
    of_slot = ("weekday", "starts_at", "minutes", "room", "staff_member", "by_words")
    facts = {name: F(f"rows__slots__{name}") for name in of_slot}
    facts |= {"slot": F("rows__slots"), "cluster": F("rows__cluster"), "group_name": F("group__name")}
    rows: list[dict] = []
    newest: dict[tuple[int, int], int] = {}
    found: Any = plans.values("pk", "group", "subject", "period", "status", **facts)
    for row in found:
        if row["period"] == period.pk or row["status"] in CARRIED_OUT:
            newest[row["group"], row["subject"]] = row["pk"]
            rows.append(row)
    return [row for row in rows if row["slot"] and newest[row["group"], row["subject"]] == row["pk"]]


def _others(rows: Sequence[dict], hours: dict[int, Hours], pupils: set[int]) -> dict[int, tuple[Placed, str]]:
    """Those slots as the finder sees them, with only the pupils that this group has too."""
    shared: dict[int, set[int]] = defaultdict(set)
    clusters = {row["cluster"] for row in rows}
    for cluster, pupil in Placement.objects.filter(cluster__in=clusters, pupil__in=pupils).values_list(
        "cluster", "pupil"
    ):
        shared[cluster].add(pupil)
    return {
        row["slot"]: (
            Placed(
                key=row["slot"],
                group=row["group"],
                weekday=row["weekday"],
                start=minutes_of(row["starts_at"]),
                minutes=row["minutes"],
                person=person_of(
                    row["group"], row["weekday"], hours[row["group"]], row["staff_member"], row["by_words"]
                ),
                room=fold(row["room"]),
                pupils=frozenset(shared[row["cluster"]]),
                staff=row["staff_member"],
            ),
            row["group_name"],
        )
        for row in rows
    }


# --- what still lacks -------------------------------------------------------------------------------------------------


def proposed_slots(group: Group, period: Period) -> list[tuple[PlanRow, int, int, int]]:
    """(row, weekday, start, minutes) for what the plans promise and the timetable lacks, where there is room."""
    week = week_of(group, period)
    people = {day: person_of(group.pk, day, week.hours) for day in week.hours}
    wanted = [want for row in week.rows if (want := _wanted(week, row))]
    facts = [*week.placed.values(), *(one for one, _name in week.others.values())]
    by_row = {row.pk: row for row in week.rows}
    return [(by_row[row], day, start, minutes) for row, day, start, minutes in fill(wanted, facts, week.hours, people)]


def _wanted(week: Week, row: PlanRow) -> Wanted | None:
    """What a row lacks, in times of the length its plan gives them, to five minutes."""
    slots = [slot for slot in week.slots if slot.row_id == row.pk]
    times = row.times_a_week or (1 if row.minutes_a_week else 0)
    left, minutes = times - len(slots), row.minutes_a_week - sum(slot.minutes for slot in slots)
    if left < 1 or minutes < MIN_MINUTES:
        return None
    each = min(MOST_MINUTES, max(MIN_MINUTES, round(minutes / left / MIN_MINUTES) * MIN_MINUTES))
    pupils = frozenset(pupil.pk for pupil in week.pupils[row.cluster_id])
    like = Placed(key=0, group=week.group.pk, weekday=0, start=0, minutes=each, pupils=pupils)
    return Wanted(row.pk, left, each, like, frozenset(slot.weekday for slot in slots))
