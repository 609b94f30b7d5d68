"""The crucial goals of a plan's period: what its goals may be tied to."""

from gezien.plans.models import GroupPlan
from gezien.pupils.models import Enrolment
from gezien.quality.models import LearningGoal
from gezien.quality.queries.lines import goals_in_use, planned
from gezien.schools.models import Period, School
from gezien.schools.rules import current


def crucial_goals(plan: GroupPlan, school: School) -> list[LearningGoal]:
    """The crucial goals of the subject that are due in the plan's period, for the year groups of its pupils.

    Two statements, whatever the number of pupils.
    """
    enrolled = Enrolment.objects.filter(current(), group=plan.group_id)
    years = enrolled.order_by().values("pupil__year_group")
    goals = goals_in_use(school, subject=plan.subject, year_groups=years)
    due = planned(goals, Period.objects.filter(year=plan.period.year_id).count()) if goals else {}
    return [goal for goal in goals if goal.is_crucial and due[goal.pk] == plan.period.number]
