"""What is logged of reading in the room: each thing once a person, from the opening of the review on."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from gezien.audit.log import record, record_reading
from gezien.audit.models import AuditEvent
from gezien.meetings.models import Meeting
from gezien.meetings.rules import why_meeting_visible
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member


def record_once(
    member: Member, meeting: Meeting, verb: str, target: models.Model, *, why: Callable[[], str | None], **more: Any
) -> bool:
    """Log a reading with its reason, unless this person read it in this review since it was opened; False then.

    A screen fetches what stands in the middle again whenever somebody changed it: that is one reading.
    """
    log = AuditEvent.objects.filter(school_id=meeting.school_id)
    opened = log.filter(verb="review.opened", object_id=meeting.pk).order_by("-pk").values("pk")[:1]
    since = log.filter(pk__gt=opened, verb=verb, object_id=target.pk, actor_id=member.user.pk)
    if since.filter(details__review=meeting.pk).exists():
        return False
    record(member, verb, target, reason=why() or "", screen="review", review=meeting.pk, **more)
    return True


def record_pupils(member: Member, meeting: Meeting, pupils: Iterable[int | None]) -> None:
    """Log of a sitting of the pupil review whom the page was about; a group review logs its group."""
    if meeting.group_id:
        return
    shown = [Pupil(pk=pk) for pk in sorted({pk for pk in pupils if pk})]
    record_reading(member, shown, reason=why_meeting_visible(member, meeting) or "", screen="review")
