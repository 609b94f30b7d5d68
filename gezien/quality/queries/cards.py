"""Reads of quality cards: the list, what is due, and what changed between versions."""

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from gezien.common import clock
from gezien.quality.models import CardEvaluation, QualityCard, QualityCardVersion
from gezien.quality.rules import visible_cards
from gezien.schools.models import School
from gezien.schools.rules import Member

# The texts of a card, in the order in which one reads it.
TEXTS = ("vision", "content", "agenda", "approach", "agreements", "records", "parents", "sources")
CARD_FIELDS = ("title", "domain", "theme", *TEXTS)
SOON = dt.timedelta(days=30)


@dataclass(frozen=True)
class CardRow:
    """A card in the list: its next moment of evaluation, and how many remarks wait."""

    card: QualityCard
    next_on: dt.date | None
    is_due: bool
    comments: int


def card_rows(member: Member, *, archived: bool = False) -> list[CardRow]:
    """All cards, by domain and title; those put away apart. Two statements."""
    waiting = Count("comments", filter=Q(comments__settled_at=None))
    cards = list(visible_cards(member).filter(archived_at__isnull=not archived).annotate(waiting=waiting))
    dates: dict[int, list[dt.date]] = defaultdict(list)
    for card, due_on in CardEvaluation.objects.filter(card__in=cards, held_on=None).values_list("card", "due_on"):
        dates[card].append(due_on)
    nexts = {card: min(days) for card, days in dates.items()}
    horizon = clock.today() + SOON
    return [
        CardRow(card, nexts.get(card.pk), not archived and nexts.get(card.pk, dt.date.max) <= horizon, card.waiting)
        for card in cards
    ]


def due_evaluations(school: School) -> list[CardEvaluation]:
    """Evaluations that are due within a month or overdue, of cards in use, the oldest first: one statement."""
    found = CardEvaluation.objects.filter(school=school, held_on=None, card__archived_at=None)
    return list(found.filter(due_on__lte=clock.today() + SOON).select_related("card__owner").order_by("due_on", "pk"))


def said_now(card: QualityCard) -> dict[str, Any]:
    """The whole text as it stands, as a version keeps it."""
    return {name: getattr(card, name) for name in CARD_FIELDS}


def settled_version(card: QualityCard) -> QualityCardVersion | None:
    """The version that holds; None while nothing was settled."""
    return card.versions.order_by("-number").first()


def changed_since(said: dict[str, Any], before: dict[str, Any] | None) -> list[str]:
    """The fields that say something else than in the version before; none for the first."""
    return [name for name in CARD_FIELDS if before is not None and said.get(name, "") != before.get(name, "")]


def domains_of(school: School) -> list[str]:
    """The domains the school uses, to choose from."""
    found = QualityCard.objects.filter(school=school).exclude(domain="")
    return sorted(set(found.order_by().values_list("domain", flat=True)))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))
