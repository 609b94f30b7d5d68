"""Where a team need came up in a review: its room."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.meetings.models import Meeting
from gezien.meetings.rules import visible_meetings
from gezien.schools.rules import Member
from gezien.team.hooks import origins
from gezien.team.models import TeamNeed


def review_places(member: Member, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """The group reviews among these that the member sees, in words and with the address of their room."""
    meetings = visible_meetings(member).filter(pk__in=keys, kind=Meeting.Kind.GROUP).select_related("group")
    return {
        meeting.pk: (
            _("review of %(group)s") % {"group": group_in_words(meeting.group).lower()},
            reverse("meetings:room", args=[member.school.slug, meeting.pk]),
        )
        for meeting in meetings
        if meeting.group
    }


origins[TeamNeed.Origin.GROUP_REVIEW] = review_places
