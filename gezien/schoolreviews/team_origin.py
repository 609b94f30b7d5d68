"""Where a team need came up in a school review: what follows from it."""

from collections.abc import Collection

from django.urls import reverse

from gezien.schoolreviews.rules import visible_reviews
from gezien.schools.rules import Member
from gezien.team.hooks import origins
from gezien.team.models import TeamNeed


def review_places(member: Member, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """The school reviews among these that the member sees, by title and with the address of what follows."""
    reviews = visible_reviews(member).filter(pk__in=keys)
    return {one.pk: (one.title, reverse("schoolreviews:after", args=[member.school.slug, one.pk])) for one in reviews}


origins[TeamNeed.Origin.SCHOOL_REVIEW] = review_places
