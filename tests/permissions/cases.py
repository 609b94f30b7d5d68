"""Cases: a part of the pupil's file; written by its teachers and the coach, read by the head too."""

from typing import Any

from gezien.cases.models import Case, CasePart
from gezien.cases.parts import PART
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")
READS = ("emmy", "tom", "fleur", "sanne", "karim")


def pupil(world: Any) -> dict:
    return {"pupil": world.pupil.pk}


def case(world: Any) -> dict:
    """The case of the pupil of 5b."""
    found, new = Case.objects.get_or_create(
        school=world.school, pupil=world.pupil, closed_on=None, defaults={"registered_on": "2027-02-01"}
    )
    if new:
        CasePart.objects.bulk_create(CasePart(school=world.school, case=found, key=key) for key in PART)
    return {"pk": found.pk}


def part(world: Any) -> dict:
    return {**case(world), "key": "concern"}


def text(world: Any) -> dict:
    found = CasePart.objects.get(case=case(world)["pk"], key="concern")
    return {"version": found.version, "text": found.text + "."}


ROWS = [
    Row("cases:list", everyone(*READS)),
    Row("cases:register", everyone(*WRITERS, karim=403), pupil),
    Row("cases:register", everyone(*WRITERS, status=422, karim=403), pupil, "post"),
    Row("cases:case", everyone(*SEES_5B), case),
    Row("cases:part", everyone(*WRITERS, status=302, karim=403), part, "post", text),
]
