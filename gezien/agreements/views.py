"""Pages of agreements: the list, making and changing one, and what came of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gezien.agreements import actions, queries
from gezien.agreements.forms import ChangeAgreementForm, ClosureForm, MakeAgreementForm
from gezien.agreements.models import Agreement
from gezien.agreements.rules import (
    editable_agreements,
    may_make_agreements,
    visible_agreements,
    why_agreement_visible,
)
from gezien.audit.log import record_reading
from gezien.common.forms import refresh
from gezien.common.models import StaleVersion
from gezien.schools.roles import Permission
from gezien.schools.rules import Member


@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    """Own agreements, what was done lately, and those of others: of own groups, or of the whole school."""
    member = request.member
    rows = queries.agreement_rows(
        member,
        [
            *queries.open_agreements(member),
            *queries.open_agreements_of_others(member),
            *queries.lately_closed(member),
        ],
    )
    own = [row for row in rows if row["is_own"] and not row["is_closed"]]
    others = [row for row in rows if not row["is_own"] and not row["is_closed"]]
    by_owner = request.GET.get("by") == "owner"
    context = {
        "own": own,
        "closed": [row for row in rows if row["is_closed"]],
        "sections": _sections(others, "owner" if by_owner else "about"),
        "others": len(others),
        "overdue": sum(row["is_overdue"] for row in rows),
        "by_owner": by_owner,
        "sees_all": member.may(Permission.ALL_GROUPS),
        "can_make": may_make_agreements(member),
        "next": request.get_full_path(),
    }
    return render(request, "agreements/list.html", context)


def _sections(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Rows under the heading they have in common, headings in order of the alphabet."""
    headings: dict[str, list] = {}
    for row in rows:
        headings.setdefault(row[key], []).append(row)
    return [{"title": title, "rows": headings[title]} for title in sorted(headings)]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Make an agreement: ?about=group-12, pupil-34 or school, ?next= where to go on."""
    if not may_make_agreements(request.member):
        raise PermissionDenied
    about = request.GET.get("about", "")
    form = MakeAgreementForm(request.POST or None, member=request.member, about=about)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The agreement stands."))
        return redirect(_next(request))
    refresh(form.fields["about"].widget, request.path, "#who")
    context = {"form": form, "next": _next(request)}
    if request.headers.get("HX-Request"):
        return render(request, "agreements/add.html#who", context)
    return render(request, "agreements/add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an open agreement."""
    agreement = _visible(request.member, pk)
    if agreement.outcome or not editable_agreements(request.member).filter(pk=pk).exists():
        raise PermissionDenied
    form = ChangeAgreementForm(request.POST or None, agreement=agreement, member=request.member)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The agreement is changed."))
        return redirect(_next(request))
    _log_reading(request.member, agreement)
    context = {
        "form": form,
        "agreement": agreement,
        "about": queries.about_in_words(agreement),
        "next": _next(request),
    }
    return render(request, "agreements/edit.html", context, status=409 if form.conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, or not done because…; with `undo` posted the agreement is open again."""
    agreement = _visible(request.member, pk)
    if request.method == "POST" and "undo" in request.POST:
        return _reply(request, agreement, _reopen(request, agreement))
    form = ClosureForm(request.POST or None, initial={"version": agreement.version})
    if request.method == "POST" and form.is_valid():
        return _reply(request, agreement, _close(request.member, agreement, form.cleaned_data))
    if not editable_agreements(request.member).filter(pk=pk).exists():
        raise PermissionDenied
    _log_reading(request.member, agreement)
    row = queries.agreement_rows(request.member, [agreement])[0]
    if request.headers.get("HX-Request"):
        return render(
            request,
            "agreements/row.html",
            {"row": row, "form": form, "next": _next(request)},
            status=422,
        )
    context = {"form": form, "row": row, "agreement": agreement, "next": _next(request)}
    return render(request, "agreements/closure.html", context)


def _close(member: Member, agreement: Agreement, data: dict[str, Any]) -> bool:
    """Whether it was closed; False when somebody else changed it first."""
    try:
        actions.close_agreement(by=member, agreement=agreement, **data)
    except StaleVersion:
        return False
    return True


def _reopen(request: HttpRequest, agreement: Agreement) -> bool:
    """Whether it was reopened; False when somebody else changed it first."""
    version = request.POST.get("version", "")
    try:
        actions.reopen_agreement(
            by=request.member,
            agreement=agreement,
            version=int(version) if version.isdecimal() else 0,
        )
    except StaleVersion:
        return False
    return True


def _reply(request: HttpRequest, agreement: Agreement, saved: bool) -> HttpResponse:
    """The row as it is now, for htmx; else back to where one came from."""
    if not request.headers.get("HX-Request"):
        if not saved:
            messages.warning(
                request,
                _("Somebody else changed this agreement meanwhile; here it is as it is now."),
            )
        return redirect(_next(request))
    fresh = queries.with_names(Agreement.objects.filter(pk=agreement.pk))
    context = {
        "row": queries.agreement_rows(request.member, fresh)[0],
        "next": _next(request),
        "was_stale": not saved,
        "just_changed": saved,
    }
    return render(request, "agreements/row.html", context)


def _visible(member: Member, pk: int) -> Agreement:
    return get_object_or_404(queries.with_names(visible_agreements(member)), pk=pk)


def _log_reading(member: Member, agreement: Agreement) -> None:
    if agreement.pupil:
        reason = why_agreement_visible(member, agreement) or ""
        record_reading(member, [agreement.pupil], reason=reason, screen="agreement")


def _next(request: HttpRequest) -> str:
    """Where one came from, when that is a page of ours; else the list."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure()):
        return url
    return reverse("agreements:list", args=[request.member.school.slug])
