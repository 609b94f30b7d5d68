"""In which stage a review is, read again before anything is written in it."""

from gezien.meetings.models import Meeting

STAGE = ["version", "opened_at", "closed_at", "closed_by_id", "cancelled_at", "chair_id"]


def lock(meeting: Meeting) -> Meeting:
    """As it is now, and nobody else changes it before this is done: who writes and who closes come one by one."""
    now = Meeting.objects.select_for_update().values(*STAGE).get(pk=meeting.pk)
    for name, value in now.items():
        setattr(meeting, name, value)
    return meeting
