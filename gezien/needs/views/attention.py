"""Signals nobody gives attention yet, what became of the others, and the history of one pupil's signals."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record_reading
from gezien.common import clock
from gezien.common.forms import number_in
from gezien.common.going_back import own_page
from gezien.common.models import StaleVersion
from gezien.common.numbers import number_of
from gezien.needs.actions import signals as life
from gezien.needs.models import Signal, SignalRule
from gezien.needs.queries.attention import Choice, attention_rows, counts, groups_of_today, looked_on
from gezien.needs.queries.rule_terms import terms_of
from gezien.needs.queries.signal_history import history
from gezien.needs.rules import may_edit_overview, may_list_signals, visible_signals, why_signals_listed
from gezien.needs.signal_forms import USUAL, AsideForm, ClosureForm
from gezien.pupils.models import Pupil
from gezien.pupils.rules import editable_pupils, require_editable, visible_pupils, why_visible
from gezien.schools.rules import Member

SHOWN = 60
STATES = (Signal.State.OPEN, Signal.State.TAKEN_UP, Signal.State.ASIDE, Signal.State.RESOLVED)


@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """Pupils with a signal, by what became of it; for who sees pupils, of a group or of all one sees."""
    member = request.member
    if not may_list_signals(member):
        raise Http404
    choice = _choice(request)
    found = attention_rows(member, choice, terms_of(member.school))
    rows = found[:SHOWN]
    log_shown(member, rows)
    context = {
        "rows": rows,
        "more": len(found) - len(rows),
        "choice": choice,
        "tabs": _tabs(request, choice),
        "groups": groups_of_today(member),
        "directions": SignalRule.Direction.choices,
        "can_write": may_edit_overview(member),
        "looked_on": looked_on(member.school),
        "shows_attention": choice.state == Signal.State.OPEN,
        "usual_until": clock.today() + USUAL,
        "next": request.get_full_path(),
    }
    return render(request, "needs/signal_list.html", context)


@require_safe
def pupil_signals(request: HttpRequest, pupil: int) -> HttpResponse:
    """Every signal of one pupil, with what happened to it and what one can do."""
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    return _show_pupil(request, found)


@require_POST
def aside(request: HttpRequest, pupil: int) -> HttpResponse:
    """Put signals of a pupil aside until a day, with a reason."""
    found = _writable(request, pupil)
    form = AsideForm(request.POST)
    if not form.is_valid():
        return _show_pupil(request, found, aside=form, status=422)
    put = _each(request, found, life.put_aside, **form.cleaned_data)
    text = ngettext("%(n)s signal of %(name)s put aside.", "%(n)s signals of %(name)s put aside.", put)
    return _done(request, found, text % {"n": put, "name": found.name}) if put else _stale(request, found)


@require_POST
def closure(request: HttpRequest, pupil: int) -> HttpResponse:
    """Close signals of a pupil, with a reason: they ask for nothing more until something new bears them out."""
    found = _writable(request, pupil)
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return _show_pupil(request, found, closing=form, status=422)
    closed = _each(request, found, life.close_signal, reason=form.cleaned_data["reason"])
    return _done(request, found, _("The signal is closed.")) if closed else _stale(request, found)


@require_POST
def undo(request: HttpRequest, pupil: int) -> HttpResponse:
    """Take the last step with a signal back, or open one again that was put aside or closed (again=1)."""
    found = _writable(request, pupil)
    done = _each(request, found, life.reopen if request.POST.get("again") else life.undo_step)
    if not done:
        return _stale(request, found)
    messages.success(request, _("The signal is as it was before."))
    return redirect(_back(request, found))


def _writable(request: HttpRequest, pk: int) -> Pupil:
    """A pupil one sees (else 404) and in whose file one may write (else 403)."""
    found = get_object_or_404(visible_pupils(request.member), pk=pk)
    require_editable(request.member, found)
    return found


def _choice(request: HttpRequest) -> Choice:
    """What one asks for; nonsense asks for what is open."""
    state, direction = request.GET.get("state", ""), request.GET.get("direction", "")
    return Choice(
        state=state if state in STATES else Signal.State.OPEN,
        group=number_in(request.GET, "group") or None,
        direction=direction if direction in SignalRule.Direction.values else "",
    )


def _show_pupil(
    request: HttpRequest,
    pupil: Pupil,
    *,
    aside: AsideForm | None = None,
    closing: ClosureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = request.member
    record_reading(member, [pupil], reason=why_visible(member, pupil) or "", screen="signals")
    context = {
        "pupil": pupil,
        "rows": history(member, pupil, terms_of(member.school)),
        "can_write": editable_pupils(member).filter(pk=pupil.pk).exists(),
        "aside": aside or AsideForm(),
        "closing": closing or ClosureForm(auto_id="close-%s"),
    }
    return render(request, "needs/pupil_signals.html", context, status=status)


def _each(request: HttpRequest, pupil: Pupil, action: Any, **values: Any) -> int:
    """Call the action for each signal sent ("key:version"); how many went well."""
    sent = dict(one.split(":", 1) for one in request.POST.getlist("signals") if ":" in one)
    keys = {number_of(pk): number_of(version) for pk, version in sent.items()}
    done = 0
    for signal in visible_signals(request.member).filter(pupil=pupil, pk__in=keys).select_related("pupil", "rule"):
        try:
            action(by=request.member, signal=signal, expected=keys[signal.pk], **values)
        except (StaleVersion, life.CannotDo):
            continue
        done += 1
    return done


def _done(request: HttpRequest, pupil: Pupil, text: str) -> HttpResponse:
    """Say so, with the way to take it back, and go where one came from."""
    page = reverse("needs:pupil_signals", args=[request.member.school.slug, pupil.pk])
    messages.success(request, format_html('{} <a href="{}">{}</a>', text, page, _("See or take back")))
    return redirect(_back(request, pupil))


def _back(request: HttpRequest, pupil: Pupil) -> str:
    """Where one came from, else the pupil's signals."""
    return own_page(request, request.POST.get("next")) or reverse(
        "needs:pupil_signals", args=[request.member.school.slug, pupil.pk]
    )


def _stale(request: HttpRequest, pupil: Pupil) -> HttpResponse:
    messages.warning(request, _("The signals changed meanwhile. This is how they are now."))
    return redirect("needs:pupil_signals", school=request.member.school.slug, pupil=pupil.pk)


def _tabs(request: HttpRequest, choice: Choice) -> list[dict[str, Any]]:
    """What became of the signals, each with how many pupils; the other choices stay."""
    number = counts(request.member, choice.group)
    query = request.GET.copy()
    tabs = []
    for state in STATES:
        query["state"] = state.value
        tabs.append(
            {
                "url": f"?{query.urlencode()}",
                "name": _NAMES[state](),
                "number": number.get(state),
                "is_current": state == choice.state,
            }
        )
    return tabs


_NAMES = {
    Signal.State.OPEN: lambda: _("Nobody works on it yet"),
    Signal.State.TAKEN_UP: lambda: _("Taken up"),
    Signal.State.ASIDE: lambda: pgettext("signals", "Put aside"),
    Signal.State.RESOLVED: lambda: _("Resolved"),
}


def log_shown(member: Member, rows: list[dict[str, Any]]) -> None:
    """Log whose files a list of signals showed a part of; the pupils of one group for the same reason."""
    for reason, pupils in why_signals_listed(member, [(row["pupil"], row["group"]) for row in rows]):
        record_reading(member, pupils, reason=reason, screen="signals")
