"""Looking back on a plan: goals by pupil, the reflection, and closing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.common.forms import VersionedForm, autosave_reply, wants_json
from gezien.common.models import StaleVersion
from gezien.plans import queries
from gezien.plans.actions import evaluation as actions
from gezien.plans.evaluation_forms import OutcomeForm, ReflectionForm, RowReflectionForm, WordsForm
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanRow
from gezien.plans.queries.evaluation import evaluation_sheet, tally
from gezien.plans.rules import EVALUATING, may_write_plans, visible_plans, why_plan_visible
from gezien.plans.words import group_title, period_name, period_title
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member
from gezien.team.models import TeamNeed
from gezien.team.queries import team_part


@require_safe
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """The evaluation of a plan, in the plan's own order."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, *, status: int = 200, **more: Any) -> HttpResponse:
    plan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    reason = why_plan_visible(request.member, plan) or ""
    record(request.member, "plan.read", plan, group=plan.group, reason=reason, screen="evaluation")
    can_edit = may_write_plans(request.member)
    context = {
        "plan": plan,
        "group": plan.group,
        "title": group_title(plan.group),
        "period": period_title(plan.period),
        "period_short": period_name(plan.period),
        "status_words": plan.get_status_display(),
        "is_evaluated": plan.status == GroupPlan.Status.EVALUATED,
        "is_draft": plan.status == GroupPlan.Status.DRAFT,
        "can_edit": can_edit and plan.status in EVALUATING,
        "can_reopen": can_edit and plan.status == GroupPlan.Status.EVALUATED,
        "current_tab": "plan",
        **evaluation_sheet(plan, request.member),
        "team": team_part(request.member, TeamNeed.Origin.PLAN, plan.pk, group=plan.group, back=request.path),
        **more,
    }
    return render(request, "plans/evaluation.html", context, status=status)


def _unsaved(request: HttpRequest, form: VersionedForm, pk: int, problem: str) -> HttpResponse:
    """The page as it is now, with what was typed to copy: a colleague was first (409), or it cannot be kept (422)."""
    status = 422 if form.conflict is None else 409
    more = {"typed": form.typed_words(), "is_later": status == 409, "problem": problem}
    return _page(request, pk, status=status, **more)


@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the evaluation."""
    plan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    try:
        actions.close_evaluation(by=request.member, plan=plan, was=request.POST.get("was", ""))
    except StaleVersion:
        messages.warning(request, _("Somebody else was first: this is how the plan stands now."))
    else:
        messages.success(request, _("Evaluated. What was not reached and what you take along starts the next plan."))
    return redirect(_url(request.member, plan.pk))


@require_POST
def outcome(request: HttpRequest, goal: int, pupil: int) -> HttpResponse:
    """Judge one goal for one pupil."""
    found, about = _goal(request.member, goal), _pupil(goal, pupil)
    form = OutcomeForm(request.POST, by=request.member, goal=found, pupil=about)
    saved = form.try_save()
    if not wants_json(request):
        if not saved:
            messages.warning(request, _("A colleague was first: this is what stands there now."))
        return _back(request.member, found, about.pk)
    if saved is None and form.conflict is None:
        return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
    now = GoalOutcome.objects.filter(goal=found)
    row = now.filter(pupil=about).first()
    reply = {
        "version": row.version if row else 0,
        "outcome": row.outcome if row else "",
        "counts": tally(one.outcome for one in now),
    }
    return JsonResponse(reply, status=200 if saved else 409)


@require_POST
def words(request: HttpRequest, goal: int, pupil: int) -> HttpResponse:
    """Write about a goal and a pupil."""
    found, about = _goal(request.member, goal), _pupil(goal, pupil)
    form = WordsForm(request.POST, by=request.member, goal=found, pupil=about)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if not saved:
        return _unsaved(request, form, found.row.plan_id, _("At most 300 characters."))
    return _back(request.member, found, about.pk)


@require_POST
def all_pupils(request: HttpRequest, goal: int) -> HttpResponse:
    """Judge everybody of whom nothing was said yet: reached, or as their figure proposes."""
    found = _goal(request.member, goal)
    how = actions.PROPOSED if "proposed" in request.POST else GoalOutcome.Outcome.REACHED
    actions.judge_open(by=request.member, goal=found, how=how)
    return _back(request.member, found)


@require_POST
def proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over what the figures propose, in the whole plan."""
    plan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    actions.take_proposals(by=request.member, plan=plan)
    return redirect(_url(request.member, plan.pk))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one judged last."""
    plan = get_object_or_404(visible_plans(request.member).select_related("group"), pk=pk)
    try:
        actions.undo_judgement(by=request.member, plan=plan)
    except actions.CannotJudge as problem:
        messages.warning(request, str(problem))
    return redirect(_url(request.member, plan.pk))


@require_POST
def reflection(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the reflection on the plan."""
    plan = get_object_or_404(visible_plans(request.member).select_related("group"), pk=pk)
    form = ReflectionForm(request.POST, by=request.member, plan=plan)
    return _saved(request, form, plan.pk, "#reflection")


@require_POST
def row_reflection(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is said about one cluster."""
    rows = PlanRow.objects.filter(plan__in=visible_plans(request.member))
    row = get_object_or_404(rows.select_related("plan__group"), pk=pk)
    form = RowReflectionForm(request.POST, by=request.member, row=row)
    return _saved(request, form, row.plan_id, f"#row-{row.pk}")


def _saved(request: HttpRequest, form: VersionedForm, plan: int, place: str) -> HttpResponse:
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if not saved:
        return _unsaved(request, form, plan, _("A text may have at most 4000 characters."))
    return redirect(f"{_url(request.member, plan)}{place}")


def _goal(member: Member, pk: int) -> Goal:
    goals = Goal.objects.filter(row__plan__in=visible_plans(member))
    related = ("row__plan__group", "row__plan__period", "instrument")
    return get_object_or_404(goals.select_related(*related), pk=pk)


def _pupil(goal: int, pk: int) -> Pupil:
    """A pupil of the goal's cluster."""
    found = Pupil.objects.filter(pk=pk, placements__cluster__plan_rows__goals=goal).first()
    if found is None:
        raise Http404
    return found


def _back(member: Member, goal: Goal, pupil: int | None = None) -> HttpResponse:
    place = f"#cell-{goal.pk}-{pupil}" if pupil else f"#row-{goal.row_id}"
    return redirect(f"{_url(member, goal.row.plan_id if goal.row else 0)}{place}")


def _url(member: Member, plan: int) -> str:
    return reverse("plans:evaluation", args=[member.school.slug, plan])
