"""Wrong passes at the door, counted for a minute: guessing through them takes too long."""

from django.core.cache import cache

from gezien.schoolreviews.models import SchoolReview

MOST, WITHIN = 20, 60  # wrong ones in so many seconds, of everybody at the door of one review


def are_spent(review: SchoolReview) -> bool:
    """Whether no pass is looked at for now."""
    return cache.get(_key(review), 0) >= MOST


def count_wrong(review: SchoolReview) -> None:
    """One more; the minute counts from the first."""
    if not cache.add(_key(review), 1, WITHIN):
        try:
            cache.incr(_key(review))
        except ValueError:  # the minute was over just now
            cache.add(_key(review), 1, WITHIN)


def _key(review: SchoolReview) -> str:
    return f"schoolreviews-wrong-{review.code}"
