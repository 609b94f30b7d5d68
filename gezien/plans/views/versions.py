"""The versions of a plan: the list, one as it was, what changed between two, and adjusting midway."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.plans import actions, queries
from gezien.plans.forms import AdjustForm
from gezien.plans.models import GroupPlan, PlanVersion
from gezien.plans.queries import versions as reads
from gezien.plans.queries.contents import contents_at
from gezien.plans.rules import editable_plans, may_write_plans, visible_plans, why_plan_visible
from gezien.plans.words import group_title, period_title
from gezien.schools.rules import Member


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, the newest first: when, who, why, and how much changed."""
    plan = _plan(request.member, pk)
    _record_reading(request.member, plan, "versions")
    context = _page(request, plan) | {"versions": reads.plan_versions(plan)}
    return render(request, "plans/versions.html", context)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version, as it was."""
    plan = _plan(request.member, pk)
    found = get_object_or_404(PlanVersion.objects.select_related("made_by"), plan=plan, number=number)
    _record_reading(request.member, plan, f"version {number}")
    reading = contents_at(found, queries.snapshot(plan))
    names = reads.pupil_names(plan, reading)
    rows = [{"row": row, "pupils": ", ".join(names[pk] for pk in row.pupils if pk in names)} for row in reading.rows]
    context = _page(request, plan) | {"version": found, "general": reading.general, "rows": rows}
    return render(request, "plans/version.html", context)


@require_safe
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed from one version (`from`) to another (`to`); by default since the last one that is sealed."""
    plan = _plan(request.member, pk)
    found = {str(one.number): one for one in PlanVersion.objects.filter(plan=plan).select_related("made_by")}
    sealed = [number for number, one in found.items() if one.sealed_at]
    if not sealed:
        raise Http404
    old, new = request.GET.get("from", sealed[-1]), request.GET.get("to", "")
    if old not in found or (new and new not in found):
        raise Http404
    _record_reading(request.member, plan, f"version {old} beside {new or 'now'}")
    compared = reads.compare(plan, found[old], found.get(new))
    context = _page(request, plan) | {
        "compared": compared,
        "parts": [
            {"part": part, "changes": [(one, compared.who.get(one.of, "")) for one in part.changes]}
            for part in compared.parts
        ],
        "choice": [(number, reads.version_title(int(number))) for number in found],
        "old": old,
        "new": new,
    }
    return render(request, "plans/version_difference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a running plan is adjusted, and begin."""
    plan = _plan(request.member, pk)
    if not editable_plans(request.member).filter(pk=pk).exists() or plan.status not in actions.ADJUSTABLE:
        raise PermissionDenied
    form = AdjustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.adjust_plan(by=request.member, plan=plan, why=form.cleaned_data["why"])
        except StaleVersion:
            messages.warning(request, _("A colleague is adjusting this plan already: you write in the same version."))
        return redirect("plans:detail", school=request.member.school.slug, pk=plan.pk)
    status = 422 if form.errors else 200
    return render(request, "plans/adjustment.html", _page(request, plan) | {"form": form}, status=status)


@require_POST
def adjustment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Seal the version that is being written."""
    plan = _plan(request.member, pk)
    if done := actions.finish_adjusting(by=request.member, plan=plan):
        messages.success(request, _("Version %(number)s is kept.") % {"number": done.number})
    return redirect("plans:detail", school=request.member.school.slug, pk=plan.pk)


def _plan(member: Member, pk: int) -> GroupPlan:
    return get_object_or_404(queries.with_names(visible_plans(member)), pk=pk)


def _record_reading(member: Member, plan: GroupPlan, screen: str) -> None:
    reason = why_plan_visible(member, plan) or ""
    record(member, "plan.read", plan, group=plan.group, reason=reason, screen=screen)


def _page(request: HttpRequest, plan: GroupPlan) -> dict:
    """What every page of versions shows."""
    return {
        "plan": plan,
        "group": plan.group,
        "title": f"{group_title(plan.group)} · {plan.subject.name}",
        "period_title": period_title(plan.period),
        "can_edit": may_write_plans(request.member),
        "current_tab": "plan",
    }
