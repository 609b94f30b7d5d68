"""What is recorded while a review is open: minutes, what was discussed, agreements."""

import datetime as dt

from django.db import transaction

from gezien.agreements.actions import make_agreement
from gezien.agreements.models import Agreement
from gezien.audit.log import record
from gezien.cases.actions import discussed as case_discussed
from gezien.cases.actions.holding import hold
from gezien.cases.models import Case, CaseAgreement
from gezien.cases.rules import editable_cases
from gezien.common import clock
from gezien.meetings.actions.stage import come_in, lock
from gezien.meetings.live import tell, tell_minutes
from gezien.meetings.models import AgendaItem, Meeting, MeetingAgreement
from gezien.meetings.rules import editable_meetings
from gezien.pupils.models import Pupil
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def save_minutes(*, by: Member, item: AgendaItem, version: int, minutes: str) -> AgendaItem:
    """Write the minutes of one point of the agenda."""
    require_live(by, item.meeting)
    item.minutes = minutes
    item.save_if_unchanged(expected=version, fields=["minutes"])
    record(by, "minutes.saved", item, group=item.meeting.group)
    tell_minutes(item)
    return item


@transaction.atomic
def mark_discussed(*, by: Member, item: AgendaItem, discussed: bool) -> AgendaItem:
    """Tick a point off, or take the tick away.

    The version stays: whoever writes minutes to the same point meanwhile is not in the way of the tick.
    """
    if item.case:
        hold(item.case)  # before the review, as what is agreed in a case does
    require_live(by, item.meeting)
    item.discussed_at = clock.now() if discussed else None
    AgendaItem.objects.filter(pk=item.pk).update(discussed_at=item.discussed_at)
    record(by, "agenda.discussed" if discussed else "agenda.undiscussed", item, group=item.meeting.group)
    if discussed and item.case and not item.case.is_closed and editable_cases(by).filter(pk=item.case.pk).exists():
        case_discussed(by=by, case=item.case)
    elif not discussed and item.case:
        _not_discussed(item.case)
    tell(item.meeting, "changed", key="panels", what="agenda")
    return item


def _not_discussed(case: Case) -> None:
    """A tick that is taken away takes along when the case was discussed: what stays is the last tick elsewhere."""
    last = AgendaItem.objects.filter(case=case, discussed_at__isnull=False).order_by("-discussed_at").first()
    Case.objects.filter(pk=case.pk).update(discussed_at=last.discussed_at if last else None)


@transaction.atomic
def agree(
    *,
    by: Member,
    meeting: Meeting,
    item: AgendaItem | None,
    what: str,
    owner: User,
    due_on: dt.date,
    sign_of_success: str = "",
    effect_on: dt.date | None = None,
    pupil: Pupil | None = None,
) -> Agreement:
    """Agree on something in the review, about the group or one of its pupils; it lands in its owner's list."""
    require_live(by, meeting)
    agreement = make_agreement(
        by=by,
        what=what,
        owner=owner,
        due_on=due_on,
        sign_of_success=sign_of_success,
        effect_on=effect_on,
        group=None if pupil else meeting.group,
        pupil=pupil,
    )
    MeetingAgreement.objects.create(school=by.school, meeting=meeting, agreement=agreement, agenda_item=item)
    if item and item.case and pupil == item.case.pupil:
        CaseAgreement.objects.create(school=by.school, case=item.case, agreement=agreement)
    tell(meeting, "changed", key="panels", what="made")
    return agreement


def require_live(by: Member, meeting: Meeting) -> None:
    """Only while it is open, and only by who may write in it, who then sits at the table; until this is done nobody
    closes it.
    """
    lock(meeting)
    if not meeting.is_live or not editable_meetings(by).filter(pk=meeting.pk).exists():
        raise NotAllowed("write in this review")
    come_in(by, meeting)
