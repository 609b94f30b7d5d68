"""The result beside a goal for each pupil, and what follows from it: a proposal that a teacher takes over or not."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from gezien.plans.models import Goal, GoalOutcome, GroupPlan
from gezien.plans.queries.figures import signed
from gezien.results.models import Instrument, TestWindow
from gezien.results.queries import Score, recent_scores
from gezien.schools.models import Period

OUTCOME = GoalOutcome.Outcome
SCORE = Goal.ScoreType


@dataclass(frozen=True, slots=True)
class Figure:
    """The newest result of a pupil within the period or its test window; `before` is the one before that."""

    score: Score
    before: Score | None
    proposed: str

    @property
    def words(self) -> str:
        """ "62 (III, +9) on 19 January": what the result was, how much it grew, and when."""
        value = number_format(self.score.figure.normalize()) if self.score.figure is not None else ""
        more = ", ".join(filter(None, [self.score.level, self._growth()]))
        shown = f"{value} ({more})" if value and more else value or more
        return _("%(figure)s on %(day)s") % {"figure": shown, "day": date_format(self.score.taken_on, "j F")}

    def _growth(self) -> str:
        """ "+9" since the result before; empty where one of both has no figure."""
        if self.before is None or self.before.figure is None or self.score.figure is None:
            return ""
        return signed(self.score.figure - self.before.figure)


def figures_of(plan: GroupPlan, goals: Iterable[Goal], pupils: Collection[int]) -> dict[tuple[int, int], Figure]:
    """By (goal, pupil) the figure, where the goal counts on a test: three statements at most."""
    counted = [goal for goal in goals if goal.instrument_id]
    if not counted or not pupils:
        return {}
    tests = Instrument.objects.in_bulk({goal.instrument_id for goal in counted})
    until = _until(plan.period, list(tests))
    scores = recent_scores(plan.school_id, pupils, moments=4, until=max(until.values()), instruments=list(tests))
    found = {}
    for goal in counted:
        test = tests[goal.instrument_id]
        for pupil in pupils:
            mine = [one for one in scores.get((pupil, test.pk), ()) if one.taken_on <= until[test.pk]]
            if mine and mine[0].taken_on >= plan.period.starts_on:
                before = mine[1] if len(mine) > 1 else None
                found[goal.pk, pupil] = Figure(mine[0], before, propose_outcome(goal, test, mine[0], before))
    return found


def _until(period: Period, tests: Collection[int]) -> dict[int, dt.date]:
    """By test the last day that counts: of the period, or of a window that opened in it."""
    days = dict.fromkeys(tests, period.ends_on)
    windows = TestWindow.objects.filter(
        instrument__in=tests, opens_on__gte=period.starts_on, opens_on__lte=period.ends_on
    )
    for test, closes_on in windows.values_list("instrument_id", "closes_on"):
        days[test] = max(days[test], closes_on)
    return days


def propose_outcome(goal: Goal, test: Instrument, score: Score, before: Score | None) -> str:
    """What a result says of a goal: reached at the target or above it; below it partly, when it grew; else not.

    Nothing where the goal has no target, or the result lacks what is counted. A goal on a share asks of each pupil
    the level that the share counts.
    """
    if goal.score_type == SCORE.SHARE:
        now, then = _place(test, score.level), _place(test, before.level if before else "")
        wanted = _place(test, goal.level)
        if now is None or wanted is None:
            return ""
        return _judged(reached=now <= wanted, grew=then is not None and now < then)
    if goal.target is None or score.figure is None:
        return ""
    grew = before is not None and before.figure is not None and score.figure > before.figure
    return _judged(reached=score.figure >= Decimal(goal.target), grew=grew)


def _judged(*, reached: bool, grew: bool) -> str:
    return OUTCOME.REACHED if reached else OUTCOME.PARTLY if grew else OUTCOME.NOT_REACHED


def _place(test: Instrument, level: str) -> int | None:
    """The place of a level, highest first; None for one the test does not have."""
    return test.levels.index(level) if level in test.levels else None
