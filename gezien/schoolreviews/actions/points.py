"""Action points: only when the analysis is finished, so that the team first understands and then acts."""

import datetime as dt

from django.db import transaction

from gezien.agreements.actions import make_agreement
from gezien.schoolreviews.models import ActionPoint, SchoolReview, SubjectBoard
from gezien.schoolreviews.rules import leadable_boards, require_leading
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def make_point(
    *,
    by: Member,
    review: SchoolReview,
    board: SubjectBoard | None,
    what: str,
    owner: User,
    due_on: dt.date,
    sign_of_success: str,
    effect_on: dt.date | None = None,
) -> ActionPoint:
    """Agree on what is done about it, by whom, when, and how one measures it. From a board: once it is analysed."""
    if board is None:
        require_leading(by, review)
    else:
        if not leadable_boards(by).filter(pk=board.pk, review=review).exists():
            raise NotAllowed("a board one does not lead")
        if board.analysed_at is None:
            raise NotAllowed("actions before the analysis is finished")
    agreement = make_agreement(
        by=by, what=what, owner=owner, due_on=due_on, sign_of_success=sign_of_success, effect_on=effect_on
    )
    return ActionPoint.objects.create(school=by.school, review=review, board=board, agreement=agreement)
