"""Pages of education plans: the list with the choice a school makes, the sheet, its versions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import autosave_reply, posted_number, wants_json
from gezien.common.models import StaleVersion
from gezien.quality.actions import education_plans as actions
from gezien.quality.actions.readings import say_read
from gezien.quality.forms.education_plans import (
    EducationPlanForm,
    EducationRowForm,
    NewEducationPlanForm,
    NewRowForm,
    PlansByForm,
    SettleForm,
)
from gezien.quality.models import EducationPlan, EducationPlanRow, EducationPlanVersion
from gezien.quality.queries import education_plans as queries
from gezien.quality.queries import year_group_name
from gezien.quality.queries.readings import readers_of, with_readings
from gezien.quality.rules import editable_education_plans, visible_education_plans
from gezien.schools.models import Subject
from gezien.schools.rules import Member, may_keep_agreed, require_agreed


@require_safe
def education_plans(request: HttpRequest) -> HttpResponse:
    """By subject: what groups work by, and the education plans."""
    member = request.member
    rows = queries.plans_by_subject(member)
    read = with_readings([plan for row in rows for plan in row.plans])
    subjects = [
        {
            "subject": row.subject,
            "by_education_plan": row.subject.plans_by == Subject.PlansBy.EDUCATION_PLAN,
            "plans": [{"plan": plan, "for": _for(plan), "read": read.get(plan.pk, 0)} for plan in row.plans],
            "is_settled": any(plan.number for plan in row.plans),
            "form": PlansByForm(initial={"plans_by": row.subject.plans_by}, auto_id=f"subject-{row.subject.pk}-%s"),
        }
        for row in rows
    ]
    context = {"subjects": subjects, "can_edit": may_keep_agreed(member)}
    return render(request, "quality/education_plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_education_plan(request: HttpRequest) -> HttpResponse:
    """A plan for a subject, for every year group or one."""
    require_agreed(request.member)
    form = NewEducationPlanForm(
        request.POST or None, member=request.member, initial={"subject": request.GET.get("subject")}
    )
    if request.method == "POST" and form.is_valid():
        return redirect("quality:education_plan", school=request.member.school.slug, pk=form.save().pk)
    return render(request, "quality/add_education_plan.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def education_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the sheet, to write in or to read as it was settled. POST: what holds for all clusters."""
    member = request.member
    plan = get_object_or_404(visible_education_plans(member).select_related("subject"), pk=pk)
    if not may_keep_agreed(member):
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "quality/education_plan.html", _reading(member, plan, plan.versions.first()))
    form = EducationPlanForm(_typed(request), plan=plan, member=member)
    if request.method == "POST":
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            messages.success(request, _("The education plan is saved."))
            return redirect("quality:education_plan", school=member.school.slug, pk=pk)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "quality/education_plan_edit.html", _writing(member, plan, form), status=status)


@require_POST
def education_row_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A cluster more in the plan."""
    plan, form = _editable(request.member, pk), NewRowForm(request.POST)
    if form.is_valid():
        try:
            actions.add_education_row(by=request.member, plan=plan, name=form.cleaned_data["name"])
        except actions.NameTaken:
            messages.warning(request, _("This plan has a cluster of this name already."))
    else:
        messages.warning(request, _("Give the cluster a name."))
    return redirect("quality:education_plan", school=request.member.school.slug, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def education_row(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what one cluster gets: while typing on the sheet, or here by itself."""
    row = _row(request.member, pk)
    form = EducationRowForm(_typed(request), row=row, member=request.member)
    if request.method == "POST":
        saved = form.try_save()
        if wants_json(request):
            return autosave_reply(form, saved)
        if saved:
            messages.success(request, _("The education plan is saved."))
            return redirect("quality:education_plan", school=request.member.school.slug, pk=row.plan_id)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(
        request, "quality/education_row.html", {"form": form, "row": row, "for": _for(row.plan)}, status=status
    )


@require_POST
def education_row_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a cluster out of the plan, unless somebody has just written in it."""
    row = _row(request.member, pk)
    try:
        actions.remove_education_row(by=request.member, row=row, version=posted_number(request, "version"))
        messages.success(request, _("%(name)s is out of the plan.") % {"name": row.name})
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this meanwhile; here it is as it is now."))
    return redirect("quality:education_plan", school=request.member.school.slug, pk=row.plan_id)


@require_POST
def education_plan_settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """Make what stands there the version that groups work by."""
    plan, form = _editable(request.member, pk), SettleForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say in a line why this is the new version."))
    else:
        try:
            version = actions.settle_education_plan(by=request.member, plan=plan, why=form.cleaned_data["why"])
            messages.success(request, _("Version %(number)s is settled.") % {"number": version.number})
        except actions.NothingToSettle:
            messages.info(request, _("Nothing has changed since the settled version."))
    return redirect("quality:education_plan", school=request.member.school.slug, pk=pk)


@require_safe
def education_plan_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version as it was settled."""
    plan = get_object_or_404(visible_education_plans(request.member).select_related("subject"), pk=pk)
    version = get_object_or_404(EducationPlanVersion, plan=plan, number=number)
    return render(request, "quality/education_plan.html", _reading(request.member, plan, version))


@require_POST
def education_reading(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The member read this version, or did not after all."""
    plan = get_object_or_404(visible_education_plans(request.member), pk=pk)
    version = get_object_or_404(EducationPlanVersion.objects.select_related("plan"), plan=plan, number=number)
    is_read = "unread" not in request.POST
    say_read(by=request.member, version=version, is_read=is_read)
    return redirect("quality:education_version", school=request.member.school.slug, pk=pk, number=number)


@require_POST
def plans_by(request: HttpRequest, subject: int) -> HttpResponse:
    """Choose what groups work by for a subject."""
    require_agreed(request.member)
    found = get_object_or_404(Subject, pk=subject, school=request.member.school)
    form = PlansByForm(request.POST)
    if form.is_valid():
        actions.choose_plans_by(by=request.member, subject=found, plans_by=form.cleaned_data["plans_by"])
        messages.success(request, _("Saved: %(name)s.") % {"name": found.name})
    return redirect("quality:education_plans", school=request.member.school.slug)


def _reading(member: Member, plan: EducationPlan, version: EducationPlanVersion | None) -> dict:
    holds = version is not None and version.number == plan.number
    readers = readers_of(version) if version and holds else None
    rows = version.said["rows"] if version else []
    return {
        "plan": plan,
        "for": _for(plan),
        "version": version,
        "said": version.said if version else {},
        "rows": [
            {"name": row["name"], "times": row["times_a_week"], "minutes": row["minutes_a_week"]}
            | {"cells": [(_labels()[name], row[name]) for name in queries.TEXTS]}
            for row in rows
        ],
        "versions": list(plan.versions.select_related("settled_by")),
        "readers": readers,
        "has_read": readers is not None and any(one.reader_id == member.user.pk for one in readers.read),
        "sees_readers": may_keep_agreed(member),
    }


def _writing(member: Member, plan: EducationPlan, form: EducationPlanForm) -> dict:
    rows = list(EducationPlanRow.objects.filter(plan=plan))
    versions = list(plan.versions.select_related("settled_by"))
    return {
        "readers": readers_of(versions[0]) if versions else None,
        "sees_readers": True,
        "version": versions[0] if versions else None,
        "plan": plan,
        "for": _for(plan),
        "form": form,
        "rows": [
            {"row": row, "form": EducationRowForm(row=row, member=member, auto_id=f"row-{row.pk}-%s")} for row in rows
        ],
        "new_row": NewRowForm(),
        "settle": SettleForm(),
        "versions": versions,
        "has_changed": not versions or versions[0].said != queries.said_now(plan),
    }


def _typed(request: HttpRequest):
    """What was sent, also when it is nothing at all."""
    return request.POST if request.method == "POST" else None


def _labels() -> dict[str, str]:
    return {name: str(field.label) for name, field in EducationRowForm.base_fields.items()}


def _for(plan: EducationPlan) -> str:
    return year_group_name(plan.year_group, plan.school.country)


def _editable(member: Member, pk: int) -> EducationPlan:
    found = get_object_or_404(visible_education_plans(member), pk=pk)
    if not editable_education_plans(member).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def _row(member: Member, pk: int) -> EducationPlanRow:
    """The row to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(
        EducationPlanRow.objects.filter(plan__in=visible_education_plans(member)).select_related("plan__subject"), pk=pk
    )
    _editable(member, found.plan_id)
    return found
