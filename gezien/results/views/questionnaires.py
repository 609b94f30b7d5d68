"""Pages of the school's questionnaires: what is asked, read by everyone, kept by who keeps what the school agreed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.results.actions import questionnaires as actions
from gezien.results.actions.questionnaires import InUse
from gezien.results.forms import questionnaires as forms
from gezien.results.models import Questionnaire, QuestionnaireDomain, QuestionnaireItem
from gezien.results.queries import questionnaire_lists as queries
from gezien.results.rules import editable_questionnaires, visible_questionnaires
from gezien.schools.rules import Member, may_keep_agreed, require_agreed, require_among


@require_safe
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Every questionnaire of the school; with "removed" the offer to undo that removal."""
    member = request.member
    can_edit = may_keep_agreed(member)
    context = {
        "rows": queries.list_rows(member),
        "can_edit": can_edit,
        "misses_shipped": can_edit and queries.misses_shipped(member),
        "removal": queries.removal(member, request.GET.get("removed", "")) if can_edit else None,
    }
    return render(request, "results/questionnaires.html", context)


@require_safe
def questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, as it will be put; who keeps it changes it here."""
    found = get_object_or_404(visible_questionnaires(request.member).select_related("school"), pk=pk)
    return _show(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def add_questionnaire(request: HttpRequest) -> HttpResponse:
    """A questionnaire of the school's own."""
    require_agreed(request.member)
    form = forms.NewQuestionnaireForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        found = form.save()
        messages.success(request, _("%(name)s is there. Now its domains and statements.") % {"name": found.name})
        return _to(found)
    return render(request, "results/questionnaire_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, year groups, scale, in use or not."""
    found = _editable(request.member, pk)
    form = forms.ChangeQuestionnaireForm(request.POST or None, member=request.member, questionnaire=found)
    return _form_page(request, form, found, "results/questionnaire_form.html")


@require_POST
def shipped_questionnaires(request: HttpRequest) -> HttpResponse:
    """Put back the examples that are not there."""
    actions.add_shipped(by=request.member)
    messages.success(request, _("The examples are there again."))
    return redirect("results:questionnaires", request.member.school.slug)


@require_POST
def questionnaire_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A copy to change."""
    copy = actions.copy_questionnaire(by=request.member, questionnaire=_editable(request.member, pk))
    messages.success(request, _("This is a copy, not in use yet. Change what you like."))
    return _to(copy)


@require_POST
def questionnaire_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one that was never used; the page after it offers to undo."""
    found = _editable(request.member, pk)
    version = posted_number(request, "version")
    try:
        event = actions.remove_questionnaire(by=request.member, questionnaire=found, version=version)
    except InUse as reason:
        messages.error(request, str(reason))
        return _to(found)
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this questionnaire meanwhile; here it is as it is now."))
        return _to(found)
    return redirect(f"{reverse('results:questionnaires', args=[request.member.school.slug])}?removed={event.pk}")


@require_POST
def questionnaire_return(request: HttpRequest) -> HttpResponse:
    """Undo a removal."""
    require_agreed(request.member)
    event = queries.removal(request.member, request.POST.get("removed", ""))
    if event is None:
        return redirect("results:questionnaires", request.member.school.slug)
    found = actions.restore_questionnaire(by=request.member, event=event)
    messages.success(request, _("%(name)s is back.") % {"name": found.name})
    return _to(found)


@require_POST
def add_domain(request: HttpRequest, pk: int) -> HttpResponse:
    """A domain at the end."""
    found = _editable(request.member, pk)
    form = forms.DomainForm(request.POST, prefix="domain")
    if not form.is_valid():
        return _show(request, found, domain_form=form, status=422)
    domain = actions.add_domain(by=request.member, questionnaire=found, **form.cleaned_data)
    return _to(found, f"domain-{domain.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def domain(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a domain."""
    one = _domain(request.member, pk)
    form = forms.ChangeDomainForm(request.POST or None, member=request.member, domain=one)
    return _form_page(request, form, one.questionnaire, "results/questionnaire_part.html", one)


@require_POST
def domain_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    one = _domain(request.member, pk)
    actions.move_domain(by=request.member, domain=one, up="up" in request.POST)
    return _to(one.questionnaire, f"domain-{pk}")


@require_POST
def domain_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an empty domain."""
    one = _domain(request.member, pk)
    return _tried(request, one.questionnaire, lambda: actions.remove_domain(by=request.member, domain=one))


@require_POST
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """A statement at the end of a domain."""
    one = _domain(request.member, pk)
    form = forms.ItemForm(request.POST, prefix=f"item-{pk}")
    if not form.is_valid():
        return _show(request, one.questionnaire, item_form=form, status=422)
    item = actions.add_item(by=request.member, domain=one, **form.cleaned_data)
    return _to(one.questionnaire, f"item-{item.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Reword a statement; once it was asked, a new one takes its place."""
    one = _item(request.member, pk)
    form = forms.ChangeItemForm(request.POST or None, member=request.member, item=one)
    return _form_page(request, form, one.domain.questionnaire, "results/questionnaire_part.html", one)


@require_POST
def item_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    one = _item(request.member, pk)
    actions.move_item(by=request.member, item=one, up="up" in request.POST)
    return _to(one.domain.questionnaire, f"item-{pk}")


@require_POST
def item_retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a statement, or with "again" ask it again."""
    one = _item(request.member, pk)
    actions.set_in_use(by=request.member, item=one, is_active="again" in request.POST)
    return _to(one.domain.questionnaire, f"domain-{one.domain_id}")


@require_POST
def item_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a statement that was never asked."""
    one = _item(request.member, pk)
    return _tried(request, one.domain.questionnaire, lambda: actions.remove_item(by=request.member, item=one))


def _tried(request: HttpRequest, found: Questionnaire, act: Callable[[], None]) -> HttpResponse:
    """Do it, or say why it cannot be."""
    try:
        act()
    except InUse as reason:
        messages.error(request, str(reason))
    return _to(found)


def _form_page(
    request: HttpRequest,
    form: forms.Savable,
    found: Questionnaire,
    template: str,
    part: QuestionnaireDomain | QuestionnaireItem | None = None,
) -> HttpResponse:
    """A form about a questionnaire or a part of it; saved, one is back at the questionnaire."""
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Saved."))
        return _to(found)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, template, {"form": form, "questionnaire": found, "part": part}, status=status)


def _show(
    request: HttpRequest,
    found: Questionnaire,
    *,
    domain_form: forms.DomainForm | None = None,
    item_form: forms.ItemForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "questionnaire": found,
        **queries.contents(found),
        "can_edit": editable_questionnaires(request.member).filter(pk=found.pk).exists(),
        "domain_form": domain_form or forms.DomainForm(prefix="domain"),
    }
    for row in context["domains"]:
        prefix = f"item-{row['pk']}"
        is_typed = item_form is not None and item_form.prefix == prefix
        row["form"] = item_form if is_typed else forms.ItemForm(prefix=prefix)
    return render(request, "results/questionnaire.html", context, status=status)


def _to(found: Questionnaire, anchor: str = "") -> HttpResponse:
    url = reverse("results:questionnaire", args=[found.school.slug, found.pk])
    return redirect(f"{url}#{anchor}" if anchor else url)


def _editable(member: Member, pk: int) -> Questionnaire:
    """The questionnaire to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(visible_questionnaires(member).select_related("school"), pk=pk)
    require_among(editable_questionnaires(member), found)
    return found


def _domain(member: Member, pk: int) -> QuestionnaireDomain:
    domains = QuestionnaireDomain.objects.filter(questionnaire__in=visible_questionnaires(member))
    found = get_object_or_404(domains.select_related("questionnaire__school"), pk=pk)
    _editable(member, found.questionnaire_id)
    return found


def _item(member: Member, pk: int) -> QuestionnaireItem:
    items = QuestionnaireItem.objects.filter(domain__questionnaire__in=visible_questionnaires(member))
    found = get_object_or_404(items.select_related("domain__questionnaire__school"), pk=pk)
    _editable(member, found.domain.questionnaire_id)
    return found
