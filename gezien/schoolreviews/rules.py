"""Who sees, leads and writes in a school review, and why."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gezien.schoolreviews.models import ReviewFormat, ReviewRole, SchoolReview, SubjectBoard
from gezien.schools.models import Membership, User
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, NotAllowed, current, may_keep_agreed


def visible_reviews(member: Member) -> QuerySet[SchoolReview]:
    """All of the school's, for everyone who works there.

    Reason: the whole team takes part, and there is no pupil and no group in it.
    """
    return SchoolReview.objects.filter(school=member.school)


def why_review_visible(member: Member, review: SchoolReview) -> str | None:
    """The reason why this member sees this review; None when they do not."""
    return _("works at the school") if review.school_id == member.school.pk else None


def may_plan_reviews(member: Member) -> bool:
    """Coach and head plan the school reviews."""
    return member.may(Permission.ALL_GROUPS)


def leadable_reviews(member: Member) -> QuerySet[SchoolReview]:
    """Reviews one may prepare, open, lead and close: coach and head, and whoever is in the chair."""
    reviews = visible_reviews(member)
    return reviews if may_plan_reviews(member) else reviews.filter(chair=member.user)


def may_lead(member: Member, review: SchoolReview) -> bool:
    """Whether the review is among the `leadable_reviews`, without asking the database."""
    if review.school_id != member.school.pk:
        return False
    return may_plan_reviews(member) or review.chair_id == member.user.pk


def require_leading(member: Member, review: SchoolReview) -> None:
    """Raise `NotAllowed` unless the member may lead the review."""
    if not may_lead(member, review):
        raise NotAllowed("school review")


def works_at_desk(member: Member, review: SchoolReview) -> bool:
    """Who leads, takes the minutes or gives the signals."""
    if may_lead(member, review):
        return True
    kinds = [ReviewRole.Kind.MINUTES, ReviewRole.Kind.SIGNALS]
    mine = ReviewRole.objects.filter(school=member.school, review=review, user=member.user, kind__in=kinds)
    return review.school_id == member.school.pk and mine.exists()


def recordable_reviews(member: Member) -> QuerySet[SchoolReview]:
    """Reviews of which one takes the minutes: who leads, and who has that role."""
    return _with_role(member, ReviewRole.Kind.MINUTES)


def signalable_reviews(member: Member) -> QuerySet[SchoolReview]:
    """Reviews in which one gives the signals: who leads, and who has that role."""
    return _with_role(member, ReviewRole.Kind.SIGNALS)


def leadable_boards(member: Member) -> QuerySet[SubjectBoard]:
    """Boards one leads: of the reviews one leads, and of the subject one was asked to lead."""
    boards = SubjectBoard.objects.filter(school=member.school)
    if may_plan_reviews(member):
        return boards
    return boards.filter(Q(lead=member.user) | Q(review__chair=member.user))


def closed_reviews(member: Member) -> QuerySet[SchoolReview]:
    """Reviews that are over: before that there is nothing to work out, and everybody who works here reads along."""
    return visible_reviews(member).exclude(closed_at=None)


def workable_reviews(member: Member) -> QuerySet[SchoolReview]:
    """Closed reviews one works out afterwards: who leads them, who led a subject, and who keeps what was agreed.

    Reason: the coordinators turn what the team saw into plans; everybody else reads along.
    """
    closed = closed_reviews(member)
    if may_plan_reviews(member) or may_keep_agreed(member):
        return closed
    led = SubjectBoard.objects.filter(school=member.school, lead=member.user)
    return closed.filter(Q(chair=member.user) | Q(pk__in=led.values("review")))


def may_shape_reviews(member: Member) -> bool:
    """Who keeps what the school agreed also chooses how it holds its reviews."""
    return may_keep_agreed(member)


def require_shaping(member: Member) -> None:
    """Raise `NotAllowed` unless the member may change how the school holds its reviews."""
    if not may_shape_reviews(member):
        raise NotAllowed("review format")


def may_put_in_plan(member: Member, board: SubjectBoard) -> bool:
    """Whether the offer of a board may go into the education plan of its subject: for who writes those plans."""
    return (
        board.subject_id is not None
        and may_keep_agreed(member)
        and workable_reviews(member).filter(pk=board.review_id).exists()
    )


def editable_formats(member: Member) -> QuerySet[ReviewFormat]:
    """The school's format, for whoever keeps what the school agreed."""
    formats = ReviewFormat.objects.filter(school=member.school)
    return formats if may_shape_reviews(member) else formats.none()


def colleagues(member: Member) -> QuerySet[User]:
    """Everyone with an account who works at the school today: chair, roles, leads of subjects and seats."""
    memberships = Membership.objects.filter(current(), school=member.school)
    people = User.objects.filter(is_active=True, pk__in=memberships.values("user"))
    return people.order_by("first_name", "last_name", "pk")  # as names are read on screen


def _with_role(member: Member, kind: str) -> QuerySet[SchoolReview]:
    mine = ReviewRole.objects.filter(school=member.school, user=member.user, kind=kind)
    reviews = visible_reviews(member)
    if may_plan_reviews(member):
        return reviews
    return reviews.filter(Q(chair=member.user) | Q(pk__in=mine.values("review")))
