"""The goals of plans: those of rows, what was not reached, and the first one where only one line fits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, QuerySet, StringAgg, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanRow

REACHED, PARTLY, NOT = GoalOutcome.Outcome.values
BETWEEN = ","


@dataclass(frozen=True, slots=True)
class KnownGoal:
    """A goal with what it is tied to (needs, goals of learning lines) and, once judged, by how many it was reached."""

    goal: Goal
    needs: set[int] = field(default_factory=set)
    learning_goals: set[int] = field(default_factory=set)
    reached: int = 0
    partly: int = 0
    missed: int = 0
    unreached: frozenset[int] = frozenset()  # the pupils who did not, or only partly, reach it

    @property
    def judged(self) -> int:
        """For how many pupils somebody decided what came of it."""
        return self.reached + self.partly + self.missed

    @property
    def goes_along(self) -> bool:
        """Whether it goes along to the next period: judged, and not reached by everyone."""
        return self.reached < self.judged

    @property
    def outcome(self) -> str:
        """ "reached by 5 of 7"; empty when nobody judged."""
        if not self.judged:
            return ""
        return _("reached by %(reached)s of %(judged)s") % {"reached": self.reached, "judged": self.judged}


def goals_of(rows: Iterable[PlanRow]) -> dict[int, list[KnownGoal]]:
    """By row its goals in order, with what they are tied to and what came of them: one statement."""
    keys = [row.pk for row in rows]
    linked = (
        Goal.objects.filter(row__in=keys)
        .select_related("instrument")
        .annotate(need_id=F("needs"), learning_goal_id=F("learning_goals"))
        .annotate(**{f"count_{outcome}": _judged(outcome) for outcome in (REACHED, PARTLY, NOT)}, behind=_behind())
        .order_by("row", "position", "pk")
    )
    found: dict[int, KnownGoal] = {}
    for goal in linked if keys else ():
        reached, partly, missed = (getattr(goal, f"count_{outcome}") for outcome in (REACHED, PARTLY, NOT))
        behind = frozenset(map(int, filter(None, (goal.behind or "").split(BETWEEN))))
        known = found.setdefault(goal.pk, KnownGoal(goal, set(), set(), reached, partly, missed, behind))
        known.needs.update({goal.need_id} - {None})
        known.learning_goals.update({goal.learning_goal_id} - {None})
    by_row: dict[int, list[KnownGoal]] = defaultdict(list)
    for known in found.values():
        by_row[known.goal.row_id or 0].append(known)
    return dict(by_row)


def _judged(outcome: str) -> Coalesce:
    """For how many pupils this was decided."""
    rows = GoalOutcome.objects.filter(goal=OuterRef("pk"), outcome=outcome).order_by().values("goal")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


def _behind() -> Subquery:
    """The pupils who did not, or only partly, reach a goal, as one text of keys."""
    rows = GoalOutcome.objects.filter(goal=OuterRef("pk"), outcome__in=(PARTLY, NOT)).order_by().values("goal")
    return Subquery(rows.annotate(keys=StringAgg(Cast("pupil", CharField()), Value(BETWEEN))).values("keys"))


def carry_over(goals: Iterable[KnownGoal]) -> list[KnownGoal]:
    """Of the goals of a row those that go along to the next period: judged, and not reached by everyone."""
    return [known for known in goals if known.goes_along]


def first_goal(row: str = "pk") -> Subquery:
    """The words of a row's first goal, for a list of rows; `row` names the row in the outer query."""
    goals: QuerySet[Goal] = Goal.objects.filter(row=OuterRef(row)).order_by("position", "pk")
    return Subquery(goals.values("text")[:1])


def removed_goals(plan: GroupPlan) -> list[dict[str, Any]]:
    """The goals that were taken out of a plan, the last one first; one statement."""
    found = Goal.kept.filter(row__plan=plan, removed_at__isnull=False).select_related("row__cluster")
    return [
        {
            "pk": goal.pk,
            "text": goal.text.strip(),
            "cluster": goal.row.cluster.name if goal.row else "",
            "when": date_format(clock.in_school_time(goal.removed_at), "j F, H:i") if goal.removed_at else "",
        }
        for goal in found.order_by("-removed_at", "-pk")
    ]
