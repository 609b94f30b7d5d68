"""Who sees, makes and changes agreements, and why."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.pupils.models import Enrolment, Group, Pupil, Teaching
from gezien.pupils.rules import (
    editable_groups,
    editable_pupils,
    visible_groups,
    visible_pupils,
    why_group_visible,
    why_visible,
)
from gezien.schools.models import Membership, User
from gezien.schools.roles import Permission, Role
from gezien.schools.rules import Member, NotAllowed, asked_often, current, sees_all_groups

ABOUT_SCHOOL = Q(group=None, pupil=None)


@asked_often
def visible_agreements(member: Member) -> QuerySet[Agreement]:
    """One's own, those one made about the school, and those about a group or pupil one sees; coach and head: all.

    Reason: an agreement binds its owner, also when the pupil has moved on; for everybody else it is part of the file of
    the group or pupil it is about.
    """
    agreements = Agreement.objects.filter(school=member.school)
    if sees_all_groups(member):
        return agreements
    return agreements.filter(
        Q(owner=member.user)
        | (ABOUT_SCHOOL & Q(made_by=member.user))
        | Q(group__in=visible_groups(member))
        | Q(pupil__in=visible_pupils(member))
    )


def why_agreement_visible(member: Member, agreement: Agreement) -> str | None:
    """The reason why this member sees this agreement; None when they do not."""
    if agreement.school_id != member.school.pk:
        return None
    if agreement.owner_id == member.user.pk:
        return _("you are to do it")
    if agreement.pupil:
        return why_visible(member, agreement.pupil)
    if agreement.group:
        return why_group_visible(member, agreement.group)
    if agreement.made_by_id == member.user.pk:
        return _("you made it")
    return _("sees all agreements of the school") if sees_all_groups(member) else None


def editable_agreements(member: Member) -> QuerySet[Agreement]:
    """The visible agreements one may change and close: one's own, and those about what one may write in.

    A head sees every agreement but writes no pupil's file: about a pupil only what is their own.
    """
    visible = visible_agreements(member)
    if sees_all_groups(member):
        return visible if member.may(Permission.EDIT_FILES) else visible.filter(Q(owner=member.user) | Q(pupil=None))
    return visible.filter(
        Q(owner=member.user)
        | (ABOUT_SCHOOL & Q(made_by=member.user))
        | Q(group__in=editable_groups(member))
        | Q(pupil__in=editable_pupils(member))
    )


def owns(member: Member, agreement: Agreement) -> bool:
    """Whether it is one's own to do: such a one is always among the editable ones."""
    return agreement.owner_id == member.user.pk


def may_reopen(agreement: Agreement) -> bool:
    """Whether its closing can be taken back: when another took its place, only while nobody worked on that one."""
    if agreement.outcome != Agreement.Outcome.CHANGED:
        return True
    successor = getattr(agreement, "successor", None)
    return successor is None or (successor.version == 1 and not successor.outcome)


def may_make_agreements(member: Member) -> bool:
    """Everybody who works with pupils or with the school's figures; an administrator does not."""
    return any(member.may(permission) for permission in (Permission.OWN_GROUPS, Permission.SCHOOL_FIGURES))


def writable_groups(member: Member) -> QuerySet[Group]:
    """The groups about which the member may agree something: where one writes, and for coach and head all one sees.

    An agreement about a group is one among grown-ups, not an entry in a pupil's file.
    """
    return visible_groups(member) if sees_all_groups(member) else editable_groups(member)


def require_about(member: Member, *, group: Group | None = None, pupil: Pupil | None = None) -> None:
    """Raise `NotAllowed` when the member may not make an agreement about this pupil, this group, or the school."""
    if pupil is not None:
        allowed = editable_pupils(member).filter(pk=pupil.pk).exists()
    elif group is not None:
        allowed = writable_groups(member).filter(pk=group.pk).exists()
    else:
        allowed = may_make_agreements(member)
    if not allowed:
        raise NotAllowed("agreement about this")


def possible_owners(member: Member, *, group: Group | None = None, pupil: Pupil | None = None) -> QuerySet[User]:
    """Who may be asked to do it: those who would also be allowed to read it.

    About a pupil or group: who teaches the group now and has an account, the coaches and heads. About the school:
    everybody who works there.
    """
    memberships = Membership.objects.filter(current(), school=member.school)
    users = User.objects.filter(is_active=True)
    if group is None and pupil is None:
        return users.filter(pk__in=memberships.values("user"))
    groups = Group.objects.filter(pk=group.pk) if group else _groups_of(pupil)
    teaching = Teaching.objects.filter(current(), school=member.school, group__in=groups)
    responsible = memberships.filter(role__in=[Role.COACH, Role.HEAD])
    teachers = memberships.filter(user__in=teaching.values("staff_member__user"))
    return users.filter(Q(pk__in=responsible.values("user")) | Q(pk__in=teachers.values("user")))


def _groups_of(pupil: Pupil | None) -> QuerySet[Group]:
    """The groups the pupil is in today."""
    return Group.objects.filter(pk__in=Enrolment.objects.filter(current(), pupil=pupil).values("group"))
