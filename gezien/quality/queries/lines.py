"""Reads of learning lines and their goals, planned to the periods of a school year."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from gezien.quality.models import LearningGoal, LearningLine
from gezien.quality.queries.agreed import PRE_SCHOOL, YEAR_GROUPS
from gezien.quality.spreading import due_periods
from gezien.schools.models import Period, School, Subject
from gezien.schools.queries import current_year

LEARNING = (Subject.Domain.LANGUAGE, Subject.Domain.ARITHMETIC, Subject.Domain.OTHER)


@dataclass
class LineGoals:
    """A line with its goals by year group and place; those taken out of use apart."""

    line: LearningLine
    goals: list[LearningGoal] = field(default_factory=list)
    retired: list[LearningGoal] = field(default_factory=list)


def line_years(country: str) -> str:
    """The year groups a learning line may run through; in Flanders with the years before the first."""
    return PRE_SCHOOL + YEAR_GROUPS[country] if country == School.Country.FLANDERS else YEAR_GROUPS[country]


def learning_subjects(school: School) -> list[Subject]:
    """The subjects that have learning lines: not attitude and behaviour."""
    return list(Subject.objects.filter(school=school, domain__in=LEARNING))


def lines_of(subject: Subject) -> list[LineGoals]:
    """Every line of a subject in order, also retired ones: two statements."""
    found = {line.pk: LineGoals(line) for line in LearningLine.objects.filter(subject=subject)}
    goals = LearningGoal.objects.filter(line__subject=subject).order_by("year_group", "position", "pk")
    for goal in goals:
        one = found[goal.line_id]
        (one.goals if goal.is_active else one.retired).append(goal)
    return list(found.values())


def goals_in_use(
    school: School, *, subject: Subject | None = None, year_groups: Sequence[str] | QuerySet | None = None
) -> list[LearningGoal]:
    """The goals in use with their lines, in the order of subject, line, year group and place: one statement."""
    goals = LearningGoal.objects.filter(school=school, is_active=True, line__is_active=True)
    if subject is not None:
        goals = goals.filter(line__subject=subject)
    if year_groups is not None:
        goals = goals.filter(year_group__in=year_groups)
    order = ("line__subject__position", "line__subject_id", "line__position", "line_id", "year_group", "position", "pk")
    return list(goals.select_related("line__subject").order_by(*order))


def periods_a_year(school: School) -> int:
    """In how many periods this school year is divided: goals are spread over as many."""
    year = current_year(school)
    return Period.objects.filter(year=year).count() if year else 0


def planned(goals: Sequence[LearningGoal], periods: int) -> dict[int, int]:
    """By goal the number of the period in which it is due."""
    return due_periods(goals, periods)
