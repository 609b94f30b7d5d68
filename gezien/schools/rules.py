"""Who is what in which school; every other rule starts from the `Member` made here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.db.models.expressions import BaseExpression
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from gezien.common import clock
from gezien.schools.models import Board, BoardMembership, Membership, School, StaffMember, User
from gezien.schools.roles import Permission, permissions_of


class NotAllowed(PermissionDenied):
    """What one may see but not do; a page turns it into 403."""


# What apps above need to know of every member, fetched in the one statement that finds the member: an expression over
# Membership by name. Each is registered when its app is ready.
MEMBER_FACTS: dict[str, Callable[[], BaseExpression]] = {}


@dataclass(frozen=True)
class Member:
    """A signed-in person in one school, with the roles held there today.

    A member is made for each request and does not outlive it; `facts` (see `MEMBER_FACTS`) hold for as long.
    """

    user: User
    school: School
    roles: frozenset[str]
    facts: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """All that the roles allow."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles allows it."""
        return permission in self.permissions

    @property
    def name(self) -> str:
        """For the log and for "saved by"."""
        return self.user.name

    @property
    def audit_fields(self) -> dict[str, Any]:
        """Who this is, for the log."""
        return {
            "actor_id": self.user.pk,
            "actor_name": self.name,
            "roles": ",".join(sorted(self.roles)),
            "school_id": self.school.pk,
        }


@dataclass(frozen=True)
class CommandLine:
    """Whoever runs a command on the server: not a person in the school, and named so in the log."""

    school: School
    name: str = "command line"
    user: None = None

    def may(self, permission: Permission) -> bool:
        """Who reaches the server's shell reaches the database too."""
        return True

    @property
    def audit_fields(self) -> dict[str, Any]:
        """No user, the school, and the name "command line"."""
        return {"actor_id": None, "actor_name": self.name, "roles": "", "school_id": self.school.pk}


def current(on=None) -> Q:
    """Rows with starts_on and ends_on that hold on this day (default today)."""
    on = on or clock.today()
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


@scopes_disabled()
def member_of(user: User, slug: str) -> Member | None:
    """The user as a member of the school with this slug today, or None: then the school does not exist for them."""
    facts = {name: expression() for name, expression in MEMBER_FACTS.items()}
    found = Membership.objects.filter(current(), user=user, school__slug=slug).select_related("school").order_by("pk")
    rows = list(found.annotate(**facts))
    if not rows:
        return None
    roles = frozenset(row.role for row in rows)
    return Member(user, rows[0].school, roles, {name: getattr(rows[0], name) for name in facts})


@scopes_disabled()
def schools_of(user: User) -> QuerySet[School]:
    """The schools where the user holds a role today."""
    return School.objects.filter(pk__in=Membership.objects.filter(current(), user=user).values("school"))


def boards_of(user: User) -> QuerySet[Board]:
    """The boards the user works for today."""
    return Board.objects.filter(pk__in=BoardMembership.objects.filter(current(), user=user).values("board"))


def works_with_pupils(member: Member | CommandLine) -> bool:
    """Whether the member sees groups at all: their own, or every one."""
    return member.may(Permission.OWN_GROUPS) or member.may(Permission.ALL_GROUPS)


def require(member: Member | CommandLine, permission: Permission) -> None:
    """Raise `NotAllowed` when no role of the member allows this."""
    if not member.may(permission):
        raise NotAllowed(permission)


def manageable_staff(member: Member) -> QuerySet[StaffMember]:
    """The staff list, for whoever manages accounts; nobody else needs it as a list."""
    staff = StaffMember.objects.filter(school=member.school)
    return staff if member.may(Permission.MANAGE_STAFF) else staff.none()


@scopes_disabled()
def works_elsewhere(user: User, school: School) -> bool:
    """Whether the account counts outside this school: a role in another school, now or later, or for a board.

    Whoever sets such a password could sign in there, and no school's administrator has that say.
    """
    unended = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    elsewhere = Membership.objects.filter(unended, user=user).exclude(school=school)
    return user.is_superuser or elsewhere.exists() or BoardMembership.objects.filter(unended, user=user).exists()


def why_not_roles(member: Member | CommandLine, person: StaffMember) -> str | None:
    """Why this member may not give or end roles of this person; None when they may.

    Nobody changes their own roles: what somebody sees is always another person's decision (decision 0010).
    """
    require(member, Permission.MANAGE_STAFF)
    if member.user is not None and person.user_id == member.user.pk:
        return _("Somebody else changes your own roles: the head, or another administrator.")
    return None


def why_not_account(member: Member | CommandLine, person: StaffMember) -> str | None:
    """Why this member may not set the password of this person or block their account; None when they may."""
    if reason := why_not_roles(member, person):
        return reason
    if person.user is not None and works_elsewhere(person.user, person.school):
        return _("This account also counts in another school or for a board, so only the server's manager changes it.")
    return None


def require_none(reason: str | None) -> None:
    """Raise `NotAllowed` with the reason, when there is one."""
    if reason is not None:
        raise NotAllowed(reason)


@dataclass(frozen=True)
class Holder:
    """Somebody at their own account, outside any school: the actor of changing one's own password."""

    user: User

    @property
    def name(self) -> str:
        """For the log."""
        return self.user.name

    @property
    def audit_fields(self) -> dict[str, Any]:
        """The user, and no school."""
        return {"actor_id": self.user.pk, "actor_name": self.name, "roles": "", "school_id": None}
