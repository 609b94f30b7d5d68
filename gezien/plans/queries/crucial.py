"""The crucial goals of a plan's period: what its goals may be tied to."""

from gezien.pupils.models import Enrolment, Group
from gezien.quality.models import LearningGoal
from gezien.quality.queries.lines import goals_in_use, planned
from gezien.schools.models import Period, Subject
from gezien.schools.rules import current


def crucial_goals(group: Group, subject: Subject, period: Period, periods: int | None = None) -> list[LearningGoal]:
    """The crucial goals of the subject that are due in the period, for the year groups of the group's pupils.

    One statement, whatever the number of pupils; one more when nobody told how many `periods` the year has.
    """
    enrolled = Enrolment.objects.filter(current(), group=group)
    years = enrolled.order_by().values("pupil__year_group")
    goals = goals_in_use(group.school, subject=subject, year_groups=years)
    if not goals:
        return []
    if periods is None:
        periods = Period.objects.filter(year=period.year_id).count()
    due = planned(goals, periods)
    return [goal for goal in goals if goal.is_crucial and due[goal.pk] == period.number]
