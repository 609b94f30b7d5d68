"""Filling in a preparation, question by question."""

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.meetings.models import Answer, Preparation
from gezien.meetings.rules import fillable_preparations
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def save_answer(*, by: Member, answer: Answer, version: int, text: str) -> Answer:
    """Write one answer. Allowed until the review is closed, also after "ready": what a colleague typed is not lost."""
    _require_fillable(by, answer.preparation)
    answer.text, answer.author = text, by.user
    answer.save_if_unchanged(expected=version, fields=["text", "author"])
    record(by, "preparation.answered", answer, group=answer.preparation.meeting.group, question=answer.key)
    return answer


@transaction.atomic
def submit_preparation(*, by: Member, preparation: Preparation) -> Preparation:
    """Ready: the coach can count on it. Saying so twice changes nothing."""
    _require_fillable(by, preparation)
    _lock(preparation)
    if preparation.submitted_at is None:
        preparation.submitted_at, preparation.submitted_by = clock.now(), by.user
        _save(by, preparation, "preparation.submitted")
    return preparation


@transaction.atomic
def reopen_preparation(*, by: Member, preparation: Preparation) -> Preparation:
    """Not ready after all: there is something to add."""
    _require_fillable(by, preparation)
    _lock(preparation)
    if preparation.submitted_at is not None:
        preparation.submitted_at, preparation.submitted_by = None, None
        _save(by, preparation, "preparation.reopened")
    return preparation


def _require_fillable(by: Member, preparation: Preparation) -> None:
    closed = preparation.meeting.closed_at or preparation.meeting.cancelled_at
    if closed or not fillable_preparations(by).filter(pk=preparation.pk).exists():
        raise NotAllowed("fill in this preparation")


def _lock(preparation: Preparation) -> None:
    """As it is now: partners who say "ready" at the same moment are not in each other's way."""
    stages = ["version", "submitted_at", "submitted_by"]
    preparation.refresh_from_db(fields=stages, from_queryset=Preparation.objects.select_for_update())


def _save(by: Member, preparation: Preparation, verb: str) -> None:
    preparation.save_if_unchanged(expected=preparation.version, fields=["submitted_at", "submitted_by"])
    record(by, verb, preparation, group=preparation.meeting.group)
