"""Planning, moving, calling off, opening and closing a review."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.cases.actions import talks_after_follow, talks_follow
from gezien.cases.hooks import NextReview
from gezien.cases.models import Case
from gezien.cases.rules import editable_cases
from gezien.common import clock
from gezien.meetings.actions.discussed import hold_cases
from gezien.meetings.actions.outsiders import seat_outsiders
from gezien.meetings.actions.people import require_people, seat
from gezien.meetings.actions.preparations import free_preparations, prepare_group
from gezien.meetings.actions.report import end
from gezien.meetings.actions.stage import in_words_of, lock
from gezien.meetings.live import tell as tell_screens
from gezien.meetings.mail import tell
from gezien.meetings.models import AgendaItem, Meeting, Participant, Preparation, Report
from gezien.meetings.queries.preparations import days_asked
from gezien.meetings.queries.reviews import period_of, teachers_of
from gezien.meetings.queries.rhythm import due_for, free_days, settings_of, talk_due
from gezien.meetings.rules import leadable_meetings, plannable_groups
from gezien.plans.terms import school_day_until
from gezien.pupils.models import Group
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed

USUAL = [matter for matter in AgendaItem.Matter if matter != AgendaItem.Matter.CASE]
# How the time of a group review is divided, in parts of twelve: five minutes each when it takes an hour.
SHARES = {"agreements": 2, "group": 3, "overview": 2, "plan": 2, "takeaways": 1, "new_agreements": 2}


@transaction.atomic
def plan_review(
    *,
    by: Member,
    group: Group,
    starts_at: dt.datetime,
    place: str = "",
    length: int = Meeting.USUAL_LENGTH,
    chair: User | None = None,
    participants: Collection[User] | None = None,
) -> Meeting:
    """Plan a group review with its agenda and preparation, and invite everybody.

    By default the planner leads it and the group's teachers with an account take part; whoever leads always does.
    Raises `ValidationError` when the school has no form or no period yet.
    """
    if not plannable_groups(by).filter(pk=group.pk).exists():
        raise NotAllowed("plan a review of this group")
    chair = chair or by.user
    people = {*(teachers_of(group) if participants is None else participants), chair}
    require_people(by, chair, people)
    period = period_of(by.school, timezone.localtime(starts_at).date())
    if period is None:
        raise ValidationError(_("The school has no school year yet: import the roster first."))
    meeting = Meeting.objects.create(
        school=by.school, group=group, period=period, starts_at=starts_at, length=length, place=place, chair=chair
    )
    seat(meeting, people)
    _set_agenda(meeting)
    prepare_group(group, meeting)
    record(by, "review.planned", meeting, group=group, starts_at=starts_at.isoformat())
    tell(people, meeting, by=by, news="planned")
    return meeting


@transaction.atomic
def change_review(
    *,
    by: Member,
    meeting: Meeting,
    version: int,
    starts_at: dt.datetime,
    place: str,
    chair: User,
    participants: Collection[User],
    length: int | None = None,
) -> Meeting:
    """Move a review that was not opened yet, or change who takes part; the preparation's due day moves along."""
    _require_not_opened(by, meeting)
    people = {*participants, chair}
    require_people(by, chair, people)
    invited = {seat.user for seat in meeting.participants.select_related("user")}
    stood = meeting.starts_at, meeting.place
    lasted = meeting.length, meeting.chair_id
    was = timezone.localtime(meeting.starts_at).date()
    days = timezone.localtime(starts_at).date() - was
    meeting.starts_at, meeting.place, meeting.chair = starts_at, place, chair
    meeting.period = period_of(by.school, timezone.localtime(starts_at).date()) or meeting.period
    if length and length != meeting.length:
        meeting.length = length
        _divide_time(meeting)
    meeting.save_if_unchanged(expected=version, fields=["starts_at", "place", "chair", "period", "length"])
    meeting.participants.exclude(user__in=people).delete()
    tell(invited - people, meeting, by=by, news="not_needed")
    seat(meeting, people - invited)
    if days:
        _move_due_days(meeting, was, was + days)
        _talks_follow(by, meeting, was, was + days)
    record(by, "review.changed", meeting, group=meeting.group, starts_at=starts_at.isoformat())
    tell(people - invited, meeting, by=by, news="planned")
    if (starts_at, place) != stood:
        tell(people & invited, meeting, by=by, news="moved")
    elif (meeting.length, chair.pk) != lasted:  # calendars show its end, and take changes from its organizer only
        tell(people & invited, meeting, by=by, news="changed")
    return meeting


@transaction.atomic
def cancel_review(*, by: Member, meeting: Meeting, version: int) -> Meeting:
    """Call a review off that was not opened yet; what was written for it is kept, and everybody hears."""
    _require_not_opened(by, meeting)
    meeting.cancelled_at, meeting.cancelled_by = clock.now(), by.user
    meeting.save_if_unchanged(expected=version, fields=["cancelled_at", "cancelled_by"])
    free_preparations(meeting.case_preparations.all())
    record(by, "review.cancelled", meeting, group=meeting.group)
    tell([seat.user for seat in meeting.participants.select_related("user")], meeting, by=by, news="cancelled")
    return meeting


@transaction.atomic
def open_review(*, by: Member, meeting: Meeting) -> Meeting:
    """Begin: from now on everybody in the room can write. Opening what is open changes nothing."""
    _require_leading(by, meeting)
    lock(meeting)
    if meeting.cancelled_at or meeting.closed_at:
        raise NotAllowed("open this review")
    if meeting.opened_at is None:
        meeting.opened_at = clock.now()
        meeting.save_if_unchanged(expected=meeting.version, fields=["opened_at"])
        _complete_agenda(meeting)
        was, today = timezone.localtime(meeting.starts_at).date(), clock.today()
        if today > was:
            for case in _talked_about(by, meeting):
                talks_after_follow(by=by, case=case, was=was, day=today)
        record(by, "review.opened", meeting, group=meeting.group)
        Participant.objects.filter(meeting=meeting, user=by.user).update(joined_at=meeting.opened_at)
        tell_screens(meeting, "stage")
        seat_outsiders(meeting)
    return meeting


@transaction.atomic
def close_review(*, by: Member, meeting: Meeting) -> Meeting:
    """End: what was recorded becomes the report and can only be read. Closing what is closed changes nothing."""
    _require_leading(by, meeting)
    hold_cases(meeting)
    lock(meeting)
    if meeting.opened_at is None:
        raise NotAllowed("close what was not opened")
    if meeting.closed_at is None:
        end(meeting, by=by.user)
        record(by, "review.closed", meeting, group=meeting.group)
    return meeting


@transaction.atomic
def reopen_review(*, by: Member, meeting: Meeting) -> Meeting:
    """Take the closing back, to add what was forgotten; an approved report is put back to waiting first."""
    _require_leading(by, meeting)
    lock(meeting)
    if Report.objects.filter(meeting=meeting, approved_at__isnull=False).exists():
        raise NotAllowed("open a review whose report is approved")
    if meeting.closed_at is not None:
        meeting.closed_at, meeting.closed_by = None, None
        meeting.save_if_unchanged(expected=meeting.version, fields=["closed_at", "closed_by"])
        Report.objects.filter(meeting=meeting).delete()
        record(by, "review.reopened", meeting, group=meeting.group)
        tell_screens(meeting, "stage")
        seat_outsiders(meeting)
    return meeting


def _require_leading(by: Member, meeting: Meeting) -> None:
    if not leadable_meetings(by).filter(pk=meeting.pk).exists():
        raise NotAllowed("lead this review")


def _require_not_opened(by: Member, meeting: Meeting) -> None:
    _require_leading(by, meeting)
    if meeting.opened_at or meeting.cancelled_at:
        raise NotAllowed("change a review that was opened or called off")


def _set_agenda(meeting: Meeting) -> None:
    """The usual order: what was agreed, the group, the figures, the plan, what we agree now."""
    AgendaItem.objects.bulk_create(
        AgendaItem(
            school=meeting.school,
            meeting=meeting,
            matter=matter,
            title=in_words_of(meeting.school, matter.label),
            position=position * 10,
            minutes_planned=round(meeting.length * SHARES[matter.value] / sum(SHARES.values())),
        )
        for position, matter in enumerate(USUAL, start=1)
    )


def _complete_agenda(meeting: Meeting) -> None:
    """A group review that was planned before there was a point for what the teacher takes away gets it all the same."""
    matters = set(meeting.agenda.values_list("matter", flat=True))
    missing = AgendaItem.Matter.TAKEAWAYS
    if meeting.group_id is None or missing in matters:
        return
    last = meeting.agenda.filter(matter=AgendaItem.Matter.NEW_AGREEMENTS).first()
    AgendaItem.objects.create(
        school=meeting.school,
        meeting=meeting,
        matter=missing,
        title=in_words_of(meeting.school, missing.label),
        position=last.position - 1 if last else len(matters) * 10 + 10,
        minutes_planned=round(meeting.length * SHARES[missing.value] / sum(SHARES.values())),
    )


def _divide_time(meeting: Meeting) -> None:
    """The points of a group review get their share of another length; a pupil keeps what was set for it."""
    for matter, share in SHARES.items():
        minutes = round(meeting.length * share / sum(SHARES.values()))
        meeting.agenda.filter(matter=matter, minutes_planned__gt=0).update(minutes_planned=minutes)


def _talks_follow(by: Member, meeting: Meeting, was: dt.date, day: dt.date) -> None:
    """Talks with parents before and after the review keep their distance to it when it is held on another day."""
    term = was - dt.timedelta(days=settings_of(by.school).talk_days)
    stood = NextReview(was, talk_by=school_day_until(term, free_days(by.school)))
    stands = NextReview(day, talk_by=talk_due(by.school, day))
    for case in _talked_about(by, meeting):
        talks_follow(by=by, case=case, was=stood, review=stands)


def _talked_about(by: Member, meeting: Meeting) -> QuerySet[Case]:
    return editable_cases(by).filter(agenda_items__meeting=meeting, closed_on=None)


def _move_due_days(meeting: Meeting, was: dt.date, review: dt.date) -> None:
    """The preparations are due as long before the review as their forms ask."""
    asked = Preparation.objects.filter(Q(meeting=meeting) | Q(discussed_in=meeting)).select_related("template")
    for preparation in asked:
        preparation.due_on = due_for(meeting.school, review, days_asked(preparation, was))
        preparation.save_if_unchanged(expected=preparation.version, fields=["due_on"])
