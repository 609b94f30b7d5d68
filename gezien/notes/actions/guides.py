"""Keeping the school's guides for talks. A talk that was begun keeps the questions it was begun with."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from gezien.audit.log import record
from gezien.common import clock
from gezien.notes.guide_starter import add_guides
from gezien.notes.models import GuideEdition, GuideQuestion, Talk, TalkGuide
from gezien.notes.rules import editable_guides
from gezien.schools.rules import Member, require_agreed, require_among

WRITTEN = ("section", "text", "answer", "purpose")


@transaction.atomic
def add_starter_guides(*, by: Member) -> None:
    """The guides a school begins with, for a school that has none."""
    require_agreed(by)
    if not TalkGuide.objects.filter(school=by.school).exists():
        add_guides(by.school, by.user)
        record(by, "guide.added")


@transaction.atomic
def add_guide(*, by: Member, kind: str, name: str, from_year: int, to_year: int) -> TalkGuide:
    """An empty guide."""
    require_agreed(by)
    guide = TalkGuide.objects.create(
        school=by.school, kind=kind, name=name.strip(), from_year=from_year, to_year=to_year
    )
    GuideEdition.objects.create(school=by.school, guide=guide, made_by=by.user)
    record(by, "guide.added", guide)
    return guide


@transaction.atomic
def change_guide(*, by: Member, guide: TalkGuide, expected: int, name: str, from_year: int, to_year: int) -> TalkGuide:
    """Its name and year groups. StaleVersion when it was saved elsewhere since `expected`."""
    _require(by, guide)
    guide.name, guide.from_year, guide.to_year = name.strip(), from_year, to_year
    guide.save_if_unchanged(expected=expected, fields=["name", "from_year", "to_year"])
    record(by, "guide.changed", guide)
    return guide


@transaction.atomic
def retire_guide(*, by: Member, guide: TalkGuide, is_retired: bool) -> TalkGuide:
    """Out of use, or in use again; talks that followed it stay readable."""
    _require(by, guide)
    guide.retired_on = clock.today() if is_retired else None
    guide.save_if_unchanged(expected=guide.version, fields=["retired_on"])
    record(by, "guide.ended" if is_retired else "guide.reopened", guide)
    return guide


@transaction.atomic
def add_question(*, by: Member, guide: TalkGuide, **values: str) -> GuideQuestion:
    """At the end of the guide."""
    edition = _open_edition(by, guide)
    last = edition.questions.aggregate(last=Max("position"))["last"] or 0
    question = GuideQuestion.objects.create(school=by.school, edition=edition, position=last + 1, **values)
    record(by, "guide.changed", guide)
    return question


@transaction.atomic
def change_question(*, by: Member, guide: TalkGuide, key: UUID, expected: int, **values: str) -> GuideQuestion:
    """Other words, another way of answering. StaleVersion when it was saved elsewhere since `expected`."""
    question = _open_edition(by, guide).questions.get(key=key)
    for name in WRITTEN:
        setattr(question, name, values[name])
    question.save_if_unchanged(expected=expected, fields=list(WRITTEN))
    record(by, "guide.changed", guide)
    return question


@transaction.atomic
def move_question(*, by: Member, guide: TalkGuide, key: UUID, step: int) -> None:
    """One place up (-1) or down (1); at the end it stays."""
    questions = list(_open_edition(by, guide).questions.order_by("position", "pk"))
    here = next(place for place, question in enumerate(questions) if question.key == key)
    there = min(max(here + step, 0), len(questions) - 1)
    questions.insert(there, questions.pop(here))
    for position, question in enumerate(questions, start=1):
        question.position = position
    GuideQuestion.objects.bulk_update(questions, ["position"])
    record(by, "guide.changed", guide)


@transaction.atomic
def remove_question(*, by: Member, guide: TalkGuide, key: UUID) -> None:
    """From the talks to come; in talks that were held it stays."""
    _open_edition(by, guide).questions.filter(key=key).delete()
    record(by, "guide.changed", guide)


def latest_edition(guide: TalkGuide) -> GuideEdition:
    """The questions of today."""
    return guide.editions.latest("number")


def _open_edition(by: Member, guide: TalkGuide) -> GuideEdition:
    """The edition to write in: the latest, or once a talk follows that one, a new one with the same questions."""
    _require(by, guide)
    latest = latest_edition(guide)
    if not Talk.objects.filter(edition=latest).exists():
        return latest
    edition = GuideEdition.objects.create(school=by.school, guide=guide, number=latest.number + 1, made_by=by.user)
    questions = list(latest.questions.order_by("position", "pk"))
    for question in questions:
        question.pk, question.edition = None, edition
        question._state.adding = True
    GuideQuestion.objects.bulk_create(questions)
    return edition


def _require(by: Member, guide: TalkGuide) -> None:
    require_among(editable_guides(by), guide)
