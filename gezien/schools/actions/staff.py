"""The staff list by hand: people the roster does not bring, and a school's first administrator."""

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.schools.actions.accounts import create_account, give_role
from gezien.schools.models import School, StaffMember, User
from gezien.schools.roles import Role
from gezien.schools.rules import CommandLine, Member, require_staff_management


@transaction.atomic
def add_person(
    *, by: Member | CommandLine, call_name: str, prefix: str = "", family_name: str, email: str = ""
) -> StaffMember:
    """Somebody on the staff list who does not come from a roster: a substitute, an outside expert."""
    require_staff_management(by)
    person = StaffMember.objects.create(
        school=by.school, call_name=call_name, prefix=prefix, family_name=family_name, email=email
    )
    record(by, "staff_member.added", person, person=person.name)
    return person


@transaction.atomic
def change_person(
    *,
    by: Member | CommandLine,
    person: StaffMember,
    call_name: str,
    prefix: str,
    family_name: str,
    email: str,
    expected: int,
) -> StaffMember:
    """Correct a name or address; a roster that knows the person corrects it back."""
    require_staff_management(by)
    person.call_name, person.prefix, person.family_name, person.email = call_name, prefix, family_name, email
    person.save_if_unchanged(expected=expected, fields=["call_name", "prefix", "family_name", "email"])
    record(by, "staff_member.changed", person, person=person.name)
    return person


@transaction.atomic
def appoint_administrator(*, school: School, username: str, email: str = "") -> tuple[User, str]:
    """An account with the role of administrator, from the command line; returns it with its one-time password."""
    by = CommandLine(school)
    person = add_person(by=by, call_name="", family_name=username, email=email)
    user, password = create_account(by=by, person=person, username=username, email=email)
    give_role(by=by, person=person, role=Role.ADMINISTRATOR, starts_on=clock.today())
    return user, password
