"""Where a review that is open stands: step, clock, groups and their boards, signals, who is in."""

import datetime as dt
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from gezien.schoolreviews.models import ReviewSignal, ReviewStep, RoundGroup, SchoolReview, Seat, SubjectBoard

SIGNAL_LASTS = dt.timedelta(minutes=2)


def clock_of(step: ReviewStep | None) -> dict[str, Any] | None:
    """What a clock shows: the moment it ends, or what is left while it stands still; None without one."""
    if step is None or (step.ends_at is None and step.seconds_left is None):
        return None
    if step.ends_at is not None:
        return {
            "ends_at": int(step.ends_at.timestamp() * 1000),
            "until": date_format(timezone.localtime(step.ends_at), "H:i"),
            "is_paused": False,
            "state": clock_state(step),
        }
    left = step.seconds_left or 0
    sign = "+" if left < 0 else ""
    text = f"{sign}{abs(left) // 60}:{abs(left) % 60:02}"
    return {"left": left * 1000, "until": text, "is_paused": True, "state": clock_state(step)}


def clock_state(step: ReviewStep) -> str:
    """How the clock stands, to tell afterwards whether somebody moved it."""
    if step.ends_at is not None:
        return f"{step.pk}-{int(step.ends_at.timestamp() * 1000)}"
    return f"{step.pk}-left-{step.seconds_left}"


def is_in_rounds(review: SchoolReview) -> bool:
    """Whether groups are at subjects of their own now."""
    step = review.current_step
    return step is not None and step.kind == ReviewStep.Kind.PARALLEL and not is_presenting(review, step)


def is_presenting(review: SchoolReview, step: ReviewStep) -> bool:
    """Whether the rounds are over and the subjects are presented to each other."""
    return step.kind == ReviewStep.Kind.PARALLEL and step.round >= len(review.rounds)


def parallel_boards(review: SchoolReview) -> list[SubjectBoard]:
    """The subjects of the rounds, in order."""
    return [board for board in review.boards.all() if board.kind == SubjectBoard.Kind.PARALLEL]


def board_of_group(boards: list[SubjectBoard], group: RoundGroup, round_: int) -> SubjectBoard | None:
    """Where a group is in a round: each round one subject further."""
    return boards[(group.position + round_) % len(boards)] if boards else None


def group_rows(review: SchoolReview) -> list[dict[str, Any]]:
    """Each group with its subject now, how many are in it, and whether it told that it is ready."""
    step = review.current_step
    if step is None or step.kind != ReviewStep.Kind.PARALLEL:
        return []
    boards = parallel_boards(review)
    presenting = is_presenting(review, step)
    rows = []
    for group in review.groups.annotate(members=Count("seats")):
        board = None if presenting else board_of_group(boards, group, step.round)
        rows.append(
            {
                "pk": group.pk,
                "name": group.name,
                "members": group.members,
                "board": board.title if board else "",
                "board_pk": board.pk if board else 0,
                "is_ready": group.ready_round == step.round,
            }
        )
    return rows


def signal_of(review: SchoolReview, board: SubjectBoard | None = None) -> dict[str, Any] | None:
    """The signal that is on all screens now, or on those of one board: the last one, for two minutes."""
    return _latest(ReviewSignal.objects.filter(review=review, board=board))


def any_signal_of(review: SchoolReview) -> dict[str, Any] | None:
    """The last signal wherever it is shown, for who gives them."""
    return _latest(ReviewSignal.objects.filter(review=review))


def _latest(signals: QuerySet[ReviewSignal]) -> dict[str, Any] | None:
    found = signals.filter(shown_at__gte=timezone.now() - SIGNAL_LASTS).order_by("-pk").first()
    return {"kind": found.kind, "text": found.get_kind_display()} if found else None


def seated(review: SchoolReview) -> int:
    """How many are in."""
    return Seat.objects.filter(review=review).exclude(joined_at=None).count()


def seat_rows(review: SchoolReview) -> list[dict[str, Any]]:
    """Who is in, and the passes that were given out and not taken yet."""
    return [
        {
            "pk": seat.pk,
            "name": seat.name or (seat.user.name if seat.user else ""),
            "is_pass": seat.user_id is None,
            "is_in": seat.joined_at is not None,
            "group": seat.group.name if seat.group else "",
        }
        for seat in review.seats.select_related("user", "group")
    ]
