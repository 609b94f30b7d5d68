"""Writes after a review: working out boards, the consultation, action points and how they are followed."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.quality.actions.education_plans import save_education_plan, start_education_plan
from gezien.quality.models import EducationPlan
from gezien.quality.queries.education_plans import PLAN_FIELDS, starting_names
from gezien.schoolreviews.actions.locking import hold
from gezien.schoolreviews.models import (
    ActionPoint,
    ActionProgress,
    Consultation,
    Elaboration,
    SchoolReview,
    SubjectBoard,
)
from gezien.schoolreviews.queries.after import draft_of
from gezien.schoolreviews.rules import workable_reviews
from gezien.schools.rules import Member, NotAllowed

SENT_AGAIN = dt.timedelta(hours=1)


class NothingToPut(Exception):
    """The elaboration has no offer yet, or the board no subject."""


@transaction.atomic
def begin_elaboration(*, by: Member, board: SubjectBoard) -> Elaboration:
    """The board as a draft to write on; the one that is there if it was begun."""
    _require_working(by, board.review)
    made, is_new = Elaboration.objects.get_or_create(school=by.school, board=board, defaults=draft_of(board))
    if is_new:
        record(by, "school_elaboration.begun", made)
    return made


@transaction.atomic
def save_elaboration(*, by: Member, elaboration: Elaboration, version: int, findings: str, offer: str) -> Elaboration:
    """Write on; raises `StaleVersion` when somebody else did meanwhile."""
    _require_working(by, elaboration.board.review)
    elaboration.findings, elaboration.offer = findings, offer
    elaboration.save_if_unchanged(expected=version, fields=["findings", "offer"])
    record(by, "school_elaboration.saved", elaboration)
    return elaboration


@transaction.atomic
def put_in_plan(*, by: Member, elaboration: Elaboration) -> EducationPlan:
    """Add the offer to the draft of the education plan, below a line that says where it comes from.

    For who may write education plans; lines that stand in it already are not put in again. What groups work by changes
    only when the plan is settled there, with a reason.
    """
    review, subject = elaboration.board.review, elaboration.board.subject
    _require_working(by, review)
    if subject is None or not elaboration.offer.strip():
        raise NothingToPut
    plan = EducationPlan.objects.filter(school=by.school, subject=subject, year_group="").first()
    plan = plan or start_education_plan(by=by, subject=subject, names=starting_names(by.school))
    day = date_format(localtime(review.starts_at), "j F Y")
    head = _("From the school review of %(day)s:") % {"day": day}
    texts = {name: getattr(plan, name) for name in PLAN_FIELDS}
    stands = {line.strip() for line in plan.offer.splitlines()}
    fresh = "\n".join(line for line in elaboration.offer.strip().splitlines() if line.strip() not in stands).strip()
    texts["offer"] = "\n\n".join(filter(None, (plan.offer.strip(), fresh and f"{head}\n{fresh}")))
    plan = save_education_plan(by=by, plan=plan, version=plan.version, **texts)
    Elaboration.objects.filter(pk=elaboration.pk).update(plan=plan, put_at=clock.now())
    record(by, "school_elaboration.put_in_plan", elaboration, plan=plan.pk)
    return plan


@transaction.atomic
def finish_elaboration(*, by: Member, elaboration: Elaboration, is_done: bool) -> None:
    """Say that a board is worked out, or not after all."""
    _require_working(by, elaboration.board.review)
    moment, who = (clock.now(), by.user) if is_done else (None, None)
    Elaboration.objects.filter(pk=elaboration.pk).update(done_at=moment, done_by=who)
    record(by, "school_elaboration.done" if is_done else "school_elaboration.reopened", elaboration)


@transaction.atomic
def plan_consultation(*, by: Member, review: SchoolReview, starts_at: dt.datetime, place: str) -> Consultation:
    """The coordinators sit together; sent again it is the same time."""
    _require_working(by, review)
    hold(review)
    if there := review.consultations.filter(starts_at=starts_at, place=place).first():
        return there
    made = Consultation.objects.create(school=by.school, review=review, starts_at=starts_at, place=place)
    record(by, "school_consultation.planned", made)
    return made


@transaction.atomic
def save_consultation(
    *, by: Member, consultation: Consultation, version: int, text: str, is_held: bool
) -> Consultation:
    """What was said and decided; raises `StaleVersion` when somebody else wrote meanwhile."""
    _require_working(by, consultation.review)
    consultation.record = text
    consultation.held_at = (consultation.held_at or clock.now()) if is_held else None
    consultation.save_if_unchanged(expected=version, fields=["record", "held_at"])
    record(by, "school_consultation.saved", consultation)
    return consultation


@transaction.atomic
def note_progress(*, by: Member, point: ActionPoint, kind: str, text: str) -> ActionProgress:
    """What happened with an action point: by its owner, and by who works the review out.

    The same words of the same colleague within an hour, sent again, are noted once.
    """
    if point.agreement.owner_id != by.user.pk:
        _require_working(by, point.review)
    if point.school_id != by.school.pk:
        raise NotAllowed("action point of another school")
    hold(point.review)
    said = {"school": by.school, "point": point, "kind": ActionProgress.Kind(kind), "text": text, "author": by.user}
    if there := ActionProgress.objects.filter(**said, written_at__gte=clock.now() - SENT_AGAIN).first():
        return there
    made = ActionProgress.objects.create(**said)
    record(by, "school_action.followed", point, kind=kind)
    return made


def _require_working(by: Member, review: SchoolReview) -> None:
    if not workable_reviews(by).filter(pk=review.pk).exists():
        raise NotAllowed("school review")
