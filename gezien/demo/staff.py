"""The staff of the demo schools: who is on the list, who has an account, who taught which group in which year."""

from gezien.demo import cast
from gezien.pupils.models import Group, Teaching
from gezien.schools.models import Membership, School, SchoolYear, StaffMember, User
from gezien.schools.roles import Role
from gezien.schools.starter import year_bounds

# year → group → family names of who taught it then
TAUGHT: dict[str, dict[int, dict[str, tuple[str, ...]]]] = {
    cast.SCHOOL: {
        2025: {
            "1-2a": ("Bos",),
            "1-2b": ("Haddou",),
            "3": ("Kok",),
            "4a": ("Groot", "Smit"),
            "4b": ("Meijer",),
            "5": ("Dekker",),
            "6": ("Jansen",),
            "7": ("Schouten",),
        },
        2024: {
            "1-2a": ("Bos",),
            "1-2b": ("Haddou",),
            "3a": ("Kok",),
            "3b": ("Meijer",),
            "4": ("Groot", "Smit"),
            "5": ("Dekker",),
            "6": ("Schouten",),
        },
    },
    cast.OTHER_SCHOOL: {2025: {"3/4": ("Vonk",), "5": ("Roelofs",)}, 2024: {"2/3": ("Vonk",), "4": ("Roelofs",)}},
    cast.FLEMISH_SCHOOL: {2025: {"2A": ("Peeters",)}, 2024: {"1A": ("Peeters",)}},
}


# What the administration's export calls them; a proposal that gives no rights.
ROSTER_CODES: dict[str, str] = {
    Role.TEACHER: "LRK",
    Role.COACH: "IB",
    Role.HEAD: "DIR",
    Role.COORDINATOR: "LRK, TAL",
    Role.ADMINISTRATOR: "ADM",
}


def staff_school(school: School, year: SchoolYear, groups: dict[str, Group], users: dict[str, User]) -> None:
    """The staff list, who teaches what this year, and the roles of those with an account."""
    people = [person for person in [*cast.PEOPLE, *cast.COLLEAGUES] if person.school == school.name]
    holders = [(person, person.role) for person in people if person.role]  # the board officer holds none
    since = year_bounds(2023, school.country)[0]
    for number, (person, role) in enumerate(holders, start=1):
        user = users[person.username]
        staff = _staff_member(school, f"L{number:03}", person.call_name, person.family_name, user)
        staff.proposed_roles = ROSTER_CODES[role]
        staff.save(update_fields=["proposed_roles"])
        _teach(staff, [groups[group] for group in person.groups], year)
        Membership.objects.create(school=school, user=user, role=role, starts_on=since)
    for number, (call_name, family_name, taught) in enumerate(
        cast.STAFF_WITHOUT_ACCOUNT.get(school.name, []), start=101
    ):
        _teach(_staff_member(school, f"L{number}", call_name, family_name), [groups[name] for name in taught], year)


def add_earlier_teaching(school: School, groups: list[Group]) -> None:
    """Who taught the groups of earlier years: it has ended, and gives no rights any more."""
    staff = {row.family_name: row for row in StaffMember.objects.filter(school=school)}
    Teaching.objects.bulk_create(
        Teaching(
            school=school,
            staff_member=staff[name],
            group=group,
            starts_on=group.year.starts_on,
            ends_on=group.year.ends_on,
        )
        for group in groups
        for name in TAUGHT[school.name][group.year.starts_on.year][group.name]
    )


def _staff_member(school: School, key: str, call_name: str, family_name: str, user: User | None = None) -> StaffMember:
    prefix, _, name = family_name.rpartition(" ")
    return StaffMember.objects.create(
        school=school,
        key=key,
        call_name=call_name,
        prefix=prefix,
        family_name=name,
        user=user,
        email=user.email if user else "",
        proposed_roles="LRK",
    )


def _teach(staff: StaffMember, groups: list[Group], year: SchoolYear) -> None:
    Teaching.objects.bulk_create(
        Teaching(school=staff.school, staff_member=staff, group=group, starts_on=year.starts_on, ends_on=year.ends_on)
        for group in groups
    )
