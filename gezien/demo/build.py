"""Builds the demo schools, the same each time: people first, then what is known of the pupils."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scope

from gezien.demo import cast, contents
from gezien.pupils.models import Group, Teaching
from gezien.schools.actions import create_school, ensure_year
from gezien.schools.models import Board, BoardMembership, Membership, School, StaffMember, User
from gezien.schools.starter import year_bounds


@transaction.atomic
def build() -> None:
    """The schools with their staff, groups and pupils, and three years of what is known of them."""
    users = _make_users()
    schools = {name: _make_school(*row) for name, row in _SCHOOLS.items()}
    for name, school in schools.items():
        with scope(school=school):
            _staff_school(school, name, users)
            contents.fill(school, users)
    _make_board_officers(users)


_SCHOOLS = {
    cast.SCHOOL: (cast.BOARD, cast.SCHOOL, cast.SCHOOL_NUMBER, School.Country.NETHERLANDS),
    cast.OTHER_SCHOOL: (cast.BOARD, cast.OTHER_SCHOOL, cast.OTHER_NUMBER, School.Country.NETHERLANDS),
    cast.FLEMISH_SCHOOL: (cast.FLEMISH_BOARD, cast.FLEMISH_SCHOOL, cast.FLEMISH_NUMBER, School.Country.FLANDERS),
}
_GROUPS = {
    cast.SCHOOL: cast.GROUPS,
    cast.OTHER_SCHOOL: [("4/5", "C"), ("6", "6")],
    cast.FLEMISH_SCHOOL: [("3A", "5")],  # Flemish third year = code 5 of EDEXML
}


def _make_users() -> dict[str, User]:
    password = make_password(cast.PASSWORD)
    users = User.objects.bulk_create(
        User(
            username=person.username,
            first_name=person.call_name,
            last_name=person.family_name,
            email=f"{person.username}@voorbeeld.example",
            password=password,
        )
        for person in cast.PEOPLE
    )
    return {user.username: user for user in users}


def _make_school(board: str, name: str, number: str, country: str) -> School:
    return create_school(board_name=board, name=name, official_number=number, country=country)


def _staff_school(school: School, name: str, users: dict[str, User]) -> None:
    """Groups of this year, the staff list, who teaches what, and the roles of those with an account."""
    year = ensure_year(school=school, first=cast.FIRST_YEAR)
    groups = {
        group_name: Group.objects.create(
            school=school, year=year, name=group_name, key=f"G{cast.FIRST_YEAR}-{group_name}", year_group=year_group
        )
        for group_name, year_group in _GROUPS[name]
    }
    people = [person for person in cast.PEOPLE if person.school == name and person.role]
    for number, person in enumerate(people, start=1):
        staff = _staff_member(school, f"L{number:03}", person.call_name, person.family_name, users[person.username])
        _teach(staff, [groups[group] for group in person.groups], year)
        Membership.objects.create(
            school=school, user=users[person.username], role=person.role, starts_on=year_bounds(2023, school.country)[0]
        )
    if name == cast.SCHOOL:
        for number, (call_name, family_name, taught) in enumerate(cast.STAFF_WITHOUT_ACCOUNT, start=101):
            _teach(_staff_member(school, f"L{number}", call_name, family_name), [groups[g] for g in taught], year)


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


def _teach(staff: StaffMember, groups: list[Group], year) -> None:
    Teaching.objects.bulk_create(
        Teaching(school=staff.school, staff_member=staff, group=group, starts_on=year.starts_on, ends_on=year.ends_on)
        for group in groups
    )


def _make_board_officers(users: dict[str, User]) -> None:
    for person in cast.PEOPLE:
        if person.is_board_officer:
            board = Board.objects.get(name=cast.BOARD)
            BoardMembership.objects.create(
                board=board, user=users[person.username], starts_on=year_bounds(2023, School.Country.NETHERLANDS)[0]
            )
