"""Plans of one pupil: part of the pupil's file. Its teachers and the coach write, the head reads."""

from typing import Any
from uuid import uuid4

from gezien.plans.models import IndividualPlan, PlanAnswer, ShareLink
from gezien.plans.queries.individual_content import latest_version
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

WRITES = (*OWN_TEACHERS, "sanne")
WORK_WITH_PUPILS = everyone(*OWN_TEACHERS, "fleur", "sanne", "karim", marleen=403, petra=403)
SET_TERMS = everyone("sanne", "karim", "marleen", emmy=403, tom=403, fleur=403, petra=403)
ONLY_WRITERS = everyone(*WRITES, status=302, karim=403)
READ_BY_WRITERS = everyone(*WRITES, karim=403)


def temporary(world: Any) -> IndividualPlan:
    """The demo school's plan in 5b that is with the parents."""
    return IndividualPlan.objects.get(kind=IndividualPlan.Kind.TEMPORARY)


def outlook(world: Any) -> IndividualPlan:
    """The demo school's OPP in 5b, which runs."""
    return IndividualPlan.objects.get(kind=IndividualPlan.Kind.OUTLOOK)


def plan(world: Any) -> dict:
    return {"pk": temporary(world).pk}


def running(world: Any) -> dict:
    return {"pk": outlook(world).pk}


def draft(world: Any) -> dict:
    """A draft nobody but the school has seen, anew for each person."""
    values = {name: getattr(temporary(world), name) for name in ("starts_on", "ends_on", "counts_from", "evaluate_on")}
    kept = IndividualPlan.objects.get_or_create(
        school=world.school, pupil=world.pupil, kind="temporary", status="draft", defaults=values
    )
    return {"pk": kept[0].pk}


def version(world: Any) -> dict:
    return {**plan(world), "number": 1}


def answer(world: Any) -> dict:
    return {"pk": PlanAnswer.objects.get(way=PlanAnswer.Way.LINK).pk}


def link(world: Any) -> dict:
    return {"pk": ShareLink.objects.get(version=latest_version(temporary(world))).pk}


def pupil(world: Any) -> dict:
    return {"pupil": world.pupil.pk}


ROWS = [
    Row("plans:individual_due", WORK_WITH_PUPILS),
    Row("plans:individual_terms", SET_TERMS),
    Row("plans:individual_of_pupil", everyone(*SEES_5B), pupil),
    Row("plans:individual_start", ONLY_WRITERS, pupil, method="post", data=lambda _world: {"kind": "temporary"}),
    Row("plans:individual", everyone(*SEES_5B), plan),
    Row("plans:individual", everyone(*WRITES, status=422, karim=403), plan, method="post"),
    Row("plans:individual_print", everyone(*SEES_5B), plan),
    Row("plans:individual_discard", everyone(*WRITES, karim=403), draft),
    Row("plans:individual_versions", READ_BY_WRITERS, plan),
    Row("plans:individual_version", everyone(*SEES_5B), version),
    Row("plans:individual_agree", ONLY_WRITERS, plan, method="post"),
    Row(
        "plans:individual_step",
        ONLY_WRITERS,
        running,
        method="post",
        data=lambda _w: {"was": "agreed", "status": "running"},
    ),
    Row("plans:individual_evaluation", READ_BY_WRITERS, running),
    Row("plans:individual_answer", READ_BY_WRITERS, plan),
    Row("plans:individual_links", READ_BY_WRITERS, plan),
    Row("plans:individual_read", ONLY_WRITERS, answer, method="post"),
    Row("plans:individual_revoke", ONLY_WRITERS, link, method="post"),
    # By a link nobody is known: who they are at school changes nothing, and an address that nobody made is 404 for all.
    Row("shared:plan", {"nobody": 404}, lambda _world: {"token": uuid4().hex}),
    Row("shared:answer", {"nobody": 404}, lambda _world: {"token": uuid4().hex}, method="post"),
]
