"""Boards with their cards, as every screen shows them."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from gezien.schoolreviews.models import Card, Dot, SubjectBoard


def column_id(board: SubjectBoard, column: str) -> str:
    """The element that holds a column's cards."""
    return f"sr-col-{board.pk}-{column}"


def cards_of(board: SubjectBoard, column: str) -> list[dict[str, Any]]:
    """The cards of one column; two statements. `board.review` is there already."""
    return _rows(board, _cards(board).filter(column=column))


def columns_of(board: SubjectBoard) -> list[dict[str, Any]]:
    """Every column with its cards, in the board's order; two statements. `board.review` is there already."""
    by_column = defaultdict(list)
    for card in _rows(board, _cards(board)):
        by_column[card["column"]].append(card)
    return [
        {
            "id": column_id(board, column["key"]),
            "key": column["key"],
            "title": column["title"],
            "hint": column["hint"],
            "cards": by_column[column["key"]],
            "typed": "",  # what was refused, when nothing but the page itself can give it back
            "error": "",
        }
        for column in board.columns
    ]


def put_away(board: SubjectBoard) -> list[dict[str, Any]]:
    """Cards that were taken off the board and can be put back."""
    found = board.cards.exclude(removed_at=None).filter(Q(merged_into=None) | Q(merged_into__removed_at=None))
    return [{"pk": card.pk, "text": card.text} for card in found]


def my_dots(board: SubjectBoard, token: str) -> set[int]:
    """The cards this token gave a dot, itself or through one that was merged into it.

    A dot on a card that was taken off the board can be given again.
    """
    mine = Dot.objects.filter(card__board=board, card__removed_at=None, token=token)
    return set(mine.values_list(Coalesce("card__merged_into", "card"), flat=True))


def below_heads(cards: list[Card]) -> tuple[dict[int, list[Card]], list[Card]]:
    """(cards by the one they were merged into, the ones that stand by themselves).

    Whatever became of the card that one was merged into, it is shown: below it, or by itself.
    """
    shown = {(card.pk, card.column) for card in cards if card.merged_into_id is None}
    merged: dict[int, list[Card]] = defaultdict(list)
    heads = []
    for card in cards:
        head = card.merged_into_id
        if head is not None and (head, card.column) in shown:
            merged[head].append(card)
        else:
            heads.append(card)
    return merged, heads


def _cards(board: SubjectBoard) -> Any:
    return Card.objects.filter(board=board, removed_at=None)


def _given(board: SubjectBoard) -> dict[int, set[str]]:
    """The tokens on each card while the review is open: somebody's dots on cards that were made one count once."""
    given: dict[int, set[str]] = defaultdict(set)
    if board.review.closed_at is None:
        for card, token in Dot.objects.filter(card__board=board).values_list("card_id", "token"):
            given[card].add(token)
    return given


def _rows(board: SubjectBoard, found: Any) -> list[dict[str, Any]]:
    """Cards with those merged into them beneath, piles together, in the order in which they came."""
    cards = list(found)
    merged, heads = below_heads(cards)
    given = _given(board)
    rows: list[dict[str, Any]] = []
    places: dict[str, int] = {}
    address = reverse("joining:card", args=[board.review.code, 0]).removesuffix("0/")
    for card in heads:
        below = merged[card.pk]
        if card.pile and card.pile not in places:
            places[card.pile] = len(places)
        rows.append(
            {
                "pk": card.pk,
                "url": f"{address}{card.pk}/",
                "column": card.column,
                "text": card.text,
                "pile": card.pile,
                "round": card.round + 1,
                "dots": sum(one.dots for one in (card, *below))
                + len(set().union(*(given[one.pk] for one in (card, *below)))),
                "merged": [one.text for one in below],
            }
        )
    # Loose cards first, then pile by pile.
    rows.sort(key=lambda row: places[row["pile"]] if row["pile"] else -1)
    last = ""
    for row in rows:
        row["heading"], last = (row["pile"] if row["pile"] != last else ""), row["pile"]
    return rows
