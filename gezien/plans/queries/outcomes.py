"""What came of the goals of a plan, for what comes after it: the next plan, the overview, signals, the handover."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanReflection, RowReflection

OUTCOME = GoalOutcome.Outcome


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What goes along to the next plan.

    `unreached`: by goal the pupils who did not, or only partly, reach it; `adjustments` by row what its teachers take
    along, and `general` what they do for everyone.
    """

    unreached: dict[int, tuple[int, ...]] = field(default_factory=dict)
    adjustments: dict[int, str] = field(default_factory=dict)
    general: str = ""


def carried_over(plan: GroupPlan) -> CarriedOver:
    """What an evaluated plan gives to the next one: three statements."""
    reflection = PlanReflection.objects.filter(plan=plan).first()
    rows = RowReflection.objects.filter(row__plan=plan).exclude(adjustments="")
    judged = GoalOutcome.objects.filter(goal__row__plan=plan, goal__removed_at=None)
    return CarriedOver(
        unreached=_unreached(judged),
        adjustments={one.row_id: one.adjustments.strip() for one in rows},
        general=reflection.adjustments.strip() if reflection else "",
    )


def unreached(goals: Collection[int]) -> dict[int, tuple[int, ...]]:
    """By goal (of those given) the pupils who did not, or only partly, reach it: one statement."""
    return _unreached(GoalOutcome.objects.filter(goal__in=goals)) if goals else {}


def outcome_together(goals: Collection[int]) -> dict[int, str]:
    """By goal what came of it for its pupils together: reached when all did, "not" when nobody did, else partly.

    Without the goals that nobody judged: one statement.
    """
    by_goal: dict[int, set[str]] = defaultdict(set)
    judged = GoalOutcome.objects.filter(goal__in=goals).exclude(outcome="") if goals else ()
    for one in judged:
        by_goal[one.goal_id].add(one.outcome)
    return {goal: found.pop() if len(found) == 1 else OUTCOME.PARTLY.value for goal, found in by_goal.items()}


def _unreached(judged: Iterable[GoalOutcome]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one in judged:
        if one.outcome in (OUTCOME.PARTLY, OUTCOME.NOT_REACHED):
            found[one.goal_id].append(one.pupil_id)
    return {goal: tuple(pupils) for goal, pupils in found.items()}


def pupils_judged(plan: GroupPlan) -> dict[int, str]:
    """By pupil what came of all their goals of this plan: reached when each was, "not" when one was not, else partly.

    Without pupils of whom nothing was said.
    """
    found: dict[int, set[str]] = defaultdict(set)
    judged = GoalOutcome.objects.filter(goal__row__plan=plan, goal__removed_at=None).exclude(outcome="")
    for one in judged:
        found[one.pupil_id].add(one.outcome)
    return {
        pupil: OUTCOME.REACHED.value
        if some == {OUTCOME.REACHED}
        else OUTCOME.NOT_REACHED.value
        if OUTCOME.NOT_REACHED in some
        else OUTCOME.PARTLY.value
        for pupil, some in found.items()
    }


def goals_of_plan(plan: GroupPlan) -> list[Goal]:
    """The goals of a plan's rows in order, with what they count on."""
    goals = Goal.objects.filter(row__plan=plan).select_related("instrument")
    return list(goals.order_by("row__cluster__position", "row", "position", "pk"))
