"""Which signals a plan answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gezien.needs.rules import visible_signals
from gezien.plans import queries
from gezien.plans.actions import plan_signals as actions
from gezien.plans.rules import visible_plans


@require_POST
def signal(request: HttpRequest, pk: int, signal: int) -> HttpResponse:
    """Take a signal up with the plan, or (`leave`) leave it out."""
    plan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    found = get_object_or_404(visible_signals(request.member).select_related("pupil"), pk=signal)
    act = actions.leave_out_signal if "leave" in request.POST else actions.take_up_signal
    act(by=request.member, plan=plan, signal=found)
    return redirect("plans:detail", school=request.member.school.slug, pk=plan.pk)
