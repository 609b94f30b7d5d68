"""Where a pupil stands on the tests its own goals are counted on, to look back by."""

from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.plans.models import Goal, GoalOutcome, IndividualPlan
from gezien.plans.queries.figures import figure_words
from gezien.results.queries import Score, recent_scores

OUTCOME = GoalOutcome.Outcome


def goal_figures(plan: IndividualPlan, goals: Collection[Goal]) -> dict[int, str]:
    """By goal that is counted on a test: the newest figure since the plan began, the target, and what they point to.

    In words only: what came of a goal is for people to say. One statement, however many goals; they come with their
    instrument.
    """
    counted = [goal for goal in goals if goal.instrument]
    if not counted:
        return {}
    tests = {goal.instrument.pk for goal in counted if goal.instrument}
    days = {"since": plan.starts_on, "until": clock.today()}
    found = recent_scores(plan.school_id, [plan.pupil_id], moments=1, instruments=tests, **days)
    newest = {test: scores[0] for (_pupil, test), scores in found.items()}
    return {goal.pk: _told(goal, newest.get(goal.instrument_id or 0)) for goal in counted}


def _told(goal: Goal, score: Score | None) -> str:
    test = goal.instrument.name if goal.instrument else ""
    if score is None or score.figure is None:
        told = _("%(test)s: no figure since this plan began.") % {"test": test}
    else:
        on = {"figure": figure_words(score.figure), "day": date_format(score.taken_on, "j F Y")}
        told = _("%(test)s: %(figure)s on %(day)s.") % {"test": test, **on}
    if goal.target is None:
        return told
    told = f"{told} {_('Target: %(figure)s.') % {'figure': figure_words(goal.target)}}"
    if score is None or score.figure is None:
        return told
    points = _("Going by this figure alone: %(outcome)s.") % {"outcome": _points_to(goal, score).label}
    return f"{told} {points}"


def _points_to(goal: Goal, score: Score) -> GoalOutcome.Outcome:
    figure = score.figure
    if figure is None or goal.target is None:
        raise ValueError("A figure is compared with a target")
    if figure >= goal.target:
        return OUTCOME.REACHED
    return OUTCOME.PARTLY if goal.current is not None and figure > goal.current else OUTCOME.NOT_REACHED
