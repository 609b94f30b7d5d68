"""Pages of the school's own norm tables."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.results.actions.norms import NormTaken, remove_norm, undo_norm
from gezien.results.forms.norms import NormForm, ResultSettingsForm
from gezien.results.models import Instrument, NormTable
from gezien.results.queries.dle import result_settings
from gezien.results.queries.norms import editions, norm_tables
from gezien.results.rules import editable_norms, visible_instruments, visible_norms
from gezien.schools.rules import Member, may_keep_agreed, require_agreed, require_among


@require_safe
def norms(request: HttpRequest) -> HttpResponse:
    """Every test with levels and figures, with the bounds the school filled in; what was removed can come back."""
    can_edit = may_keep_agreed(request.member)
    context = {"subjects": norm_tables(request.member), "can_edit": can_edit}
    if can_edit:
        removed = editable_norms(request.member).exclude(removed_at=None).select_related("instrument")
        context["removed"] = list(removed.order_by("-removed_at", "pk")[:10])
    return render(request, "results/norms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_norm(request: HttpRequest, instrument: int) -> HttpResponse:
    """Bounds for one more moment of a test."""
    require_agreed(request.member)
    found = get_object_or_404(visible_instruments(request.member), pk=instrument)
    return _norm(request, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
def norm(request: HttpRequest, pk: int) -> HttpResponse:
    """The bounds of one test at one moment."""
    table = _editable(request.member, pk)
    return _norm(request, table.instrument, table)


@require_POST
def norm_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer drawn; the page it leads to has the way back."""
    table = _editable(request.member, pk)
    try:
        remove_norm(by=request.member, table=table, version=posted_number(request, "version"))
        messages.info(request, _("The norm table is removed. You can bring it back below. Results stay as they are."))
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this norm table meanwhile; here it is as it is now."))
    return redirect("results:norms", request.member.school.slug)


@require_POST
def norm_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring back a removed table, or what it said before."""
    require_agreed(request.member)
    table = get_object_or_404(editable_norms(request.member).select_related("instrument"), pk=pk)
    try:
        undo_norm(by=request.member, table=table, version=posted_number(request, "version"))
        messages.success(request, _("The norm table is as it was."))
    except NormTaken as reason:
        messages.error(request, str(reason))
    except StaleVersion:
        messages.warning(request, _("Somebody else changed this norm table meanwhile; here it is as it is now."))
    return redirect("results:norms", request.member.school.slug)


@require_POST
def settings(request: HttpRequest) -> HttpResponse:
    """Whether the school works with DL and DLE."""
    require_agreed(request.member)
    form = ResultSettingsForm(request.POST, member=request.member, settings=result_settings(request.member.school))
    if form.try_save():
        messages.success(request, _("That is saved."))
    else:
        messages.warning(request, _("Somebody else changed this meanwhile; here it is as it is now."))
    return redirect("results:instruments", request.member.school.slug)


def _norm(request: HttpRequest, instrument: Instrument, table: NormTable | None) -> HttpResponse:
    """Show, fill from a spreadsheet, or save."""
    form = NormForm(request.POST or None, member=request.member, instrument=instrument, table=table)
    if request.method == "POST" and "fill" in request.POST:
        return _show(request, *_filled(form))
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The bounds of %(test)s are saved.") % {"test": instrument.name})
        return redirect("results:norms", request.member.school.slug)
    return _show(request, form, 409 if form.conflict else 422 if form.errors else 200)


def _filled(form: NormForm) -> tuple[NormForm, int]:
    try:
        return form.filled_in(), 200
    except ValueError as reason:
        form.full_clean()
        form.add_error("pasted", str(reason))
        return form, 422


def _show(request: HttpRequest, form: NormForm, status: int) -> HttpResponse:
    context = {"form": form, "rows": form.rows(), "instrument": form.instrument, "table": form.table}
    context["editions"] = editions(form.table) if form.table else []
    return render(request, "results/norm.html", context, status=status)


def _editable(member: Member, pk: int) -> NormTable:
    """The table to change: 404 when it is not this school's, 403 when the member only reads it."""
    found = get_object_or_404(visible_norms(member).select_related("instrument"), pk=pk)
    require_among(editable_norms(member), found)
    return found
