"""The goals of a row on the sheet: in words, with the figure, and what may be added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gezien.plans.models import Goal, PlanRow
from gezien.plans.queries.basis import Basis, ClusterFacts
from gezien.plans.queries.figures import challenge, figure_words, growth, standing, standing_words, target_words
from gezien.plans.queries.goal_proposal import ProposedGoal, same
from gezien.plans.queries.goals import KnownGoal
from gezien.results.models import Instrument

SCORE = Goal.ScoreType
# The choice to count nothing more, where the goal counts on a test that is out of use.
IN_WORDS = "none"


@dataclass(frozen=True, slots=True)
class SheetTest:
    """A test of the subject with what a goal may count on it: (value of the choice, words)."""

    name: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetGoal:
    """A goal as the page shows it. `counted`: the choice of test and what is counted; empty for words alone.

    `figure` is the line for whoever reads, `now` and `challenge` what the results say beside it. `ties`: what the goal
    comes from or is tied to. `kept`: the choice and its words where the test it counts on is out of use.
    """

    pk: int
    version: int | str
    text: str
    measure: str
    counted: str
    target: str
    figure: str
    now: str
    challenge: tuple[str, ...]
    ties: tuple[str, ...]
    coach: Mapping[str, Any]
    is_open: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, str] | None = None

    @property
    def field(self) -> dict[str, str]:
        """The field the goal coach looks at."""
        return {"id_for_label": f"goal-{self.pk}-text"}

    @property
    def lines(self) -> int:
        """How many lines to show, for browsers that do not size a field by its contents."""
        return max(2, self.text.count("\n") + len(self.text) // 34 + 1)

    @property
    def words(self) -> str:
        """The goal with how one will see it: for paper, and for whoever only reads."""
        return "\n".join(part for part in (self.text.strip(), self.measure.strip(), self.figure) if part)

    @cached_property
    def conflict_words(self) -> str:
        """What stands there now, where two wrote in one field."""
        return "\n".join(text or "–" for name, text in self.conflict.items() if name in ("text", "measure", "target"))


@dataclass(frozen=True, slots=True)
class PreviousGoal:
    """A goal of the period before with what came of it, where somebody judged."""

    text: str
    measure: str
    figure: str
    outcome: str


def sheet_tests(basis: Basis) -> tuple[SheetTest, ...]:
    """What a goal of this plan may be counted on."""
    return tuple(SheetTest(one.name, options) for one in basis.instruments if (options := tuple(counted_options(one))))


def counted_options(test: Instrument) -> Iterable[tuple[str, str]]:
    """The middle score where the test has figures, and the share at or above each level but the lowest."""
    if test.figure != Instrument.Figure.LEVEL:
        yield f"{test.pk}:{SCORE.FIGURE}", _("middle score of these pupils")
    for level in test.levels[:-1]:
        yield f"{test.pk}:{SCORE.SHARE}:{level}", _("%% of these pupils at %(level)s or higher") % {"level": level}


def counted_value(goal: Goal) -> str:
    """The choice that says what this goal counts."""
    if goal.instrument_id is None:
        return ""
    parts = [str(goal.instrument_id), goal.score_type, *([goal.level] if goal.level else [])]
    return ":".join(parts)


def sheet_goals(
    basis: Basis, cluster: ClusterFacts, row: PlanRow | None, *, coach_off: bool = False
) -> tuple[SheetGoal, ...]:
    """The goals of a row, in order."""
    known = basis.goals.get(row.pk, []) if row else []
    level = level_now(basis, cluster.pupil_ids) if known else ""
    return tuple(_shown(basis, cluster, one, {"off": coach_off, "level": level, "shown": None}) for one in known)


def _shown(basis: Basis, cluster: ClusterFacts, known: KnownGoal, coach: dict[str, Any]) -> SheetGoal:
    goal = known.goal
    test = next((one for one in basis.instruments if one.pk == goal.instrument_id), None)
    found = standing(cluster.pupil_ids, test, basis.scores, goal.level) if test else None
    past = growth(cluster.pupil_ids, test, basis.scores) if test else None
    return SheetGoal(
        pk=goal.pk,
        version=goal.version,
        text=goal.text,
        measure=goal.measure,
        counted=counted_value(goal),
        target=figure_words(goal.target),
        figure=target_words(goal, test or goal.instrument),
        now=standing_words(found, goal.score_type) if test else "",
        challenge=tuple(challenge(goal, past, basis.ambition)) if test else (),
        ties=tuple(_ties(basis, known)),
        coach=coach,
        kept=_kept(basis, goal),
    )


def _kept(basis: Basis, goal: Goal) -> tuple[str, str] | None:
    """What the goal counts, where that is no longer offered: its test, or the level, is out of use."""
    value = counted_value(goal)
    offered = [key for test in basis.instruments for key, _words in counted_options(test)]
    if goal.instrument is None or value in offered:
        return None
    return value, _("%(test)s (out of use)") % {"test": goal.instrument.name}


def _ties(basis: Basis, known: KnownGoal) -> Iterable[str]:
    """Whose needs it comes from, the crucial goals it is tied to, the period it was carried from."""
    names = [basis.names[pk] for pk, needs in basis.needs.items() if any(need.pk in known.needs for need in needs)]
    if names:
        yield _("from needs of: %(names)s") % {"names": ", ".join(names)}
    for goal in basis.crucial:
        if goal.pk in known.learning_goals:
            yield _("crucial goal: %(line)s") % {"line": goal.line.name}
    if known.goal.carried_from_id:
        yield _("taken along from the period before")


def open_offers(proposed: Iterable[ProposedGoal], known: Sequence[KnownGoal]) -> tuple[ProposedGoal, ...]:
    """What may be added: not what the row says already, in the same words or from the same need, goal or moment."""
    said = " \n ".join(same(one.goal.text) for one in known)
    needs = {pk for one in known for pk in one.needs}
    learning = {pk for one in known for pk in one.learning_goals}
    carried = {one.goal.carried_from_id for one in known}
    return tuple(
        goal
        for goal in proposed
        if same(goal.text) not in said
        and not (goal.needs and needs.issuperset(goal.needs))
        and goal.learning_goal not in learning
        and (goal.carried_from is None or goal.carried_from not in carried)
    )


def previous_goals(basis: Basis, before: PlanRow | None) -> tuple[PreviousGoal, ...]:
    """The goals of the row of the period before, with what came of them."""
    known = basis.goals.get(before.pk, []) if before else []
    tests = {one.pk: one for one in basis.instruments}
    return tuple(
        PreviousGoal(
            text=one.goal.text,
            measure=one.goal.measure,
            figure=target_words(one.goal, tests.get(one.goal.instrument_id or 0)),
            outcome=one.outcome,
        )
        for one in known
    )


def level_now(basis: Basis, pupils: Sequence[int]) -> str:
    """The middle level of these pupils on the main test, as the coach reads it: "III", "AVI-E4"; empty without one."""
    test = basis.instrument
    if test is None or not test.levels:
        return ""
    scores = [found[0].level for pk in pupils if (found := basis.scores.get((pk, test.pk)))]
    places = sorted(test.levels.index(level) for level in scores if level in test.levels)
    if not places:
        return ""
    level = test.levels[places[len(places) // 2]]
    return f"AVI-{level}" if test.level_type == "AVI" and not level.upper().startswith("AVI") else level
