"""What lies there after a review: boards as a draft, action points with their state, all the team may read."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.quality.models import EducationPlanVersion
from gezien.schoolreviews.models import ActionPoint, ActionProgress, Card, Elaboration, SchoolReview, SubjectBoard
from gezien.schoolreviews.queries.boards import below_heads

BULLET = "- "
# Columns of the shipped format out of which the offer is drafted; with other columns, the last one.
OFFER = ("needs", "influence")


def card_lines(board: SubjectBoard) -> dict[str, list[str]]:
    """The texts of each column: those with most dots first, cards of one pile together under its name."""
    merged, cards = below_heads([card for card in board.cards.all() if card.removed_at is None])
    found: dict[str, list[str]] = {str(column["key"]): [] for column in board.columns}
    for card in sorted(cards, key=lambda card: (-_weight(card, merged), card.pile, card.pk)):
        words = "; ".join([card.text.strip(), *(one.text.strip() for one in merged.get(card.pk, []))])
        line = f"{card.pile}: {words}" if card.pile else words
        found.setdefault(card.column, []).append(line)
    return found


def line_of(board: SubjectBoard, column: str, place: str) -> str:
    """One of the `card_lines`, to make an action point of; empty when there is none (any more) at that place."""
    lines = card_lines(board).get(column, [])
    return lines[int(place)] if place.isdecimal() and len(place) < 5 and int(place) < len(lines) else ""


def _weight(card: Card, merged: dict[int, list[Card]]) -> int:
    return card.dots + sum(one.dots for one in merged.get(card.pk, []))


def draft_of(board: SubjectBoard) -> dict[str, str]:
    """What a board says, as a first text: the findings under the heads of its columns, and the offer."""
    lines = card_lines(board)
    titles = {str(column["key"]): str(column["title"]) for column in board.columns}
    of_offer = [key for key in OFFER if key in titles] or list(titles)[-1:]
    findings = [
        "\n".join([title, *(BULLET + line for line in lines[key])])
        for key, title in titles.items()
        if lines[key] and key not in of_offer
    ]
    offer = [BULLET + line for key in of_offer for line in lines[key]]
    return {"findings": "\n\n".join(findings), "offer": "\n".join(offer)}


@dataclass(frozen=True)
class BoardRow:
    """A board after the review: its elaboration if begun, and the version of the plan that came of it."""

    board: SubjectBoard
    elaboration: Elaboration | None
    version: EducationPlanVersion | None


def board_rows(review: SchoolReview) -> list[BoardRow]:
    """The boards that are worked out, in the order of the review: three statements."""
    boards = list(
        review.boards.exclude(kind=SubjectBoard.Kind.LOOK_BACK).select_related("lead", "elaboration__plan", "subject")
    )
    plans = [one.elaboration.plan_id for one in boards if hasattr(one, "elaboration") and one.elaboration.plan_id]
    versions = list(EducationPlanVersion.objects.filter(plan__in=plans).order_by("plan", "settled_at"))
    return [_row(board, versions) for board in boards]


def _row(board: SubjectBoard, versions: list[EducationPlanVersion]) -> BoardRow:
    made = getattr(board, "elaboration", None)
    if made is None or made.put_at is None:
        return BoardRow(board, made, None)
    since = (one for one in versions if one.plan_id == made.plan_id and one.settled_at >= made.put_at)
    return BoardRow(board, made, next(since, None))


@dataclass(frozen=True)
class PointRow:
    """An action point at its latest agreement, with its state in words and what was noted on the way."""

    point: ActionPoint
    agreement: Agreement
    state: str
    is_late: bool
    is_ended: bool
    progress: list[ActionProgress] = field(default_factory=list)


def action_points(review: SchoolReview) -> list[ActionPoint]:
    """The action points of a review, in their order: two statements."""
    progress = Prefetch("progress", ActionProgress.objects.select_related("author"))
    found = ActionPoint.objects.filter(review=review).select_related("agreement__owner", "board")
    return list(found.prefetch_related(progress).order_by("agreement__due_on", "pk"))


def point_rows(review: SchoolReview) -> list[PointRow]:
    """Each action point with its state; one whose agreement was changed goes on with what took its place."""
    points = action_points(review)
    followers = {
        one.follows_id: one
        for one in Agreement.objects.filter(school=review.school_id, follows__isnull=False, group=None, pupil=None)
        .select_related("owner")
        .order_by("pk")
    }
    return [_point(point, followers) for point in points]


def _point(point: ActionPoint, followers: dict[int | None, Agreement]) -> PointRow:
    agreement = point.agreement
    while agreement.outcome == Agreement.Outcome.CHANGED and agreement.pk in followers:
        agreement = followers[agreement.pk]
    today = clock.today()
    state, is_late, is_ended = _state(agreement, today)
    return PointRow(point, agreement, state, is_late, is_ended, list(point.progress.all()))


def _state(agreement: Agreement, today: Any) -> tuple[str, bool, bool]:
    outcomes = Agreement.Outcome
    if agreement.outcome == "":
        late = agreement.due_on < today
        return (_("late") if late else _("going on")), late, False
    if agreement.outcome == outcomes.DONE and agreement.helped:
        return str(agreement.get_helped_display()), False, True
    if agreement.outcome == outcomes.DONE and agreement.sign_of_success:
        due = agreement.looked_at_on <= today
        return (_("done; tell whether it helped") if due else _("done; still to be measured")), due, False
    return str(agreement.get_outcome_display()), False, True
