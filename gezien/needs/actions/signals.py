"""The life of a signal: taken up, put aside, closed, returned, and the last step taken back."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.actions.looking import before_of
from gezien.needs.models import EducationalNeed, Signal, SignalLink, SignalStep
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member

State, Ending, Step = Signal.State, Signal.Ending, SignalStep.Kind
LIFE = ["state", "aside_until", "reason", "resolved_on", "ending", "returns"]
# Steps somebody made; only those can be taken back.
BY_HAND = (Step.TAKEN_UP, Step.PUT_ASIDE, Step.RESOLVED)


class CannotDo(Exception):
    """This cannot be done with the signal as it is; the text says why."""


@transaction.atomic
def take_up(
    *,
    by: Member,
    signal: Signal,
    expected: int,
    kind: str = SignalLink.Kind.OTHER,
    need: EducationalNeed | None = None,
    target: int | None = None,
    text: str = "",
) -> Signal:
    """Somebody works on it, with a need, or (`kind`, `target`) a plan, case or review of an app above this one."""
    require_editable(by, signal.pupil)
    _require_living(signal)
    SignalLink.objects.create(
        school_id=signal.school_id,
        signal=signal,
        kind=kind,
        need=need,
        target=need.pk if need else target,
        text=text[:200],
        made_by=by.user,
    )
    return _step(by, signal, Step.TAKEN_UP, expected, text=text, state=State.TAKEN_UP, aside_until=None, reason="")


@transaction.atomic
def put_aside(*, by: Member, signal: Signal, reason: str, until: dt.date, expected: int) -> Signal:
    """Not now, and why: silent until that day, then open again by itself."""
    require_editable(by, signal.pupil)
    _require_living(signal)
    if not reason.strip():
        raise CannotDo(_("Say why, so that a colleague understands it later."))
    if until <= clock.today():
        raise CannotDo(_("Choose a day to come."))
    return _step(
        by, signal, Step.PUT_ASIDE, expected, text=reason, state=State.ASIDE, aside_until=until, reason=reason.strip()
    )


@transaction.atomic
def close_signal(
    *, by: Member, signal: Signal, reason: str, expected: int, ending: str = Signal.Ending.CLOSED
) -> Signal:
    """It asks for nothing more: silent until something new bears it out."""
    require_editable(by, signal.pupil)
    _require_living(signal)
    if not reason.strip() and ending == Ending.CLOSED:
        raise CannotDo(_("Say why, so that a colleague understands it later."))
    return _close(by, signal, reason, expected, ending)


def _close(by: Member, signal: Signal, reason: str, expected: int, ending: str) -> Signal:
    """Resolve it, as part of an action that asked the rule."""
    changes: dict[str, Any] = {
        "state": State.RESOLVED,
        "resolved_on": clock.today(),
        "ending": ending,
        "aside_until": None,
    }
    return _step(by, signal, Step.RESOLVED, expected, text=reason, reason=reason.strip()[:300], **changes)


@transaction.atomic
def reopen(*, by: Member, signal: Signal, reason: str = "", expected: int | None = None) -> Signal:
    """It returns: what was done had no effect, or it was put aside too soon. Open already: nothing changes."""
    require_editable(by, signal.pupil)
    return _reopen(by, signal, reason, signal.version if expected is None else expected)


def _reopen(by: Member, signal: Signal, reason: str, expected: int) -> Signal:
    """Let it return, as part of an action that asked the rule."""
    if signal.state == State.OPEN:
        return signal
    if signal.state == State.RESOLVED and _has_living(signal):
        return signal
    changes: dict[str, Any] = {"state": State.OPEN, "resolved_on": None, "ending": "", "aside_until": None}
    return _step(
        by,
        signal,
        Step.RETURNED,
        expected,
        text=reason,
        reason=reason.strip()[:300],
        returns=signal.returns + 1,
        **changes,
    )


@transaction.atomic
def end_link(
    *, by: Member, kind: str, target: int, outcome: str, reason: str = "", pupils: Collection[int] | None = None
) -> list[Signal]:
    """What signals were taken up with has ended: reached, they are resolved; not reached, they return. Which ones.

    `pupils`: only theirs, where one plan serves many and not all fare alike.

    For needs by this app itself, for plans and cases by theirs. `stopped` leaves the signal open again, without a
    judgement. A signal taken up with something else too waits for that. Part of an action that asked the rule: a pupil
    who moved to another group does not hold up the end of what was done for them.
    """
    links = SignalLink.objects.filter(school=by.school, kind=kind, target=target, ended_at=None).select_related(
        "signal__pupil"
    )
    found = [link for link in links if pupils is None or link.signal.pupil_id in pupils]
    SignalLink.objects.filter(pk__in=[link.pk for link in found]).update(ended_at=clock.now(), outcome=outcome)
    changed = []
    for signal in {link.signal_id: link.signal for link in found}.values():
        if signal.state != State.TAKEN_UP:
            continue
        if outcome == SignalLink.Outcome.REACHED:
            if not signal.links.filter(ended_at=None).exists():
                changed.append(_resolve(by, signal, reason))
        elif outcome == SignalLink.Outcome.NOT_REACHED or not signal.links.filter(ended_at=None).exists():
            changed.append(_reopen(by, signal, reason, signal.version))
    return changed


def _resolve(by: Member, signal: Signal, reason: str) -> Signal:
    return _close(by, signal, reason, signal.version, Ending.REACHED)


@transaction.atomic
def resume_link(*, by: Member, kind: str, target: int) -> list[Signal]:
    """What had ended goes on (a need reopened): its signals are taken up again, as far as they still hold."""
    links = SignalLink.objects.filter(school=by.school, kind=kind, target=target).exclude(ended_at=None)
    found = list(links.select_related("signal__pupil"))
    links.update(ended_at=None, outcome="")
    changed = []
    for signal in {link.signal_id: link.signal for link in found}.values():
        is_ours = signal.state == State.OPEN or (signal.state == State.RESOLVED and signal.ending == Ending.REACHED)
        if is_ours and not (signal.state == State.RESOLVED and _has_living(signal)):
            values: dict[str, Any] = {"state": State.TAKEN_UP, "resolved_on": None, "ending": "", "reason": ""}
            changed.append(_step(by, signal, Step.TAKEN_UP, signal.version, **values))
    return changed


@transaction.atomic
def drop_link(*, by: Member, kind: str, target: int, signal: Signal | None = None, reason: str = "") -> list[Signal]:
    """It is not worked on with this after all (one signal, or all): without another link it is open again.

    All at once is part of an action that asked the rule; one signal asks it here.
    """
    links = SignalLink.objects.filter(school=by.school, kind=kind, target=target, ended_at=None)
    if signal is not None:
        links = links.filter(signal=signal)
    signals = [link.signal for link in links.select_related("signal__pupil")]
    if signal is not None:
        require_editable(by, signal.pupil)
    links.delete()
    lonely = [one for one in signals if one.state == State.TAKEN_UP and not one.links.filter(ended_at=None).exists()]
    changes: dict[str, Any] = {"state": State.OPEN, "aside_until": None, "reason": ""}
    return [_step(by, one, Step.UNDONE, one.version, text=reason, **changes) for one in lonely]


@transaction.atomic
def undo_step(*, by: Member, signal: Signal, expected: int) -> Signal:
    """Take the last step back, as long as nothing happened since. `CannotDo` when it was not somebody's own step."""
    require_editable(by, signal.pupil)
    last = signal.steps.first()
    if last is None or last.kind not in BY_HAND or last.version != signal.version or last.made_by_id is None:
        raise CannotDo(_("There is nothing to take back: the facts changed since."))
    if last.kind == Step.TAKEN_UP:
        SignalLink.objects.filter(
            signal=signal, ended_at=None, made_at__gte=last.made_at - dt.timedelta(minutes=1)
        ).update(ended_at=clock.now(), outcome=SignalLink.Outcome.STOPPED)
    before = last.before
    days: dict[str, Any] = {
        name: dt.date.fromisoformat(before[name]) if before[name] else None for name in ("aside_until", "resolved_on")
    }
    kept = {name: before[name] for name in ("state", "ending", "reason")}
    return _step(by, signal, Step.UNDONE, expected, **kept, **days)


def _require_living(signal: Signal) -> None:
    if signal.state == State.RESOLVED:
        raise CannotDo(_("This signal is resolved already."))


def _has_living(signal: Signal) -> bool:
    """Whether the same rule holds for the pupil in a later signal: there is one at a time."""
    same = Signal.objects.filter(pupil=signal.pupil_id, rule=signal.rule_id, key=signal.key)
    return same.exclude(state=State.RESOLVED).exclude(pk=signal.pk).exists()


def _step(by: Member, signal: Signal, kind: str, expected: int, *, text: str = "", **changes: Any) -> Signal:
    """Change the signal, keep what it was, and log it. `StaleVersion` when it changed since it was read."""
    before = before_of(signal)
    if signal.version != expected:
        raise StaleVersion(signal)
    for name, value in changes.items():
        setattr(signal, name, value)
    signal.save_if_unchanged(expected=expected, fields=LIFE)
    SignalStep.objects.create(
        school_id=signal.school_id,
        signal=signal,
        kind=kind,
        text=text.strip()[:300],
        version=signal.version,
        before=before,
        made_by=by.user,
    )
    record(by, f"signal.{_VERBS[kind]}", signal, pupil=signal.pupil, rule=signal.rule_id)
    return signal


_VERBS: dict[str, str] = {
    Step.TAKEN_UP: "taken_up",
    Step.PUT_ASIDE: "put_aside",
    Step.RESOLVED: "closed",
    Step.RETURNED: "reopened",
    Step.UNDONE: "undone",
}
