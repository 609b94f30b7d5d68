"""What many do at once on a board, each a small step of its own: nobody's words stand in the way of another's."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.schoolreviews.actions.locking import hold_live, require_seat
from gezien.schoolreviews.guard import Objection, names_in
from gezien.schoolreviews.models import Card, Dot, SchoolReview, Seat, SubjectBoard
from gezien.schoolreviews.queries.boards import my_dots
from gezien.schoolreviews.queries.names import known_names
from gezien.schoolreviews.rules import leadable_boards
from gezien.schoolreviews.telling import tell_board, tell_card, tell_column
from gezien.schoolreviews.tokens import token_of
from gezien.schools.rules import Member, NotAllowed

LONGEST = 500


class NamesPupil(Exception):
    """The words name a pupil, and everybody in the hall would read it; `objections` says which words."""

    def __init__(self, found: list[Objection]) -> None:
        super().__init__("names a pupil")
        self.objections = found


@transaction.atomic
def add_card(*, seat: Seat, board: SubjectBoard, column: str, text: str, sent_as: str = "") -> Card:
    """Put a thought on a board. Sent again with the same `sent_as` it is the same card. Raises `NamesPupil`."""
    require_seat(seat, board)
    _require_no_name(board, text)
    if column not in {one["key"] for one in board.columns}:
        raise NotAllowed("no such column")
    step = hold_live(seat.review).current_step
    fields = {"column": column, "text": text.strip()[:LONGEST], "round": step.round if step else 0}
    if not sent_as:
        card = Card.objects.create(school_id=board.school_id, board=board, **fields)
    else:
        card, _new = Card.objects.get_or_create(
            school_id=board.school_id, board=board, sent_as=sent_as[:40], defaults=fields
        )
    tell_card(card)
    return card


@transaction.atomic
def reword(*, seat: Seat, card: Card, version: int, text: str) -> Card:
    """Other words on a card. When somebody else was first, these words become a card of their own beside it.

    Words that stand there already, because they are sent again, stay one card. Raises `NamesPupil`.
    """
    require_seat(seat, card.board)
    _require_no_name(card.board, text)
    hold_live(seat.review)
    card.text = text.strip()[:LONGEST]
    try:
        card.save_if_unchanged(expected=version, fields=["text"])
    except StaleVersion:
        if Card.objects.filter(pk=card.pk, text=card.text).exists():
            return card
        return add_card(seat=seat, board=card.board, column=card.column, text=text)
    tell_card(card)
    return card


@transaction.atomic
def move(*, seat: Seat, card: Card, column: str) -> None:
    """To another column, with what was merged into it."""
    require_seat(seat, card.board)
    if column not in {one["key"] for one in card.board.columns}:
        raise NotAllowed("no such column")
    was = _held(seat, card.board)[card.pk].column
    Card.objects.filter(pk__in=[card.pk, *card.merged.values_list("pk", flat=True)]).update(column=column, pile="")
    tell_column(card.board, was)
    tell_column(card.board, column)


@transaction.atomic
def merge(*, seat: Seat, card: Card, into: Card) -> None:
    """Two cards that say the same become one; the words of both stay.

    What others merged meanwhile counts: into whatever `into` is part of by now. Two that are one already stay so.
    """
    require_seat(seat, card.board)
    if into.board_id != card.board_id or into.pk == card.pk:
        raise NotAllowed("cards of another board")
    cards = _held(seat, card.board)
    moving, target = cards[card.pk], _head(cards, into.pk)
    if target.pk == moving.pk or _head(cards, moving.pk).pk == target.pk:
        return
    along = [moving.pk, *(one.pk for one in cards.values() if one.merged_into_id == moving.pk)]
    Card.objects.filter(pk__in=along).update(merged_into=target, column=target.column)
    for column in {moving.column, target.column}:
        tell_column(card.board, column)


def _held(seat: Seat, board: SubjectBoard) -> dict[int, Card]:
    """The cards of a board as they are now; nobody else merges or separates meanwhile, and the review stays open."""
    hold_live(seat.review)
    SubjectBoard.objects.select_for_update().get(pk=board.pk)
    return {card.pk: card for card in Card.objects.filter(board=board)}


def _head(cards: dict[int, Card], pk: int) -> Card:
    """The card that this one is part of; itself when it is part of none."""
    passed = {pk}
    while (above := cards[pk].merged_into_id) in cards and above not in passed:
        pk = above
        passed.add(pk)
    return cards[pk]


@transaction.atomic
def separate(*, seat: Seat, card: Card) -> None:
    """Take the cards that were merged into this one out again."""
    require_seat(seat, card.board)
    _held(seat, card.board)
    card.merged.update(merged_into=None)
    tell_card(card)


@transaction.atomic
def put_on_pile(*, seat: Seat, card: Card, pile: str) -> None:
    """Under a heading with others; without a heading it lies loose. Raises `NamesPupil`."""
    require_seat(seat, card.board)
    _require_no_name(card.board, pile)
    hold_live(seat.review)
    card.pile = pile.strip()[:60]
    Card.objects.filter(pk=card.pk).update(pile=card.pile)
    tell_card(card)


@transaction.atomic
def put_away(*, seat: Seat, card: Card, is_away: bool) -> None:
    """Take a card off the board, or put it back, with what was merged into it."""
    require_seat(seat, card.board)
    _held(seat, card.board)
    Card.objects.filter(Q(pk=card.pk) | Q(merged_into=card.pk)).update(removed_at=timezone.now() if is_away else None)
    tell_card(card)


class NoDotsLeft(NotAllowed):
    """One gave all one has."""


@transaction.atomic
def dot(*, seat: Seat, card: Card, is_given: bool) -> set[int]:
    """Give a card a dot or take it back; returns the cards that have one's dots. More than one has are refused."""
    require_seat(seat, card.board)
    review = hold_live(seat.review)
    token = token_of(review, seat, f"dots:{card.board_id}")
    given = my_dots(card.board, token)
    if is_given and card.pk not in given:
        if not Card.objects.filter(pk=card.pk, removed_at=None).exists():
            return given
        if len(given) >= review.dots:
            raise NoDotsLeft("no dots left")
        try:
            with transaction.atomic():
                Dot.objects.create(school_id=card.school_id, card=card, token=token)
        except IntegrityError:
            return given
        given.add(card.pk)
    elif not is_given:
        Dot.objects.filter(Q(card=card) | Q(card__merged_into=card), token=token).delete()
        given.discard(card.pk)
    tell_card(card)
    return given


@transaction.atomic
def finish_analysis(*, by: Member, board: SubjectBoard, is_done: bool) -> None:
    """The analysis is finished, so that actions may be written down; or it is not, after all."""
    _require_lead(by, board)
    board.analysed_at = timezone.now() if is_done else None
    SubjectBoard.objects.filter(pk=board.pk).update(analysed_at=board.analysed_at)
    record(by, "school_board.analysed" if is_done else "school_board.reopened", board)
    tell_board(board)


@transaction.atomic
def tell_execution(*, by: Member, board: SubjectBoard, version: int, execution: str, note: str) -> SubjectBoard:
    """How far what was planned was carried out as described."""
    _require_lead(by, board)
    board.execution, board.execution_note = execution, note
    board.save_if_unchanged(expected=version, fields=["execution", "execution_note"])
    record(by, "school_board.saved", board)
    return board


def count_dots(review: SchoolReview) -> None:
    """At the closing: the dots become a number on the card, and nothing tells any more whose they were.

    Of cards that were made one, who gave more than one of them a dot counts once; the number stands on the first.
    """
    cards = {card.pk: card for card in Card.objects.filter(board__review=review)}
    counted: set[tuple[int, str]] = set()
    for card_id, token in Dot.objects.filter(card__board__review=review).values_list("card_id", "token"):
        head = _head(cards, card_id)
        if (head.pk, token) not in counted:
            counted.add((head.pk, token))
            head.dots += 1
    Card.objects.bulk_update(cards.values(), ["dots"])
    Dot.objects.filter(card__board__review=review).delete()


def _require_no_name(board: SubjectBoard, text: str) -> None:
    if found := names_in(text, known_names(board.review.school)):
        raise NamesPupil(found)


def _require_lead(by: Member, board: SubjectBoard) -> None:
    led = leadable_boards(by).exclude(review__opened_at=None).filter(pk=board.pk, review__closed_at=None)
    if not led.exists():
        raise NotAllowed("a board one does not lead, or a review that is not open")
