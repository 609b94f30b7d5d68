"""Action points: during the review only when the analysis is finished, so that one understands before one acts."""

import datetime as dt
from typing import Any

from django.db import transaction

from gezien.agreements.actions import make_agreement
from gezien.audit.log import record
from gezien.schoolreviews.actions.locking import hold
from gezien.schoolreviews.models import ActionPoint, SchoolReview, SubjectBoard
from gezien.schoolreviews.rules import leadable_boards, require_leading, workable_reviews
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def make_point(
    *,
    by: Member,
    review: SchoolReview,
    board: SubjectBoard | None = None,
    what: str,
    owner: User,
    due_on: dt.date,
    sign_of_success: str,
    effect_on: dt.date | None = None,
) -> ActionPoint:
    """Agree on what is done about it, by whom, when, and how one measures it; its owner gets a mail.

    While the review goes on: by who leads the board, once it is analysed. Afterwards: by who works the review out.
    The same words and measure for the same owner and days on the same board, sent again, are the same point.
    """
    _require(by, review, board)
    hold(review)
    words: dict[str, Any] = {
        "what": what,
        "owner": owner,
        "due_on": due_on,
        "sign_of_success": sign_of_success,
        "effect_on": effect_on,
    }
    same = {f"agreement__{name}": value for name, value in words.items()} | {"agreement__outcome": ""}
    if there := ActionPoint.objects.filter(review=review, board=board, **same).select_related("agreement").first():
        return there
    agreement = make_agreement(by=by, **words)
    point = ActionPoint.objects.create(school=by.school, review=review, board=board, agreement=agreement)
    record(by, "school_action.added", point)
    return point


def _require(by: Member, review: SchoolReview, board: SubjectBoard | None) -> None:
    if board is not None and board.review_id != review.pk:
        raise NotAllowed("board of another review")
    if review.closed_at:
        if not workable_reviews(by).filter(pk=review.pk).exists():
            raise NotAllowed("school review")
    elif board is None:
        require_leading(by, review)
    else:
        if not leadable_boards(by).filter(pk=board.pk).exists():
            raise NotAllowed("a board one does not lead")
        if board.analysed_at is None:
            raise NotAllowed("actions before the analysis is finished")
