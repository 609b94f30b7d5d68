"""The report of a review: made at closing, put right while it waits, approved. What was left open closes itself."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone, translation

from gezien.agreements.mail import language_of
from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.meetings.actions.chair import stop_clocks
from gezien.meetings.actions.discussed import hold_cases, were_discussed
from gezien.meetings.actions.outsiders import seat_outsiders
from gezien.meetings.actions.stage import lock
from gezien.meetings.live import tell
from gezien.meetings.models import AttentionPoint, Meeting, Participant, Report
from gezien.meetings.queries.report import content_of
from gezien.meetings.queries.report_log import is_written_since
from gezien.meetings.rules import leadable_meetings
from gezien.schools.models import School, User
from gezien.schools.rules import Member, NotAllowed

# So long after its opening and the last change a review that nobody closed closes itself.
FORGOTTEN = dt.timedelta(hours=12)


def end(meeting: Meeting, *, by: User | None = None) -> Report:
    """Close an open review: its clocks stand still, and what was recorded becomes the report. For the actions that ask
    who may; without `by` it closes itself.
    """
    were_discussed(meeting)
    stop_clocks(meeting)
    meeting.closed_at, meeting.closed_by = clock.now(), by
    meeting.save_if_unchanged(expected=meeting.version, fields=["closed_at", "closed_by"])
    tell(meeting, "stage")
    seat_outsiders(meeting)
    return make_report(meeting)


def make_report(meeting: Meeting) -> Report:
    """What was recorded until now becomes the report, to be approved; an older one of the same review makes way.

    Its words stay as they are, so they are the school's, whoever closes the review, or when nobody does.
    """
    with translation.override(language_of(meeting.school)):
        content = content_of(meeting)
    values = {"content": content, "made_at": clock.now(), "approved_at": None, "approved_by": None}
    report, _is_new = Report.objects.update_or_create(
        meeting=meeting, defaults=values, create_defaults={"school": meeting.school, **values}
    )
    return report


@transaction.atomic
def approve_report(*, by: Member, meeting: Meeting, approved: bool = True, version: int | None = None) -> Report:
    """Establish the report: from then on it stays; or take that back, to open the review again.

    `version`: of the report that was read; raises `StaleVersion` when it was put right since, or made again.
    """
    report = _waiting(by, meeting, approved=not approved)
    if version is not None and version != report.version:
        raise StaleVersion(report)
    report.approved_at = clock.now() if approved else None
    report.approved_by = by.user if approved else None
    report.save_if_unchanged(expected=report.version, fields=["approved_at", "approved_by"])
    record(by, "review.report_approved" if approved else "review.report_withdrawn", meeting, group=meeting.group)
    tell(meeting, "stage")
    return report


@transaction.atomic
def set_attendance(*, by: Member, meeting: Meeting, users: Collection[User]) -> Report:
    """Put right who was there, as long as the report is not approved."""
    report = _waiting(by, meeting, approved=False)
    seats = Participant.objects.filter(meeting=meeting)
    seats.exclude(user__in=users).update(joined_at=None)
    seats.filter(user__in=users, joined_at=None).update(joined_at=meeting.opened_at)
    came = {user.pk for user in users}
    report.content["people"] = [{**one, "came": one["user"] in came} for one in report.content["people"]]
    report.save_if_unchanged(expected=report.version, fields=["content"])
    record(by, "review.attended", meeting, group=meeting.group)
    return report


def _waiting(by: Member, meeting: Meeting, *, approved: bool) -> Report:
    lock(meeting)
    if meeting.closed_at is None or not leadable_meetings(by).filter(pk=meeting.pk).exists():
        raise NotAllowed("approve this report")
    report = Report.objects.select_for_update().filter(meeting=meeting).first() or make_report(meeting)
    if (report.approved_at is not None) != approved:
        raise NotAllowed("a report that is approved, or is not")
    return report


class ByItself:
    """What the application does without anybody asking, named so in the log."""

    name = "by itself"

    def __init__(self, school: School):
        self.audit_fields = {"actor_id": None, "actor_name": self.name, "roles": "", "school_id": school.pk}


def close_forgotten(school: School) -> int:
    """Close the reviews of a school that were left open; all that was written is kept. How many there were."""
    forgotten = Meeting.objects.filter(
        school=school, closed_at=None, cancelled_at=None, opened_at__lt=clock.now() - FORGOTTEN
    )
    return sum(_close_forgotten(meeting) for meeting in forgotten.select_related("group", "school"))


@transaction.atomic
def _close_forgotten(meeting: Meeting) -> bool:
    """False when somebody closed it meanwhile, or still writes in it."""
    hold_cases(meeting)
    lock(meeting)
    if not meeting.is_live or _in_use(meeting):
        return False
    end(meeting)
    record(ByItself(meeting.school), "review.closed_itself", meeting, group=meeting.group)
    return True


def _in_use(meeting: Meeting) -> bool:
    """Saves keep real time, ticks the school's."""
    ticked = meeting.agenda.filter(discussed_at__gte=clock.now() - FORGOTTEN)
    since = timezone.now() - FORGOTTEN
    points = AttentionPoint.objects.filter(meeting=meeting)
    saved = (meeting.agenda.all(), meeting.remarks.all(), meeting.judgements.all(), points)
    made = meeting.made.filter(agreement__updated_at__gte=since)
    saves = any(rows.filter(updated_at__gte=since).exists() for rows in saved)
    return ticked.exists() or made.exists() or saves or is_written_since(meeting, since)
