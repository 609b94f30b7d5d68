"""Who sees and changes group plans, and why."""

from django.db.models import QuerySet

from gezien.plans.models import GroupPlan, PlanRow
from gezien.pupils.models import Group
from gezien.pupils.rules import editable_groups, visible_groups, why_group_visible
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, NotAllowed


def visible_plans(member: Member) -> QuerySet[GroupPlan]:
    """The plans of visible groups: for the group's teachers, internal coach and head.

    A plan names pupils with what they need, so whoever may not open their files does not see the plan either: not the
    subject coordinator, the administrator or the board.
    """
    return GroupPlan.objects.filter(school=member.school, group__in=visible_groups(member))


def editable_plans(member: Member) -> QuerySet[GroupPlan]:
    """The plans of the groups for which the member may write: their teachers and the internal coach."""
    return GroupPlan.objects.filter(school=member.school, group__in=editable_groups(member))


def why_plan_visible(member: Member, plan: GroupPlan) -> str | None:
    """The reason why this member sees this plan, in the reader's language; None when they do not."""
    return why_group_visible(member, plan.group) if plan.school_id == member.school.pk else None


def plannable_rows(member: Member) -> QuerySet[PlanRow]:
    """The rows of plans for which the member may write what came of them on a day."""
    return PlanRow.objects.filter(plan__in=editable_plans(member))


def may_write_plans(member: Member) -> bool:
    """Whether the member may write in the plans they see; without asking the database."""
    return member.may(Permission.EDIT_FILES)


def require_planning(member: Member, group: Group) -> None:
    """Raise `NotAllowed` unless the member may draw up and change this group's plans."""
    if not editable_groups(member).filter(pk=group.pk).exists():
        raise NotAllowed("plan for this group")
