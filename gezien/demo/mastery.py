"""What teachers noted of the goals this year: along with a child's talent, some groups far and some with gaps."""

import datetime as dt

from gezien.demo import cast
from gezien.demo.days import LAST_DAY, school_day
from gezien.demo.world import Child, World
from gezien.quality.models import LearningGoal
from gezien.quality.queries.lines import goals_in_use, planned
from gezien.results.models import Mastery

# A group notes so much of what it could; the groups that are not here note nothing yet.
NOTED = {"3": 0.9, "4": 0.75, "5a": 0.6, "5b": 0.9, "6": 0.45}
PERIODS = 2
EASY = 0.55  # so much better than the talent alone: most goals are reached
FIRST = dt.date(2026, 9, 7)
LAST_YEAR = dt.date(2026, 6, 12)


def add_mastery(world: World) -> None:
    """Notes about the goals of last year and of the first period, for the groups that keep them."""
    goals = goals_in_use(world.school)
    due = planned(goals, PERIODS)
    rows = []
    for name, share in NOTED.items():
        if (cast.FIRST_YEAR, name) not in world.groups or world.school.name != cast.SCHOOL:
            continue
        for child in world.in_group(name):
            rows += _of_child(world, child, [(goal, due[goal.pk]) for goal in goals], share)
    Mastery.objects.bulk_create(rows)


def _of_child(world: World, child: Child, goals: list[tuple[LearningGoal, int]], share: float) -> list[Mastery]:
    chance, rows = child.chance("mastery"), []
    standing = {code: _standing(world, child, code) for code in world.subjects}
    for goal, period in goals:
        behind = child.grade - int(goal.year_group)
        is_past = behind == 1 or (behind == 0 and period == 1)
        luck, noted = chance.gauss(0, 0.55), chance.random()
        ahead = behind == 0 and period == 2 and standing[goal.line.subject.code] > 1.0
        if noted > share or not (is_past or (ahead and noted < 0.4)):
            continue
        first, last = (LAST_YEAR, LAST_YEAR) if behind else (FIRST, LAST_DAY)
        day = school_day(chance, first, last)
        if child.came_on > day:
            continue
        reached = standing[goal.line.subject.code] + EASY + luck + (0.5 if behind else 0)
        rows.append(
            Mastery(
                school=world.school,
                pupil=child.pupil,
                goal=goal,
                state=_state(3.0 if ahead else reached),
                source=Mastery.Source.TEST if chance.random() < 0.35 else Mastery.Source.OBSERVED,
                shown_on=day,
                marked_by=world.writer(cast.FIRST_YEAR, child.group, chance.randrange(4)),
                marked_at=dt.datetime.combine(day, dt.time(15, 20), tzinfo=dt.UTC),
            )
        )
    return rows


def _standing(world: World, child: Child, subject: str) -> float:
    """Where the child stands in a subject, in standard deviations: as its last tests say, else by its talent."""
    tests = [
        course[-1]
        for code, course in child.course.items()
        if world.instruments[code].subject.code == subject and course[-1][4] is not None
    ]
    return max(tests, key=lambda row: row[1])[4] if tests else child.talent.get(subject, 0)


def _state(reached: float) -> str:
    if reached > 0:
        return Mastery.State.MASTERED
    return Mastery.State.PARTLY if reached > -0.45 else Mastery.State.NOT_YET
