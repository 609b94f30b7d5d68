"""How a need goes on: closed, opened again, taken along to a later period, and what became of its words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.common.forms import posted_number
from gezien.common.models import StaleVersion
from gezien.needs.actions import carry_need, carry_needs, reopen_need
from gezien.needs.models import EducationalNeed
from gezien.needs.need_form import ClosureForm
from gezien.needs.queries.groups import choose_period, periods_of
from gezien.needs.queries.needs import Place, history, needs_to_carry, next_period, period_before
from gezien.needs.rules import may_edit_overview, require_editable_group, visible_needs
from gezien.needs.views.needs import changed, show
from gezien.needs.views.parts import is_part
from gezien.pupils.rules import require_editable, visible_groups, why_visible


@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a need ended."""
    need = _writable(request, pk)
    form = ClosureForm(request.POST, by=request.member, need=need)
    if form.try_save() is not None:
        return _done(request, need, _("The need is closed: %(how)s.") % {"how": need.get_outcome_display()})
    need.refresh_from_db()
    status = 409 if form.conflict else 422
    return show(request, _place(need), need, status=status, closure=form, changed_meanwhile=bool(form.conflict) or None)


@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed need again."""
    need = _writable(request, pk)
    try:
        reopen_need(by=request.member, need=need, expected=posted_number(request, "version"))
    except StaleVersion:
        need.refresh_from_db()
        return show(request, _place(need), need, status=409, changed_meanwhile=True)
    return _done(request, need, _("The need is open again."))


@require_POST
def carrying(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with one need in the next period, and show it there."""
    need = _writable(request, pk)
    to = next_period(need.period)
    if to is None:
        messages.warning(request, _("There is no later period yet. The coach adds periods under What we agreed."))
        return redirect(_address(need))
    carried = carry_need(by=request.member, need=need, to=to)
    messages.success(request, _("The need goes on in period %(number)s.") % {"number": to.number})
    return redirect(_address(carried))


@require_safe
def need_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed which words when, also of the needs it came from."""
    need = get_object_or_404(visible_needs(request.member).select_related("pupil", "subject", "period"), pk=pk)
    reason = why_visible(request.member, need.pupil)
    record(request.member, "pupil.read", need, pupil=need.pupil, reason=reason or "", screen="need_history")
    steps = history(request.member, need)
    back = _address(need) if may_edit_overview(request.member) else ""
    return render(request, "needs/need_history.html", {"need": need, "steps": steps, "back": back})


def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the needs of the period before, to choose which go on in this one. POST: take the ticked ones along."""
    member = request.member
    group = get_object_or_404(visible_groups(member).select_related("year"), pk=pk)
    require_editable_group(member, group)
    period = choose_period(periods_of(group), request.GET.get("period", ""))
    needs = needs_to_carry(member, group, period) if period else []
    if request.method == "POST":
        chosen = [need for need in needs if str(need.pk) in request.POST.getlist("need") and not need.is_closed]
        carried = carry_needs(by=member, needs=chosen, to=period)
        text = ngettext("%(n)s need goes on in period %(p)s.", "%(n)s needs go on in period %(p)s.", len(carried))
        messages.success(request, text % {"n": len(carried), "p": period.number})
        return redirect(_overview(request, group.pk, period.pk))
    record(member, "group.read", group, screen="carry_over")
    rows = [{"need": need, "is_carried": hasattr(need, "carried")} for need in needs if not need.is_closed]
    context = {
        "group": group,
        "period": period,
        "before": period_before(period) if period else None,
        "rows": rows,
        "waiting": any(not row["is_carried"] for row in rows),
        "closed": [need for need in needs if need.is_closed],
        "back": _overview(request, group.pk, period.pk if period else None),
    }
    return render(request, "needs/carry_over.html", context)


def _writable(request: HttpRequest, pk: int) -> EducationalNeed:
    needs = visible_needs(request.member).select_related("pupil", "subject", "period")
    need = get_object_or_404(needs, pk=pk)
    require_editable(request.member, need.pupil)
    return need


def _place(need: EducationalNeed) -> Place:
    return Place(need.pupil, need.subject, need.period, need.number)


def _done(request: HttpRequest, need: EducationalNeed, text: str) -> HttpResponse:
    """The need as it is now, in the overview or on its page."""
    if is_part(request):
        need.refresh_from_db()
        return changed(show(request, _place(need), need))
    messages.success(request, text)
    return redirect(_address(need))


def _address(need: EducationalNeed) -> str:
    url = reverse("needs:need", args=[need.school.slug, need.pupil_id, need.subject_id])
    return f"{url}?period={need.period_id}&nr={need.number}"


def _overview(request: HttpRequest, group: int, period: int | None) -> str:
    url = reverse("needs:overview", args=[request.member.school.slug, group])
    return f"{url}?period={period}" if period else url
