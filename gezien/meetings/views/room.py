"""The room: before, during and after the review, and what is recorded in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gezien.agreements.models import Agreement
from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import autosave_reply, posted_number, wants_json
from gezien.meetings.actions import chair as steering
from gezien.meetings.actions import reviews as actions
from gezien.meetings.actions import room as recording
from gezien.meetings.forms import MinutesForm, RoomAgreementForm
from gezien.meetings.live import topic
from gezien.meetings.models import AgendaItem, Meeting, Participant
from gezien.meetings.queries import room as queries
from gezien.meetings.queries.clocks import clock_of
from gezien.meetings.queries.preparations import state_of
from gezien.meetings.queries.recorded import attention
from gezien.meetings.queries.report import report_page
from gezien.meetings.queries.reviews import previous_review, state_of_meeting, subject_in_words, when_in_words
from gezien.meetings.queries.sittings import agenda_choices
from gezien.meetings.rules import possible_chairs, visible_meetings, why_meeting_visible
from gezien.meetings.views.entering import address, chosen, in_room, point_of, visible
from gezien.meetings.views.matters import matter_context
from gezien.meetings.views.readings import record_pupils
from gezien.meetings.views.recorded import closed_meanwhile, registering, too_late
from gezien.needs.views.coach import answered, asks_coach, turned
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed


@require_safe
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Before: when, who, agenda, preparation. During: the room (?item= is the point in it). After: the report."""
    meeting = visible(request.member, pk)
    reason = why_meeting_visible(request.member, meeting) or ""
    record(request.member, "review.read", meeting, group=meeting.group, reason=reason)
    state = state_of_meeting(meeting)
    if state == "open":
        return live_room(request, meeting, request.GET.get("item"))
    if state == "closed":
        shown = _head(request, meeting) | _report(request, meeting)
        record_pupils(request.member, meeting, shown["told"]["pupils"])
        return render(request, "meetings/report.html", shown)
    shown = _head(request, meeting) | _before(request, meeting, state)
    named = [row["pupil_id"] for row in [*shown["before"], *shown["cases"], *shown["agenda"]]]
    record_pupils(request.member, meeting, named)
    return render(request, "meetings/before.html", shown)


def _head(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What every stage shows above."""
    seats = _seats(meeting)
    return {
        "topic": topic(meeting),
        "meeting": meeting,
        "group_name": subject_in_words(meeting),
        "kind": meeting.get_kind_display(),
        "when": when_in_words(meeting.starts_at, clock.today()),
        "people": [seat.user for seat in seats],
        "seats": seats,
        "leads": meeting.may_lead,
        "next": in_room(request, meeting),
    }


def _before(request: HttpRequest, meeting: Meeting, state: str) -> dict[str, Any]:
    previous = previous_review(meeting)
    asked = list(meeting.preparation.answers.all()) if meeting.group else []
    answers = [answer for answer in asked if answer.text]
    return {
        "state": state,
        "agenda": queries.agenda_rows(queries.items_of(request.member, meeting), None),
        "preparation": state_of(meeting.preparation, len(asked), len(answers), clock.today())
        if meeting.group
        else None,
        "answers": answers,
        "can_fill": meeting.may_fill and meeting.cancelled_at is None,
        "before": queries.rows_before(request.member, meeting),
        "previous": previous if previous and visible_meetings(request.member).filter(pk=previous.pk).exists() else None,
        "cases": agenda_choices(request.member, meeting) if meeting.may_lead and not meeting.cancelled_at else [],
        "chairs": _chairs(request.member, meeting),
    }


def _report(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    report = getattr(meeting, "report", None)
    approved = report.approved_at if report else None
    return {
        "told": report_page(request.member, meeting),
        "when": when_in_words(meeting.opened_at, clock.today()),
        "ended": when_in_words(meeting.closed_at, clock.today()),
        "approved": when_in_words(approved, clock.today()) if approved else "",
        "approved_by": report.approved_by if report and approved else None,
        "is_approved": approved is not None,
        "report_version": report.version if report else None,
    }


def live_room(request: HttpRequest, meeting: Meeting, asked: str | None, **more: Any) -> HttpResponse:
    """The room of an open review; `more` are forms that could not be saved, by their name on the page."""
    items = queries.items_of(request.member, meeting)
    item = chosen(items, asked, meeting.current_id)
    context = _head(request, meeting) | _panels(request.member, meeting, items, item)
    context |= _steering(request, meeting, context["seats"], items, item, looks=asked is not None)
    context |= matter_context(request, meeting, item)
    named = [row["pupil_id"] for row in [*context["agenda"], *context["made"], *context["cases"]]]
    record_pupils(request.member, meeting, [*named, *(row["pupil_id"] for row in context.get("before", []))])
    if context["can_agree"]:
        context["agree"] = RoomAgreementForm(meeting=meeting, item=item, member=request.member)
        context["agree_coach"] = _coach(request)
    return render(request, "meetings/room.html", context | more, status=more.get("status", 200))


def _steering(
    request: HttpRequest,
    meeting: Meeting,
    seats: list[Participant],
    items: list[AgendaItem],
    item: AgendaItem,
    *,
    looks: bool,
) -> dict[str, Any]:
    """Who leads and where they are, who is at the table, and the clock of the point in the middle."""
    here = next((one for one in items if one.pk == meeting.current_id), None)
    is_chair = meeting.chair_id == request.member.user.pk
    apart = looks and meeting.current_id is not None  # as long as whoever leads went nowhere, nobody is elsewhere
    table = _table(request.member, meeting, seats, items)
    return table | {
        "follows": not is_chair and not apart,
        "here": here if here and not is_chair and here.pk != item.pk else None,
        "here_title": queries.title_of(here) if here else "",
        "cases": agenda_choices(request.member, meeting) if meeting.may_lead else [],
        "is_elsewhere": here is None and meeting.current_id is not None,
        "to_note": meeting.may_write and not any(one["is_me"] and one["was_here"] for one in table["people"]),
        "title": queries.title_of(item),
    }


def _table(member: Member, meeting: Meeting, seats: list[Participant], items: list[AgendaItem]) -> dict[str, Any]:
    """Who is at the table, who of them leads, and whether the reader does or may take the lead."""
    is_chair = meeting.chair_id == member.user.pk
    return {
        "is_chair": is_chair,
        "may_take": meeting.may_lead and not is_chair,
        "chairs": _chairs(member, meeting),
        "people": [
            {
                "pk": seat.user_id,
                "user": seat.user,
                "is_chair": seat.user_id == meeting.chair_id,
                "is_me": seat.user_id == member.user.pk,
                "was_here": seat.joined_at is not None,
            }
            for seat in seats
        ],
        "outsiders": queries.outsiders(member, meeting, items),
    }


def _chairs(member: Member, meeting: Meeting) -> list[User]:
    """Whom the reader may put in the chair instead of who is in it."""
    return list(possible_chairs(member).exclude(pk=meeting.chair_id)) if meeting.may_appoint else []


def _seats(meeting: Meeting) -> list[Participant]:
    return list(meeting.participants.select_related("user").order_by("user__last_name", "user__first_name", "pk"))


def _panels(member: Member, meeting: Meeting, items: list[AgendaItem], item: AgendaItem) -> dict[str, Any]:
    """What the others' screens fetch again when something changed."""
    can_write = meeting.is_live and meeting.may_write
    later = [one for one in items if one.position > item.position and one.discussed_at is None]
    return {
        "agenda": queries.agenda_rows(items, item, meeting.current_id),
        "is_chair": meeting.chair_id == member.user.pk and meeting.is_live,
        "item": item,
        "following": later[0] if later else None,
        "can_write": can_write,
        "can_agree": can_write and (item.case is not None or meeting.sees_group),
        "minutes": MinutesForm(item=item),
        "made": queries.rows_made(member, meeting),
        "clock": clock_of(item),
        "stamp": queries.stamp_of(meeting),
    }


@require_safe
def matter(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Only what stands in the middle at this point: what a screen fetches again when it was changed elsewhere."""
    meeting = visible(request.member, pk)
    found = point_of(request.member, meeting, item)
    can_write = meeting.is_live and meeting.may_write
    context = {"meeting": meeting, "item": found, "can_write": can_write, "next": in_room(request, meeting)}
    return render(request, "meetings/matter.html", context | matter_context(request, meeting, found))


@require_safe
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """204 while the stamp in ?seen= still holds; else the panels that changed, for ?item= in the middle, and who is at
    the table when another than ?chair= leads: a screen on which somebody types keeps the rest of its page.
    """
    seen = get_object_or_404(visible_meetings(request.member).select_related("group"), pk=pk)
    if request.GET.get("seen") == queries.stamp_of(seen):
        return HttpResponse(status=204)
    meeting = visible(request.member, pk)
    items = queries.items_of(request.member, meeting)
    item = chosen(items, request.GET.get("item"), meeting.current_id)
    context = {"meeting": meeting, "next": address(request, pk, item.pk)} | _panels(
        request.member, meeting, items, item
    )
    if request.GET.get("chair", str(meeting.chair_id)) != str(meeting.chair_id):
        context |= {"has_table": True} | _table(request.member, meeting, _seats(meeting), items)
    if item.matter == AgendaItem.Matter.AGREEMENTS:
        context["before"] = queries.rows_before(request.member, meeting)
    if item.matter == AgendaItem.Matter.OVERVIEW and meeting.sees_group:
        context["attention"] = attention(request.member, meeting) | registering(meeting)
    return render(request, "meetings/state.html", context)


@require_safe
def outsiders(request: HttpRequest, pk: int) -> HttpResponse:
    """Who looks along from outside, for a screen that was open before they were called in: names to who reads the case.

    It is about no pupil that the page is not about: that reading was logged.
    """
    meeting = visible(request.member, pk)
    found = queries.outsiders(request.member, meeting, queries.items_of(request.member, meeting))
    return render(request, "meetings/people.html#outsiders", {"outsiders": found})


@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the review."""
    actions.open_review(by=request.member, meeting=visible(request.member, pk))
    return redirect("meetings:room", school=request.member.school.slug, pk=pk)


@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the review; with `undo` posted it is open again."""
    act = actions.reopen_review if "undo" in request.POST else actions.close_review
    act(by=request.member, meeting=visible(request.member, pk))
    return redirect("meetings:room", school=request.member.school.slug, pk=pk)


@require_POST
def minutes(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Save the minutes of one point."""
    meeting = visible(request.member, pk)
    found = point_of(request.member, meeting, item)
    form = MinutesForm(request.POST, item=found, member=request.member)
    if meeting.closed_at and meeting.may_write:
        return too_late(request, form, address(request, pk, None))
    try:
        saved = form.try_save()
    except NotAllowed:
        if not closed_meanwhile(meeting):
            raise
        return too_late(request, form, address(request, pk, None))
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return live_room(request, meeting, str(item), minutes=form, status=409 if form.conflict else 422)
    return redirect(address(request, pk, item))


@require_POST
def discussion(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Tick a point off, or with `undo` posted take the tick away. Whoever leads goes on to `following` with everybody;
    anybody else stays at the point, and with the others where they follow.
    """
    meeting = visible(request.member, pk)
    found = point_of(request.member, meeting, item)
    recording.mark_discussed(by=request.member, item=found, discussed="undo" not in request.POST)
    following = posted_number(request, "following")
    if following and meeting.chair_id == request.member.user.pk:
        steering.go_to(by=request.member, meeting=meeting, item=point_of(request.member, meeting, following))
        return redirect(address(request, pk, None))
    return redirect(address(request, pk, None if meeting.current_id == item else item))


@require_POST
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an agreement; for htmx the list and a fresh form."""
    meeting = visible(request.member, pk)
    item = chosen(queries.items_of(request.member, meeting), request.POST.get("item"))
    form = RoomAgreementForm(request.POST, meeting=meeting, item=item, member=request.member)
    if asks_coach(request) and meeting.is_live and meeting.may_write:
        turned(request)
        advice = answered(request, request.POST.get("sign_of_success", ""))
        return live_room(request, meeting, str(item.pk), agree=form, agree_coach=advice)
    try:
        made = form.save() if form.is_valid() and not meeting.closed_at else None
    except NotAllowed:
        if not meeting.closed_at:  # it says now whether it was closed while one pressed the button
            raise
        made = None
    if meeting.closed_at and meeting.may_write:
        return too_late(request, form, address(request, pk, None))
    if not (meeting.is_live and meeting.may_write):
        raise NotAllowed("write in this review")
    return _agreed(request, meeting, item, form, made)


def _coach(request: HttpRequest) -> dict[str, Any]:
    """The coach beside how one sees that it worked, before it was asked."""
    return {"off": request.user.coach_off, "level": "", "shown": None}


def _agreed(
    request: HttpRequest, meeting: Meeting, item: AgendaItem, form: RoomAgreementForm, made: Agreement | None
) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return (
            redirect(address(request, meeting.pk, item.pk))
            if made
            else live_room(request, meeting, str(item.pk), agree=form, status=422)
        )
    if made:
        form = RoomAgreementForm(meeting=meeting, item=item, member=request.member)
    back = address(request, meeting.pk, item.pk)
    context = {"meeting": meeting, "item": item, "agree": form, "agreed": made, "next": back}
    context["agree_coach"] = _coach(request)
    if made:
        context["made"] = queries.rows_made(request.member, meeting)
    return render(request, "meetings/agreed.html", context, status=200 if made else 422)
