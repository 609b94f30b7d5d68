"""What is told to every screen of a review: made once, the same for everybody, never about one of them."""

from typing import Any

from django.template.loader import render_to_string

from gezien.common import live
from gezien.schoolreviews.models import Card, ScaleRound, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries import boards, session
from gezien.schoolreviews.queries.scale import picture


def topic_of(review: SchoolReview) -> str:
    """The topic that all screens of the review follow."""
    return f"schoolreview:{review.pk}"


def tell_cast(review: SchoolReview, round_: ScaleRound, number: int) -> None:
    """How many chose so far: one number, the newest counts."""
    live.publish(topic_of(review), "cast", key=str(round_.pk), parts={f"sr-cast-{round_.pk}": str(number)})


def tell_scale(review: SchoolReview) -> None:
    """The question was asked or its picture changed."""
    html = render_to_string("schoolreviews/parts/scale.html", {"scale": picture(review)})
    live.publish(topic_of(review), "scale", key="", parts={"sr-scale": html})


def tell_step(review: SchoolReview) -> None:
    """Another step or round, with its clock: each screen fetches what else it shows of it."""
    facts = {"step": review.current_step_id or 0, "is_live": review.is_live}
    live.publish(topic_of(review), "step", key="", parts={"sr-clock": clock_html(review)}, **facts)


def tell_clock(review: SchoolReview) -> None:
    """The clock was paused, went on or got more time."""
    live.publish(topic_of(review), "clock", key="", parts={"sr-clock": clock_html(review)})


def clock_html(review: SchoolReview) -> str:
    """The clock as every screen shows it."""
    return render_to_string("schoolreviews/parts/clock.html", {"clock": session.clock_of(review.current_step)})


def tell_groups(review: SchoolReview) -> None:
    """A group told that it is ready, or the groups were made anew."""
    context = {"groups": session.group_rows(review)}
    html = render_to_string("schoolreviews/parts/groups.html", context)
    live.publish(topic_of(review), "groups", key="", parts={"sr-groups": html})


def tell_column(board: SubjectBoard, column: str) -> None:
    """The cards of one column."""
    parts = {boards.column_id(board, column): column_html(boards.cards_of(board, column))}
    live.publish(f"schoolreview:{board.review_id}", "column", key=f"{board.pk}-{column}", parts=parts)


def column_html(cards: list[dict[str, Any]]) -> str:
    """The cards of a column as every screen shows them."""
    return render_to_string("schoolreviews/parts/cards.html", {"cards": cards})


def tell_card(card: Card) -> None:
    """The column of a card."""
    tell_column(card.board, card.column)


def tell_board(board: SubjectBoard) -> None:
    """The analysis of a board was finished or opened again."""
    live.publish(f"schoolreview:{board.review_id}", "board", key=str(board.pk), board=board.pk)


def tell_signal(review: SchoolReview, board: SubjectBoard | None = None) -> None:
    """A discreet signal, or none any more: on all screens, or where that board is."""
    html = render_to_string("schoolreviews/parts/signal.html", {"signal": session.signal_of(review, board)})
    key = str(board.pk) if board else ""
    live.publish(topic_of(review), "signal", key=key, parts={f"sr-signal-{key}" if key else "sr-signal": html})


def tell_seats(review: SchoolReview) -> None:
    """How many are in."""
    html = render_to_string("schoolreviews/parts/seats.html", {"seated": session.seated(review)})
    live.publish(topic_of(review), "seats", key="", parts={"sr-seats": html})
