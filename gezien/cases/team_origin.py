"""Where a team need came up in a pupil review: its case, told without the pupil's name."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.cases.rules import visible_cases
from gezien.schools.rules import Member
from gezien.team.hooks import origins
from gezien.team.models import TeamNeed


def case_places(member: Member, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """The cases among these that the member sees, in words and with their address."""
    return {
        pk: (
            _("pupil review, registered on %(day)s") % {"day": date_format(day, "j F")},
            reverse("cases:case", args=[member.school.slug, pk]),
        )
        for pk, day in visible_cases(member).filter(pk__in=keys).values_list("pk", "registered_on")
    }


origins[TeamNeed.Origin.PUPIL_REVIEW] = case_places
