"""The plan on the day itself: what is due, what came of it, and the time planned beside the time given."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import number_in, posted_number
from gezien.common.models import StaleVersion
from gezien.plans import actions
from gezien.plans.forms import PupilLineForm, SessionForm
from gezien.plans.models import PlanRow, Session
from gezien.plans.queries.today import Due, due_on, due_row, given_in, minutes_by_pupil, parse_day
from gezien.plans.rules import may_see_days, may_write_plans, require_planning, visible_rows
from gezien.plans.words import group_title
from gezien.pupils.models import Group
from gezien.pupils.rules import taught_groups, visible_groups, why_group_visible
from gezien.schools.rules import Member


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What the plans of one's own groups ask this day; of `?group=` for who sees more groups."""
    member = request.member
    if not may_see_days(member):
        raise Http404
    day = min(parse_day(request.GET.get("day")) or clock.today(), clock.today())
    asked = number_in(request.GET, "group")
    groups = _groups(member, asked)
    for group in groups:
        record(member, "plans.read", group=group, reason=why_group_visible(member, group) or "", screen="day")
    due = due_on(groups, day)
    open_ones = [one for one in due if not one.is_settled]
    minute = minute_of_now(day)
    context = {
        "day": day,
        "is_today": day == clock.today(),
        "before": school_day(day, -1),
        "after": min(school_day(day, 1), clock.today()),
        "now": [shown(one, minute) for one in open_ones if one.is_for_today],
        "due": [shown(one, minute) for one in open_ones if not one.is_for_today and not one.is_placed],
        "later": [shown(one, minute) for one in open_ones if not one.is_for_today and one.is_placed],
        "settled": [shown(one, minute) for one in due if one.is_settled],
        "groups": groups,
        "asked_group": asked,
        "can_edit": may_write_plans(member),
    }
    return render(request, "plans/today.html", context)


def _groups(member: Member, asked: int) -> list[Group]:
    if asked:
        return [get_object_or_404(visible_groups(member), pk=asked)]
    return list(taught_groups(member).order_by("year_group", "name", "pk"))


def minute_of_now(day: dt.date) -> int | None:
    """The minute it is, on the day itself."""
    now = clock.now()
    return now.hour * 60 + now.minute if day == now.date() else None


def shown(due: Due, minute: int | None = None, *, is_line: bool = False, **more: Any) -> dict[str, Any]:
    """One row for the template; `more` overrules (a form with errors)."""
    session = due.session
    return {
        "due": due,
        "is_now": minute is not None and session is None and due.is_now(minute),
        "version": session.version if session else 0,
        "goals": [] if is_line else [goal.text for goal in due.row.goals.all() if goal.text.strip()],
        "lines": list(session.notes.all()) if session and not is_line else [],
        "form": uuid4(),
        "next_day": school_day(due.day, 1),
        "problem": "",
        "typed": "",
        "line_problem": "",
        "line_typed": "",
        **more,
    }


def school_day(day: dt.date, step: int) -> dt.date:
    """The nearest Monday to Friday after (1) or before (-1) a day."""
    day += dt.timedelta(days=step)
    while day.weekday() > 4:
        day += dt.timedelta(days=step)
    return day


@require_POST
def session(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """Say what came of a row on a day, or (`forget`) take it back."""
    row, on = _row(request.member, pk), _day(day)
    if "forget" in request.POST:
        return _forget(request, row, on)
    form = SessionForm(request.POST, by=request.member, row=row, day=on)
    saved = form.try_save()
    problem = ""
    if saved is None and form.conflict:
        problem = _("A colleague was first: this is what stands there now.")
    elif saved is None:
        problem = " ".join(str(text) for texts in form.errors.values() for text in texts)
    return _reply(request, row, on, problem=problem, typed="" if form.conflict else request.POST.get("reason", ""))


def _forget(request: HttpRequest, row: PlanRow, day: dt.date) -> HttpResponse:
    stored = Session.objects.filter(row=row, day=day).first()
    version = posted_number(request, "version")
    problem = ""
    if stored:
        try:
            actions.forget_session(by=request.member, session=stored, expected=version)
        except StaleVersion:
            problem = _("A colleague was first: this is what stands there now.")
    return _reply(request, row, day, problem=problem)


@require_POST
def pupil_line(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """A line about one pupil, with what was said of the day."""
    row, on = _row(request.member, pk), _day(day)
    stored = get_object_or_404(Session, row=row, day=on)
    form = PupilLineForm(request.POST, session=stored)
    if not form.is_valid():
        problem = " ".join(str(text) for texts in form.errors.values() for text in texts)
        return _reply(request, row, on, line_problem=problem, line_typed=request.POST.get("text", ""))
    values = form.cleaned_data
    actions.note_pupil(by=request.member, session=stored, **values)
    return _reply(request, row, on)


def _reply(request: HttpRequest, row: PlanRow, day: dt.date, **more: Any) -> HttpResponse:
    """The row as it stands now: alone for the script of the page, else the page it stands on."""
    problem = more.get("problem") or more.get("line_problem")
    if request.headers.get("X-Autosave") == "1":
        is_line = request.POST.get("look") == "line"  # as on the home page: without pupils
        found = due_row(row, day, with_pupils=not is_line)
        context = {"item": shown(found, minute_of_now(day), is_line=is_line, **more), "can_edit": True}
        template = "plans/today_line.html" if is_line else "plans/today_item.html"
        return render(request, template, context, status=422 if problem else 200)
    if problem:
        messages.warning(request, problem)
    query = f"?day={day}" + (f"&group={row.plan.group_id}" if request.POST.get("group") else "")
    return redirect(f"{reverse('plans:today', args=[request.member.school.slug])}{query}#row-{row.pk}")


@require_safe
def given(request: HttpRequest, group: int) -> HttpResponse:
    """The time the plans promise beside the time that was given, by cluster and by pupil."""
    found = get_object_or_404(visible_groups(request.member).select_related("year"), pk=group)
    reason = why_group_visible(request.member, found) or ""
    record(request.member, "plans.read", group=found, reason=reason, screen="time given")
    rows = given_in(found, clock.today())
    pupils = minutes_by_pupil(found, rows)
    with_time = [pupil for pupil in pupils if pupil["planned"] or pupil["given"]]
    context = {
        "group": found,
        "title": group_title(found),
        "rows": rows,
        "pupils": with_time,
        "others": len(pupils) - len(with_time),
        "current_tab": "plan",
    }
    return render(request, "plans/given.html", context)


def _row(member: Member, pk: int) -> PlanRow:
    """A row for who may write; who only reads plans is refused, who does not see it finds nothing."""
    found = visible_rows(member).select_related("cluster", "plan__group", "plan__subject", "plan__period")
    row = get_object_or_404(found, pk=pk)
    require_planning(member, row.plan.group)
    return row


def _day(text: str) -> dt.date:
    if (day := parse_day(text)) is None:
        raise Http404
    return day
