"""Which signals a plan answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.needs.rules import visible_signals
from gezien.plans import queries
from gezien.plans.actions import plan_signals as actions
from gezien.plans.queries.plan_signals import signals_of_plan
from gezien.plans.rules import may_write_plans, visible_plans, why_plan_visible
from gezien.plans.words import group_title, period_title


@require_safe
def signals(request: HttpRequest, pk: int) -> HttpResponse:
    """What the plan answers and could answer: a page, and below the plan the part of it."""
    plan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    reason = why_plan_visible(request.member, plan) or ""
    record(request.member, "plan.read", plan, group=plan.group, reason=reason, screen="signals")
    context = {
        "plan": plan,
        "group": plan.group,
        "title": group_title(plan.group),
        "period": period_title(plan.period),
        "signals": signals_of_plan(plan, request.member),
        "can_edit": may_write_plans(request.member),
        "current_tab": "plan",
    }
    is_part = "HX-Request" in request.headers
    return render(request, "plans/plan_signals.html" if is_part else "plans/plan_signals_page.html", context)


@require_POST
def signal(request: HttpRequest, pk: int, signal: int) -> HttpResponse:
    """Take a signal up with the plan, or (`leave`) leave it out."""
    plan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    found = get_object_or_404(visible_signals(request.member).select_related("pupil"), pk=signal)
    act = actions.leave_out_signal if "leave" in request.POST else actions.take_up_signal
    act(by=request.member, plan=plan, signal=found)
    return redirect("plans:detail", school=request.member.school.slug, pk=plan.pk)
