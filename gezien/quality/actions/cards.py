"""Writes of quality cards: written freely, settled with a reason, remarked on, evaluated again and again."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.quality.actions.education_plans import NameTaken, NothingToSettle
from gezien.quality.models import CardComment, CardEvaluation, QualityCard, QualityCardVersion
from gezien.quality.queries.cards import CARD_FIELDS, months_later, said_now
from gezien.quality.rules import editable_cards, visible_cards
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed, require_agreed


@transaction.atomic
def add_card(*, by: Member, title: str, **texts: str) -> QualityCard:
    """A card to write; raises `NameTaken` when there is one of this title."""
    require_agreed(by)
    if QualityCard.objects.filter(school=by.school, title__iexact=title).exists():
        raise NameTaken
    card = QualityCard.objects.create(school=by.school, title=title, owner=by.user, **texts)
    record(by, "quality_card.added", card, title=title)
    return card


@transaction.atomic
def add_starter_cards(*, by: Member, cards: Iterable[Mapping[str, str]]) -> int:
    """The shipped cards of which the school has no title yet, to write on in; returns how many."""
    require_agreed(by)
    known = {title.casefold() for title in QualityCard.objects.filter(school=by.school).values_list("title", flat=True)}
    fresh = [card for card in cards if card["title"].casefold() not in known]
    for card in fresh:
        add_card(by=by, **card)
    return len(fresh)


@transaction.atomic
def save_card(
    *, by: Member, card: QualityCard, version: int, owner: User | None, every: int, **texts: str
) -> QualityCard:
    """Write the card; raises `StaleVersion` when somebody else did meanwhile, `NameTaken`."""
    _require_editable(by, card)
    if QualityCard.objects.filter(school=by.school, title__iexact=texts["title"]).exclude(pk=card.pk).exists():
        raise NameTaken
    for name in CARD_FIELDS:
        setattr(card, name, texts[name])
    card.owner, card.every = owner, every
    card.save_if_unchanged(expected=version, fields=[*CARD_FIELDS, "owner", "every"])
    record(by, "quality_card.saved", card)
    return card


@transaction.atomic
def settle_card(*, by: Member, card: QualityCard, why: str) -> QualityCardVersion:
    """Make what stands there the version that holds. Raises `NothingToSettle` when nothing changed.

    The first time the next evaluation is planned too, so that no card is forgotten.
    """
    _require_editable(by, card)
    card = QualityCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    said = said_now(card)
    last = card.versions.order_by("-number").first()
    if last and last.said == said:
        raise NothingToSettle
    number = card.number + 1
    version = QualityCardVersion.objects.create(
        school=by.school, card=card, number=number, why=why, said=said, settled_by=by.user
    )
    QualityCard.objects.filter(pk=card.pk).update(number=number)
    _plan_next(card)
    record(by, "quality_card.settled", card, number=number, why=why)
    return version


@transaction.atomic
def comment_on_card(*, by: Member, card: QualityCard, text: str) -> CardComment:
    """Say something about a card; everyone who works at the school may."""
    if not visible_cards(by).filter(pk=card.pk).exists():
        raise NotAllowed("quality card")
    comment = CardComment.objects.create(school=by.school, card=card, text=text, author=by.user)
    record(by, "quality_card.commented", card)
    return comment


@transaction.atomic
def settle_comment(*, by: Member, comment: CardComment, is_settled: bool = True) -> None:
    """Say that a remark is dealt with, or that it is not after all: who keeps the card, or who wrote it."""
    if comment.author_id != by.user.pk or comment.school_id != by.school.pk:
        _require_editable(by, comment.card)
    comment.settled_at, comment.settled_by = (clock.now(), by.user) if is_settled else (None, None)
    comment.save(update_fields=["settled_at", "settled_by"])
    record(by, "quality_card.comment_settled" if is_settled else "quality_card.comment_reopened", comment.card)


@transaction.atomic
def plan_evaluation(*, by: Member, card: QualityCard, due_on: dt.date, is_between: bool = True) -> CardEvaluation:
    """A moment to look whether the card still works; besides the yearly one there may be some in between."""
    _require_editable(by, card)
    moment = CardEvaluation.objects.create(school=by.school, card=card, due_on=due_on, is_between=is_between)
    record(by, "quality_card.evaluation_planned", card, due_on=due_on.isoformat())
    return moment


@transaction.atomic
def hold_evaluation(*, by: Member, evaluation: CardEvaluation, found: str) -> CardEvaluation:
    """Write down what was found. After the yearly one the next is planned, `every` months from today."""
    _require_editable(by, evaluation.card)
    evaluation = CardEvaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if evaluation.held_on:
        raise AlreadyHeld
    evaluation.held_on, evaluation.held_by, evaluation.found = clock.today(), by.user, found
    evaluation.save(update_fields=["held_on", "held_by", "found"])
    _plan_next(evaluation.card)
    record(by, "quality_card.evaluated", evaluation.card, due_on=evaluation.due_on.isoformat())
    return evaluation


@transaction.atomic
def remove_evaluation(*, by: Member, evaluation: CardEvaluation) -> None:
    """Take a moment away that was not held; what was found stays."""
    _require_editable(by, evaluation.card)
    if evaluation.held_on:
        raise AlreadyHeld
    record(by, "quality_card.evaluation_removed", evaluation.card, due_on=evaluation.due_on.isoformat())
    evaluation.delete()


@transaction.atomic
def archive_card(*, by: Member, card: QualityCard, is_archived: bool) -> None:
    """Put a card away, or take it out again; nothing of it is lost."""
    _require_editable(by, card)
    QualityCard.objects.filter(pk=card.pk).update(archived_at=clock.now() if is_archived else None)
    record(by, "quality_card.put_away" if is_archived else "quality_card.taken_out", card)


class AlreadyHeld(Exception):
    """The evaluation was held; it stays as it was written down."""


def _plan_next(card: QualityCard) -> None:
    """The next yearly evaluation, unless one is planned."""
    if not card.evaluations.filter(held_on=None, is_between=False).exists():
        due_on = months_later(clock.today(), card.every)
        CardEvaluation.objects.create(school=card.school, card=card, due_on=due_on)


def _require_editable(by: Member, card: QualityCard) -> Any:
    if not editable_cards(by).filter(pk=card.pk).exists():
        raise NotAllowed("quality card")
