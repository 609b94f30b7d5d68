"""The review of a page of afterwards."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from gezien.schoolreviews.models import SchoolReview
from gezien.schoolreviews.rules import closed_reviews, workable_reviews
from gezien.schools.rules import Member


def closed_review(member: Member, pk: int) -> SchoolReview:
    """A review that is over; 404 before that."""
    return get_object_or_404(closed_reviews(member).select_related("chair"), pk=pk)


def workable_review(member: Member, pk: int) -> SchoolReview:
    """404 when there is nothing to work out, 403 when the member only reads along."""
    review = closed_review(member, pk)
    if not workable_reviews(member).filter(pk=pk).exists():
        raise PermissionDenied
    return review
