"""What stands in the middle of the room: for each matter its template and the real thing it shows."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.queries.looking_back import plan_in_words, plans_before, plans_of_before
from gezien.meetings.queries.recorded import attention, judgements, takeaways, taken_away, themes
from gezien.meetings.queries.reviews import previous_review
from gezien.meetings.queries.room import items_of, rows_before, title_of
from gezien.meetings.views.case import case_matter
from gezien.meetings.views.dividing import dividing
from gezien.meetings.views.entering import in_room, query_of
from gezien.meetings.views.readings import record_once
from gezien.meetings.views.recorded import registering
from gezien.needs.queries.overview import CLUSTER, NAME, SIGNALS, group_overview
from gezien.needs.rules import may_edit_overview
from gezien.plans.queries import plan_sheet, plans_of_group
from gezien.plans.rules import may_write_plans
from gezien.plans.words import period_name
from gezien.pupils.models import Group
from gezien.pupils.rules import why_group_visible
from gezien.schools.rules import Member
from gezien.team.models import TeamNeed
from gezien.team.queries import team_part

type Matter = Callable[[HttpRequest, Meeting], dict[str, Any]]


def matter_context(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    """The template of the item's matter and what it needs.

    Overview and plan belong to the group's file: who takes part without seeing the group is told so instead.
    """
    if item.case:
        return case_matter(request, meeting, item.case)
    template, fetch, is_file = MATTERS[AgendaItem.Matter(item.matter)]
    if is_file and not meeting.sees_group:
        return {"matter": "meetings/matters/not_yours.html"}
    return {"matter": template, **fetch(request, meeting)}


def _agreements(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What was agreed and taken away last time, and what came of the plans of the period before."""
    previous = previous_review(meeting)
    shown: dict[str, Any] = {"before": rows_before(request.member, meeting), "taken_away": taken_away(previous)}
    if meeting.sees_group:
        _log(request.member, meeting, "group.read")
        overview = group_overview(meeting.group, meeting.period, member=request.member)
        shown["looking_back"] = plans_before(meeting, overview.strip)
    return shown


def _themes(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The six themes, each with what the teachers wrote; the questions they left open stand together, to be asked."""
    return themes(meeting, list(meeting.preparation.answers.all()))


def _takeaways(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    origin = TeamNeed.Origin.GROUP_REVIEW
    team = team_part(request.member, origin, meeting.pk, group=_own_group(meeting), back=in_room(request, meeting))
    return {"takeaways": takeaways(meeting), "team": team}


def _own_group(meeting: Meeting) -> Group | None:
    """The group of the review for who sees it: somebody invited names what the team needs without a group."""
    return meeting.group if meeting.sees_group else None


def _overview(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The group overview itself, by cluster, by name or only signals (?view=): a need sharpened here is the need."""
    member = request.member
    _log(member, meeting, "group.read")
    overview = group_overview(
        meeting.group,
        meeting.period,
        view=request.GET.get("view", ""),
        member=member,
        can_edit=meeting.is_live and may_edit_overview(member),
    )
    labels = {CLUSTER: _("By cluster"), NAME: _("By name"), SIGNALS: _("Only signals")}
    views = [
        {"query": query_of(request, view=name), "label": label, "is_current": overview.view == name}
        for name, label in labels.items()
        if name != CLUSTER or overview.has_clusters
    ]
    return {"overview": overview, "views": views, "attention": attention(member, meeting) | registering(meeting)}


def _plan(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The group plans of the period (?plan= chooses), editable; with ?previous the period before stands beside it.

    With ?clusters the board of a subject instead: clusters and plan are one point of the agenda.
    """
    member = request.member
    if "clusters" in request.GET:
        _log(member, meeting, "group.read")
        return dividing(request, meeting)
    now = list(plans_of_group(meeting.group, meeting.period))
    plans = [*now, *plans_of_before(meeting)]
    chosen = next((plan for plan in plans if str(plan.pk) == request.GET.get("plan")), now[0] if now else None)
    pills = [
        {"query": query_of(request, plan=plan.pk), "label": plan_in_words(meeting, plan), "is_current": plan == chosen}
        for plan in plans
    ]
    if chosen is None:
        to_clusters = query_of(request, clusters="")
        return {"plans": pills, "sheet": None, "can_edit": may_write_plans(member), "to_clusters": to_clusters}
    _log(member, meeting, "plan.read")
    return {
        "plans": pills,
        "sheet": plan_sheet(chosen, coach_off=request.user.coach_off),
        "can_edit": meeting.is_live and may_write_plans(member) and chosen.period_id == meeting.period_id,
        "judged": f"{chosen.subject.name}, {period_name(chosen.period)}",
        "judgements": judgements(meeting, chosen),
        "to_clusters": query_of(request, clusters=chosen.subject_id),
        "show_previous": "previous" in request.GET,
        "with_previous": query_of(request, plan=chosen.pk, previous=1),
        "without_previous": query_of(request, plan=chosen.pk),
    }


def _new_agreements(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """In a pupil review one agrees on something at the pupil it is about: the ways there."""
    if meeting.group_id:
        return {}
    about = [one for one in items_of(request.member, meeting) if one.case]
    return {"to_pupils": [{"query": f"?item={one.pk}", "label": title_of(one)} for one in about]}


def _log(member: Member, meeting: Meeting, verb: str) -> None:
    group = meeting.group
    record_once(member, meeting, verb, group, why=partial(why_group_visible, member, group), group=group)


M = AgendaItem.Matter
# matter → template, what it shows, whether it belongs to the group's file
MATTERS: dict[AgendaItem.Matter, tuple[str, Matter, bool]] = {
    M.AGREEMENTS: ("meetings/matters/agreements.html", _agreements, False),
    M.GROUP: ("meetings/matters/preparation.html", _themes, False),
    M.OVERVIEW: ("meetings/matters/overview.html", _overview, True),
    M.PLAN: ("meetings/matters/plan.html", _plan, True),
    M.TAKEAWAYS: ("meetings/matters/takeaways.html", _takeaways, False),
    M.NEW_AGREEMENTS: ("meetings/matters/new_agreements.html", _new_agreements, False),
}
