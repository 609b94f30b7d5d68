"""Writes of the goals of a plan."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from gezien.audit.log import mark, record
from gezien.common import clock
from gezien.plans.actions import merging
from gezien.plans.models import Goal, GoalChange, PlanRow
from gezien.plans.queries.figures import standing
from gezien.plans.queries.goal_proposal import ProposedGoal
from gezien.plans.rules import require_goal, require_planning
from gezien.results.models import Instrument
from gezien.results.queries import recent_scores
from gezien.schools.rules import Member

TEXTS = ("text", "measure")
# What is counted: when one of these changes, where the pupils stand is counted again.
COUNTED = ("instrument_id", "score_type", "level")
WRITTEN = (*TEXTS, *COUNTED, "target")


def write_goals(row: PlanRow, proposed: Iterable[ProposedGoal]) -> list[Goal]:
    """Give a row these goals, after those it has. Part of a larger action: that one asks the rule and logs."""
    at = Goal.kept.filter(row=row).aggregate(last=Max("position"))["last"]
    return [_write(row, one, place) for place, one in enumerate(proposed, 0 if at is None else at + 1)]


def _write(row: PlanRow, proposed: ProposedGoal, position: int) -> Goal:
    goal = Goal.objects.create(
        school_id=row.school_id,
        row=row,
        position=position,
        text=proposed.text,
        measure=proposed.measure,
        instrument_id=proposed.instrument,
        score_type=proposed.score_type,
        level=proposed.level,
        current=proposed.current,
        target=proposed.target,
        carried_from_id=proposed.carried_from,
    )
    goal.needs.set(proposed.needs)
    if proposed.learning_goal:
        goal.learning_goals.set([proposed.learning_goal])
    return goal


@transaction.atomic
def add_goal(*, by: Member, row: PlanRow, text: str = "", proposed: ProposedGoal | None = None) -> Goal:
    """A goal more in a row: one of its own words, or one that was proposed."""
    require_planning(by, row.plan.group)
    [goal] = write_goals(row, [proposed or ProposedGoal(key="", text=text.strip(), source="")])
    record(by, "plan_goal.added", goal, group=row.plan.group, plan=row.plan_id)
    return goal


@transaction.atomic
def save_goal(*, by: Member, goal: Goal, version: int, values: Mapping[str, Any]) -> Goal:
    """Write a goal as typed on the page that was opened at `version`: the fields of `WRITTEN`.

    What somebody else changed meanwhile in other fields stays as they left it. Where the pupils stand (`current`) is
    counted, never typed. Raises `merging.Overlap` when both changed the same field; then nothing is written.
    """
    require_goal(by, goal)
    stored = Goal.kept.select_for_update(of=("self",)).select_related("row__plan__group__school").get(pk=goal.pk)
    since = GoalChange.objects.filter(goal=stored, version__gte=version).order_by("-version")
    changed = _whole(stored, merging.mine(stored, version, values, WRITTEN, since))
    if any(name in changed and changed[name] != getattr(stored, name) for name in COUNTED):
        changed["current"] = _counted(stored, changed)
    was = merging.before(stored, changed)
    if was:
        _save(by, stored, was, changed)
    return stored


def _whole(stored: Goal, changed: dict[str, Any]) -> dict[str, Any]:
    """Without a test nothing is counted; with one, something is. A level belongs to a share only."""
    if not any(name in changed for name in (*COUNTED, "target")):
        return changed
    after = {name: changed.get(name, getattr(stored, name)) for name in (*COUNTED, "target")}
    if after["instrument_id"] is None:
        return {**changed, "instrument_id": None, "score_type": "", "level": "", "target": None}
    after["score_type"] = after["score_type"] or Goal.ScoreType.FIGURE
    if after["score_type"] == Goal.ScoreType.FIGURE:
        after["level"] = ""
    return {**changed, **after}


def _counted(goal: Goal, changed: Mapping[str, Any]) -> Decimal | None:
    """Where the pupils of the goal's cluster stand now, by their results."""
    if goal.row is None or changed["instrument_id"] is None:
        return None
    test = Instrument.objects.get(pk=changed["instrument_id"])
    pupils = list(goal.row.cluster.placements.values_list("pupil", flat=True))
    scores = recent_scores(goal.school_id, pupils, moments=1, instruments=[test.pk])
    found = standing(pupils, test, scores, changed["level"])
    return found.value(changed["score_type"]) if found else None


def _save(by: Member, goal: Goal, was: dict[str, Any], changed: Mapping[str, Any]) -> None:
    """Write what changed, and keep what it said before."""
    at = goal.version
    for name, value in changed.items():
        setattr(goal, name, value)
    goal.save_if_unchanged(expected=at, fields=list(was))
    GoalChange.objects.create(school_id=goal.school_id, goal=goal, version=at, before=was, changed_by=by.user)
    marks = {name: mark(value) for name, value in was.items()}
    record(by, "plan_goal.saved", goal, fields=sorted(was), was=marks, **_where(goal))


@transaction.atomic
def remove_goal(*, by: Member, goal: Goal) -> Goal:
    """Take a goal out of its plan. It can be put back as it was; taking out twice changes nothing."""
    require_goal(by, goal)
    if Goal.objects.filter(pk=goal.pk).update(removed_at=clock.now()):
        record(by, "plan_goal.removed", goal, **_where(goal))
    return Goal.kept.get(pk=goal.pk)


@transaction.atomic
def restore_goal(*, by: Member, goal: Goal) -> Goal:
    """Put a goal back in its place."""
    require_goal(by, goal)
    if Goal.kept.filter(pk=goal.pk).exclude(removed_at=None).update(removed_at=None):
        record(by, "plan_goal.restored", goal, **_where(goal))
    return Goal.objects.get(pk=goal.pk)


@transaction.atomic
def move_goal(*, by: Member, goal: Goal, up: bool) -> None:
    """One place up or down among the goals of its row. The words keep their version: nobody who writes is disturbed."""
    require_goal(by, goal)
    siblings = Goal.objects.filter(row=goal.row_id) if goal.row_id else Goal.objects.filter(pk=goal.pk)
    order = list(siblings.order_by("position", "pk").values_list("pk", flat=True))
    place = order.index(goal.pk)
    order.insert(max(place - 1, 0) if up else place + 1, order.pop(place))
    for position, key in enumerate(order):
        Goal.objects.filter(pk=key).exclude(position=position).update(position=position)
    record(by, "plan_goal.moved", goal, up=up, **_where(goal))


def _where(goal: Goal) -> dict[str, Any]:
    """The group and plan of a goal, for the log."""
    return {"group": goal.row.plan.group, "plan": goal.row.plan_id} if goal.row else {}
