"""Where a team need came up in a plan: its evaluation."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.plans.rules import visible_plans
from gezien.plans.words import group_title
from gezien.schools.rules import Member
from gezien.team.hooks import origins
from gezien.team.models import TeamNeed


def plan_places(member: Member, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """The plans among these that the member sees, in words and with the address of their evaluation."""
    plans = visible_plans(member).filter(pk__in=keys).select_related("group", "subject")
    return {
        plan.pk: (
            _("plan for %(subject)s, %(group)s")
            % {"subject": plan.subject.name.lower(), "group": group_title(plan.group)},
            reverse("plans:evaluation", args=[member.school.slug, plan.pk]),
        )
        for plan in plans
    }


origins[TeamNeed.Origin.PLAN] = plan_places
