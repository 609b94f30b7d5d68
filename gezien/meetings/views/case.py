"""A case in the middle of the room: the case itself, along its six steps, written in place."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from gezien.cases.models import Case
from gezien.cases.rules import why_case_visible
from gezien.cases.views.page import case_context, cases_with_rights, loaded
from gezien.meetings.models import Meeting
from gezien.meetings.views.entering import in_room
from gezien.meetings.views.readings import record_once
from gezien.team.models import TeamNeed
from gezien.team.queries import team_part


def case_matter(request: HttpRequest, meeting: Meeting, case: Case) -> dict[str, Any]:
    """The whole case as its own page shows it; what is written here is the case. Reading it is logged.

    The page of a case is a part by itself, so that its names and those of the room do not meet. Agreements are made
    with the room's own form. Who may not read the case is told so instead.
    """
    member = request.member
    found = cases_with_rights(member).filter(pk=case.pk).first()
    if found is None:
        return {"matter": "meetings/matters/not_yours.html"}
    loaded(member, found)
    why = partial(why_case_visible, member, found)
    is_new = record_once(member, meeting, "case.read", found, why=why, pupil=found.pupil)
    context = case_context(request, found, writes=meeting.is_live and meeting.may_write, logs=is_new)
    back = in_room(request, meeting)
    context |= {"agree": None, "next": back}
    file = render_to_string("cases/steps.html", context, request)
    return {
        "matter": "meetings/matters/case.html",
        "case": found,
        "grounds": context["grounds"],
        "team": team_part(member, TeamNeed.Origin.PUPIL_REVIEW, found.pk, group=context["group"], back=back),
        "case_file": mark_safe(file),  # noqa: S308 - a template of ours, escaped there
    }
