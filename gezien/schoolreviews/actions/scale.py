"""The scale question: asked, answered, revealed. Who chose what is written nowhere."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from gezien.audit.log import record
from gezien.schoolreviews.actions.locking import hold_live, hold_step
from gezien.schoolreviews.models import ReviewStep, ScaleRound, ScaleTally, SchoolReview, Seat, VoteToken
from gezien.schoolreviews.queries.room import MOMENTS
from gezien.schoolreviews.queries.scale import FEWEST, VALUES, cast, live_counts
from gezien.schoolreviews.rules import require_leading
from gezien.schoolreviews.telling import tell_cast, tell_scale
from gezien.schoolreviews.tokens import proof_of, read_proof, token_of
from gezien.schools.rules import Member, NotAllowed


class AlreadyChosen(Exception):
    """Counted before, in a way that cannot be changed from this browser."""


class NotOpen(NotAllowed):
    """The question is not asked in this step."""


@transaction.atomic
def ask(*, by: Member, review: SchoolReview, moment: str) -> ScaleRound:
    """Open the question at the opening or the closing; asking again changes nothing."""
    require_leading(by, review)
    if not review.is_live:
        raise NotAllowed("a review that is not open")
    round_, is_new = ScaleRound.objects.get_or_create(
        school=by.school, review=review, moment=ScaleRound.Moment(moment), defaults={"opened_at": timezone.now()}
    )
    if is_new:
        ScaleTally.objects.bulk_create(ScaleTally(school=by.school, round=round_, value=value) for value in VALUES)
        record(by, "school_review.asked", review, moment=moment)
    tell_scale(review)
    return round_


@transaction.atomic
def choose(*, review: SchoolReview, seat: Seat, asked: int, value: int, proof: str = "") -> tuple[ScaleRound, str]:
    """Count a choice, or move one: the round (`asked` is its key) as it is now, and a proof for this browser alone.

    By the proof the choice may be changed until it is revealed.

    The proof stays in the voter's own browser and names their choice; here only the counts change. Nothing is logged.
    Raises `AlreadyChosen` when it was counted before and the proof is not the last one, `NotOpen` in another step, and
    `NotAllowed` when the review was closed meanwhile.
    """
    kind = hold_step(review)
    round_ = ScaleRound.objects.filter(pk=asked, review=review).order_by().first()
    if round_ is None or not kind or MOMENTS.get(ReviewStep.Kind(kind)) != round_.moment:
        raise NotOpen("a question of another step")
    round_.review = review
    token = token_of(review, seat, f"vote:{round_.pk}")
    changes = 0
    earlier = read_proof(proof, token)
    if earlier is not None and round_.revealed_at is None:
        changes = _take_back(round_, token, *earlier)
    else:
        _take_part(round_, token)
    ScaleTally.objects.filter(round=round_, value=value).update(count=F("count") + 1)
    if round_.revealed_at is None:
        tell_cast(review, round_, cast(round_))
    elif _release(round_):
        tell_scale(review)
    return round_, proof_of(token, value, changes)


def _take_part(round_: ScaleRound, token: str) -> None:
    try:
        with transaction.atomic():
            VoteToken.objects.create(school_id=round_.school_id, round=round_, token=token)
    except IntegrityError as error:
        raise AlreadyChosen from error


def _take_back(round_: ScaleRound, token: str, value: int, changes: int) -> int:
    mine = VoteToken.objects.filter(round=round_, token=token, changes=changes)
    if not mine.update(changes=changes + 1):
        raise AlreadyChosen
    ScaleTally.objects.filter(round=round_, value=value).update(count=F("count") - 1)
    return changes + 1


def _release(round_: ScaleRound) -> bool:
    """After the reveal: show who came later as soon as they are five, so that no single choice can be seen."""
    counts = live_counts(round_)
    if sum(counts) - sum(round_.shown or []) < FEWEST and (round_.shown or sum(counts) < FEWEST):
        return False
    round_.shown = counts
    ScaleRound.objects.filter(pk=round_.pk).update(shown=counts)
    return True


@transaction.atomic
def reveal(*, by: Member, review: SchoolReview, round_: ScaleRound) -> None:
    """Show the picture. Choices can no longer be changed; of fewer than five nothing is shown."""
    require_leading(by, review)
    hold_live(review)
    round_.refresh_from_db()
    if round_.revealed_at is None:
        settle(round_)
        record(by, "school_review.revealed", review, moment=round_.moment)
    tell_scale(review)


def settle(round_: ScaleRound) -> None:
    """Fix what is shown; empty when fewer than five chose."""
    counts = live_counts(round_)
    round_.revealed_at = timezone.now()
    round_.shown = counts if sum(counts) >= FEWEST else []
    ScaleRound.objects.filter(pk=round_.pk).update(revealed_at=round_.revealed_at, shown=round_.shown)


def forget(review: SchoolReview) -> None:
    """At the closing, with the review held: keep what was shown, delete all by which choices could be told apart."""
    for round_ in review.scale_rounds.filter(revealed_at=None):
        settle(round_)
    for model in (ScaleTally, VoteToken):
        model.objects.filter(round__review=review).delete()
