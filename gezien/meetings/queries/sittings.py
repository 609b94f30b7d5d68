"""Which pupils may be put on the agenda of a review."""

from typing import Any

from django.db.models import QuerySet

from gezien.cases.models import Case, Ground
from gezien.cases.queries.cases import case_rows, cases_of
from gezien.cases.rules import here_still
from gezien.common import clock
from gezien.meetings.models import AgendaItem, Meeting
from gezien.pupils.models import Enrolment
from gezien.schools.rules import Member, current


def cases_to_discuss(member: Member, meeting: Meeting | None = None) -> QuerySet[Case]:
    """The open cases one sees of pupils who are here that are not on this agenda yet; of a group review those of the
    group's pupils.
    """
    cases = cases_of(member).filter(here_still())
    if meeting is None:
        return cases
    cases = cases.exclude(pk__in=AgendaItem.objects.filter(meeting=meeting, case__isnull=False).values("case"))
    if meeting.group_id:
        enrolled = Enrolment.objects.filter(current(), school=member.school, group=meeting.group_id).values("pupil")
        cases = cases.filter(pupil__in=enrolled)
    return cases


def reviews_to_come(case: Case) -> QuerySet[Meeting]:
    """The reviews that were not opened yet with this case on their agenda, the first one first."""
    meetings = Meeting.objects.filter(school=case.school_id, agenda__case=case, opened_at=None, cancelled_at=None)
    return (
        meetings.filter(closed_at=None, starts_at__gte=clock.now()).select_related("school").order_by("starts_at", "pk")
    )


def agenda_choices(member: Member, meeting: Meeting) -> list[dict[str, Any]]:
    """`cases_to_discuss` as a list to choose from: see `cases.queries.cases.case_rows`."""
    return case_rows(cases_to_discuss(member, meeting))


def registered_here(meeting: Meeting) -> list[dict[str, Any]]:
    """Who was registered for the pupil review in this one: case, name, grounds in words."""
    return [
        {
            "case": one.case_id,
            "name": one.case.pupil.name,
            "grounds": [str(Ground(ground).label) for ground in one.case.grounds],
        }
        for one in meeting.registrations.select_related("case__pupil")
    ]


def grounds() -> list[tuple[str, Any]]:
    """Why a pupil is registered, to choose from."""
    return list(Ground.choices)
