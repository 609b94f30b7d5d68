"""What the schools app keeps about people: accounts, roles and the staff list."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.schools.models import (
    Board,
    BoardMembership,
    Location,
    Membership,
    Period,
    School,
    SchoolYear,
    StaffMember,
    Subject,
    User,
)

KEPT = {
    Board: Kept(
        about=About.NOBODY,
        why="The legal person a school belongs to.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "slug"),
        exported=False,
    ),
    School: Kept(
        about=About.NOBODY,
        why="The border of all data about pupils.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "slug", "country", "official_number"),
        exported=False,
    ),
    Location: Kept(
        about=About.NOBODY,
        why="Where pupils are taught.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("key", "name"),
        exported=False,
    ),
    SchoolYear: Kept(
        about=About.NOBODY,
        why="Groups, plans and results belong to a year.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "starts_on", "ends_on"),
        exported=False,
    ),
    Period: Kept(
        about=About.NOBODY,
        why="Needs and plans are made for a period.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("number", "starts_on", "ends_on"),
        exported=False,
    ),
    Subject: Kept(
        about=About.NOBODY,
        why="The school's own list of subjects.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("code", "name", "short_name", "domain", "position", "plans_by"),
        exported=False,
    ),
    User: Kept(
        about=About.STAFF,
        why=_("Signing in, and knowing who wrote what."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=(
            "username",
            "first_name",
            "last_name",
            "email",
            "is_active",
            "must_change_password",
            "coach_off",
            "is_staff",
            "is_superuser",
            "date_joined",
            "last_login",
        ),
        sensitive=("password",),
    ),
    Membership: Kept(
        about=About.STAFF,
        why=_("The role from which all access follows, and since when."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=("role", "starts_on", "ends_on"),
    ),
    BoardMembership: Kept(
        about=About.STAFF,
        why=_("Who reads the figures of a board."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=("starts_on", "ends_on"),
    ),
    StaffMember: Kept(
        about=About.STAFF,
        why=_("The staff list as the school's administration delivers it; who teaches which group."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=("key", "eck_id", "call_name", "prefix", "family_name", "email", "proposed_roles", "left_on"),
    ),
}
