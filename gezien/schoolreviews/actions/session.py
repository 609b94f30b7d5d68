"""Leading a review: opening it, going from step to step, the clock, the rounds, the signals, the minutes, closing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from gezien.audit.log import record
from gezien.common.erasing import delete_for_good
from gezien.schoolreviews.actions.cards import count_dots
from gezien.schoolreviews.actions.locking import hold
from gezien.schoolreviews.actions.scale import forget
from gezien.schoolreviews.actions.seats import divide, take_seat
from gezien.schoolreviews.models import Card, ReviewSignal, ReviewStep, RoundGroup, SchoolReview, Seat, SubjectBoard
from gezien.schoolreviews.queries.room import board_in_rounds
from gezien.schoolreviews.queries.session import clock_state, is_in_rounds
from gezien.schoolreviews.rules import colleagues, recordable_reviews, require_leading, signalable_reviews
from gezien.schoolreviews.steps import AFTERWARDS
from gezien.schoolreviews.telling import tell_clock, tell_groups, tell_signal, tell_step
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def open_review(*, by: Member, review: SchoolReview) -> None:
    """Begin: the first step, with its clock; colleagues can join from now on. Opening again changes nothing."""
    require_leading(by, review)
    now = hold(review)
    if now.closed_at or now.cancelled_at:
        raise NotAllowed("a review that is over")
    review.opened_at, review.current_step = now.opened_at or timezone.now(), now.current_step
    take_seat(by=by, review=review)
    if now.opened_at is None:
        SchoolReview.objects.filter(pk=review.pk).update(opened_at=review.opened_at)
        record(by, "school_review.opened", review)
        if first := review.steps.first():
            _begin(by, review, first)
    tell_step(review)


class NoBoard(NotAllowed):
    """In the rounds a signal is for one group: whoever sits in none says for which."""


@transaction.atomic
def go_to(*, by: Member, review: SchoolReview, step: ReviewStep, seen: int | None = None) -> None:
    """Go to a step, forward or back; its clock begins when the step does. What comes afterwards waits.

    `seen`: the step from which one goes. When the review is at another by now, nothing changes: a button that arrives
    late or twice takes nobody back.
    """
    _require_live(by, review)
    if step.kind in AFTERWARDS or step.review_id != review.pk:
        raise NotAllowed("a step of afterwards")
    review.current_step = hold(review).current_step
    if review.current_step_id != step.pk and seen in (None, review.current_step_id):
        _begin(by, review, step)
        record(by, "school_review.stepped", review, step=step.kind)
    tell_step(review)


@transaction.atomic
def next_round(*, by: Member, review: SchoolReview, to: int | None = None) -> None:
    """In the rounds: every group one subject further; after the last round each subject is presented.

    `to`: the round that is meant, from 0. When the review is not just before it (any more), nothing changes.
    """
    _require_live(by, review)
    step = _current(review)
    if step is not None and to is not None and step.round + 1 != to:
        tell_step(review)
        return
    if step is None or step.kind != ReviewStep.Kind.PARALLEL or step.round >= len(review.rounds):
        raise NotAllowed("no round to go to")
    _start_clock(step, round_minutes(review, step.round + 1), round_=step.round + 1)
    record(by, "school_review.stepped", review, round=step.round)
    tell_step(review)


def round_minutes(review: SchoolReview, number: int) -> int:
    """How long a round lasts, from 0; the one after the last is for presenting."""
    return review.rounds[number] if number < len(review.rounds) else review.presenting_minutes


@transaction.atomic
def pause(*, by: Member, review: SchoolReview, is_paused: bool | None = None) -> None:
    """Let the clock stand still, or go on; without saying which, the other than now."""
    _require_live(by, review)
    step, now = _current(review), timezone.now()
    if step is None or is_paused == (step.seconds_left is not None):
        return
    if step.ends_at is not None:
        step.seconds_left, step.ends_at = round((step.ends_at - now).total_seconds()), None
    elif step.seconds_left is not None:
        step.ends_at, step.seconds_left = now + dt.timedelta(seconds=step.seconds_left), None
    _save_clock(step)
    tell_clock(review)


@transaction.atomic
def extend(*, by: Member, review: SchoolReview, minutes: int, seen: str | None = None) -> bool:
    """More time, or less; a step without a clock stays without. A clock that ran out gets the minutes from now on.

    `seen`: the clock as it stood for whoever pressed (`clock_state`). When it stands otherwise by now, nothing changes:
    five minutes that are sent again because the answer got lost are five minutes. False then: the presser is told.
    """
    _require_live(by, review)
    step, now = _current(review), timezone.now()
    if step is None or (step.ends_at is None and step.seconds_left is None):
        return True
    if seen not in (None, clock_state(step)):
        tell_clock(review)
        return False
    more = dt.timedelta(minutes=minutes)
    if step.ends_at is not None:
        step.ends_at = max(step.ends_at, now) + more if minutes > 0 else step.ends_at + more
    else:
        step.seconds_left = (step.seconds_left or 0) + minutes * 60
    _save_clock(step)
    tell_clock(review)
    return True


@transaction.atomic
def hand_over(*, by: Member, review: SchoolReview, to: User) -> None:
    """Give the chair to a colleague, during the review or before; to who has it already changes nothing."""
    if review.chair_id == to.pk:
        return
    require_leading(by, review)
    if review.closed_at or not colleagues(by).filter(pk=to.pk).exists():
        raise NotAllowed("chair")
    review.chair = to
    SchoolReview.objects.filter(pk=review.pk).update(chair=to)
    record(by, "school_review.handed_over", review, to=to.pk)
    tell_step(review)


@transaction.atomic
def tell_we_are_ready(*, seat: Seat, is_ready: bool, round_: int | None = None) -> RoundGroup:
    """A group tells the chair that it is ready with this round, or not after all.

    `round_`: the one that is meant, from 0; what arrives when it is over says nothing about the next.
    """
    group, review, step = seat.group, seat.review, hold(seat.review).current_step
    if group is None or step is None:
        raise NotAllowed("no group")
    if round_ not in (None, step.round):
        return group
    group.ready_round = step.round if is_ready else None
    RoundGroup.objects.filter(pk=group.pk).update(ready_round=group.ready_round)
    tell_groups(review)
    return group


@transaction.atomic
def give_signal(
    *, by: Member, review: SchoolReview, kind: str, board: SubjectBoard | None = None, to_all: bool = False
) -> None:
    """Put a discreet word on the screens; for who has that role. Empty takes away all.

    In the rounds it is for the group at one board: the one that is named, else the giver's own; only said in so many
    words it is for all. Raises `NoBoard` when the giver sits at none and says nothing. Given again it stands anew.
    """
    if not review.is_live or not signalable_reviews(by).filter(pk=review.pk).exists():
        raise NotAllowed("signals")
    if not kind:
        touched = {signal.board for signal in review.signals.select_related("board")}
        review.signals.all().delete()
        for one in {None, *touched}:
            tell_signal(review, one)
        return
    where = None
    if is_in_rounds(review) and not to_all:
        where = board or _own_board(by, review)
        if where is None or where.review_id != review.pk or where.kind != SubjectBoard.Kind.PARALLEL:
            raise NoBoard("a signal for nobody in particular")
    ReviewSignal.objects.filter(review=review, board=where, kind=kind).delete()
    ReviewSignal.objects.create(
        school=by.school, review=review, board=where, kind=ReviewSignal.Kind(kind), shown_at=timezone.now()
    )
    tell_signal(review, where)


def _own_board(by: Member, review: SchoolReview) -> SubjectBoard | None:
    seat = review.seats.filter(user=by.user).exclude(joined_at=None).select_related("group").first()
    return board_in_rounds(review, seat) if seat else None


@transaction.atomic
def save_minutes(*, by: Member, step: ReviewStep, version: int, minutes: str) -> ReviewStep:
    """Write the minutes of a step, until the review is closed and by who leads it also after that."""
    if not recordable_reviews(by).filter(pk=step.review_id).exists():
        raise NotAllowed("minutes")
    if step.review.closed_at:
        require_leading(by, step.review)
    step.record = minutes
    step.save_if_unchanged(expected=version, fields=["record"])
    record(by, "minutes.saved", step)
    return step


@transaction.atomic
def close_review(*, by: Member, review: SchoolReview) -> None:
    """End it: choices and dots become numbers, and what could tell them apart is deleted; passes end."""
    require_leading(by, review)
    now = hold(review)
    if not now.is_live:
        return
    delete_for_good()
    forget(review)
    count_dots(review)
    Card.objects.filter(board__review=review).exclude(sent_as="").update(sent_as="")  # by it a browser knew its own
    step = now.current_step
    if step is not None:
        step.ends_at = step.seconds_left = None
        _save_clock(step)
    after = review.steps.filter(kind__in=AFTERWARDS).first()
    review.closed_at, review.closed_by, review.salt, review.current_step = timezone.now(), by.user, "", after
    SchoolReview.objects.filter(pk=review.pk).update(
        closed_at=review.closed_at, closed_by=by.user, salt="", pass_batches=[], current_step=after
    )
    review.seats.filter(joined_at=None).delete()
    record(by, "school_review.closed", review)
    tell_step(review)


def _begin(by: Member, review: SchoolReview, step: ReviewStep) -> None:
    minutes = round_minutes(review, 0) if step.kind == ReviewStep.Kind.PARALLEL else step.minutes
    if step.started_at is None:
        step.started_at = timezone.now()
        _start_clock(step, minutes)
    review.current_step = step
    SchoolReview.objects.filter(pk=review.pk).update(current_step=step)
    if step.kind == ReviewStep.Kind.PARALLEL and not review.groups.exists():
        divide(by=by, review=review)


def _start_clock(step: ReviewStep, minutes: int, round_: int = 0) -> None:
    step.round, step.seconds_left = round_, None
    step.ends_at = timezone.now() + dt.timedelta(minutes=minutes)
    _save_clock(step)


def _save_clock(step: ReviewStep) -> None:
    """The version stays: whoever writes minutes of the step meanwhile is not in the clock's way."""
    ReviewStep.objects.filter(pk=step.pk).update(
        started_at=step.started_at, ends_at=step.ends_at, seconds_left=step.seconds_left, round=step.round
    )


def _current(review: SchoolReview) -> ReviewStep | None:
    """The step that is going on, with its clock and round as they are now; nobody else moves them meanwhile."""
    step = review.current_step
    if step is not None:
        hold(review)
        step.refresh_from_db(fields=["round", "ends_at", "seconds_left"])
    return step


def _require_live(by: Member, review: SchoolReview) -> None:
    require_leading(by, review)
    if not review.is_live:
        raise NotAllowed("a review that is not open")
