"""The goals of the demo's group plans: what pupils can do, and from the fourth year group on the growth on the test."""

from decimal import Decimal
from statistics import median
from typing import Any

from gezien.demo import plan_texts, scales
from gezien.demo.world import World
from gezien.plans.models import Goal, PlanRow

SUBJECTS = {"begrijpend-lezen": "lvs-begrijpend-lezen", "rekenen": "lvs-rekenen"}


def add_goals(world: World, places: list[tuple[PlanRow, Any, int]]) -> None:
    """One or two goals for each row (row, division, place of its cluster)."""
    Goal.objects.bulk_create(goal for row, division, place in places for goal in _of_row(world, row, division, place))


def _of_row(world: World, row: PlanRow, division: Any, place: int) -> list[Goal]:
    skill, _content = plan_texts.SKILLS[division.subject][division.grade][place]
    words = Goal(school=world.school, row=row, position=0, text=f"{skill}.", measure=f"{plan_texts.MEASURES[place]}.")
    return [words, _growth(world, row, division, place)] if division.grade > 3 else [words]


def _growth(world: World, row: PlanRow, division: Any, place: int) -> Goal:
    """The growth on the main test until the end of the period; without results from before only in words."""
    code = SUBJECTS[division.subject]
    moment = f"{'M' if division.period == 1 else 'E'}{division.grade}"
    grow = points(division.subject, moment, place)
    goal = Goal(school=world.school, row=row, position=1, text=plan_texts.GROWTH.format(moment=moment, points=grow))
    before = [_figure_before(child, code, division.period) for child, _reason in division.members[place]]
    if figures := [figure for figure in before if figure is not None]:
        goal.instrument, goal.score_type = world.instruments[code], Goal.ScoreType.FIGURE
        goal.current = Decimal(median(figures)).quantize(Decimal("0.1"))
        goal.target = goal.current + grow
    return goal


def _figure_before(child: Any, code: str, period: int) -> Any:
    """The last figure from before the period."""
    course = child.course.get(code, [])
    return next((figure for _m, day, figure, _level, _z in reversed(course) if period == 2 or day.year < 2027), None)


def points(subject: str, moment: str, place: int) -> int:
    """The growth aimed for: what the average pupil gains, and two more where it is needed most."""
    scale = next(scale for scale in scales.DUTCH if scale.code == SUBJECTS[subject])
    before = scale.moments[scale.moments.index(moment) - 1]
    return scale.mean(moment) - scale.mean(before) + (2, 0, 0)[place]
