"""Cases: a part of the pupil's file; written by its teachers and the coach, read by the head too."""

from typing import Any

from gezien.agreements.models import Agreement
from gezien.cases.models import Case, CaseEffect, CasePart, CaseQuestion
from gezien.cases.parts import PART
from gezien.common import clock
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")
READS = ("emmy", "tom", "fleur", "sanne", "karim")


def pupil(world: Any) -> dict:
    return {"pupil": world.pupil.pk}


def case(world: Any) -> dict:
    """The case of the pupil of 5b."""
    found, new = Case.objects.get_or_create(
        school=world.school,
        pupil=world.pupil,
        closed_on=None,
        defaults={"registered_on": "2027-02-01", "subject": world.arithmetic},
    )
    if new:
        CasePart.objects.bulk_create(CasePart(school=world.school, case=found, key=key) for key in PART)
    return {"pk": found.pk}


def part(world: Any) -> dict:
    return {**case(world), "key": "concern"}


def text(world: Any) -> dict:
    found = CasePart.objects.get(case=case(world)["pk"], key="concern")
    return {"version": found.version, "text": found.text + "."}


def version(world: Any) -> dict:
    return {"version": Case.objects.get(**case(world)).version, "grounds": ["outlook"]}


def agreed(world: Any) -> dict:
    owner = Agreement.objects.filter(owner__username="ib").first().owner_id
    return {"what": "Kijken", "owner": owner, "due_on": clock.today()}


def talk(world: Any) -> dict:
    return {**agreed(world), "purpose": "learning_talk"}


def companion(world: Any) -> dict:
    return {**case(world), "pupil": world.group_5b.enrolments.exclude(pupil=world.pupil).first().pupil_id}


def earlier_effect(world: Any) -> dict:
    """Of another day: it stays as it was, and so does a case of which something came."""
    found, _new = CaseEffect.objects.get_or_create(
        school=world.school, case_id=case(world)["pk"], asked_on="2027-02-01", defaults={"pupil_goes": 2}
    )
    return {**case(world), "effect": found.pk}


def asked(world: Any) -> dict:
    return {"pk": earlier_effect(world)["pk"]}


def question(world: Any) -> dict:
    return {"pk": CaseQuestion.objects.filter(school=world.school).first().pk}


def writes(url: str, data=lambda world: {}, kwargs=case, status: int = 302) -> Row:
    """A write in a case: its teachers and the coach; the head sees it and may not."""
    return Row(url, everyone(*WRITERS, status=status, karim=403), kwargs, "post", data)


def coach_only(url: str, kwargs, status: int = 302) -> Row:
    """A write in the school's questions."""
    return Row(url, everyone(*READS, "marleen", "petra", status=403) | {"sanne": status}, kwargs, "post")


ROWS = [
    Row("cases:list", everyone(*READS)),
    Row("cases:register", everyone(*WRITERS, karim=403), pupil),
    Row("cases:register", everyone(*WRITERS, status=422, karim=403), pupil, "post"),
    Row("cases:case", everyone(*SEES_5B), case),
    Row("cases:pdf", everyone(*SEES_5B), case),
    Row("cases:docx", everyone(*SEES_5B), case),
    Row("cases:edit", everyone(*WRITERS, karim=403), case),
    Row("cases:closure", everyone(*WRITERS, karim=403), case),
    writes("cases:part", text, part),
    writes("cases:edit", version),
    writes("cases:closure", lambda world: {"undo": "1"}),
    writes("cases:agree", agreed),
    writes("cases:agree", status=422),
    writes("cases:plan_talk", talk),
    writes("cases:learning_talk"),
    writes("cases:need"),
    writes("cases:companion", kwargs=companion),
    writes("cases:effect", lambda world: {"pupil_goes": "2"}),
    writes("cases:effect", status=422),
    writes("cases:effect_day"),
    writes("cases:effect_removal", kwargs=earlier_effect, status=403),
    writes("cases:withdrawal", kwargs=asked, status=403),
    Row("cases:questions", everyone(*READS)),
    coach_only("cases:question_add", lambda world: {"step": "do"}, 422),
    coach_only("cases:question", question, 422),
    coach_only("cases:question_retirement", question),
]
