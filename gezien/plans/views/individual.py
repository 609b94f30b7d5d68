"""Pages of plans of one pupil: what is due, the pupil's own, drawing one up, and the plan itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record, record_reading
from gezien.common.forms import autosave_reply, wants_json
from gezien.common.models import StaleVersion
from gezien.common.numbers import number_of
from gezien.needs.views.coach import offered
from gezien.plans.actions import individual as actions
from gezien.plans.actions.plans import CannotPlan
from gezien.plans.individual_forms import IndividualForm, TermsForm
from gezien.plans.models import IndividualPlan
from gezien.plans.queries.individual import individual_rows
from gezien.plans.queries.individual_content import content_of, removed_line, removed_lines, sections
from gezien.plans.queries.individual_page import plan_page, pupil_plans
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.rules import editable_individual_plans, visible_individual_plans, why_individual_visible
from gezien.pupils.models import Pupil
from gezien.pupils.rules import editable_pupils, require_editable, visible_pupils, why_visible
from gezien.schools.models import Subject
from gezien.schools.rules import (
    Member,
    NotAllowed,
    may_keep_agreed,
    require_agreed,
    require_with_pupils,
    works_with_pupils,
)


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """The plans of visible pupils, what asks attention first; who works with no pupils has no such page."""
    member = request.member
    require_with_pupils(member)
    rows = individual_rows(member, terms_of(member.school))
    pupils = list(Pupil.objects.filter(school=member.school, pk__in={row["pupil_pk"] for row in rows}))
    record_reading(member, pupils, reason=_("in the list of individual plans"), screen="individual plans")
    context = {"rows": rows, "may_set": may_keep_agreed(member)}
    return render(request, "plans/individual_due.html", context)


@require_safe
def of_pupil(request: HttpRequest, pupil: int) -> HttpResponse:
    """The pupil's own plans, and drawing up a new one."""
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    reason = why_visible(request.member, found) or ""
    record(request.member, "individualplans.read", found, pupil=found, reason=reason)
    terms = terms_of(request.member.school)
    context = {
        "pupil": found,
        "can_edit": editable_pupils(request.member).filter(pk=found.pk).exists(),
        "may_see_all": True,
        **pupil_plans(request.member, found, terms),
    }
    return render(request, "plans/individual_pupil.html", context)


@require_POST
def start(request: HttpRequest, pupil: int) -> HttpResponse:
    """Draw one up: of a while, or with an outlook."""
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    require_editable(request.member, found)
    kind = request.POST.get("kind", "")
    if kind not in IndividualPlan.Kind:
        return redirect("plans:individual_of_pupil", school=request.member.school.slug, pupil=found.pk)
    try:
        plan = actions.start_individual(by=request.member, pupil=found, kind=kind)
    except CannotPlan as problem:
        messages.warning(request, str(problem))
        return redirect("plans:individual_of_pupil", school=request.member.school.slug, pupil=found.pk)
    return redirect(url_of(request.member, plan))


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan to write in, or to read; saving it, with its buttons for one more line or one less."""
    plan = visible(request, pk)
    if request.method == "POST":
        return _saved(request, plan)
    reason = why_individual_visible(request.member, plan) or ""
    record(request.member, "individualplan.read", plan, pupil=plan.pupil, reason=reason)
    can_edit = is_writable(request.member, plan)
    form = IndividualForm(by=request.member, plan=plan) if can_edit else None
    return _page(request, plan, form)


def _saved(request: HttpRequest, plan: IndividualPlan) -> HttpResponse:
    actions.require_writable(request.member, plan)
    form = IndividualForm(request.POST, by=request.member, plan=plan)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _page(request, plan, form, status=409 if form.conflict else 422)
    place = _line_buttons(request, saved)
    return redirect(url_of(request.member, saved) + place)


def _line_buttons(request: HttpRequest, plan: IndividualPlan) -> str:
    """Do what a named button asks, after the page was saved; where on the page it happened."""
    if (what := request.POST.get("add")) in ("goal", "support"):
        line = actions.add_line(by=request.member, plan=plan, what=what)
        return f"#{what}-{line.pk}"
    for button, action in (("remove", actions.remove_line), ("restore", actions.restore_line)):
        what, _dash, pk = request.POST.get(button, "").partition("-")
        if what in ("goal", "support") and (key := number_of(pk)):
            try:
                action(by=request.member, plan=plan, what=what, pk=key)
            except StaleVersion:
                messages.warning(request, _("Somebody else was first: this is how the plan stands now."))
            return f"?removed={what}-{pk}#{what}s" if button == "remove" else f"#{what}-{pk}"
    return ""


def _page(request: HttpRequest, plan: IndividualPlan, form: IndividualForm | None, status: int = 200) -> HttpResponse:
    member, terms = request.member, terms_of(request.member.school)
    content = content_of(plan, terms)
    context: dict[str, Any] = {
        "plan": plan,
        "pupil": plan.pupil,
        "form": form,
        "sections": [] if form else sections(content),
        **plan_page(member, plan, terms, content),
    }
    if form:
        subject = plan.subjects.order_by("position", "name").first() or Subject(pk=0, school=member.school)
        context["removed"] = removed_line(plan, request.GET.get("removed", ""))
        context["taken_out"] = removed_lines(plan, context["removed"])
        context["coach"] = offered(request, plan.pupil, subject)
    return render(request, "plans/individual.html", context, status=status)


@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan on paper, with room to sign."""
    plan = visible(request, pk)
    terms = terms_of(request.member.school)
    reason = why_individual_visible(request.member, plan) or ""
    record(request.member, "individualplan.exported", plan, pupil=plan.pupil, reason=reason, format="print")
    content = content_of(plan, terms)
    context = {"plan": plan, "pupil": plan.pupil, "sections": sections(content)}
    context |= plan_page(request.member, plan, terms, content)
    return render(request, "plans/individual_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away that only the school has seen, after asking."""
    plan = visible(request, pk)
    actions.require_writable(request.member, plan)
    if plan.status != IndividualPlan.Status.DRAFT or plan.versions.exists():
        raise NotAllowed("a plan that parents have seen")
    if request.method == "POST":
        actions.discard_individual(by=request.member, plan=plan)
        messages.success(request, _("The draft is gone."))
        return redirect("plans:individual_of_pupil", school=request.member.school.slug, pupil=plan.pupil_id)
    context = {"plan": plan, "pupil": plan.pupil, "name": terms_of(request.member.school).name_of(plan.kind)}
    return render(request, "plans/individual_discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The school's own names and terms; for who keeps what the school agreed."""
    require_agreed(request.member)
    found = terms_of(request.member.school)
    form = TermsForm(request.POST or None, by=request.member, terms=found)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Saved."))
        return redirect("plans:individual_terms", school=request.member.school.slug)
    status = 200 if request.method != "POST" else 409 if form.conflict else 422
    may_see = works_with_pupils(request.member)
    return render(request, "plans/individual_terms.html", {"form": form, "may_see": may_see}, status=status)


def visible(request: HttpRequest, pk: int) -> IndividualPlan:
    """The plan, when this member may see it; else it does not exist."""
    return get_object_or_404(visible_individual_plans(request.member).select_related("pupil", "drawn_up_by"), pk=pk)


def is_writable(member: Member, plan: IndividualPlan) -> bool:
    """Whether the member may write in the plan as it stands."""
    if plan.status == IndividualPlan.Status.ENDED:
        return False
    return editable_individual_plans(member).filter(pk=plan.pk).exists()


def url_of(member: Member, plan: IndividualPlan) -> str:
    """The page of the plan."""
    return reverse("plans:individual", args=[member.school.slug, plan.pk])
