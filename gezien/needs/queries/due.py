"""Goals of a period on which pupils probably need instruction before the others, as a proposal reads them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gezien.common import clock
from gezien.needs.ahead import InSubject, Standing, Step, outlook
from gezien.needs.clustering import Due
from gezien.needs.queries.pupils import Known, day_of
from gezien.quality.models import LearningGoal
from gezien.quality.queries.lines import goals_in_use, periods_a_year, planned
from gezien.results.queries.mastery import marks_of
from gezien.schools.models import Period, School, Subject


def goals_due(school: School, subject: Subject, period: Period, pupils: Sequence[Known]) -> Mapping[int, list[Due]]:
    """By pupil the crucial goals of the period for which instruction beforehand is likely to help.

    As the page that looks ahead says it, by what was noted about goals alone: tests and signals count by themselves.
    """
    goals = goals_in_use(school, subject=subject)
    if not goals:
        return {}
    terms = planned(goals, periods_a_year(school))
    marks = marks_of(school, [known.pk for known in pupils], until=day_of(period, clock.today()))
    states: dict[int, dict[int, str]] = defaultdict(dict)
    for (pupil, about), mark in marks.items():
        states[pupil][about] = mark.state
    lines = defaultdict(list)
    for goal in goals:
        lines[goal.line_id].append(goal)
    found: dict[int, list[Due]] = defaultdict(list)
    for goal in goals:
        if goal.is_crucial and terms.get(goal.pk) == period.number:
            line = lines[goal.line_id]
            earlier = [Step(one.pk, one.is_crucial) for one in reversed(line[: line.index(goal)])]
            for known in _waiting(goal, earlier, states, pupils):
                found[known.pk].append(Due(goal.pk, goal.text))
    return found


def _waiting(
    goal: LearningGoal, earlier: Sequence[Step], states: Mapping[int, dict[int, str]], pupils: Sequence[Known]
) -> list[Known]:
    """The pupils of the goal's year group for whom instruction beforehand is likely to help."""
    step = Step(goal.pk, goal.is_crucial)
    return [
        known
        for known in pupils
        if known.year_group == goal.year_group
        and outlook(step, earlier, states.get(known.pk, {}), InSubject()).standing == Standing.EXTRA
    ]
