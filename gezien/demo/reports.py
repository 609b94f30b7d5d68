"""What came of September's reviews on paper: everybody came, and the coach approved the reports."""

import datetime as dt

from gezien.demo import cast
from gezien.demo.world import World
from gezien.meetings.models import AgendaItem, Meeting, Participant, Report
from gezien.meetings.queries.report import content_of

APPROVED_AFTER = dt.timedelta(days=2)
SPENT = 8 * 60  # seconds at each point of a review that is over


def add_reports(world: World) -> None:
    """In De Zwaluw; nothing in the other schools."""
    if world.school.name != cast.SCHOOL:
        return
    held = list(Meeting.objects.filter(school=world.school, closed_at__isnull=False))
    AgendaItem.objects.filter(meeting__in=held).update(seconds_spent=SPENT)
    for meeting in held:
        Participant.objects.filter(meeting=meeting).update(joined_at=meeting.opened_at)
    Report.objects.bulk_create(_report(world, meeting) for meeting in held)


def _report(world: World, meeting: Meeting) -> Report:
    content, closed_at = content_of(meeting), meeting.closed_at
    assert closed_at is not None  # noqa: S101 - only those that were held
    content["agreements"] = [{**one, "outcome": "", "note": ""} for one in content["agreements"]]  # as on that day
    return Report(
        school=world.school,
        meeting=meeting,
        content=content,
        made_at=closed_at,
        approved_at=closed_at + APPROVED_AFTER,
        approved_by=world.coach,
    )
