"""What somebody's own calendar shows: the reviews they take part in, and what they have to have ready before."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.common.mail import absolute
from gezien.meetings.ics import AllDay, title_of
from gezien.meetings.models import Meeting
from gezien.meetings.queries.preparations import waiting
from gezien.meetings.rules import own_preparations, takes_part
from gezien.schools.rules import Member

LOOKING_BACK = dt.timedelta(days=60)


def own_meetings(member: Member) -> QuerySet[Meeting]:
    """The reviews the member takes part in, from two months ago on, also those called off: calendars take them out."""
    since = clock.now() - LOOKING_BACK
    meetings = Meeting.objects.filter(takes_part(member), school=member.school, starts_at__gte=since)
    return meetings.select_related("group", "chair").order_by("starts_at", "pk")


def days_due(member: Member) -> list[AllDay]:
    """The days on which a preparation has to be ready. That of a pupil says no name: calendars stand anywhere."""
    rows = waiting(own_preparations(member)).select_related("meeting__group", "case")
    return [
        AllDay(
            key=f"preparation-{one.pk}",
            day=one.due_on,
            title=_("Preparation ready: %(review)s")
            % {"review": title_of(one.meeting) if one.meeting else _("pupil review")},
            link=absolute("meetings:case_preparation", member.school.slug, one.case_id)
            if one.case_id
            else absolute("meetings:preparation", member.school.slug, one.meeting_id),
        )
        for one in rows.order_by("due_on", "pk")
    ]
