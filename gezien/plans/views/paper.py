"""Plans as files: PDF to print, Word to work on. That one left the application is logged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gezien.audit.log import record
from gezien.documents import docx as word
from gezien.plans import queries
from gezien.plans.documents import file_name, group_plan_docx, group_plan_pdf
from gezien.plans.models import GroupPlan
from gezien.plans.rules import visible_plans, why_plan_visible


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan on paper."""
    plan = _exported(request, pk, "pdf")
    response = HttpResponse(group_plan_pdf(plan, request.member), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(plan)}"'
    return response


@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan for Word, by the school's own template when it has one."""
    plan = _exported(request, pk, "docx")
    response = HttpResponse(group_plan_docx(plan, request.member), content_type=word.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{file_name(plan, "docx")}"'
    return response


def _exported(request: HttpRequest, pk: int, format: str) -> GroupPlan:  # noqa: A002
    plan: GroupPlan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    reason = why_plan_visible(request.member, plan) or ""
    record(request.member, "plan.exported", plan, group=plan.group, reason=reason, format=format)
    return plan
