"""What many do at once waits for each other at the review: nothing is counted that closing would not see."""

from gezien.schoolreviews.models import SchoolReview, Seat, SubjectBoard
from gezien.schools.rules import NotAllowed


def hold(review: SchoolReview) -> SchoolReview:
    """The review as it is now, held until the transaction ends. Take it before any other row: no two wait crosswise."""
    found = SchoolReview.objects.select_for_update(of=("self",)).select_related("current_step")
    return found.get(pk=review.pk)


def hold_live(review: SchoolReview) -> SchoolReview:
    """As `hold`; raises `NotAllowed` when the review is not open, or not any more."""
    found = hold(review)
    if not found.is_live:
        raise NotAllowed("a review that is not open")
    return found


def hold_step(review: SchoolReview) -> str:
    """As `hold_live`, when only the kind of the step matters: a whole hall does this within a few seconds."""
    found = SchoolReview.objects.select_for_update().filter(pk=review.pk).order_by()
    opened_at, closed_at, step = found.values_list("opened_at", "closed_at", "current_step").get()
    if opened_at is None or closed_at is not None:
        raise NotAllowed("a review that is not open")
    if review.current_step_id != step:  # the chair went on meanwhile
        review.refresh_from_db(fields=["current_step"])
    return review.current_step.kind if review.current_step else ""


def require_seat(seat: Seat, board: SubjectBoard) -> None:
    """Raise `NotAllowed` unless the seat is taken, at a review that is open, and the board is of that review."""
    if board.review_id != seat.review_id or seat.joined_at is None or not seat.review.is_live:
        raise NotAllowed("a board one does not sit at")
