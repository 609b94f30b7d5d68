"""Looking at the signals of pupils again: what holds is kept, what no longer holds is resolved. Nothing is deleted.

Looking twice changes nothing, and looking at some pupils after each change gives what looking at everybody gives.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import batched
from typing import Any

from django.db import transaction

from gezien.common import clock
from gezien.needs.models import EducationalNeed, Signal, SignalLink, SignalRule, SignalRun, SignalStep, SignalTouch
from gezien.needs.queries.agreed import rules_in_force, subject_lines
from gezien.needs.queries.pupils import Known, known_pupils
from gezien.needs.queries.signals import held
from gezien.needs.signals import Found
from gezien.pupils.models import Enrolment, Pupil
from gezien.schools.models import Period, School
from gezien.schools.queries import current_period

State, Ending, Step = Signal.State, Signal.Ending, SignalStep.Kind
SHARES = (SignalRule.Measure.LOWEST_SHARE, SignalRule.Measure.HIGHEST_SHARE)
WRITTEN = (
    *("evidence", "mark", "since", "times", "trend", "subject", "state", "aside_until", "reason"),
    *("resolved_on", "ending", "returns", "version"),
)
BATCH = 1000


def touch(school: School, pupils: Collection[int] | None = None) -> None:
    """Note that something came in about these pupils (None: about everybody), to be looked at by `look_again`."""
    waiting = [None] if pupils is None else sorted(set(pupils))
    SignalTouch.objects.bulk_create((SignalTouch(school=school, pupil_id=pk) for pk in waiting), batch_size=BATCH)


def look_again(school: School) -> int:
    """Look at everybody about whom something came in; at the whole school when the day is new. How many pupils."""
    touches = dict(SignalTouch.objects.filter(school=school).values_list("pk", "pupil_id"))
    is_today = SignalRun.objects.filter(school=school, day=clock.today()).exists()
    if not is_today or None in touches.values():
        return look_at_school(school)
    if not touches:
        return 0
    return look_at(school, {pupil for pupil in touches.values() if pupil is not None}, done=list(touches))


def look_at_school(school: School) -> int:
    """Look at every pupil of the school; from then on what is kept holds for this day."""
    done = list(SignalTouch.objects.filter(school=school).values_list("pk", flat=True))
    return _look(school, None, done)


def look_at(school: School, pupils: Collection[int], *, done: Sequence[int] = ()) -> int:
    """Look at these pupils, and at who is compared with them: a rule about shares moves with every result.

    `done` are the touches this answers.
    """
    wanted = set(pupils)
    if SignalRule.objects.filter(school=school, is_active=True, removed_at=None, measure__in=SHARES).exists():
        years = Pupil.objects.filter(pk__in=wanted).values("year_group")
        peers = Pupil.objects.filter(school=school, left_on=None, year_group__in=years)
        wanted |= set(peers.values_list("pk", flat=True))
    return _look(school, wanted, done)


def _look(school: School, pupils: set[int] | None, done: Sequence[int]) -> int:
    """The work itself; without pupils everybody, also whoever has left.

    The facts are read before the transaction, so that nobody waits for the reading: what comes in meanwhile leaves a
    touch of its own.
    """
    today, period = clock.today(), current_period(school)
    found = _found_today(school, period, pupils, today) if period else {}
    with transaction.atomic():
        signals = Signal.objects.filter(school=school).order_by("pk")
        if pupils is not None:
            signals = signals.filter(pupil__in=pupils)
        books = _Books(school, today, list(signals))
        for pupil, some in found.items():
            for one in some:
                books.holds(pupil, one)
        books.resolve_the_rest()
        books.write()
        if period:
            link_needs(school, period, pupils)
        if pupils is None:
            SignalRun.objects.update_or_create(
                school=school, defaults={"day": today}, create_defaults={"school": school, "day": today}
            )
        for keys in batched(done, BATCH):
            SignalTouch.objects.filter(pk__in=keys).delete()
    return len(found)


def _found_today(school: School, period: Period, pupils: set[int] | None, today: dt.date) -> dict[int, list[Found]]:
    """By pupil what holds today, of everybody who is at school."""
    lines = subject_lines(school)
    enrolments = Enrolment.objects.filter(group__year=period.year_id)
    if pupils is not None:
        enrolments = enrolments.filter(pupil__in=pupils)
    known: list[Known] = known_pupils(school, enrolments, period=period, day=today, lines=lines)
    return held(school, known, lines, rules_in_force(school, today))


class _Books:
    """The signals kept so far beside those that hold now; writes the difference in a few statements."""

    def __init__(self, school: School, today: dt.date, kept: list[Signal]):
        self.school, self.today = school, today
        self.living = {(one.pupil_id, one.rule_id, one.key): one for one in kept if one.state != State.RESOLVED}
        self.resolved = {(one.pupil_id, one.rule_id, one.key): one for one in kept if one.state == State.RESOLVED}
        self.seen: set[tuple[int, int, str]] = set()
        self.new: list[tuple[Signal, str]] = []
        self.changed: dict[int, Signal] = {}
        self.steps: list[tuple[Signal, str, dict[str, Any]]] = []

    def holds(self, pupil: int, found: Found) -> None:
        """A rule holds: keep it, renew its facts, or leave alone what somebody closed and nothing new bears out."""
        place = (pupil, found.rule.pk, found.key)
        self.seen.add(place)
        if living := self.living.get(place):
            self._renew(living, found)
        elif (last := self.resolved.get(place)) is not None and last.mark == found.mark:
            if last.ending in (Ending.GONE, Ending.RULE):  # the same fact again: it never was over
                self._revive(last, found)
        else:
            self._begin(pupil, found, last)

    def _renew(self, signal: Signal, found: Found) -> None:
        before = before_of(signal)
        is_over = signal.state == State.ASIDE and signal.aside_until and signal.aside_until < self.today
        if is_over:
            signal.state, signal.aside_until, signal.reason = State.OPEN, None, ""
        if self._fill(signal, found) or is_over:
            self._change(signal)
            if is_over:
                self.steps.append((signal, Step.RETURNED, before))
            elif signal.mark != before["mark"] and found.times > before["times"]:
                self.steps.append((signal, Step.AGAIN, before))

    def _revive(self, signal: Signal, found: Found) -> None:
        before = before_of(signal)
        signal.state, signal.resolved_on, signal.ending, signal.reason = State.OPEN, None, "", ""
        self._fill(signal, found)
        self._change(signal)
        self.steps.append((signal, Step.AGAIN, before))

    def _begin(self, pupil: int, found: Found, last: Signal | None) -> None:
        returns = last.returns + 1 if last else 0
        signal = Signal(
            school=self.school,
            pupil_id=pupil,
            rule_id=found.rule.pk,
            key=found.key,
            first_seen_on=self.today,
            returns=returns,
        )
        self._fill(signal, found)
        self.new.append((signal, Step.RETURNED if last else Step.SEEN))

    def _fill(self, signal: Signal, found: Found) -> bool:
        """Take over the facts; whether anything differs."""
        values = {
            "evidence": dict(found.data),
            "mark": found.mark,
            "since": found.since_on,
            "times": found.times,
            "trend": str(found.trend),
            "subject_id": found.subject_id,
        }
        differs = any(getattr(signal, name) != value for name, value in values.items())
        for name, value in values.items():
            setattr(signal, name, value)
        return differs

    def _change(self, signal: Signal) -> None:
        signal.version += 1
        self.changed[signal.pk] = signal

    def resolve_the_rest(self) -> None:
        """What no longer holds is over: because of the facts, or because its rule flags nobody any more."""
        in_force = {
            rule.pk
            for rule in SignalRule.objects.filter(school=self.school, pk__in={key[1] for key in self.living})
            if rule.is_in_force(self.today)
        }
        for place, signal in self.living.items():
            if place in self.seen:
                continue
            before = before_of(signal)
            signal.state, signal.resolved_on, signal.aside_until = State.RESOLVED, self.today, None
            signal.ending = Ending.GONE if signal.rule_id in in_force else Ending.RULE
            self._change(signal)
            self.steps.append((signal, Step.RESOLVED, before))

    def write(self) -> None:
        """New signals, changed ones, and the steps of both."""
        Signal.objects.bulk_create([signal for signal, _kind in self.new], batch_size=BATCH)
        Signal.objects.bulk_update(list(self.changed.values()), WRITTEN, batch_size=200)
        steps: list[tuple[Signal, str, dict[str, Any]]] = [(signal, kind, {}) for signal, kind in self.new]
        steps += self.steps
        SignalStep.objects.bulk_create(
            (
                SignalStep(school=self.school, signal=signal, kind=kind, version=signal.version, before=before)
                for signal, kind, before in steps
            ),
            batch_size=BATCH,
        )


def link_needs(school: School, period: Period, pupils: Collection[int] | None = None) -> None:
    """A signal for support or challenge is taken up once a need of its subject is named, by whatever way it came."""
    waiting = Signal.objects.filter(school=school, state=State.OPEN, subject__isnull=False)
    if pupils is not None:
        waiting = waiting.filter(pupil__in=pupils)
    found = list(waiting.exclude(rule__direction=SignalRule.Direction.ATTENTION))
    if not found:
        return
    needs = EducationalNeed.objects.filter(
        school=school, period=period, outcome="", pupil__in={one.pupil_id for one in found}
    ).order_by("-number")
    by_place = {(need.pupil_id, need.subject_id): need for need in needs}
    over = set(
        SignalLink.objects.filter(signal__in=found, need__isnull=False)
        .exclude(ended_at=None)
        .values_list("signal_id", "need_id")
    )
    links: list[SignalLink] = []
    steps: list[SignalStep] = []
    for signal in found:
        need = by_place.get((signal.pupil_id, signal.subject_id or 0))
        if need is None or (signal.pk, need.pk) in over:
            continue
        before = before_of(signal)
        signal.state, signal.version = State.TAKEN_UP, signal.version + 1
        links.append(_link(signal, need))
        steps.append(
            SignalStep(
                school=school,
                signal=signal,
                kind=Step.TAKEN_UP,
                version=signal.version,
                before=before,
                made_by_id=need.author_id,
            )
        )
    Signal.objects.bulk_update([link.signal for link in links], ["state", "version"], batch_size=200)
    SignalLink.objects.bulk_create(links, batch_size=BATCH)
    SignalStep.objects.bulk_create(steps, batch_size=BATCH)


def _link(signal: Signal, need: EducationalNeed) -> SignalLink:
    return SignalLink(
        school_id=signal.school_id,
        signal=signal,
        kind=SignalLink.Kind.NEED,
        need=need,
        target=need.pk,
        text=need.goal[:200],
        made_by_id=need.author_id,
    )


def before_of(signal: Signal) -> dict[str, Any]:
    """What a step changes, as it was."""
    return {
        "state": signal.state,
        "aside_until": signal.aside_until and signal.aside_until.isoformat(),
        "resolved_on": signal.resolved_on and signal.resolved_on.isoformat(),
        "ending": signal.ending,
        "reason": signal.reason,
        "mark": signal.mark,
        "times": signal.times,
    }
