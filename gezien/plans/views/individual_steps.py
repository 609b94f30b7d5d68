"""The steps of a plan of one pupil: versions, settling, looking back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.plans.actions.individual import require_writable
from gezien.plans.actions.individual_steps import agree_individual, make_version, step_individual
from gezien.plans.actions.plans import CannotPlan
from gezien.plans.individual_forms import EvaluationForm, WhyForm, WithoutForm
from gezien.plans.models import IndividualPlan
from gezien.plans.queries.individual_content import changes, content_of, has_changed, latest_version, sections
from gezien.plans.queries.individual_page import plan_page
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.rules import why_individual_visible
from gezien.plans.views.individual import url_of, visible
from gezien.pupils.rules import require_editable

STATUS = IndividualPlan.Status


@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the plan as it reads now before the parents: what is new in it since the last version (GET), and doing it."""
    plan = visible(request, pk)
    require_writable(request.member, plan)
    terms = terms_of(request.member.school)
    content, last = content_of(plan, terms), latest_version(plan)
    is_again = bool(last) and not has_changed(last, content)
    form = WhyForm(request.POST or None, initial={"why": "" if last else _("First version")})
    if request.method == "POST" and (is_again or form.is_valid()):
        return _put_before_parents(request, plan, form.cleaned_data["why"] if form.is_valid() else "")
    record(request.member, "individualplan.read", plan, pupil=plan.pupil, reason=_reason(request, plan))
    context = {
        "plan": plan,
        "pupil": plan.pupil,
        "form": form,
        "is_again": is_again,
        "name": terms.name_of(plan.kind),
        "last": last,
        "changes": changes(last.content, content) if last else [],
        "sections": sections(content),
    }
    return render(request, "plans/individual_show.html", context, status=422 if form.errors else 200)


def _put_before_parents(request: HttpRequest, plan: IndividualPlan, why: str) -> HttpResponse:
    try:
        version = make_version(by=request.member, plan=plan, why=why)
    except CannotPlan as problem:
        messages.warning(request, str(problem))
        return redirect(url_of(request.member, plan))
    messages.success(request, _("Version %(number)d is there for the parents.") % {"number": version.number})
    return redirect(url_of(request.member, plan) + "#answers")


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as it was put before the parents, with what changed since the one before."""
    plan = visible(request, pk)
    found = get_object_or_404(plan.versions.select_related("made_by"), number=number)
    before = plan.versions.filter(number=number - 1).first()
    record(request.member, "individualplan.read", plan, pupil=plan.pupil, reason=_reason(request, plan), number=number)
    terms = terms_of(request.member.school)
    page = plan_page(request.member, plan, terms, content_of(plan, terms))
    rows = [page["last"], *page["earlier"]]
    context = {
        "plan": plan,
        "pupil": plan.pupil,
        "name": found.content["name"],
        "version": next(row for row in rows if row["number"] == number),
        "before": before,
        "changes": changes(before.content, found.content) if before else [],
        "sections": sections(found.content),
        "day": date_format(found.made_on, "j F Y"),
    }
    return render(request, "plans/individual_version.html", context)


@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle the last version; with a reason when something stands in the way."""
    plan = visible(request, pk)
    require_writable(request.member, plan)
    form = WithoutForm(request.POST)
    without = form.cleaned_data["without"] if form.is_valid() else ""
    try:
        agree_individual(by=request.member, plan=plan, without=without)
    except CannotPlan as problem:
        messages.warning(request, str(problem))
    except StaleVersion:
        messages.warning(request, _("Somebody else was first: this is how the plan stands now."))
    return redirect(url_of(request.member, plan))


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the free steps: back to draft, carry out, or open again."""
    plan = visible(request, pk)
    require_editable(request.member, plan.pupil)
    was, status = request.POST.get("was", ""), request.POST.get("status", "")
    try:
        step_individual(by=request.member, plan=plan, was=was, status=status)
    except CannotPlan as problem:
        messages.warning(request, str(problem))
    except StaleVersion:
        messages.warning(request, _("Somebody else was first: this is how the plan stands now."))
    return redirect(url_of(request.member, plan))


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Look back on the plan, goal by goal, and say what follows."""
    plan = visible(request, pk)
    require_editable(request.member, plan.pupil)
    if request.method != "POST" and plan.status not in (STATUS.AGREED, STATUS.RUNNING):
        return redirect(url_of(request.member, plan))
    form = EvaluationForm(request.POST or None, by=request.member, plan=plan)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Kept. The plan is as you said."))
        return redirect(url_of(request.member, plan))
    record(request.member, "individualplan.read", plan, pupil=plan.pupil, reason=_reason(request, plan))
    terms = terms_of(request.member.school)
    context = {"plan": plan, "pupil": plan.pupil, "form": form, "name": terms.name_of(plan.kind)}
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "plans/individual_evaluation.html", context, status=status)


def _reason(request: HttpRequest, plan: IndividualPlan) -> str:
    return why_individual_visible(request.member, plan) or ""
