"""The goals on the plan page: one more, writing in one, taking one out and back, its place among the others."""

import json
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.common.forms import autosave_reply, wants_json
from gezien.needs.views.coach import answered, asks_coach, turned
from gezien.plans import actions, queries
from gezien.plans.forms import GoalForm
from gezien.plans.models import Goal, PlanRow
from gezien.plans.queries import Sheet
from gezien.plans.rules import editable_plans, plan_goals, require_planning, visible_plans, why_plan_visible
from gezien.plans.views.plans import sheet_page
from gezien.plans.words import group_title
from gezien.schools.rules import Member

ROW = ("plan__group__year", "plan__group__school", "plan__subject", "plan__period__year", "plan__drawn_up_by")


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A goal more: an empty one to write in, or (`offer`) one that was proposed."""
    rows = PlanRow.objects.filter(plan__in=visible_plans(request.member)).select_related(*ROW)
    row = get_object_or_404(rows, pk=pk)
    require_planning(request.member, row.plan.group)
    offer = request.POST.get("offer", "")
    proposed = _offered(row, offer) if offer else None
    goal = actions.add_goal(by=request.member, row=row, proposed=proposed)
    return _goal(request, goal, row, is_open=not offer)


def _offered(row: PlanRow, key: str) -> Any:
    """The offer of this name, as it is now; None when it is there no more: then an empty goal is as good."""
    sheet = queries.plan_sheet(row.plan)
    return next((one for found in sheet.rows if found.pk == row.pk for one in found.offers if one.key == key), None)


@require_POST
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a goal, or (a browser without scripts) let the coach look at it."""
    found = _found(request.member, pk)
    form = GoalForm(request.POST, by=request.member, goal=found)
    if asks_coach(request):
        turned(request)
        form.try_save()
        return _typed(request, found, form, coach=answered(request, request.POST.get("text", "")))
    saved = form.try_save()
    if wants_json(request):
        return _reply(request, form, saved)
    return _typed(request, found, form) if saved is None else redirect(_url(request.member, found))


def _reply(request: HttpRequest, form: GoalForm, saved: Goal | None) -> HttpResponse:
    """As `autosave_reply`, with what only somebody else changed, and the figures as they are now."""
    reply = autosave_reply(form, saved)
    more: dict[str, Any] = {"merged": form.merged} if form.merged else {}
    if saved is not None:
        shown = queries.plan_sheet(cast(PlanRow, saved.row).plan).goal(saved.pk) if saved.instrument_id else None
        more["figures"] = {
            "figure": shown.figure if shown else "",
            "now": shown.now if shown else "",
            "challenge": list(shown.challenge) if shown else [],
        }
    if not more:
        return reply
    return JsonResponse({**json.loads(reply.content), **more}, status=reply.status_code)


def _typed(request: HttpRequest, goal: Goal, form: GoalForm, **more: Any) -> HttpResponse:
    """The page with this goal open, as it was typed."""
    errors = {name: " ".join(map(str, texts)) for name, texts in form.errors.items()}
    fields = {name: str(form.data.get(name, "")) for name in ("version", "text", "measure", "counted", "target")}
    sheet = _sheet(request, cast(PlanRow, goal.row)).with_goal(
        goal.pk, **fields, **more, errors=errors, conflict=form.conflict or {}
    )
    status = 409 if form.conflict else 422 if form.errors else 200
    if request.headers.get("HX-Request"):
        context = {"goal": sheet.goal(goal.pk), "row": goal.row, "sheet": sheet, "can_edit": True}
        return render(request, "plans/goal.html", context, status=status)
    return sheet_page(request, sheet, status=status)


def _unsaved(request: HttpRequest, goal: Goal) -> HttpResponse | None:
    """Save what was typed in a goal; what cannot be saved (a colleague wrote there too) is shown again as typed."""
    if "version" not in request.POST or goal.removed_at is not None:
        return None
    form = GoalForm(request.POST, by=request.member, goal=goal)
    if form.try_save() is not None:
        return None
    return _reply(request, form, None) if wants_json(request) else _typed(request, goal, form)


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal out of the plan; what was typed in it is saved first, so that it comes back whole."""
    found = _found(request.member, pk)
    if unsaved := _unsaved(request, found):
        return unsaved
    actions.remove_goal(by=request.member, goal=found)
    if request.headers.get("HX-Request"):
        return render(request, "plans/goal_removed.html", {"goal": found})
    return redirect(f"{_plan_url(request.member, found)}?removed={found.pk}#row-{found.row_id}")


@require_safe
def removed(request: HttpRequest, pk: int) -> HttpResponse:
    """What was taken out of a plan, however long ago, to put back."""
    plan = get_object_or_404(queries.with_names(editable_plans(request.member)), pk=pk)
    record(request.member, "plan.read", plan, group=plan.group, reason=why_plan_visible(request.member, plan) or "")
    context = {
        "plan": plan,
        "title": group_title(plan.group),
        "rows": queries.removed_goals(plan),
    }
    return render(request, "plans/removed_goals.html", context)


@require_POST
def restoration(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a goal back."""
    found = _found(request.member, pk)
    back = actions.restore_goal(by=request.member, goal=found)
    return _goal(request, back, cast(PlanRow, found.row), is_open=False)


@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down; what was typed in it is saved first."""
    found = _found(request.member, pk)
    if unsaved := _unsaved(request, found):
        return unsaved
    actions.move_goal(by=request.member, goal=found, up=request.POST.get("to") == "up")
    if wants_json(request):
        return JsonResponse({})
    return redirect(_url(request.member, found))


def _goal(request: HttpRequest, goal: Goal, row: PlanRow, *, is_open: bool) -> HttpResponse:
    """The one goal for htmx; else back to the page, with the goal open when it is to be written in."""
    if not request.headers.get("HX-Request"):
        return redirect(_url(request.member, goal, is_open=is_open))
    sheet = _sheet(request, row)
    if is_open:
        sheet = sheet.with_goal(goal.pk)
    context = {"goal": sheet.goal(goal.pk), "row": row, "sheet": sheet, "can_edit": True}
    return render(request, "plans/goal.html", context)


def _found(member: Member, pk: int) -> Goal:
    goals = plan_goals(member).select_related(*(f"row__{name}" for name in ROW))
    return get_object_or_404(goals, pk=pk)


def _sheet(request: HttpRequest, row: PlanRow) -> Sheet:
    return queries.plan_sheet(row.plan, coach_off=request.user.coach_off)


def _plan_url(member: Member, goal: Goal) -> str:
    return reverse("plans:detail", args=[member.school.slug, cast(PlanRow, goal.row).plan_id])


def _url(member: Member, goal: Goal, *, is_open: bool = True) -> str:
    asked = f"?goal={goal.pk}" if is_open else ""
    return f"{_plan_url(member, goal)}{asked}#goal-{goal.pk}"
