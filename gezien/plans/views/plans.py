"""Pages of group plans: what a group has, drawing one up, the sheet itself, its PDF."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.common.forms import autosave_reply, number_in, posted_number, wants_json
from gezien.common.models import StaleVersion
from gezien.needs.models import Cluster
from gezien.needs.queries.groups import choose_period, periods_of
from gezien.plans import actions, queries
from gezien.plans.forms import GeneralForm, RowForm, StatusForm
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.plans.queries import Sheet
from gezien.plans.queries.individual import own_plans_of_group
from gezien.plans.rules import (
    editable_plans,
    may_be_discarded,
    may_write_plans,
    require_planning,
    visible_plans,
    why_plan_visible,
    with_use,
)
from gezien.plans.words import group_title, period_title
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, why_group_visible
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member, sees_all_groups


@require_safe
def group(request: HttpRequest, group: int) -> HttpResponse:
    """The group's plans of this year: subjects × periods, what exists and what not yet."""
    found = _group(request.member, group)
    period = _period(request, found)
    reason = why_group_visible(request.member, found) or ""
    record(request.member, "plans.read", group=found, reason=reason, screen="plans of the group")
    context = {
        "group": found,
        "title": group_title(found),
        "own_plans": own_plans_of_group(request.member, found.pk),
        "plans": queries.group_plans(found, period),
        "period": period,
        "can_edit": may_write_plans(request.member),
        "can_visit": sees_all_groups(request.member),
        "current_tab": "plan",
    }
    return render(request, "plans/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, group: int, subject: int) -> HttpResponse:
    """What a new plan would start from (GET), and drawing it up (POST)."""
    found = _group(request.member, group)
    require_planning(request.member, found)
    taught = get_object_or_404(Subject, school=request.member.school, pk=subject)
    period = _period(request, found)
    if period is None or not taught.has_plans:
        raise Http404
    if request.method == "POST":
        return _drawn_up(request, found, taught, period)
    if plan := queries.plans_of_group(found, period).filter(subject=taught).first():
        return redirect(_url(request.member, plan.pk))
    basis = queries.gather(found, taught, period)
    reason = why_group_visible(request.member, found) or ""
    record(request.member, "plans.read", group=found, reason=reason, screen="before drawing up a plan")
    context = {
        "group": found,
        "title": group_title(found),
        "subject": taught,
        "period": period,
        "period_title": period_title(period),
        "start": queries.starting_point(basis),
        "current_tab": "plan",
    }
    return render(request, "plans/start.html", context)


def _drawn_up(request: HttpRequest, group: Group, subject: Subject, period: Period) -> HttpResponse:
    try:
        plan = actions.start_plan(by=request.member, group=group, subject=subject, period=period)
    except actions.CannotPlan as problem:
        messages.warning(request, str(problem))
        return redirect("plans:group", school=request.member.school.slug, group=group.pk)
    return redirect(_url(request.member, plan.pk))


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as one sheet."""
    plan = _plan(request.member, pk)
    record(request.member, "plan.read", plan, group=plan.group, reason=why_plan_visible(request.member, plan) or "")
    sheet = queries.plan_sheet(plan, coach_off=request.user.coach_off)
    asked = number_in(request.GET, "goal")
    return sheet_page(request, sheet.with_goal(asked) if asked else sheet)


def sheet_page(request: HttpRequest, sheet: Sheet, **context: Any) -> HttpResponse:
    """The page of a plan with this sheet, as it is stored or as somebody typed it."""
    status = context.pop("status", 200)
    can_edit = may_write_plans(request.member)
    context |= {
        "sheet": sheet,
        "plan": sheet.plan,
        "group": sheet.plan.group,
        "can_edit": can_edit,
        "can_discard": can_edit and may_be_discarded(sheet.plan),
        "can_visit": sees_all_groups(request.member),
        "show_previous": "previous" in request.GET,
        "steps": _steps(sheet.plan),
        "education_url": sheet.education
        and reverse("quality:education_plan", args=[request.member.school.slug, sheet.education.plan_pk]),
        "removed": number_in(request.GET, "removed"),
        "has_removed": can_edit and getattr(sheet.plan, "has_removed", False),
        "current_tab": "plan",
    }
    return render(request, "plans/detail.html", context, status=status)


def _steps(plan: GroupPlan) -> dict[str, Any]:
    """The four steps with where the plan stands, and the buttons to the one after and the one before."""
    place = actions.STEPS.index(GroupPlan.Status(plan.status))
    labels = {
        GroupPlan.Status.AGREED: _("Agree on this plan"),
        GroupPlan.Status.RUNNING: _("Start carrying it out"),
        GroupPlan.Status.EVALUATED: _("Mark as evaluated"),
    }
    return {
        "all": [
            {"label": step.label, "is_done": number < place, "is_current": number == place}
            for number, step in enumerate(actions.STEPS)
        ],
        "next": actions.STEPS[place + 1] if place < len(actions.STEPS) - 1 else "",
        "next_label": labels.get(actions.STEPS[place + 1]) if place < len(actions.STEPS) - 1 else "",
        "back": actions.STEPS[place - 1] if place else "",
        "back_label": _("Back to “%(step)s”") % {"step": actions.STEPS[place - 1].label} if place else "",
    }


@require_POST
def general(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what holds for everyone."""
    plan = _plan(request.member, pk)
    form = GeneralForm(request.POST, by=request.member, plan=plan)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved:
        return redirect(_url(request.member, plan.pk))
    sheet = queries.plan_sheet(_plan(request.member, pk), coach_off=request.user.coach_off)
    sheet = sheet.with_general(form.data.get("general", ""), version=form.data["version"], conflict=form.conflict)
    return sheet_page(request, sheet, status=409 if form.conflict else 422)


@require_POST
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one row."""
    found: PlanRow = get_object_or_404(
        PlanRow.objects.filter(plan__in=visible_plans(request.member)).select_related("plan__group"), pk=pk
    )
    form = RowForm(request.POST, by=request.member, row=found)
    saved = form.try_save()
    if wants_json(request):
        return _row_reply(form, saved)
    if saved:
        return redirect(f"{_url(request.member, found.plan_id)}#row-{found.pk}")
    errors = {name: " ".join(map(str, texts)) for name, texts in form.errors.items()}
    sheet = queries.plan_sheet(_plan(request.member, found.plan_id), coach_off=request.user.coach_off)
    sheet = sheet.with_typed(found.pk, form.data, errors=errors, conflict=form.conflict or {})
    return sheet_page(request, sheet, status=409 if form.conflict else 422)


def _row_reply(form: RowForm, saved: PlanRow | None) -> HttpResponse:
    """As `autosave_reply`, with the fields that only somebody else changed: the page takes them over."""
    reply = autosave_reply(form, saved)
    if not form.merged:
        return reply
    merged = {name: str(value) for name, value in form.merged.items()}
    return JsonResponse({**json.loads(reply.content), "merged": merged}, status=reply.status_code)


@require_POST
def add_row(request: HttpRequest, pk: int, cluster: int) -> HttpResponse:
    """Give a cluster that came after the plan was drawn up its own row."""
    plan = _plan(request.member, pk)
    clusters = Cluster.objects.filter(
        school=request.member.school,
        clustering__group=plan.group,
        clustering__subject=plan.subject,
        clustering__period=plan.period,
    )
    new = actions.add_row(by=request.member, plan=plan, cluster=get_object_or_404(clusters, pk=cluster))
    return redirect(f"{_url(request.member, plan.pk)}#row-{new.pk}")


@require_POST
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the plan one step on or back."""
    plan = _plan(request.member, pk)
    if not StatusForm(request.POST).try_save(by=request.member, plan=plan):
        messages.warning(request, _("Somebody else was first: this is how the plan stands now."))
    return redirect(_url(request.member, plan.pk))


@require_POST
def education(request: HttpRequest, pk: int) -> HttpResponse:
    """Work by the education plan as it is settled now."""
    plan = _plan(request.member, pk)
    changed = actions.follow_education_plan(by=request.member, plan=plan)
    done = _("The plan follows the new version. %(count)s clusters changed; what you do otherwise stayed.")
    messages.success(request, done % {"count": changed})
    return redirect(_url(request.member, plan.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after asking."""
    plan = get_object_or_404(queries.with_names(visible_plans(request.member)), pk=pk)
    if not may_be_discarded(plan) or not editable_plans(request.member).filter(pk=pk).exists():
        raise PermissionDenied
    if request.method == "POST":
        state = posted_number(request, "state")
        try:
            actions.discard_plan(by=request.member, plan=plan, state=state)
        except StaleVersion:
            messages.warning(request, _("Somebody has just written in this plan. Look at it again before you decide."))
            return redirect(_url(request.member, plan.pk))
        messages.success(request, _("The draft is gone. Clusters and needs are as they were."))
        return redirect("plans:group", school=request.member.school.slug, group=plan.group_id)
    context = {"plan": plan, "title": group_title(plan.group), "state": actions.state_of(plan)}
    return render(request, "plans/discard.html", context | {"period_title": period_title(plan.period)})


def _group(member: Member, pk: int) -> Group:
    return get_object_or_404(visible_groups(member).select_related("year", "school"), pk=pk)


def _plan(member: Member, pk: int) -> GroupPlan:
    taken_out = Goal.kept.filter(row__plan=OuterRef("pk"), removed_at__isnull=False)
    plans = with_use(queries.with_names(visible_plans(member))).annotate(has_removed=Exists(taken_out))
    return get_object_or_404(plans, pk=pk)


def _period(request: HttpRequest, group: Group) -> Period | None:
    """The period asked for, else today's in the group's year; None when the year has none."""
    return choose_period(periods_of(group), request.GET.get("period"))


def _url(member: Member, plan_pk: int) -> str:
    return reverse("plans:detail", args=[member.school.slug, plan_pk])
