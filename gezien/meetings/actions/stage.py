"""In which stage a review is, read again before anything is written in it, and who came into it."""

from django.utils import translation
from django.utils.functional import Promise

from gezien.agreements.mail import language_of
from gezien.audit.log import record
from gezien.common import clock
from gezien.meetings.models import Meeting, Participant
from gezien.meetings.rules import editable_meetings
from gezien.schools.models import School
from gezien.schools.rules import Member

STAGE = ["version", "opened_at", "closed_at", "closed_by_id", "cancelled_at", "chair_id", "current_id"]


def in_words_of(school: School, text: str | Promise) -> str:
    """A text that is kept, as the school says it, whoever plans or writes, and when nobody asks for a page."""
    with translation.override(language_of(school)):
        return str(text)


def lock(meeting: Meeting) -> Meeting:
    """As it is now, and nobody else changes it before this is done: who writes and who closes come one by one."""
    now = Meeting.objects.select_for_update(no_key=True).values(*STAGE).get(pk=meeting.pk)
    for name, value in now.items():
        setattr(meeting, name, value)
    return meeting


def come_in(by: Member, meeting: Meeting) -> bool:
    """Note that somebody is at the table of an open review; False when that was known.

    Who was not invited and may write in it (a colleague of the group, a coach) gets a seat: the report tells what they
    do, and they say there that they were there. It gives them nothing that they may not without it (`takes_part`).
    """
    seat = Participant.objects.filter(meeting=meeting, user=by.user).first()
    if seat is None and not editable_meetings(by).filter(pk=meeting.pk).exists():
        return False
    if seat is None:
        seat = Participant(school=meeting.school, meeting=meeting, user=by.user, invited=False)
    elif seat.joined_at:
        return False
    seat.joined_at = clock.now()
    seat.save()
    record(by, "review.joined", meeting, group=meeting.group)
    return True
