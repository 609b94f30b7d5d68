"""Which groups and pupils a member sees, and why. Everything about a pupil starts from these querysets."""

import datetime as dt
from collections.abc import Collection

from django.db.models import CharField, OuterRef, Q, QuerySet, StringAgg, Subquery, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.pupils.models import AccessGrant, Enrolment, Group, Pupil, Teaching
from gezien.schools.roles import Role
from gezien.schools.rules import (
    MEMBER_FACTS,
    Member,
    asked_often,
    current,
    may_write_files,
    require_among,
    sees_all_groups,
    teaches,
)

TAUGHT, BETWEEN = "taught_group_keys", ","


def taught_group_keys(member: Member) -> frozenset[int]:
    """The keys of the groups the member teaches today: duo partners and substitutes each for their own time.

    They came along with the member, so that a page that asks many times costs no statement more.
    """
    if not teaches(member):
        return frozenset()
    return frozenset(map(int, filter(None, (member.facts[TAUGHT] or "").split(BETWEEN))))


def _taught_keys() -> Subquery:
    """The groups the user of a membership teaches today, as one text of keys."""
    teaching = Teaching.objects.filter(current(), school=OuterRef("school"), staff_member__user=OuterRef("user"))
    keys = StringAgg(Cast("group", CharField()), Value(BETWEEN))
    return Subquery(teaching.order_by().values("staff_member__user").annotate(keys=keys).values("keys"))


MEMBER_FACTS[TAUGHT] = _taught_keys


@asked_often
def taught_groups(member: Member) -> QuerySet[Group]:
    """The groups the member teaches today."""
    return Group.objects.filter(school=member.school, pk__in=taught_group_keys(member))


@asked_often
def visible_groups(member: Member) -> QuerySet[Group]:
    """Own groups for a teacher; all groups of the school for coach and head.

    Reason: a teacher works with the own group's files only as long as they teach it (need to know).
    """
    if sees_all_groups(member):
        return Group.objects.filter(school=member.school)
    return taught_groups(member)


@asked_often
def visible_pupils(member: Member) -> QuerySet[Pupil]:
    """The pupils of visible groups, and pupils for whom the member holds a current grant.

    A teacher sees who is in the group now; coach and head also see who has left, until retention erases them.
    """
    pupils = Pupil.objects.filter(school=member.school)
    if sees_all_groups(member):
        return pupils
    enrolled = Enrolment.objects.filter(current(), school=member.school, group__in=taught_group_keys(member))
    granted = AccessGrant.objects.filter(current(), school=member.school, user=member.user)
    return pupils.filter(Q(pk__in=enrolled.values("pupil")) | Q(pk__in=granted.values("pupil")))


@asked_often
def editable_pupils(member: Member) -> QuerySet[Pupil]:
    """The visible pupils in whose files the member may write; a grant is for reading."""
    pupils = visible_pupils(member)
    if not may_write_files(member):
        return pupils.none()
    if sees_all_groups(member):
        return pupils
    enrolled = Enrolment.objects.filter(current(), school=member.school, group__in=taught_group_keys(member))
    return pupils.filter(pk__in=enrolled.values("pupil"))


@asked_often
def editable_groups(member: Member) -> QuerySet[Group]:
    """The visible groups for which the member may plan, cluster and write."""
    groups = visible_groups(member)
    return groups if may_write_files(member) else groups.none()


def require_editable(member: Member, pupil: Pupil) -> None:
    """Raise `NotAllowed` when the member may not write in this pupil's file."""
    require_among(editable_pupils(member), pupil)


def why_visible(member: Member, pupil: Pupil) -> str | None:
    """The reason why this member sees this pupil, in the reader's language; None when they do not."""
    if pupil.school_id != member.school.pk:
        return None
    if sees_all_groups(member):
        return by_role(member.roles)
    own = Enrolment.objects.filter(current(), school=member.school, pupil=pupil, group__in=taught_group_keys(member))
    if group := own.values_list("group__name", flat=True).first():
        return by_teaching(group)
    grant = AccessGrant.objects.filter(current(), school=member.school, user=member.user, pupil=pupil).first()
    return by_grant(grant.ends_on, grant.reason) if grant else None


def why_group_visible(member: Member, group: Group) -> str | None:
    """The reason why this member sees this group; None when they do not."""
    if group.school_id != member.school.pk:
        return None
    if sees_all_groups(member):
        return by_role(member.roles)
    return by_teaching(group.name) if group.pk in taught_group_keys(member) else None


def by_role(roles: Collection[str]) -> str:
    """The reason that lies in the roles alone."""
    return _("as %(roles)s of the school") % {
        "roles": ", ".join(sorted(str(Role(role).label).lower() for role in roles))
    }


def by_teaching(group: str) -> str:
    """The reason of a teacher of the group with this name."""
    return _("teaches %(group)s") % {"group": group}


def by_grant(ends_on: dt.date, reason: str) -> str:
    """The reason of who was given access for a while."""
    return _("access until %(day)s: %(reason)s") % {"day": date_format(ends_on, "j F Y"), "reason": reason}
