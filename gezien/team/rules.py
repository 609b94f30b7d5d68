"""Who names team needs, who reads and who settles them."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gezien.agreements.rules import may_make_agreements
from gezien.pupils.models import Group
from gezien.pupils.rules import taught_groups, visible_groups
from gezien.schools.rules import Member, NotAllowed, sees_all_groups
from gezien.team.models import TeamNeed


def may_name(member: Member) -> bool:
    """Who works with pupils or with the school's figures: they meet what is lacking."""
    return may_make_agreements(member)


def visible_team_needs(member: Member) -> QuerySet[TeamNeed]:
    """Coach and head see all of the school, as they follow them; others what they named or what is of their groups.

    Saying what one lacks asks for safety: it does not travel through the whole school by itself.
    """
    needs = TeamNeed.objects.filter(school=member.school)
    if sees_all_groups(member):
        return needs
    return (
        needs.filter(Q(said_by=member.user) | Q(group__in=taught_groups(member))) if may_name(member) else needs.none()
    )


def why_team_need_visible(member: Member, need: TeamNeed) -> str | None:
    """The reason why this member reads this need; None when they do not."""
    if need.school_id != member.school.pk or not may_name(member):
        return None
    if need.said_by_id == member.user.pk:
        return _("you named it")
    if sees_all_groups(member):
        return _("follows what the team needs")
    return _("teaches the group") if taught_groups(member).filter(team_needs=need).exists() else None


def editable_team_needs(member: Member) -> QuerySet[TeamNeed]:
    """Those one may put in other words and settle: one's own; for coach and head all, as they see to it."""
    needs = visible_team_needs(member)
    return needs if sees_all_groups(member) else needs.filter(said_by=member.user)


def require_editable(member: Member, need: TeamNeed) -> None:
    """Raise `NotAllowed` when the member may not change or settle this need."""
    if not editable_team_needs(member).filter(pk=need.pk).exists():
        raise NotAllowed("team need")


def require_group(member: Member, group: Group | None) -> None:
    """Raise `NotAllowed` when the member may name nothing, or does not see the group it came up about."""
    if not may_name(member) or (group is not None and not visible_groups(member).filter(pk=group.pk).exists()):
        raise NotAllowed("team need")
