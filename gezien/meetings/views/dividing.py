"""The clusters in the middle of the room: the board itself, so that who is moved here stands in the new plan."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from gezien.common.forms import number_in
from gezien.meetings.models import Meeting
from gezien.meetings.views.entering import in_room, query_of
from gezien.needs.queries.clusters import clustered_subjects
from gezien.needs.views.board import context as board_context
from gezien.plans.models import GroupPlan
from gezien.plans.queries import plans_of_group
from gezien.schools.models import Subject


def dividing(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The board of one subject (?clusters= its key); moves and names go through the board's own addresses.

    It is a part by itself, so that its names and those of the room do not meet. Reading it is logged by the caller.
    """
    subjects = clustered_subjects(meeting.group, meeting.period)
    keys = [one["pk"] for one in subjects]
    subject = Subject.objects.filter(
        school=meeting.school_id, pk__in=keys, pk=number_in(request.GET, "clusters")
    ).first()
    subject = (
        subject or Subject.objects.filter(school=meeting.school_id, pk__in=keys).order_by("position", "pk").first()
    )
    if subject is None:
        plan = plans_of_group(meeting.group, meeting.period).first()
        return {"matter": "meetings/matters/clusters.html", "to_plan": to_plan(request, plan), "board_file": ""}
    context = board_context(request, meeting.group, subject, meeting.period, home=in_room(request, meeting))
    file = render_to_string("needs/clusters.html#board", context, request)
    plan = plans_of_group(meeting.group, meeting.period).filter(subject=subject).first()
    return {
        "matter": "meetings/matters/clusters.html",
        "subjects": [
            {
                "query": query_of(request, clusters=one["pk"]),
                "label": one["name"],
                "is_current": one["pk"] == subject.pk,
            }
            for one in subjects
        ],
        "to_plan": to_plan(request, plan),
        "board_file": mark_safe(file),  # noqa: S308 - a template of ours, escaped there
    }


def to_plan(request: HttpRequest, plan: GroupPlan | None) -> str:
    """The same point of the agenda with the plan in the middle."""
    return query_of(request, plan=plan.pk) if plan else query_of(request)
