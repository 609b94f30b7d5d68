"""Two plans of one pupil in 5b: an OPP that runs, and a temporary plan to which a mother has just answered."""

import datetime as dt
import hashlib
import uuid

from django.utils import timezone

from gezien.demo import cast
from gezien.demo.days import HOLIDAYS
from gezien.demo.world import Child, World
from gezien.needs.models import EducationalNeed
from gezien.notes.models import Factor, Note
from gezien.plans.models import (
    Goal,
    IndividualEvaluation,
    IndividualPlan,
    IndividualPlanSettings,
    IndividualPlanVersion,
    PlanAnswer,
    PlanSupport,
    ShareLink,
)
from gezien.plans.queries.individual_content import content_of
from gezien.plans.queries.individual_settings import terms_of

KIND, STATUS, HEARD = IndividualPlan.Kind, IndividualPlan.Status, IndividualPlan.Heard
OUTLOOK = {
    "kind": KIND.OUTLOOK,
    "status": STATUS.RUNNING,
    "starts_on": dt.date(2026, 2, 9),
    "counts_from": dt.date(2026, 2, 9),
    "evaluate_on": dt.date(2027, 2, 12),
    "reason": "Het groepsplan lezen geeft Bilal te weinig woorden: hij mist het onderwerp van de tekst voor de les begint.",
    "situation": (
        "Leest op E3-niveau en vlot genoeg. Snapt een tekst als hij de woorden kent; zonder praatplaat vooraf haalt hij "
        "de hoofdzaak er niet uit."
    ),
    "promoting": "Denkt in beelden en houdt vol als hij iets wil weten.",
    "hindering": "Vraagt pas om uitleg als de les al ver is.",
    "outlook": "Vmbo-gemengde of theoretische leerweg, met taal op 1F en rekenen op 1S aan het eind van groep 8.",
    "motivation": (
        "Rekenen groeit mee met de groep en ruimtelijk werk is sterk. Met woorden vooraf begrijpt hij teksten van zijn "
        "jaargroep; de woordenschat groeide dit jaar sneller dan vorig jaar."
    ),
    "offered": "Bilal maakt bij begrijpend lezen minder teksten, en krijgt die vooraf.",
    "evaluation": "Elk halfjaar met ouders en Bilal: de woorden van het blok, en een tekst zonder praatplaat.",
    "parents_words": "We willen graag weten welke woorden er komen. Dan praten we er thuis over, ook in het Turks.",
    "heard_on": dt.date(2026, 12, 10),
    "heard_how": HEARD.TALK,
    "pupils_words": "Lezen is niet saai als ik de woorden al ken. Ik wil ook een keer de tekst over bruggen.",
}
TEMPORARY = {
    "kind": KIND.TEMPORARY,
    "status": STATUS.WITH_PARENTS,
    "starts_on": dt.date(2027, 1, 18),
    "ends_on": dt.date(2027, 3, 26),
    "counts_from": dt.date(2027, 1, 18),
    "evaluate_on": dt.date(2027, 3, 26),
    "reason": "Beginnen lukt Lieke in geen enkel vak vanzelf. Dat past niet in één rij van een groepsplan.",
    "situation": "Na de uitleg zit ze vaak tien minuten voor een leeg blad. Is de eerste som af, dan werkt ze door.",
    "promoting": "Met een grap erbij begint ze sneller.",
    "hindering": "Veel opdrachten tegelijk op het bord.",
    "evaluation": "De leerkracht telt twee weken lang hoe vaak Lieke binnen twee minuten begint.",
    "heard_on": dt.date(2027, 1, 14),
    "heard_how": HEARD.TALK,
    "pupils_words": "Ik weet niet welke eerst. Als er een kruisje staat, weet ik het wel.",
    "parents_words": "Thuis vragen we ook: wat is je eerste stap?",
}
WORDS = (
    "Fijn dat er een kruisje komt te staan. Thuis doen we het met een wekkertje en dat werkt best goed. "
    "Mag Lieke zelf een plaatje kiezen voor op haar tafel?"
)


def add_individual_plans(world: World) -> None:
    """In De Zwaluw, where the two are; nothing in a school without them."""
    if world.school.name != cast.SCHOOL:
        return
    IndividualPlanSettings.objects.create(
        school=world.school,
        first_weeks=6,
        evaluate_months=12,
        link_days=14,
        holidays=[[first.isoformat(), last.isoformat()] for first, last in HOLIDAYS if first.year >= 2026],
    )
    children = {(child.pupil.call_name, child.pupil.family_name): child for child in world.children if child.story}
    _outlook(world, children["Bilal", "Aydın"])
    _temporary(world, children["Lieke", "Postma"])


OUTLOOK_GOALS = [
    ("Noemt eind juni van een tekst uit groep 5 de hoofdzaak, 4 van de 5 keer.", "vijf teksten zonder praatplaat"),
    ("Kent eind juni 8 van de 10 nieuwe woorden van elk blok.", "het woordspel aan het eind van het blok"),
]
OUTLOOK_SUPPORTS = [
    ("Woorden en praatplaat van de tekst vooraf", "onderwijsassistent", "maandag en donderdag, voor de les", 2, 40),
    ("Praten over de tekst met een maatje", "leerkracht", "tijdens de les", 2, 20),
]


def _outlook(world: World, child: Child) -> None:
    plan = _plan(world, child, OUTLOOK, goals=OUTLOOK_GOALS, supports=OUTLOOK_SUPPORTS, subject="begrijpend-lezen")
    version = _version(world, plan, "Besproken met de ouders in het gesprek van december", dt.date(2026, 12, 14))
    version.agreed_on, version.agreed_by = dt.date(2026, 12, 17), world.coach
    version.save()
    _looked_back(world, plan)
    signed = {"kind": PlanAnswer.Kind.AGREED, "way": PlanAnswer.Way.SCREEN, "answered_on": dt.date(2026, 12, 17)}
    _answer(world, version, name="Emine Aydın", relation="moeder", **signed)
    heard = {"kind": PlanAnswer.Kind.HEARD, "way": PlanAnswer.Way.TALK, "answered_on": dt.date(2026, 12, 10)}
    talk = Note.objects.filter(pupil=child.pupil, kind=Note.Kind.PUPIL_TALK).first()
    _answer(world, version, party=PlanAnswer.Party.PUPIL, name="Bilal", note=talk, **heard)


def _looked_back(world: World, plan: IndividualPlan) -> None:
    IndividualEvaluation.objects.create(
        school=world.school,
        plan=plan,
        held_on=dt.date(2026, 7, 1),
        goals=[[goal, outcome] for (goal, _measure), outcome in zip(OUTLOOK_GOALS, ("partly", "reached"), strict=True)],
        result="De woorden van vijf blokken gingen goed. De hoofdzaak noemen lukt met praatplaat, zonder nog niet.",
        parents_words="Hij vertelt thuis nu waar de les over gaat.",
        pupils_words="Ik wil de plaatjes houden.",
        follows=IndividualEvaluation.Next.ADJUST,
        recorded_by=world.coach,
    )


TEMPORARY_GOALS = [
    ("Begint eind maart binnen 2 minuten aan de taak, 4 van de 5 keer.", "twee weken tellen, in maart"),
]
TEMPORARY_SUPPORTS = [
    ("Samen de eerste stap aanwijzen, met een kruisje", "leerkracht", "na elke uitleg", 5, 25),
    ("Terugkijken: hoe vaak lukte beginnen vanzelf?", "leerkracht met Lieke", "vrijdag", 1, 10),
]


def _temporary(world: World, child: Child) -> None:
    plan = _plan(world, child, TEMPORARY, goals=TEMPORARY_GOALS, supports=TEMPORARY_SUPPORTS, subject="werkhouding")
    version = _version(world, plan, "Eerste versie", dt.date(2027, 1, 21))
    day = dt.date(2027, 1, 28)
    link = _used_link(world, version, day)
    text = f"Anneke Postma (moeder) schreef over {version.content['name']}, versie 1, via de gedeelde link:\n\n{WORDS}"
    note = Note.objects.create(
        school=world.school, pupil=child.pupil, kind=Note.Kind.MEMO, text=text, happened_on=day, author=None
    )
    said = {"kind": PlanAnswer.Kind.AGREED, "way": PlanAnswer.Way.LINK, "answered_on": day, "remark": WORDS}
    _answer(world, version, name="Anneke Postma", relation="moeder", link=link, note=note, **said)


def _used_link(world: World, version: IndividualPlanVersion, day: dt.date) -> ShareLink:
    opened = timezone.make_aware(dt.datetime.combine(day, dt.time(20, 12)))
    return ShareLink.objects.create(
        school=world.school,
        version=version,
        recipient="Anneke Postma",
        relation="moeder",
        purpose="Om het plan te lezen en te zeggen of u akkoord gaat",
        form=uuid.UUID(int=24_2027_000 + version.school_id),
        token_hash=hashlib.sha256(f"the link of school {version.school_id} opens for nobody".encode()).hexdigest(),
        valid_until=day + dt.timedelta(days=14),
        opened_at=opened,
        bound_until=opened + dt.timedelta(hours=2),
        made_by=world.writer(2026, "5b"),
    )


def _plan(world: World, child: Child, values: dict, *, goals: list, supports: list, subject: str) -> IndividualPlan:
    owner = {"school": world.school}
    plan = IndividualPlan.objects.create(pupil=child.pupil, drawn_up_by=world.writer(2026, "5b"), **owner, **values)
    plan.factors.set(Factor.objects.filter(school=world.school, pupil=child.pupil, ended_on=None))
    plan.subjects.set([world.subjects[subject]])
    needs = EducationalNeed.objects.filter(pupil=child.pupil, subject__code=subject, period__number=2)
    for place, (text, measure) in enumerate(goals):
        goal = Goal.objects.create(individual_plan=plan, text=text, measure=measure, position=place, **owner)
        if not place:
            goal.needs.set(needs)
    PlanSupport.objects.bulk_create(
        PlanSupport(
            plan=plan,
            position=place,
            what=what,
            by_whom=by_whom,
            moment=moment,
            times_a_week=times,
            minutes_a_week=minutes,
            **owner,
        )
        for place, (what, by_whom, moment, times, minutes) in enumerate(supports)
    )
    return plan


def _version(world: World, plan: IndividualPlan, why: str, day: dt.date) -> IndividualPlanVersion:
    content = content_of(plan, terms_of(world.school))
    return IndividualPlanVersion.objects.create(
        school=world.school, plan=plan, number=1, why=why, content=content, made_by=plan.drawn_up_by, made_on=day
    )


def _answer(world: World, version: IndividualPlanVersion, **values) -> PlanAnswer:
    """An answer; at school somebody has read it, what came by the link waits."""
    is_read = values["way"] != PlanAnswer.Way.LINK
    values.setdefault("party", PlanAnswer.Party.PARENT)
    return PlanAnswer.objects.create(
        school=world.school,
        version=version,
        recorded_by=version.made_by if is_read else None,
        seen_by=version.made_by if is_read else None,
        seen_at=timezone.make_aware(dt.datetime.combine(values["answered_on"], dt.time(12))) if is_read else None,
        **values,
    )
