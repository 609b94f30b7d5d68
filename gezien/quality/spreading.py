"""In which period of the year a goal is due: as the school says, else spread evenly. Pure functions."""

from collections import defaultdict
from collections.abc import Sequence

from gezien.quality.models import LearningGoal


def spread(lines: Sequence[Sequence[int]], periods: int) -> dict[int, int]:
    """By goal the number of the period in which it falls when nobody chose one.

    `lines` are the goals of one year group, line by line in order. Each line keeps its order, each period gets as many
    goals as the others (one more or less), and a line with several goals runs over the whole year.
    """
    placed = [
        ((place + 0.5) / len(goals), number, goal)
        for number, goals in enumerate(lines)
        for place, goal in enumerate(goals)
    ]
    ordered = [goal for _place, _line, goal in sorted(placed)]
    return {goal: 1 + place * periods // len(ordered) for place, goal in enumerate(ordered)} if periods else {}


def due_periods(goals: Sequence[LearningGoal], periods: int) -> dict[int, int]:
    """By goal its period: the one chosen, else where the spread puts it among the goals of its subject and year group.

    `goals` come with their line, in order; `periods` is how many the school year has. A period that the year does not
    have (a school went from four to two) counts as the last one.
    """
    groups: dict[tuple[int, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for goal in goals:
        groups[goal.line.subject_id, goal.year_group][goal.line_id].append(goal.pk)
    found: dict[int, int] = {}
    for lines in groups.values():
        found |= spread(list(lines.values()), periods)
    return found | {goal.pk: min(goal.period, periods) for goal in goals if goal.period and periods}
