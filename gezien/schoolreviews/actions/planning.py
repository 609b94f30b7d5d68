"""Planning a school review and preparing it. The whole team reads what stands here; coach, head and chair write it."""

import datetime as dt
import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.quality.models import EducationPlan, QualityCard
from gezien.schoolreviews.actions.locking import hold
from gezien.schoolreviews.models import (
    ReviewDocument,
    ReviewFormat,
    ReviewRole,
    ReviewStep,
    SchoolReview,
    SubjectBoard,
)
from gezien.schoolreviews.rules import colleagues, may_plan_reviews, require_leading, require_shaping, visible_reviews
from gezien.schoolreviews.starter import LOOK_BACK_COLUMNS, LOOK_BACK_TITLE, format_of
from gezien.schoolreviews.steps import check_steps
from gezien.schoolreviews.telling import tell_step
from gezien.schoolreviews.tokens import new_code
from gezien.schools.models import School, Subject, User
from gezien.schools.queries import current_period
from gezien.schools.rules import Member, NotAllowed

GOES_ALONG = (
    "columns",
    "rounds",
    "presenting_minutes",
    "dots",
    "scale_question",
    "anchor_low",
    "anchor_high",
    "ground_rules",
)
TEXTS = ("goals", "outcomes", "expectations", "prior_information", "ground_rules")
SCALE = ("scale_question", "anchor_low", "anchor_high")


@transaction.atomic
def plan_review(
    *,
    by: Member,
    title: str,
    starts_at: dt.datetime,
    place: str,
    chair: User,
    together: Subject | None = None,
    parallel: Sequence[Subject] = (),
) -> SchoolReview:
    """Plan a review by the school's format; it follows the last one that was closed.

    Sent again (the same title, moment, place and chair, not called off and not opened yet) it is the same review. Other
    subjects are taken over as long as nothing was prepared; after that a `ValidationError` tells where to choose them.
    """
    if not may_plan_reviews(by):
        raise NotAllowed("school review")
    _require_colleague(by, chair)
    School.objects.select_for_update().get(pk=by.school.pk)  # two that come at once wait for each other
    same = {"title": title, "starts_at": starts_at, "place": place, "chair": chair}
    if there := visible_reviews(by).filter(**same, opened_at=None, cancelled_at=None).first():
        _follow_subjects(by, there, together, parallel)
        return there
    review = _create(by, **same)
    _set_subjects(review, together, parallel)
    record(by, "school_review.planned", review)
    return review


def _create(by: Member, **facts: Any) -> SchoolReview:
    """A review by the school's format, with its steps, after the last one that was closed."""
    period = current_period(by.school)
    if period is None:
        raise ValidationError(_("The school has no school year yet."))
    found = format_of(by.school)
    review = SchoolReview.objects.create(
        school=by.school,
        period=period,
        previous=visible_reviews(by).exclude(closed_at=None).order_by("-closed_at").first(),
        code=new_code(),
        salt=secrets.token_hex(32),
        **facts,
        **{name: getattr(found, name) for name in GOES_ALONG},
    )
    _set_steps(review, found)
    return review


def _follow_subjects(by: Member, review: SchoolReview, together: Subject | None, parallel: Sequence[Subject]) -> None:
    """The subjects of a form that is sent again; what the preparation chose since is not written over."""
    kinds = SubjectBoard.Kind
    wanted = {(kinds.PARALLEL, subject.pk) for subject in parallel if subject != together}
    wanted |= {(kinds.TOGETHER, together.pk)} if together else set()
    if wanted == set(review.boards.exclude(kind=kinds.LOOK_BACK).values_list("kind", "subject")):
        return
    if review.version > 1:
        words = _("This review is planned already. Choose its subjects in its preparation.")
        raise ValidationError(words)
    _set_subjects(review, together, parallel)
    record(by, "school_review.changed", review, fields=["subjects"])


def _set_steps(review: SchoolReview, found: ReviewFormat) -> None:
    """The steps of the format, and the board of looking back."""
    ReviewStep.objects.bulk_create(
        ReviewStep(school=review.school, review=review, position=place, **step)
        for place, step in enumerate(found.steps)
    )
    _set_look_back(review)


def _set_look_back(review: SchoolReview) -> None:
    """A board for looking back when there is a step for it."""
    boards = review.boards.filter(kind=SubjectBoard.Kind.LOOK_BACK)
    if review.steps.filter(kind=ReviewStep.Kind.LOOK_BACK).exists() and not boards.exists():
        SubjectBoard.objects.create(
            school=review.school,
            review=review,
            kind=SubjectBoard.Kind.LOOK_BACK,
            title=LOOK_BACK_TITLE,
            columns=LOOK_BACK_COLUMNS,
        )


def _drop_boards(boards: QuerySet[SubjectBoard]) -> None:
    """Of these boards those go on which nobody wrote anything; of the others the words stay."""
    written = Q(cards__isnull=False) | Q(action_points__isnull=False) | Q(analysed_at__isnull=False)
    written |= ~Q(execution="") | ~Q(execution_note="")
    keys = list(boards.exclude(pk__in=boards.filter(written).values("pk")).values_list("pk", flat=True))
    SubjectBoard.objects.filter(pk__in=keys).delete()


@transaction.atomic
def change_review(*, by: Member, review: SchoolReview, version: int, **values: Any) -> SchoolReview:
    """Title, moment, place, chair, texts and scale question, as long as the review is not closed."""
    require_leading(by, review)
    _require_open(review)
    if "chair" in values and values["chair"].pk != review.chair_id:
        _require_colleague(by, values["chair"])
    for name, value in values.items():
        setattr(review, name, value)
    review.save_if_unchanged(expected=version, fields=sorted(values))
    record(by, "school_review.changed", review, fields=sorted(values))
    return review


@transaction.atomic
def cancel_review(*, by: Member, review: SchoolReview, version: int) -> None:
    """Call it off before it was opened; what was prepared stays."""
    require_leading(by, review)
    if review.opened_at:
        raise NotAllowed("calling off what was opened")
    review.cancelled_at = clock.now()
    review.save_if_unchanged(expected=version, fields=["cancelled_at"])
    record(by, "school_review.cancelled", review)


@transaction.atomic
def set_agenda(
    *,
    by: Member,
    review: SchoolReview,
    version: int,
    steps: Sequence[Mapping[str, Any]],
    rounds: list[int],
    presenting_minutes: int,
) -> None:
    """The steps in their order, and the minutes of the rounds. A step without a `key` is new.

    Also while the review is going on; what has begun, or has minutes, stays among them, and nobody's clock or round
    moves. With a step that is left out go its boards, as far as nobody wrote on them. Raises `StaleVersion` when a step
    that is left out began meanwhile, `ValidationError` when a round would be gone that has begun.
    """
    require_leading(by, review)
    now = hold(review)
    _require_open(now)
    kinds = {str(pk): kind for pk, kind in review.steps.values_list("pk", "kind")}
    check_steps([kinds.get(str(one.get("key", "")), one["kind"]) for one in steps])
    _require_begun(now, {str(one.get("key", "")) for one in steps})
    _keep_round(now, len(rounds))
    review.rounds, review.presenting_minutes = rounds, presenting_minutes
    review.save_if_unchanged(expected=version, fields=["rounds", "presenting_minutes"])
    _arrange(review, steps)
    _drop_boards(review.boards.exclude(kind__in=review.steps.values("kind")))
    _set_look_back(review)
    record(by, "school_review.changed", review, fields=["agenda"])
    if review.is_live:
        review.refresh_from_db(fields=["current_step"])
        tell_step(review)


def _require_begun(review: SchoolReview, kept: Collection[str]) -> None:
    """Raise `StaleVersion` when a step that has begun, or has minutes, is not among those that are kept."""
    if any(str(step.pk) not in kept for step in review.steps.all() if has_begun(step)):
        raise StaleVersion(review)


def has_begun(step: ReviewStep) -> bool:
    """Whether it is others' work already: it is not left out of the agenda."""
    return bool(step.started_at or step.record)


def _keep_round(review: SchoolReview, number: int) -> None:
    """With another number of rounds: the round that is going on stays, and so does presenting after the last."""
    step = review.steps.filter(kind=ReviewStep.Kind.PARALLEL).exclude(started_at=None).first()
    if step is None:
        return
    if step.round >= len(review.rounds):
        review.steps.filter(pk=step.pk).update(round=number)
    elif number <= step.round:
        words = _("Round %(round)d has begun: keep at least %(round)d.")
        raise ValidationError({"rounds": words % {"round": step.round + 1}})


def _arrange(review: SchoolReview, steps: Sequence[Mapping[str, Any]]) -> None:
    there = {str(step.pk): step for step in review.steps.all()}
    for position, values in enumerate(steps):
        step = there.pop(str(values.get("key", "")), None) or ReviewStep(
            school_id=review.school_id, review=review, kind=values["kind"]
        )
        step.title, step.minutes, step.guidance = values["title"], values["minutes"], values["guidance"]
        step.position = position
        if step._state.adding:
            step.save()
        else:  # its clock and minutes are others' work: they are not written over
            fields = {"title": step.title, "minutes": step.minutes, "guidance": step.guidance, "position": position}
            ReviewStep.objects.filter(pk=step.pk).update(**fields)
    ReviewStep.objects.filter(pk__in=[step.pk for step in there.values()]).delete()


@transaction.atomic
def set_subjects(
    *,
    by: Member,
    review: SchoolReview,
    version: int,
    together: Subject | None,
    parallel: Sequence[Subject],
    leads: Mapping[int, User | None],
) -> None:
    """Which subject the team looks at together, which in rounds, and who leads each (`leads`: by subject's key).

    A board on which something was written stays, whatever is chosen.
    """
    require_leading(by, review)
    _require_open(review)
    review.save_if_unchanged(expected=version, fields=[])
    for user in leads.values():
        if user is not None:
            _require_colleague(by, user)
    _set_subjects(review, together, parallel, leads)
    record(by, "school_review.changed", review, fields=["subjects"])


def _set_subjects(
    review: SchoolReview,
    together: Subject | None,
    parallel: Sequence[Subject],
    leads: Mapping[int, User | None] | None = None,
) -> None:
    kinds = SubjectBoard.Kind
    wanted = [(kinds.TOGETHER, together)] if together else []
    wanted += [(kinds.PARALLEL, subject) for subject in parallel if subject != together]
    boards = {(row.kind, row.subject_id): row for row in review.boards.exclude(kind=kinds.LOOK_BACK)}
    for position, (kind, subject) in enumerate(wanted, start=1):
        board = boards.pop((kind, subject.pk), None) or SubjectBoard(
            school_id=review.school_id, review=review, kind=kind, subject=subject, title=subject.name
        )
        board.position = position
        board.columns = board.columns or review.columns
        if leads is not None:
            board.lead = leads.get(subject.pk)
        board.save()
    _drop_boards(review.boards.filter(pk__in=[row.pk for row in boards.values()]))


@transaction.atomic
def set_roles(*, by: Member, review: SchoolReview, version: int, roles: Collection[tuple[str, User, str]]) -> None:
    """Who does what: (kind, colleague, task in words)."""
    require_leading(by, review)
    _require_open(review)
    review.save_if_unchanged(expected=version, fields=[])
    possible = set(colleagues(by).values_list("pk", flat=True))
    if any(user.pk not in possible for _kind, user, _task in roles):
        raise NotAllowed("a role for somebody of elsewhere")
    review.roles.all().delete()
    ReviewRole.objects.bulk_create(
        ReviewRole(school=by.school, review=review, kind=kind, user=user, task=task) for kind, user, task in roles
    )
    record(by, "school_review.changed", review, fields=["roles"])


@transaction.atomic
def set_documents(
    *,
    by: Member,
    review: SchoolReview,
    version: int,
    plans: Collection[EducationPlan],
    links: Sequence[tuple[str, str]],
    cards: Collection[QualityCard] = (),
) -> None:
    """What is read beforehand: education plans, quality cards, and titles with an address.

    What was read of what stays is kept.
    """
    require_leading(by, review)
    _require_open(review)
    review.save_if_unchanged(expected=version, fields=[])
    wanted: list[tuple[int | None, int | None, str, str]] = [(plan.pk, None, "", "") for plan in plans]
    wanted += [(None, card.pk, "", "") for card in cards]
    wanted += [(None, None, title, link) for title, link in links]
    there = {(row.education_plan_id, row.quality_card_id, row.title, row.link): row for row in review.documents.all()}
    for position, (plan, card, title, link) in enumerate(wanted):
        row = there.pop((plan, card, title, link), None) or ReviewDocument(
            school=by.school,
            review=review,
            education_plan_id=plan,
            quality_card_id=card,
            title=title,
            link=link,
        )
        row.position = position
        row.save()
    ReviewDocument.objects.filter(school=by.school, pk__in=[row.pk for row in there.values()]).delete()
    record(by, "school_review.changed", review, fields=["documents"])


@transaction.atomic
def save_format(*, by: Member, version: int, **values: Any) -> ReviewFormat:
    """The school's own steps, times, columns and question, for reviews planned from now on."""
    require_shaping(by)
    if "steps" in values:
        check_steps([one["kind"] for one in values["steps"]])
    found = format_of(by.school)
    for name, value in values.items():
        setattr(found, name, value)
    if found._state.adding:
        found.save()
    else:
        found.save_if_unchanged(expected=version, fields=sorted(values))
    record(by, "school_review_format.saved", found)
    return found


def _require_open(review: SchoolReview) -> None:
    if review.closed_at or review.cancelled_at:
        raise NotAllowed("a review that is over")


def _require_colleague(by: Member, user: User) -> None:
    if not colleagues(by).filter(pk=user.pk).exists():
        raise NotAllowed("somebody of elsewhere")
