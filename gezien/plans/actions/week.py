"""Writing the timetable of the small groups, and the hours it has to fit in.

What moves in the timetable comes back as steps: enough to take it back as long as nobody changed it since.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.plans.models import PlanRow, SchoolDay, SchoolWeek, Slot
from gezien.plans.queries.week import proposed_slots
from gezien.plans.rules import require_hours, require_planning
from gezien.plans.week.hours import time_of
from gezien.pupils.models import Group
from gezien.schools.models import Period, StaffMember
from gezien.schools.rules import Member, NotAllowed

PLACE = ("weekday", "starts_at", "minutes", "room", "staff_member_id", "by_words")
Step = dict[str, Any]  # slot, version after it, row, and what stood there before (None: nothing)


@transaction.atomic
def place_slot(
    *,
    by: Member,
    row: PlanRow,
    weekday: int,
    starts_at: dt.time,
    minutes: int,
    room: str = "",
    staff_member: StaffMember | None = None,
    by_words: str = "",
) -> tuple[Slot, list[Step]]:
    """Put a row on the timetable."""
    require_planning(by, row.plan.group)
    _require_colleague(by, staff_member)
    slot = Slot.objects.create(
        school_id=row.school_id,
        row=row,
        weekday=weekday,
        starts_at=starts_at,
        minutes=minutes,
        room=room,
        staff_member=staff_member,
        by_words=by_words,
    )
    record(by, "slot.planned", slot, group=row.plan.group, row=row.pk, **_words(slot))
    return slot, [_step(slot, None)]


@transaction.atomic
def move_slot(*, by: Member, slot: Slot, version: int, values: Mapping[str, Any]) -> tuple[Slot, list[Step]]:
    """Give a slot another day, time, length, room or teacher; what `values` does not name stays.

    Raises `StaleVersion` when a colleague changed it meanwhile.
    """
    require_planning(by, slot.row.plan.group)
    _require_colleague(by, values.get("staff_member"))
    stored = Slot.objects.select_for_update(of=("self",)).filter(pk=slot.pk).first()
    if stored is None or stored.version != version:
        raise StaleVersion(stored or slot)
    before = _state(stored)
    for name, value in values.items():
        setattr(stored, name, value)
    if _state(stored) == before:
        return stored, []
    stored.save_if_unchanged(expected=version, fields=list(PLACE))
    record(by, "slot.moved", stored, group=slot.row.plan.group, before=_words(_as(before)), **_words(stored))
    return stored, [_step(stored, before)]


@transaction.atomic
def take_off(*, by: Member, slot: Slot, version: int) -> list[Step]:
    """Take a slot off the timetable; what was given stays recorded. `StaleVersion` when it has changed."""
    require_planning(by, slot.row.plan.group)
    stored = Slot.objects.select_for_update(of=("self",)).filter(pk=slot.pk).first()
    if stored is None:
        return []
    if stored.version != version:
        raise StaleVersion(stored)
    step = _step(stored, _state(stored))
    record(by, "slot.removed", stored, group=slot.row.plan.group, row=stored.row_id, **_words(stored))
    stored.delete()
    return [step]


@transaction.atomic
def fill_week(*, by: Member, group: Group, period: Period) -> list[Step]:
    """Place what the plans promise and the timetable lacks, where there is room; what stands already stays."""
    require_planning(by, group)
    steps = []
    for row, weekday, start, minutes in proposed_slots(group, period):
        slot = Slot.objects.create(
            school_id=group.school_id, row=row, weekday=weekday, starts_at=time_of(start), minutes=minutes
        )
        steps.append(_step(slot, None))
    if steps:
        record(by, "week.filled", group, group=group, slots=len(steps), period=str(period))
    return steps


@transaction.atomic
def undo_steps(*, by: Member, group: Group, steps: Sequence[Step]) -> None:
    """Put the slots back as they were. Raises `StaleVersion` when a colleague changed one since; then nothing moves."""
    require_planning(by, group)
    rows = {row.pk: row for row in PlanRow.objects.filter(plan__group=group, pk__in=[step["row"] for step in steps])}
    for step in steps:
        row, before = rows.get(step["row"]), step["before"]
        stored = Slot.objects.select_for_update(of=("self",)).filter(pk=step["slot"], row=row).first()
        if row is None or (stored is None and before is None):
            continue  # the row or the slot has gone meanwhile: there is nothing to put back
        if stored is None:
            Slot.objects.create(school_id=row.school_id, row=row, **_values(before))
        elif stored.version != step["version"]:
            raise StaleVersion(stored)
        elif before is None:
            stored.delete()
        else:
            for name, value in _values(before).items():
                setattr(stored, name, value)
            stored.save_if_unchanged(expected=stored.version, fields=list(PLACE))
    record(by, "week.undone", group, group=group, slots=len(steps))


@transaction.atomic
def save_hours(*, by: Member, group: Group | None, version: int, days: Sequence[Mapping[str, Any]]) -> SchoolWeek:
    """Write the hours of the school, or of one group; `version` 0 when none were written before.

    A day that is not among `days` has no school. Raises `StaleVersion` when somebody else wrote them meanwhile.
    """
    require_hours(by, group)
    week = SchoolWeek.objects.select_for_update(of=("self",)).filter(school=by.school, group=group).first()
    if (week.version if week else 0) != version:
        raise StaleVersion(week or SchoolWeek(school=by.school, group=group))
    if week is None:
        week = SchoolWeek.objects.create(school=by.school, group=group)
    else:
        week.save_if_unchanged(expected=version, fields=[])
    for day in days:
        _require_colleague(by, day.get("teacher"))
    SchoolDay.objects.filter(week=week).delete()
    SchoolDay.objects.bulk_create(SchoolDay(school=by.school, week=week, **day) for day in days)
    record(by, "hours.saved", week, group=group, days=len(days))
    return week


@transaction.atomic
def forget_hours(*, by: Member, group: Group) -> None:
    """Let a group follow the hours of the school again."""
    require_hours(by, group)
    if week := SchoolWeek.objects.filter(group=group).first():
        record(by, "hours.removed", week, group=group)
        week.delete()


def _require_colleague(by: Member, staff_member: StaffMember | None) -> None:
    if staff_member is not None and staff_member.school_id != by.school.pk:
        raise NotAllowed("staff of another school")


def _step(slot: Slot, before: dict[str, Any] | None) -> Step:
    return {"slot": slot.pk, "version": slot.version, "row": slot.row_id, "before": before}


def _state(slot: Slot) -> dict[str, Any]:
    """The slot's place as JSON."""
    return {name: getattr(slot, name) for name in PLACE} | {"starts_at": slot.starts_at.isoformat()}


def _values(state: Mapping[str, Any]) -> dict[str, Any]:
    return {**state, "starts_at": dt.time.fromisoformat(state["starts_at"])}


def _as(state: Mapping[str, Any]) -> Slot:
    return Slot(**_values(state))


def _words(slot: Slot) -> dict[str, Any]:
    return {"weekday": slot.weekday, "time": f"{slot.starts_at:%H:%M}", "minutes": slot.minutes}
