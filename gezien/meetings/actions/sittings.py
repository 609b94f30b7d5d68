"""Pupils on the agenda: a sitting of the pupil review, a pupil in a group review, registering from the room."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.cases.actions import register_case, talk_before
from gezien.cases.live import seat_guests
from gezien.cases.models import Case
from gezien.cases.rules import editable_cases, possible_coaches
from gezien.meetings.actions.people import require_people, seat
from gezien.meetings.actions.preparations import free_preparations, prepare_case
from gezien.meetings.actions.room import require_live
from gezien.meetings.actions.stage import in_words_of, lock
from gezien.meetings.live import tell
from gezien.meetings.mail import tell as invite
from gezien.meetings.models import AgendaItem, FormTemplate, Meeting, MeetingRegistration
from gezien.meetings.queries.recorded import pupils_at_hand
from gezien.meetings.queries.reviews import period_of
from gezien.meetings.queries.rhythm import talk_due
from gezien.meetings.queries.sittings import cases_to_discuss
from gezien.meetings.rules import editable_meetings, leadable_meetings, possible_participants
from gezien.pupils.models import Pupil
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed, require_leading

Matter = AgendaItem.Matter
MINUTES_A_PUPIL = 15


@transaction.atomic
def plan_sitting(
    *,
    by: Member,
    starts_at: dt.datetime,
    cases: Collection[Case],
    place: str = "",
    length: int = Meeting.USUAL_LENGTH,
    chair: User | None = None,
    participants: Collection[User] | None = None,
) -> Meeting:
    """Plan a sitting of the pupil review about these cases, and invite everybody: whose questions they are, too.

    Raises `ValidationError` when the school has no school year yet.
    """
    require_leading(by)
    chair = chair or by.user
    people = {*(participants or ()), chair}
    require_people(by, chair, people)
    period = period_of(by.school, timezone.localtime(starts_at).date())
    if period is None:
        raise ValidationError(_("The school has no school year yet: import the roster first."))
    meeting = Meeting.objects.create(
        school=by.school,
        kind=Meeting.Kind.PUPIL,
        period=period,
        starts_at=starts_at,
        length=length,
        place=place,
        chair=chair,
    )
    seat(meeting, people)
    _set_agenda(meeting)
    record(by, "review.planned", meeting, starts_at=starts_at.isoformat())
    for case in cases:
        add_case(by=by, meeting=meeting, case=case, invites=False)
    invite([one.user for one in meeting.participants.select_related("user")], meeting, by=by, news="planned")
    return meeting


def _set_agenda(meeting: Meeting) -> None:
    """Agreements before and after; the pupils come between them."""
    for position, matter in ((0, Matter.AGREEMENTS), (900, Matter.NEW_AGREEMENTS)):
        AgendaItem.objects.create(
            school=meeting.school,
            meeting=meeting,
            matter=matter,
            title=in_words_of(meeting.school, matter.label),
            position=position,
        )


@transaction.atomic
def add_case(*, by: Member, meeting: Meeting, case: Case, invites: bool = True) -> AgendaItem:
    """Put a pupil on the agenda; whose question it is takes part, and the pupil's form is prepared for this review.

    `invites`: who gets a seat by it hears so by mail.
    """
    _require_planning(by, meeting)
    if not cases_to_discuss(by, meeting).filter(pk=case.pk).exists():
        raise NotAllowed("this case on this agenda")
    pupils = meeting.agenda.filter(matter=Matter.CASE).order_by("-position").first()
    last = meeting.agenda.exclude(matter__in=[Matter.CASE, Matter.NEW_AGREEMENTS]).order_by("-position").first()
    before = pupils or last
    item = AgendaItem.objects.create(
        school=by.school,
        meeting=meeting,
        case=case,
        matter=Matter.CASE,
        title=in_words_of(by.school, Matter.CASE.label),
        position=before.position + 1 if before else 1,
        minutes_planned=MINUTES_A_PUPIL,
    )
    _seat_teacher(by, meeting, case, invites=invites)
    if meeting.opened_at is None and editable_cases(by).filter(pk=case.pk).exists():
        day = timezone.localtime(meeting.starts_at).date()
        talk_before(by=by, case=case, day=talk_due(by.school, day), review_on=day)
        if FormTemplate.objects.filter(school=by.school, kind=FormTemplate.Kind.PUPIL).exists():
            prepare_case(by=by, case=case, meeting=meeting)
    record(by, "agenda.case_added", item, pupil=case.pupil)
    if meeting.opened_at:
        seat_guests([case.pk])
    tell(meeting, "changed", key="panels", what="agenda")
    return item


def _seat_teacher(by: Member, meeting: Meeting, case: Case, *, invites: bool) -> None:
    if case.teacher is None or meeting.participants.filter(user=case.teacher, invited=True).exists():
        return
    if possible_participants(by).filter(pk=case.teacher.pk).exists():
        seat(meeting, [case.teacher])
        if invites and meeting.opened_at is None:
            invite([case.teacher], meeting, by=by, news="planned")


@transaction.atomic
def remove_case(*, by: Member, item: AgendaItem) -> None:
    """Take a pupil from the agenda, as long as nothing was said: minutes and agreements stay where they were made."""
    _require_planning(by, item.meeting)
    if item.case is None or item.minutes or item.discussed_at or item.made.exists():
        raise NotAllowed("a point that was discussed")
    record(by, "agenda.case_removed", item, pupil=item.case.pupil)
    free_preparations(item.meeting.case_preparations.filter(case=item.case))
    item.delete()
    if item.meeting.opened_at:
        seat_guests([item.case.pk])
    tell(item.meeting, "changed", key="panels", what="agenda")


@transaction.atomic
def register(*, by: Member, meeting: Meeting, pupil: Pupil, grounds: Iterable[str]) -> Case:
    """Register one of the group's pupils for the pupil review, from the room, with its ground.

    Being registered is the pupil's, not the review's: when that was closed while somebody chose, the pupil is
    registered all the same, and the report, which is made by then, does not tell it. Raises
    `cases.actions.AlreadyOpen` when the pupil has an open case.
    """
    lock(meeting)
    if meeting.closed_at is None:
        require_live(by, meeting)
    elif not editable_meetings(by).filter(pk=meeting.pk).exists():
        raise NotAllowed("write in this review")
    if not pupils_at_hand(by, meeting).filter(pk=pupil.pk).exists():
        raise NotAllowed("a pupil whom this review is not about")
    case = register_case(by=by, pupil=pupil, grounds=grounds, coach=_coach_of(meeting))
    if meeting.closed_at is None:
        MeetingRegistration.objects.create(school=by.school, meeting=meeting, case=case)
        tell(meeting, "changed", key="panels", what="attention")
    return case


def _coach_of(meeting: Meeting) -> User | None:
    """Who leads the conversation about a pupil registered here: the coach who leads this review, else one at the table,
    else the only one of the school. Without one nobody would read what the teacher tells, nor think along.
    """
    coaches = possible_coaches(meeting.school)
    seated = coaches.filter(pk__in=meeting.participants.values("user")).order_by("pk")
    if found := coaches.filter(pk=meeting.chair_id).first() or seated.first():
        return found
    few = list(coaches.order_by("pk")[:2])
    return few[0] if len(few) == 1 else None


def _require_planning(by: Member, meeting: Meeting) -> None:
    lock(meeting)
    if meeting.closed_at or meeting.cancelled_at or not leadable_meetings(by).filter(pk=meeting.pk).exists():
        raise NotAllowed("change this agenda")
