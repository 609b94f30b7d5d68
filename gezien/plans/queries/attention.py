"""What plans do for pupils with a signal, for the list of signals nobody gives attention yet."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.plans.models import Goal, GroupPlan, IndividualPlan, PlanRow
from gezien.schools.models import School

GIVEN = (GroupPlan.Status.AGREED, GroupPlan.Status.RUNNING)
OWN_GIVEN = (IndividualPlan.Status.WITH_PARENTS, IndividualPlan.Status.AGREED, IndividualPlan.Status.RUNNING)


def goals_given(school: School, pupils: Collection[int]) -> dict[int, list[tuple[dt.date, str]]]:
    """By pupil when a group plan, agreed or running, got its newest words in which the pupil's cluster has a goal.

    One statement. A draft does not count: nobody decided yet.
    """
    written = Goal.objects.filter(row=OuterRef("pk")).exclude(text="")
    rows = PlanRow.objects.filter(
        Exists(written),
        school=school,
        plan__status__in=GIVEN,
        cluster__placements__pupil__in=pupils,
        plan__period__ends_on__gte=clock.today(),
    )
    newest: dict[int, dt.datetime] = {}
    for pupil, row_at, plan_at in rows.order_by().values_list(
        "cluster__placements__pupil", "updated_at", "plan__updated_at"
    ):
        newest[pupil] = max(row_at, plan_at, newest.get(pupil, row_at))
    words = _("group plan %(day)s")
    return {pupil: [(clock.in_school_time(at).date(), words)] for pupil, at in newest.items()}


def own_plans_given(school: School, pupils: Collection[int]) -> dict[int, list[tuple[dt.date, str]]]:
    """By pupil when a plan of their own with a goal, no longer a draft, was last changed. One statement."""
    written = Goal.objects.filter(individual_plan=OuterRef("pk")).exclude(text="")
    plans = IndividualPlan.objects.filter(Exists(written), school=school, status__in=OWN_GIVEN, pupil__in=pupils)
    newest: dict[int, dt.datetime] = {}
    for pupil, at in plans.order_by().values_list("pupil_id", "updated_at"):
        newest[pupil] = max(at, newest.get(pupil, at))
    words = _("own plan %(day)s")
    return {pupil: [(clock.in_school_time(at).date(), words)] for pupil, at in newest.items()}
