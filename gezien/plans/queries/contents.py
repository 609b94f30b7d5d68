"""The whole plan as plain values: what a version keeps, and what is read back from it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from gezien.plans.models import GroupPlan, PlanRow, PlanVersion
from gezien.plans.queries.basis import Basis, gather
from gezien.plans.queries.figures import figure_line, figure_words
from gezien.plans.queries.goals import KnownGoal
from gezien.plans.words import time_in_words


@dataclass(frozen=True, slots=True)
class GoalContents:
    """A goal: its words, and the figure as it was written. `reached` of `judged` pupils, once somebody decided."""

    key: int
    text: str = ""
    measure: str = ""
    test: str = ""
    level: str = ""
    current: str = ""
    target: str = ""
    reached: int = 0
    judged: int = 0

    @property
    def figure(self) -> str:
        """The line about the figure; empty without one."""
        return figure_line(self.test, self.level, self.current, self.target)


@dataclass(frozen=True, slots=True)
class RowContents:
    """What one cluster gets, with its pupils by key: a name that is erased is erased here too."""

    key: int
    cluster: str
    pupils: tuple[int, ...] = ()
    goals: tuple[GoalContents, ...] = ()
    content: str = ""
    approach: str = ""
    organisation: str = ""
    evaluation: str = ""
    minutes: int = 0
    times: int = 0

    @property
    def time(self) -> str:
        """The extra time, in words."""
        return time_in_words(self.minutes, self.times)


@dataclass(frozen=True, slots=True)
class PlanContents:
    """The plan: what holds for everyone, and a row for each cluster."""

    general: str = ""
    rows: tuple[RowContents, ...] = ()

    @property
    def pupils(self) -> set[int]:
        """Every pupil in a cluster of the plan."""
        return {pk for row in self.rows for pk in row.pupils}

    def as_json(self) -> dict[str, Any]:
        """As a version keeps it."""
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> PlanContents:
    """What a version kept, as it was."""
    rows = tuple(
        RowContents(
            **{
                **row,
                "pupils": tuple(row["pupils"]),
                "goals": tuple(GoalContents(**goal) for goal in row["goals"]),
            }
        )
        for row in kept["rows"]
    )
    return PlanContents(kept["general"], rows)


def contents(plan: GroupPlan) -> PlanContents:
    """The plan as it stands now."""
    return contents_of(plan, gather(plan.group, plan.subject, plan.period))


def contents_of(plan: GroupPlan, basis: Basis) -> PlanContents:
    """The same, from facts that are known already: no statement."""
    pupils = {cluster.pk: cluster.pupil_ids for cluster in basis.clusters}
    tests = {one.pk: one.name for one in basis.instruments}
    return PlanContents(
        plan.general, tuple(_row(row, pupils.get(row.cluster_id, ()), basis, tests) for row in basis.rows)
    )


def _row(row: PlanRow, pupils: tuple[int, ...], basis: Basis, tests: Mapping[int, str]) -> RowContents:
    return RowContents(
        key=row.pk,
        cluster=row.cluster.name,
        pupils=tuple(pupils),
        goals=tuple(_goal(known, tests) for known in basis.goals.get(row.pk, [])),
        content=row.content,
        approach=row.approach,
        organisation=row.organisation,
        evaluation=row.evaluation,
        minutes=row.minutes_a_week,
        times=row.times_a_week,
    )


def _goal(known: KnownGoal, tests: Mapping[int, str]) -> GoalContents:
    goal = known.goal
    return GoalContents(
        key=goal.pk,
        text=goal.text,
        measure=goal.measure,
        test=tests.get(goal.instrument_id or 0, ""),
        level=goal.level,
        current=figure_words(goal.current),
        target=figure_words(goal.target),
        reached=known.reached,
        judged=known.judged,
    )


def contents_at(version: PlanVersion, now: PlanContents) -> PlanContents:
    """What the plan said in a version; of one that is still being written, what it says now."""
    return from_json(version.contents) if version.sealed_at else now
