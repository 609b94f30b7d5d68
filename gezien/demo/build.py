"""Builds the demo schools, the same each time: people first, then what is known of the pupils."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scope

from gezien.demo import cast, contents
from gezien.demo.staff import staff_school
from gezien.pupils.models import Group
from gezien.schools.actions import create_school, ensure_year
from gezien.schools.models import Board, BoardMembership, School, SchoolYear, User
from gezien.schools.starter import year_bounds


@transaction.atomic
def build() -> None:
    """The schools with their staff, groups and pupils, and three years of what is known of them."""
    users = _make_users()
    schools = {name: _make_school(*row) for name, row in _SCHOOLS.items()}
    for school in schools.values():
        with scope(school=school):
            year = ensure_year(school=school, first=cast.FIRST_YEAR)
            staff_school(school, year, _open_groups(school, year), users)
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
        for person in [*cast.PEOPLE, *cast.COLLEAGUES]
    )
    return {user.username: user for user in users}


def _make_school(board: str, name: str, number: str, country: str) -> School:
    return create_school(board_name=board, name=name, official_number=number, country=country)


def _open_groups(school: School, year: SchoolYear) -> dict[str, Group]:
    """The groups of this year by name."""
    return {
        name: Group.objects.create(
            school=school, year=year, name=name, key=f"G{cast.FIRST_YEAR}-{name}", year_group=year_group
        )
        for name, year_group in _GROUPS[school.name]
    }


def _make_board_officers(users: dict[str, User]) -> None:
    for person in cast.PEOPLE:
        if person.is_board_officer:
            board = Board.objects.get(name=cast.BOARD)
            BoardMembership.objects.create(
                board=board, user=users[person.username], starts_on=year_bounds(2023, School.Country.NETHERLANDS)[0]
            )
