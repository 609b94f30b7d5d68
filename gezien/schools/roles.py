"""The roles of a school and what each may do. `docs/permissions.md` is generated from this table.

Permissions are short fixed strings; `rules.py` of each app turns them into querysets. A role never widens by itself:
what somebody may see beyond it is an `AccessGrant` with an end and a reason.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class Permission(StrEnum):
    """What a role may allow."""

    OWN_GROUPS = "groups.own"
    ALL_GROUPS = "groups.all"
    EDIT_FILES = "files.edit"
    PREPARE_REVIEWS = "reviews.prepare"
    LEAD_REVIEWS = "reviews.lead"
    APPOINT_CHAIRS = "reviews.chair"
    SCHOOL_FIGURES = "figures.school"
    EDIT_AGREED = "agreed.edit"
    IMPORT = "imports.run"
    MANAGE_STAFF = "staff.manage"
    READ_LOG = "log.read"


MEANING = {
    Permission.OWN_GROUPS: "see the groups one teaches now, and their pupils' files",
    Permission.ALL_GROUPS: "see every group and pupil of the school",
    Permission.EDIT_FILES: "write in the files one sees: notes, factors, needs, clusters, plans",
    Permission.PREPARE_REVIEWS: "fill in the preparation of one's own groups' reviews",
    Permission.LEAD_REVIEWS: "plan, open, lead and close reviews",
    Permission.APPOINT_CHAIRS: "say who leads a planned or open review, for when its chair is away",
    Permission.SCHOOL_FIGURES: "figures of the whole school, without pupils",
    Permission.EDIT_AGREED: "ambitions, signal rules, forms: what the school agreed",
    Permission.IMPORT: "upload roster and results, make the roster into a file, let suppliers deliver",
    Permission.MANAGE_STAFF: "accounts and roles",
    Permission.READ_LOG: "who looked at what",
}


class Role(models.TextChoices):
    """Stored value and name on screen."""

    TEACHER = "teacher", _("Teacher")
    COACH = "coach", _("Internal coach")
    HEAD = "head", _("Head")
    COORDINATOR = "coordinator", _("Subject coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")


@dataclass(frozen=True)
class RoleDescription:
    """A role in one sentence and its permissions."""

    summary: str
    permissions: frozenset[Permission]


P = Permission
ROLES: dict[str, RoleDescription] = {
    Role.TEACHER: RoleDescription(
        gettext_noop(
            "Sees and writes in the groups they teach now; duo partners and substitutes alike, each for their own time."
        ),
        frozenset({P.OWN_GROUPS, P.EDIT_FILES, P.PREPARE_REVIEWS}),
    ),
    Role.COACH: RoleDescription(
        gettext_noop("Sees and writes in all groups of the school, leads the reviews, keeps what the school agreed."),
        frozenset(
            {P.OWN_GROUPS, P.ALL_GROUPS, P.EDIT_FILES, P.LEAD_REVIEWS, P.SCHOOL_FIGURES, P.EDIT_AGREED, P.READ_LOG}
        ),
    ),
    Role.HEAD: RoleDescription(
        gettext_noop("Sees all groups of the school, its figures and the log; writes no pupil's file."),
        frozenset({P.ALL_GROUPS, P.APPOINT_CHAIRS, P.SCHOOL_FIGURES, P.EDIT_AGREED, P.MANAGE_STAFF, P.READ_LOG}),
    ),
    Role.COORDINATOR: RoleDescription(
        gettext_noop("Leads a subject: figures of the school and what it agreed, no pupil's file."),
        frozenset({P.SCHOOL_FIGURES, P.EDIT_AGREED}),
    ),
    Role.ADMINISTRATOR: RoleDescription(
        gettext_noop("Imports, accounts and roles; opens no pupil's file."), frozenset({P.IMPORT, P.MANAGE_STAFF})
    ),
}


def permissions_of(roles: set[str] | frozenset[str]) -> frozenset[Permission]:
    """Everything these roles allow together."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))
