"""Who is what in which school; every other rule starts from the `Member` made here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
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

    @cached_property
    def worked_out(self) -> dict[Callable, QuerySet]:
        """What rules `asked_often` have worked out for this member, by rule."""
        return {}

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


def asked_often[M: Model](rule: Callable[[Member], QuerySet[M]]) -> Callable[[Member], QuerySet[M]]:
    """Build a rule's queryset once for each member: a page asks some of them a dozen times.

    Only the building is kept, never what was found: each answer is a copy that asks the database anew.
    """

    @wraps(rule)
    def asked(member: Member) -> QuerySet[M]:
        if rule not in member.worked_out:
            member.worked_out[rule] = rule(member)
        return member.worked_out[rule].all()

    return asked


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


class Actor(Protocol):
    """Whoever does something in a school: a member, the command line, a supplier that delivers."""

    def may(self, permission: Permission) -> bool:
        """Whether this is allowed to them."""


# --- what the roles allow, each with its reason; apps build their own rules on these ----------------------------------


def teaches(member: Actor) -> bool:
    """Whether the member can have groups of their own; which those are today is `taught_groups`.

    Reason: who teaches pupils, or coaches those who do, needs their files as long as they do.
    """
    return member.may(Permission.OWN_GROUPS)


def sees_all_groups(member: Actor) -> bool:
    """Whether the member sees every group and pupil of the school: internal coach and head.

    Reason: they answer for the care of all pupils, also of a group whose teacher is away.
    """
    return member.may(Permission.ALL_GROUPS)


@dataclass(frozen=True)
class Holding:
    """Somebody by the roles they hold, to ask of a colleague what one asks of a member."""

    roles: Collection[str]

    def may(self, permission: Permission) -> bool:
        """As `Member.may`."""
        return permission in permissions_of(frozenset(self.roles))


def works_with_pupils(member: Actor) -> bool:
    """Whether the member sees groups at all: their own, or every one."""
    return teaches(member) or sees_all_groups(member)


def may_write_files(member: Actor) -> bool:
    """Whether the member writes in pupils' files at all: teachers and internal coach. In whose: `editable_pupils`.

    Reason: a file is kept by who works with the pupil; a head reads it, and answers for it, but does not write in it.
    """
    return member.may(Permission.EDIT_FILES)


def may_keep_agreed(member: Actor) -> bool:
    """Whether the member keeps what the school agreed: ambitions, tests, signal rules, guides, forms and words.

    Coach, head and subject coordinators: it holds for the whole team, so one teacher does not change it alone. There
    is no pupil in it.
    """
    return member.may(Permission.EDIT_AGREED)


def may_lead_reviews(member: Actor) -> bool:
    """Whether the member plans and leads the reviews, and keeps their rhythm and forms: the internal coach's task."""
    return member.may(Permission.LEAD_REVIEWS)


def may_appoint_chairs(member: Actor) -> bool:
    """Whether the member says who leads a review that somebody else planned: the head.

    Reason: many schools have one internal coach. When that one is ill, a review that teachers have prepared is still
    held, and who answers for the school says by whom.
    """
    return member.may(Permission.APPOINT_CHAIRS)


def may_prepare_reviews(member: Actor) -> bool:
    """Whether the member is asked to prepare reviews: who teaches a group knows it best."""
    return member.may(Permission.PREPARE_REVIEWS)


def may_see_figures(member: Actor) -> bool:
    """Whether the member sees figures of the whole school: who leads its quality. A teacher sees the own group's."""
    return member.may(Permission.SCHOOL_FIGURES)


def may_import(member: Actor) -> bool:
    """Whether the member brings files in and lets suppliers deliver: a preview shows the names of the whole school."""
    return member.may(Permission.IMPORT)


def may_manage_staff(member: Actor) -> bool:
    """Whether the member gives accounts and roles: head and administrator, who know who works here."""
    return member.may(Permission.MANAGE_STAFF)


def may_read_log(member: Actor) -> bool:
    """Whether the member reads who looked at what: who must be able to answer parents that ask."""
    return member.may(Permission.READ_LOG)


def require(member: Actor, permission: Permission) -> None:
    """Raise `NotAllowed` when no role of the member allows this."""
    if not member.may(permission):
        raise NotAllowed(permission)


def require_with_pupils(member: Actor) -> None:
    """Raise `NotAllowed` unless the member `works_with_pupils`."""
    if not works_with_pupils(member):
        raise NotAllowed("works with no pupils")


def require_writing(member: Actor) -> None:
    """Raise `NotAllowed` unless the member `may_write_files`."""
    require(member, Permission.EDIT_FILES)


def require_agreed(member: Actor) -> None:
    """Raise `NotAllowed` unless the member `may_keep_agreed`."""
    require(member, Permission.EDIT_AGREED)


def require_leading(member: Actor) -> None:
    """Raise `NotAllowed` unless the member `may_lead_reviews`."""
    require(member, Permission.LEAD_REVIEWS)


def require_import(member: Actor) -> None:
    """Raise `NotAllowed` unless the member `may_import`."""
    require(member, Permission.IMPORT)


def require_staff_management(member: Actor) -> None:
    """Raise `NotAllowed` unless the member `may_manage_staff`."""
    require(member, Permission.MANAGE_STAFF)


def require_log(member: Actor) -> None:
    """Raise `NotAllowed` unless the member `may_read_log`."""
    require(member, Permission.READ_LOG)


def require_among(allowed: QuerySet, row: Model) -> None:
    """Raise `NotAllowed` unless the row is one of those that a rule allows."""
    if not allowed.filter(pk=row.pk).exists():
        raise NotAllowed(f"{row._meta.label} {row.pk}")


def manageable_staff(member: Member) -> QuerySet[StaffMember]:
    """The staff list, for whoever manages accounts; nobody else needs it as a list."""
    staff = StaffMember.objects.filter(school=member.school)
    return staff if may_manage_staff(member) else staff.none()


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
    require_staff_management(member)
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
