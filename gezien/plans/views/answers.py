"""Answers of parents and pupils at school, and links to share a version."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gezien.audit.log import record
from gezien.notes.files import Refused
from gezien.plans.actions.answers import mark_read
from gezien.plans.actions.individual import require_writable
from gezien.plans.actions.plans import CannotPlan
from gezien.plans.actions.share import NewLink, revoke_link
from gezien.plans.models import IndividualPlan, IndividualPlanVersion
from gezien.plans.queries.individual_content import latest_version, sections
from gezien.plans.queries.individual_page import link_row
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.rules import visible_answers, visible_links, why_individual_visible
from gezien.plans.share_forms import AnswerForm, LinkForm
from gezien.plans.views.individual import url_of, visible


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The last version to read and sign at school, and how it was answered otherwise."""
    plan = visible(request, pk)
    require_writable(request.member, plan)
    version = latest_version(plan)
    if version is None:
        return _nothing_yet(request, plan)
    form = AnswerForm(request.POST or None, request.FILES or None, by=request.member, version=version)
    if request.method == "POST" and form.is_valid() and _kept(form):
        messages.success(request, _("The answer to version %(number)d is kept.") % {"number": version.number})
        return redirect(url_of(request.member, plan) + "#answers")
    reason = why_individual_visible(request.member, plan) or ""
    record(request.member, "individualplan.read", plan, pupil=plan.pupil, reason=reason, number=version.number)
    context = _of(plan, version) | {"form": form}
    return render(request, "plans/individual_answer.html", context, status=422 if form.errors else 200)


def _kept(form: AnswerForm) -> bool:
    try:
        form.save()
    except Refused as reason:
        form.add_error("scan", str(reason))
        return False
    return True


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read what came by a link."""
    found = get_object_or_404(visible_answers(request.member).select_related("version__plan__pupil"), pk=pk)
    mark_read(by=request.member, answer=found)
    return redirect(url_of(request.member, found.version.plan) + "#answers")


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """Share the last version: who has a link, and making one. What is made is shown once, in the answer itself."""
    plan = visible(request, pk)
    require_writable(request.member, plan)
    version = latest_version(plan)
    if version is None:
        return _nothing_yet(request, plan)
    form = LinkForm(request.POST or None, terms=terms_of(request.member.school))
    made: NewLink | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = form.save(by=request.member, version=version)
        except CannotPlan as problem:
            messages.warning(request, str(problem))
        if made is None:
            messages.warning(request, _("This link was made before; it is shown once. Make a new one."))
            return redirect("plans:individual_links", school=request.member.school.slug, pk=plan.pk)
        form = None
    found = visible_links(request.member).filter(version__plan=plan).select_related("version")
    context = _of(plan, version) | {
        "form": form,
        "links": [link_row(link) for link in found],
        "made": _made(request, made),
    }
    return render(request, "plans/individual_links.html", context, status=422 if form and form.errors else 200)


def _made(request: HttpRequest, made: NewLink | None) -> dict[str, str] | None:
    """What is shown once: address, code in two groups, for whom and until when."""
    if made is None:
        return None
    return {
        "url": request.build_absolute_uri(reverse("shared:plan", args=[made.token])),
        "code": f"{made.code[:3]} {made.code[3:]}",
        "recipient": made.link.recipient,
        "until": date_format(made.link.valid_until, "l j F Y"),
    }


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a link at once."""
    link = get_object_or_404(visible_links(request.member).select_related("version__plan__pupil"), pk=pk)
    revoke_link(by=request.member, link=link)
    messages.success(request, _("The link of %(name)s no longer opens.") % {"name": link.recipient})
    return redirect("plans:individual_links", school=request.member.school.slug, pk=link.version.plan_id)


def _of(plan: IndividualPlan, version: IndividualPlanVersion) -> dict:
    return {
        "plan": plan,
        "pupil": plan.pupil,
        "version": version,
        "name": version.content["name"],
        "sections": sections(version.content),
        "day": date_format(version.made_on, "j F Y"),
    }


def _nothing_yet(request: HttpRequest, plan: IndividualPlan) -> HttpResponse:
    messages.warning(request, _("Put the plan before the parents first: then there is a version to answer to."))
    return redirect(url_of(request.member, plan))
