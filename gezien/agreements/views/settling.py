"""What came of an agreement: done, not done, something else instead, and whether it helped."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gezien.agreements import actions, queries
from gezien.agreements.forms import ClosureForm, EffectForm, ReplaceForm
from gezien.agreements.models import Agreement
from gezien.agreements.rules import editable_agreements
from gezien.agreements.views.found import (
    found_agreement,
    log_reading,
    next_page,
    require_open,
    words_back,
)
from gezien.common.forms import posted_number
from gezien.common.given_back import gives_words_back
from gezien.common.models import StaleVersion


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(ClosureForm)
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, or not done because…; with `undo` posted the agreement is open again."""
    agreement = found_agreement(request.member, pk)
    if request.method == "POST" and "undo" in request.POST:
        of = {"by": request.member, "agreement": agreement, "version": posted_number(request, "version")}
        return _reply(request, agreement, _is_kept(actions.reopen_agreement, **of))
    form = ClosureForm(request.POST or None, initial={"version": agreement.version})
    if request.method == "POST" and form.is_valid():
        if _is_kept(actions.close_agreement, by=request.member, agreement=agreement, **form.cleaned_data):
            return _reply(request, agreement, saved=True)
        return _first_was_another(request, agreement, form, "agreements/closure.html")
    if not editable_agreements(request.member).filter(pk=pk).exists():
        raise PermissionDenied
    log_reading(request.member, agreement)
    status = 422 if form.is_bound else 200
    return _form_again(request, agreement, form, "agreements/closure.html", status=status)


def _first_was_another(request: HttpRequest, agreement: Agreement, form: forms.Form, template: str) -> HttpResponse:
    """Somebody else changed it first: how it stands now, with what was typed; saving again is a choice (409)."""
    if not _typed(request):
        return _reply(request, agreement, saved=False)
    fresh = queries.with_names(Agreement.objects.filter(pk=agreement.pk)).get()
    form.data = form.data.copy()
    form.data["version"] = str(fresh.version)
    return _form_again(request, fresh, form, template, status=409)


def _form_again(
    request: HttpRequest, agreement: Agreement, form: forms.Form, template: str, *, status: int
) -> HttpResponse:
    """The page of a form, or for htmx the row, with what was typed."""
    context = {
        "row": queries.agreement_rows(request.member, [agreement])[0],
        "form": form,
        "next": next_page(request),
        "was_stale": status == 409,
        "typed": _typed(request),
    }
    if request.headers.get("HX-Request"):
        return render(request, "agreements/row.html", context, status=422 if status == 200 else status)
    return render(request, template, {**context, "agreement": agreement}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(ReplaceForm)
def successor(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on something else instead: the old agreement is closed as changed, the new one follows it."""
    agreement = found_agreement(request.member, pk)
    form = ReplaceForm(request.POST or None, agreement=agreement, member=request.member)
    if agreement.outcome and (kept := words_back(request, agreement, form)):
        return kept
    require_open(request.member, agreement)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The new agreement stands; the old one is kept as changed."))
        return redirect(next_page(request))
    log_reading(request.member, agreement)
    row = queries.agreement_rows(request.member, [agreement])[0]
    context = {"form": form, "row": row, "next": next_page(request)}
    return render(request, "agreements/successor.html", context, status=409 if form.conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(EffectForm)
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Did it help: yes, partly, no, and what one saw; with `undo` posted the answer is taken back."""
    agreement = found_agreement(request.member, pk)
    form = EffectForm(request.POST or None, initial={"version": agreement.version, "words": agreement.helped_words})
    is_done = agreement.outcome == Agreement.Outcome.DONE
    if not is_done and "undo" not in request.POST and (kept := words_back(request, agreement, form)):
        return kept
    if not is_done or not editable_agreements(request.member).filter(pk=pk).exists():
        raise PermissionDenied
    if request.method == "POST" and "undo" in request.POST:
        of = {"by": request.member, "agreement": agreement, "version": posted_number(request, "version"), "helped": ""}
        return _reply(request, agreement, _is_kept(actions.tell_effect, **of))
    if request.method == "POST" and form.is_valid():
        if _is_kept(actions.tell_effect, by=request.member, agreement=agreement, **form.cleaned_data):
            return _reply(request, agreement, saved=True)
        return _first_was_another(request, agreement, form, "agreements/effect.html")
    log_reading(request.member, agreement)
    return _form_again(request, agreement, form, "agreements/effect.html", status=422 if form.is_bound else 200)


def _is_kept(action: Callable[..., Agreement], **values: Any) -> bool:
    """Whether it was written; False when somebody else changed the agreement first."""
    try:
        action(**values)
    except StaleVersion:
        return False
    return True


def _typed(request: HttpRequest) -> str:
    return (request.POST.get("note") or request.POST.get("words") or "").strip()


def _reply(request: HttpRequest, agreement: Agreement, saved: bool) -> HttpResponse:
    """The row as it is now, for htmx; else back to where one came from."""
    if not request.headers.get("HX-Request"):
        if not saved:
            messages.warning(
                request,
                _("Somebody else changed this agreement meanwhile; here it is as it is now."),
            )
        return redirect(next_page(request))
    fresh = queries.with_names(Agreement.objects.filter(pk=agreement.pk))
    context = {
        "row": queries.agreement_rows(request.member, fresh)[0],
        "next": next_page(request),
        "was_stale": not saved,
        "just_changed": saved,
    }
    return render(request, "agreements/row.html", context)
