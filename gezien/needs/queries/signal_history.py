"""Every signal of one pupil with what happened to it, newest first; those that are over come last."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.needs.models import Signal, SignalStep
from gezien.needs.queries.attention import links_of, plain_signal
from gezien.needs.rule_sentences import Terms, sentence
from gezien.needs.rules import visible_signals
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member

State = Signal.State
SHOWN = 60
# Steps somebody made, which one can take back.
BY_HAND = (SignalStep.Kind.TAKEN_UP, SignalStep.Kind.PUT_ASIDE, SignalStep.Kind.RESOLVED)


def history(member: Member, pupil: Pupil, terms: Terms) -> list[dict[str, Any]]:
    """Four statements, however many signals and steps."""
    signals = list(visible_signals(member).filter(pupil=pupil).select_related("rule").order_by("-pk")[:SHOWN])
    steps: dict[int, list[SignalStep]] = {}
    for step in SignalStep.objects.filter(signal__in=signals).select_related("made_by").order_by("-pk"):
        steps.setdefault(step.signal_id, []).append(step)
    links = links_of(signals)
    rows = [_row(one, steps.get(one.pk, []), links.get(one.pk, []), terms) for one in signals]
    return sorted(rows, key=lambda row: row["state"] == State.RESOLVED)


def _row(signal: Signal, steps: list[SignalStep], links: list[str], terms: Terms) -> dict[str, Any]:
    plain = plain_signal(signal, sentence(signal.rule, terms))
    last = steps[0] if steps else None
    return {
        **plain,
        "state_words": State(plain["state"]).label,
        "ending": signal.get_ending_display(),
        "links": links,
        "steps": [_step(step) for step in steps],
        "can_undo": bool(last and last.kind in BY_HAND and last.made_by_id and last.version == signal.version),
        "is_open": plain["state"] == State.OPEN,
        "is_living": plain["state"] != State.RESOLVED,
        "can_reopen": plain["state"] == State.ASIDE
        or (plain["state"] == State.RESOLVED and signal.ending == Signal.Ending.CLOSED),
    }


def _step(step: SignalStep) -> dict[str, str]:
    return {
        "when": date_format(timezone.localtime(step.made_at), "j M Y"),
        "what": str(step.get_kind_display()),
        "who": step.made_by.name if step.made_by else _("by itself"),
        "text": step.text,
    }
