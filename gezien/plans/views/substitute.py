"""On paper for others: the sheet for a substitute, what the teacher puts on it, and the page for the class folder."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gezien.audit.log import record
from gezien.common import clock
from gezien.plans.models import SubstituteSheet
from gezien.plans.queries.folder import folder_of
from gezien.plans.queries.substitute import markable, period_on, substitute_sheet
from gezien.plans.queries.today import parse_day
from gezien.plans.rules import may_write_plans, require_planning
from gezien.plans.substitute_form import SubstituteForm
from gezien.plans.views.today import school_day
from gezien.plans.views.week import group_of
from gezien.plans.words import group_title
from gezien.pupils.rules import why_group_visible


@require_safe
def sheet(request: HttpRequest, group: int) -> HttpResponse:
    """What somebody who takes this group for a day has to know; one A4."""
    found = group_of(request.member, group)
    day = parse_day(request.GET.get("day")) or _today()
    reason = why_group_visible(request.member, found) or ""
    record(request.member, "substitute.read", group=found, reason=reason, day=str(day))
    context = {
        "group": found,
        "title": group_title(found),
        "sheet": substitute_sheet(request.member, found, day),
        "before": school_day(day, -1),
        "after": school_day(day, 1),
        "can_edit": may_write_plans(request.member),
        "current_tab": "week",
    }
    return render(request, "plans/substitute.html", context)


def _today():
    """Today, or on a Saturday or Sunday the Monday after."""
    today = clock.today()
    return today if today.weekday() < 5 else school_day(today, 1)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, group: int) -> HttpResponse:
    """How a day goes, whom to ask, and what of which pupil may stand on the sheet."""
    found = group_of(request.member, group)
    require_planning(request.member, found)
    stored = SubstituteSheet.objects.filter(group=found).first()
    initial = {name: getattr(stored, name) for name in ("version", "habits", "ask")} if stored else {"version": 0}
    form = SubstituteForm(request.POST or None, by=request.member, group=found, initial=initial)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The sheet is saved."))
        return redirect(reverse("plans:substitute", args=[request.member.school.slug, found.pk]))
    if request.method != "POST":
        reason = why_group_visible(request.member, found) or ""
        record(request.member, "plans.read", group=found, reason=reason, screen="marking for a substitute")
    context = {
        "group": found,
        "title": group_title(found),
        "form": form,
        "pupils": _as_typed(markable(request.member, found), form),
        "current_tab": "week",
    }
    status = 409 if form.conflict else 422 if form.is_bound else 200
    return render(request, "plans/substitute_write.html", context, status=status)


def _as_typed(pupils: list[dict[str, Any]], form: forms.Form) -> list[dict[str, Any]]:
    """After a refusal the marks as they were sent."""
    if form.is_bound:
        for pupil in pupils:
            for kind in ("factors", "needs"):
                sent = set(form.data.getlist(kind)) if hasattr(form.data, "getlist") else set()
                for one in pupil[kind]:
                    one["is_marked"] = str(one["pk"]) in sent
    return pupils


@require_safe
def folder(request: HttpRequest, group: int) -> HttpResponse:
    """For the class folder: this day, the week and the plans, to be printed at once."""
    found = group_of(request.member, group)
    period = period_on(found, clock.today())
    reason = why_group_visible(request.member, found) or ""
    record(request.member, "plans.read", group=found, reason=reason, screen="class folder")
    context = {
        "group": found,
        "title": group_title(found),
        "period": period,
        "folder": folder_of(found, period, _today()) if period else None,
        "current_tab": "week",
        "can_edit": False,
    }
    return render(request, "plans/folder.html", context)
