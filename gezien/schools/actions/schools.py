"""Making schools and their years."""

from django.db import transaction
from django.utils.text import slugify
from django_scopes import scope

from gezien.audit.log import record
from gezien.schools import starter
from gezien.schools.models import Board, Period, School, SchoolYear
from gezien.schools.rules import CommandLine
from gezien.schools.signals import school_created


@transaction.atomic
def create_school(
    *, board_name: str, name: str, slug: str = "", country: str = School.Country.NETHERLANDS, official_number: str = ""
) -> School:
    """A school with its subjects and every app's starter set; the board is made when it is new."""
    board, _made = Board.objects.get_or_create(slug=slugify(board_name), defaults={"name": board_name})
    school = School.objects.create(
        board=board, name=name, slug=slug or free_slug(name), country=country, official_number=official_number
    )
    with scope(school=school):
        starter.add_subjects(school)
        school_created.send(sender=School, school=school)
        record(CommandLine(school), "school.created", school)
    return school


def ensure_year(*, school: School, first: int) -> SchoolYear:
    """The school year starting in calendar year `first`, made with the default periods when it is new."""
    starts_on, ends_on = starter.year_bounds(first, school.country)
    year, made = SchoolYear.objects.get_or_create(
        school=school, name=f"{first}-{first + 1}", defaults={"starts_on": starts_on, "ends_on": ends_on}
    )
    if made:
        Period.objects.bulk_create(
            Period(school=school, year=year, number=number, starts_on=start, ends_on=end)
            for number, (start, end) in enumerate(starter.default_periods(first, school.country), start=1)
        )
    return year


def free_slug(name: str) -> str:
    """A slug for the address bar that no school has yet."""
    base = slugify(name.removeprefix("De ")) or "school"
    slug, number = base, 2
    while School.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
