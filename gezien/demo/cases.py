"""Three pupils in the pupil review: one in the middle of it, one just registered, one closed with its effect."""

import datetime as dt

from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.cases.actions.effects import FIELDS
from gezien.cases.models import Case, CaseAgreement, CaseEffect, CaseNeed, CasePart, CaseStory, Ground
from gezien.cases.models.story import KEPT_FOR
from gezien.cases.parts import PART
from gezien.demo import case_texts as texts
from gezien.demo import cast
from gezien.demo.world import Child, World
from gezien.needs.models import EducationalNeed
from gezien.notes.models import Note
from gezien.schools.models import User

AT = dt.time(15, 30)


def add_cases(world: World) -> None:
    """In De Zwaluw; nothing in the other schools."""
    if world.school.name != cast.SCHOOL:
        return
    _doing(world, next(child for child in world.in_group("5b") if child.pupil.call_name == "Noor"))
    _registered(world, world.in_group("6")[2])
    _closed(world, world.in_group("7")[4])


def _doing(world: World, child: Child) -> None:
    teacher, coach = world.writer(2026, "5b"), world.coach
    assert coach is not None  # noqa: S101 - this school has one
    case = make_case(
        world,
        child,
        texts.DOING,
        subject="technisch-lezen",
        grounds=[Ground.LITTLE_PROFIT],
        registered_on=dt.date(2027, 1, 8),
        registered_by=teacher,
        teacher=teacher,
        coach=world.coach,
        discussed_at=_at(dt.date(2027, 1, 14)),
        effect_on=dt.date(2027, 2, 1),
        effect_told=dt.date(2027, 2, 1),
    )
    Note.objects.create(
        school=world.school,
        pupil=child.pupil,
        kind=Note.Kind.PARENT_TALK,
        text=texts.PARENTS.format(name=child.pupil.call_name),
        happened_on=dt.date(2027, 1, 12),
        author=teacher,
    )
    _agreements(world, case, coach)
    if need := EducationalNeed.objects.filter(
        pupil=child.pupil, subject=case.subject, period=world.periods[2026, 2]
    ).first():
        CaseNeed.objects.create(school=world.school, case=case, need=need)
    make_effects(world, case, texts.EFFECTS, teacher)
    _story(world, case)


def _agreements(world: World, case: Case, coach: User) -> None:
    for what, sign in texts.AGREED:
        agreement = Agreement.objects.create(
            school=world.school,
            what=what,
            sign_of_success=sign,
            owner=coach,
            due_on=dt.date(2027, 3, 19),
            pupil=case.pupil,
            made_by=coach,
        )
        CaseAgreement.objects.create(school=world.school, case=case, agreement=agreement)


def _story(world: World, case: Case) -> None:
    """What the teacher told: written a week before the demo's day, so it is there to read, and gone a week later."""
    assert case.teacher is not None  # noqa: S101 - whose question it is
    CaseStory.objects.create(
        school=world.school,
        case=case,
        teacher=case.teacher,
        coach=case.coach,
        text=texts.STORY,
        way_forward=texts.WAY,
        delete_on=texts.TOLD_ON + KEPT_FOR,
    )


def _registered(world: World, child: Child) -> None:
    teacher = world.writer(2026, "6")
    make_case(
        world,
        child,
        texts.REGISTERED,
        subject="werkhouding",
        grounds=[Ground.LITTLE_PROFIT, Ground.OUTLOOK],
        registered_on=dt.date(2027, 2, 2),
        registered_by=teacher,
        teacher=teacher,
    )


def _closed(world: World, child: Child) -> None:
    case = make_case(
        world,
        child,
        texts.CLOSED,
        subject="rekenen",
        grounds=[Ground.OUTLOOK],
        registered_on=dt.date(2026, 2, 9),
        registered_by=world.coach,
        coach=world.coach,
        discussed_at=_at(dt.date(2026, 2, 19)),
        closed_on=dt.date(2026, 6, 11),
        closed_by=world.coach,
        closing_note=texts.KEPT,
    )
    days = [(dt.date(2026, 2, 19), (1, 2, 2, 2, 2), ""), (dt.date(2026, 6, 11), (3, 3, 3, 3, 3), "")]
    make_effects(world, case, days, world.coach)


def make_case(world: World, child: Child, written: dict[str, str], *, subject: str, grounds: list, **values) -> Case:
    """A case with all its parts, those in `written` with their words."""
    case = Case.objects.create(
        school=world.school,
        pupil=child.pupil,
        subject=world.subjects[subject],
        grounds=[ground.value for ground in grounds],
        **values,
    )
    CasePart.objects.bulk_create(
        CasePart(
            school=world.school,
            case=case,
            key=key,
            text=written.get(key, "").format(name=child.pupil.call_name),
            author=case.registered_by,
        )
        for key in PART
    )
    return case


def make_effects(world: World, case: Case, moments: list, by: User | None) -> None:
    """How it went at each of these moments: day, five marks, words."""
    CaseEffect.objects.bulk_create(
        CaseEffect(
            school=world.school,
            case=case,
            asked_on=day,
            words=words.format(name=case.pupil.call_name),
            answered_by=by,
            **dict(zip(FIELDS, going, strict=True)),
        )
        for day, going, words in moments
    )


def _at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, AT))
