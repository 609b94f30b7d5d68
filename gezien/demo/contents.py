"""What is known of the demo schools' pupils: enrolments, results, notes, factors, needs, plans and reviews."""

import datetime as dt
import random

from gezien.demo import cast
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import School, User

CALL_NAMES = ["Noor", "Bilal", "Lieke", "Sem", "Yara", "Daan", "Fatima", "Jens", "Saar", "Mees", "Amira", "Finn"]
FAMILY_NAMES = [("van", "Dijk"), ("", "Aydin"), ("", "Postma"), ("de", "Boer"), ("", "Hendriks"), ("", "Willems")]


def fill(school: School, users: dict[str, User]) -> None:
    """Fill one school, the same each time."""
    chance = random.Random(school.name)  # noqa: S311 - not a secret, a demo
    for group in Group.objects.filter(school=school).select_related("year"):
        _enrol(group, 25 if school.name == cast.SCHOOL else 8, chance)


def _enrol(group: Group, size: int, chance: random.Random) -> None:
    pupils = []
    for number in range(size):
        prefix, family_name = chance.choice(FAMILY_NAMES)
        pupils.append(
            Pupil(
                school=group.school,
                key=f"P{group.pk:03}{number:02}",
                call_name=chance.choice(CALL_NAMES),
                prefix=prefix,
                family_name=family_name,
                birth_date=dt.date(2018, 1, 1) + dt.timedelta(days=chance.randrange(365)),
                year_group=group.year_group if group.year_group != "C" else chance.choice(["1", "2"]),
                gender=chance.choice([1, 2]),
                admitted_on=group.year.starts_on,
            )
        )
    Enrolment.objects.bulk_create(
        Enrolment(school=group.school, pupil=pupil, group=group, starts_on=group.year.starts_on)
        for pupil in Pupil.objects.bulk_create(pupils)
    )
