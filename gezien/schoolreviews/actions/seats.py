"""Who is in: a colleague with an account sits down; somebody without one takes a pass that the chair gave out."""

from string import ascii_uppercase

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from gezien.audit.log import record
from gezien.schoolreviews.actions.locking import hold
from gezien.schoolreviews.models import RoundGroup, SchoolReview, Seat
from gezien.schoolreviews.rules import require_leading, visible_reviews
from gezien.schoolreviews.telling import tell_groups, tell_seats
from gezien.schoolreviews.tokens import SECRET_LENGTH, code_from, hashed, matches, new_secret, typed_codes
from gezien.schools.rules import Member, NotAllowed

MOST_PASSES = 40


@transaction.atomic
def take_seat(*, by: Member, review: SchoolReview) -> Seat:
    """A colleague takes part; doing so again changes nothing."""
    if not review.is_live or not visible_reviews(by).filter(pk=review.pk).exists():
        raise NotAllowed("a review that is not open")
    seat, is_new = Seat.objects.get_or_create(
        school=by.school,
        review=review,
        user=by.user,
        defaults={"name": by.name[:60], "joined_at": timezone.now(), "group": _smallest_group(review, by.user.pk)},
    )
    if is_new:
        record(by, "school_review.joined", review)
        tell_seats(review)
    return seat


@transaction.atomic
def make_passes(*, by: Member, review: SchoolReview, number: int, batch: str = "") -> list[str]:
    """New passes, each for one person and this meeting alone; only their hashes are kept.

    Asked again with the same `batch` and number (a page that is loaded again) they are the same ones, without those
    that were taken away since; none at all when all of them were.
    """
    require_leading(by, review)
    if review.closed_at or review.cancelled_at or not 1 <= number <= MOST_PASSES:
        raise NotAllowed("passes")
    made_before = hold(review).pass_batches
    batch = batch or new_secret()
    codes = [code_from(f"{review.pk}:{batch}:{number}:{place}") for place in range(number)]
    passes = {hashed(f"{review.pk}:{one}"): one for one in codes}
    mark = hashed(f"{review.pk}:{batch}:{number}")[:16]
    there = set(Seat.objects.filter(review=review, pass_hash__in=passes).values_list("pass_hash", flat=True))
    if there or mark in made_before:
        return [one for kept, one in passes.items() if kept in there]
    Seat.objects.bulk_create(Seat(school=by.school, review=review, pass_hash=one) for one in passes)
    SchoolReview.objects.filter(pk=review.pk).update(pass_batches=[*made_before, mark])
    record(by, "school_review.passes_made", review, number=number)
    return codes


@transaction.atomic
def take_pass(*, review: SchoolReview, given: str, name: str, secret: str = "") -> tuple[Seat, str] | None:
    """Sit down by a pass: the seat, and the secret for this browser. None when it is no pass, or taken already.

    `secret`: the one that the page at the door gave this browser; by it a pass that was taken while the answer got
    lost is still its own.
    """
    if not review.is_live:
        return None
    kept = [hashed(f"{review.pk}:{one}") for one in typed_codes(given)]
    seat = Seat.objects.select_for_update().filter(review=review, pass_hash__in=kept).first()
    if seat is None:
        return None
    if seat.joined_at is not None:
        return (seat, secret) if len(secret) >= SECRET_LENGTH and matches(secret, seat.holder_hash) else None
    secret = secret if len(secret) >= SECRET_LENGTH else new_secret()
    seat.name, seat.joined_at, seat.holder_hash = name[:60], timezone.now(), hashed(secret)
    seat.group = _smallest_group(review, None)
    seat.save()
    tell_seats(review)
    return seat, secret


@transaction.atomic
def remove_seat(*, by: Member, review: SchoolReview, seat: Seat) -> None:
    """Take away a pass, taken or not, also before the review is opened; a colleague's seat stays theirs."""
    require_leading(by, review)
    if seat.review_id != review.pk or seat.user_id is not None or review.closed_at or review.cancelled_at:
        raise NotAllowed("seat")
    seat.delete()
    record(by, "school_review.changed", review, fields=["seats"])
    tell_seats(review)


@transaction.atomic
def divide(*, by: Member, review: SchoolReview) -> None:
    """Make a group for each subject of the rounds and divide everyone who is in; who leads a subject stays with it."""
    require_leading(by, review)
    boards = [board for board in review.boards.all() if board.kind == "parallel"]
    for position in range(len(boards)):
        RoundGroup.objects.get_or_create(
            school=by.school, review=review, position=position, defaults={"name": ascii_uppercase[position % 26]}
        )
    groups = list(review.groups.filter(position__lt=len(boards)))
    leads = {board.lead_id for board in boards if board.lead_id}
    seats = [seat for seat in review.seats.exclude(joined_at=None).order_by("pk") if seat.user_id not in leads]
    for place, seat in enumerate(seats):
        seat.group = groups[place % len(groups)] if groups else None
    Seat.objects.bulk_update(seats, ["group"])
    tell_groups(review)


@transaction.atomic
def move_seat(*, seat: Seat, group: RoundGroup) -> None:
    """Go along with another group."""
    if group.review_id != seat.review_id:
        raise NotAllowed("group")
    seat.group = group
    seat.save(update_fields=["group"])
    tell_groups(seat.review)


def _smallest_group(review: SchoolReview, user: int | None) -> RoundGroup | None:
    """Where who comes late goes along; nowhere while there are no groups, or when they lead a subject."""
    if user is not None and review.boards.filter(kind="parallel", lead=user).exists():
        return None
    return review.groups.annotate(members=Count("seats")).order_by("members", "position").first()
