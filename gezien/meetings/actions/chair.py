"""What whoever leads a review does while it is open: go to a point, keep its time, hand the lead over. And how another
comes to lead when they are away.
"""

from django.db import transaction
from django.utils import timezone

from gezien.audit.log import record
from gezien.meetings.actions.outsiders import tell_of_table
from gezien.meetings.actions.people import seat
from gezien.meetings.actions.stage import come_in, lock
from gezien.meetings.live import tell
from gezien.meetings.mail import tell as mail
from gezien.meetings.models import AgendaItem, Meeting, Participant
from gezien.meetings.queries.clocks import clock_of
from gezien.meetings.rules import appointable_meetings, leadable_meetings, possible_chairs
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed

LONGEST = 240  # minutes for one point


@transaction.atomic
def go_to(*, by: Member, meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Take everybody along to this point; its clock runs, that of the point before stands still.

    The review's version stays: where one is, is in nobody's way.
    """
    require_chair(by, meeting)
    if item.meeting_id != meeting.pk:
        raise NotAllowed("a point of another review")
    _stop_all(meeting, but=item)
    before = meeting.agenda.filter(pk=meeting.current_id or 0).first()
    Meeting.objects.filter(pk=meeting.pk).update(current=item)
    meeting.current = item
    if item.started_at is None and item.discussed_at is None:
        _set_clock(item, runs=True)
    record(by, "review.went_to", item, group=meeting.group)
    tell(meeting, "place", item=item.pk)
    tell_of_table(before, item)
    _tell_clock(meeting, item)
    return item


@transaction.atomic
def run_clock(*, by: Member, meeting: Meeting, item: AgendaItem, runs: bool) -> AgendaItem:
    """Let the clock of a point run, or stand still."""
    require_chair(by, meeting)
    _set_clock(item, runs=runs)
    record(by, "agenda.timed", item, group=meeting.group, runs=runs)
    _tell_clock(meeting, item)
    return item


@transaction.atomic
def set_time(*, by: Member, meeting: Meeting, item: AgendaItem, minutes: int) -> AgendaItem:
    """Give a point so many minutes in all; 0: no limit."""
    require_chair(by, meeting)
    item.minutes_planned = max(0, min(minutes, LONGEST))
    AgendaItem.objects.filter(pk=item.pk).update(minutes_planned=item.minutes_planned)
    record(by, "agenda.timed", item, group=meeting.group, minutes=item.minutes_planned)
    _tell_clock(meeting, item)
    return item


@transaction.atomic
def hand_over(*, by: Member, meeting: Meeting, to: User) -> Meeting:
    """Give the lead to somebody at the table; a coach who may lead reviews takes it the same way."""
    lock(meeting)
    if not meeting.is_live or not leadable_meetings(by).filter(pk=meeting.pk).exists():
        raise NotAllowed("lead this review")
    if to != by.user and not meeting.participants.filter(user=to).exists():
        raise NotAllowed("somebody who is not at the table")
    Participant.objects.get_or_create(school=meeting.school, meeting=meeting, user=to, defaults={"invited": False})
    Meeting.objects.filter(pk=meeting.pk).update(chair=to)
    meeting.chair = to
    record(by, "review.chair_given", meeting, group=meeting.group, to=to.pk)
    tell(meeting, "stage")
    return meeting


@transaction.atomic
def appoint_chair(*, by: Member, meeting: Meeting, to: User) -> Meeting:
    """Put somebody who may lead in the chair of a planned or open review, also without its chair, who keeps a seat.

    Everybody at the table and whoever led until now gets a mail; who had no seat is invited.
    """
    lock(meeting)
    appointable = appointable_meetings(by).filter(pk=meeting.pk).exists()
    if not appointable or not possible_chairs(by).filter(pk=to.pk).exists():
        raise NotAllowed("give this review another chair")
    if to.pk == meeting.chair_id:
        return meeting
    known = {one.user for one in meeting.participants.select_related("user").filter(invited=True)} | {meeting.chair}
    seat(meeting, [to])
    meeting.chair = to
    meeting.save_if_unchanged(expected=meeting.version, fields=["chair"])
    record(by, "review.chair_given", meeting, group=meeting.group, to=to.pk)
    tell(meeting, "stage")
    mail(known, meeting, by=by, news="changed")
    mail({to} - known, meeting, by=by, news="planned")
    return meeting


@transaction.atomic
def join(*, by: Member, meeting: Meeting) -> bool:
    """Note that somebody came into the room while the review is open; False when that was known, or for who reads."""
    lock(meeting)
    return meeting.is_live and come_in(by, meeting)


def stop_clocks(meeting: Meeting) -> None:
    """Every clock of a review stands still; for closing."""
    _stop_all(meeting, but=None)


def require_chair(by: Member, meeting: Meeting) -> None:
    """Only while it is open, and only by whoever leads it now: of two who steer, the others follow neither."""
    lock(meeting)
    if not meeting.is_live or meeting.chair_id != by.user.pk:
        raise NotAllowed("lead this review")


def _stop_all(meeting: Meeting, *, but: AgendaItem | None) -> None:
    for one in meeting.agenda.filter(started_at__isnull=False):
        if but is None or one.pk != but.pk:
            _set_clock(one, runs=False)


def _set_clock(item: AgendaItem, *, runs: bool) -> None:
    """By real time, as the clocks on the screens are: also in a school that shows another day (`gezien/clock`).

    Where one was, however short, counts for a second: so a point tells by itself that it was come to.
    """
    now = timezone.now()
    if runs and item.started_at is None:
        item.started_at = now
    elif not runs and item.started_at is not None:
        item.seconds_spent += max(1, round((now - item.started_at).total_seconds()))
        item.started_at = None
    AgendaItem.objects.filter(pk=item.pk).update(started_at=item.started_at, seconds_spent=item.seconds_spent)


def _tell_clock(meeting: Meeting, item: AgendaItem) -> None:
    tell(meeting, "clock", key=f"clock-{item.pk}", item=item.pk, **clock_of(item))
