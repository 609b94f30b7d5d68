"""Boards with their cards, as every screen shows them."""

from collections import defaultdict
from typing import Any

from django.db.models import Count
from django.urls import reverse

from gezien.schoolreviews.models import Card, Dot, SubjectBoard


def column_id(board: SubjectBoard, column: str) -> str:
    """The element that holds a column's cards."""
    return f"sr-col-{board.pk}-{column}"


def cards_of(board: SubjectBoard, column: str) -> list[dict[str, Any]]:
    """The cards of one column; one statement. `board.review` is there already."""
    return _rows(board, _cards(board).filter(column=column))


def columns_of(board: SubjectBoard) -> list[dict[str, Any]]:
    """Every column with its cards, in the board's order; one statement. `board.review` is there already."""
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
        }
        for column in board.columns
    ]


def put_away(board: SubjectBoard) -> list[dict[str, Any]]:
    """Cards that were taken off the board and can be put back."""
    return [{"pk": card.pk, "text": card.text} for card in board.cards.exclude(removed_at=None)]


def my_dots(board: SubjectBoard, token: str) -> set[int]:
    """The cards this token gave a dot."""
    return set(Dot.objects.filter(card__board=board, token=token).values_list("card_id", flat=True))


def _cards(board: SubjectBoard) -> Any:
    return Card.objects.filter(board=board, removed_at=None).annotate(given=Count("given_dots"))


def _rows(board: SubjectBoard, found: Any) -> list[dict[str, Any]]:
    """Cards with those merged into them beneath, piles together, in the order in which they came."""
    cards = list(found)
    merged = defaultdict(list)
    for card in cards:
        if card.merged_into_id:
            merged[card.merged_into_id].append(card)
    rows: list[dict[str, Any]] = []
    places: dict[str, int] = {}
    address = reverse("joining:card", args=[board.review.code, 0]).removesuffix("0/")
    for card in cards:
        if card.merged_into_id:
            continue
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
                "dots": sum(one.dots + one.given for one in (card, *below)),
                "merged": [one.text for one in below],
            }
        )
    # Loose cards first, then pile by pile.
    rows.sort(key=lambda row: places[row["pile"]] if row["pile"] else -1)
    last = ""
    for row in rows:
        row["heading"], last = (row["pile"] if row["pile"] != last else ""), row["pile"]
    return rows
