"""One form of what stands in the middle of the room, by the name it has on the page."""

import re
from collections.abc import Callable
from functools import partial

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gezien.cases.models import CasePart
from gezien.cases.rules import why_case_visible
from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.queries.looking_back import period_before
from gezien.meetings.views.entering import point_seen
from gezien.meetings.views.readings import record_once
from gezien.plans.models import GroupPlan, PlanRow
from gezien.plans.queries.proposal import FIELDS
from gezien.plans.rules import visible_plans
from gezien.pupils.rules import why_group_visible
from gezien.schools.rules import Member

NUMBERS = ("times_a_week", "minutes_a_week")

type Part = tuple[int, dict[str, str]]  # version and values


@require_safe
def part(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """What one form (?form= its name) says now, and its version: what a screen asks for when somebody else wrote in it.

    404 for a form that is not in the middle of this point, or not the reader's to read: the screen then fetches the
    whole. Reading is logged as that of the whole is.
    """
    found = point_seen(request.member, pk, item)
    name = request.GET.get("form", "")
    for pattern, read in PARTS.items():
        if match := re.fullmatch(pattern, name):
            version, values = read(request.member, found.meeting, found, **match.groupdict())
            return JsonResponse({"form": name, "version": version, "values": values})
    raise Http404


def _of_case(member: Member, meeting: Meeting, item: AgendaItem, *, case: str, key: str) -> Part:
    """A text of the case that is this point."""
    found = item.case  # seen, or the point would not be
    if found is None or found.pk != int(case):
        raise Http404
    text = get_object_or_404(CasePart.objects.filter(school=member.school, case=found), key=key)
    record_once(member, meeting, "case.read", found, why=partial(why_case_visible, member, found), pupil=found.pupil)
    return text.version, {"text": text.text}


def _of_plan(member: Member, meeting: Meeting, item: AgendaItem, *, pk: str) -> Part:
    """What a plan of this review says for everyone."""
    plan = get_object_or_404(_plans(member, meeting, item), pk=pk)
    _log(member, meeting)
    return plan.version, {"general": plan.general}


def _of_row(member: Member, meeting: Meeting, item: AgendaItem, *, pk: str) -> Part:
    """What a plan of this review says for one cluster."""
    plans = _plans(member, meeting, item).order_by().values("pk")
    row = get_object_or_404(PlanRow.objects.filter(plan__in=plans), pk=pk)
    _log(member, meeting)
    return row.version, {name: str(getattr(row, name) or "") for name in (*FIELDS, *NUMBERS)}


def _of_judgement(member: Member, meeting: Meeting, item: AgendaItem, *, pk: str, of: str) -> Part:
    """What this review thinks of a plan or its clusters; marks only once there are."""
    plan = get_object_or_404(_plans(member, meeting, item), pk=pk)
    found = get_object_or_404(meeting.judgements.filter(plan=plan), of=of)
    _log(member, meeting)
    marks = {"carried_out": found.carried_out, "feasible": found.feasible}
    return found.version, {name: mark for name, mark in marks.items() if mark} | {"words": found.words}


def _plans(member: Member, meeting: Meeting, item: AgendaItem) -> QuerySet[GroupPlan]:
    """The plans this review is about and looks back on, as far as the member reads them; none at another point."""
    if item.matter != AgendaItem.Matter.PLAN:
        return GroupPlan.objects.none()
    periods = Q(period=meeting.period_id) | Q(period=period_before(meeting))
    return visible_plans(member).filter(periods, group=meeting.group_id)


def _log(member: Member, meeting: Meeting) -> None:
    group = meeting.group
    record_once(member, meeting, "plan.read", group, why=partial(why_group_visible, member, group), group=group)


PARTS: dict[str, Callable[..., Part]] = {
    r"case-(?P<case>\d{1,12})-(?P<key>\w+)": _of_case,
    r"plan-(?P<pk>\d{1,12})-general": _of_plan,
    r"plan-row-(?P<pk>\d{1,12})": _of_row,
    r"judgement-(?P<pk>\d{1,12})-(?P<of>\w+)": _of_judgement,
}
