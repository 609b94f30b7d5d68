"""What somebody does with a signal: put it aside, close it, bring it back, or take the last step back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.actions.signals import CannotDo, close_signal, put_aside, reopen, undo_step
from gezien.needs.models import Signal
from gezien.needs.rules import visible_signals
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member


@require_POST
def signal_step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step with one signal, then back to why the pupil is flagged."""
    signal = get_object_or_404(visible_signals(request.member).select_related("pupil"), pk=pk)
    require_editable(request.member, signal.pupil)
    step, version = request.POST.get("step", ""), request.POST.get("version", "")
    try:
        _do(request, request.member, signal, step, int(version) if version.isdigit() else 0)
    except CannotDo as problem:
        messages.error(request, str(problem))
    except StaleVersion:
        messages.error(request, _("Something changed about this signal meanwhile. Look again."))
    else:
        messages.success(request, said(step))
    return redirect(_back(request, signal))


def said(step: str) -> str:
    """What the page says after a step."""
    return {
        "aside": _("The signal is put aside."),
        "close": _("The signal is closed. It returns when something new bears it out."),
        "reopen": _("The signal is back."),
    }.get(step, _("Taken back."))


def _do(request: HttpRequest, by: Member, signal: Signal, step: str, version: int) -> None:
    reason = request.POST.get("reason", "")
    if step == "aside":
        until = parse_date(request.POST.get("until", "")) or clock.today()
        put_aside(by=by, signal=signal, reason=reason, until=until, expected=version)
    elif step == "close":
        close_signal(by=by, signal=signal, reason=reason, expected=version)
    elif step == "reopen":
        reopen(by=by, signal=signal, reason=reason, expected=version)
    else:
        undo_step(by=by, signal=signal, expected=version)


def _back(request: HttpRequest, signal: Signal) -> str:
    """Why the pupil is flagged, in the group one came from."""
    slug, group = request.member.school.slug, request.POST.get("group", "")
    if not group.isdigit():
        return reverse("needs:groups", args=[slug])
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return reverse("needs:signals", args=[slug, group, signal.pupil_id]) + query
