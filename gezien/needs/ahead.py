"""Who is likely to need extra to reach a goal that is coming up, and why: pure functions, nothing is guessed.

What speaks for extra instruction before the goal is taught (*voorinstructie*): an earlier goal of the same line that
was noted as not yet or partly mastered, with nothing mastered between it and this one; the goal itself when it was
tried and is not mastered; a signal for support in the subject; the lowest level of its test. Who masters the goal
already may skip it. Who is known in none of these ways is unknown, and is said to be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gezien.results.models import Mastery

NOT_YET, PARTLY, MASTERED = (
    str(state) for state in (Mastery.State.NOT_YET, Mastery.State.PARTLY, Mastery.State.MASTERED)
)
WEIGHTS = {NOT_YET: 2, PARTLY: 1}
SIGNAL, CRUCIAL = 2, 1


class Standing(StrEnum):
    """Where a pupil stands before a goal."""

    MORE = "more"  # masters it already, or can take more
    READY = "ready"
    EXTRA = "extra"  # likely to need extra instruction beforehand
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a reason is about."""

    MASTERED = "mastered"
    CHALLENGE = "challenge"
    ITSELF = "itself"
    EARLIER = "earlier"
    SIGNAL = "signal"
    LEVEL = "level"


@dataclass(frozen=True)
class Step:
    """A goal as the rules need it."""

    pk: int
    is_crucial: bool = False


@dataclass(frozen=True)
class Reason:
    """Why: `goal` for what was noted about a goal (with its `state`), `text` for a signal or level."""

    kind: Kind
    goal: int | None = None
    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class InSubject:
    """What tests say of a pupil in the subject: labels of signals, the newest level and whether it is the lowest."""

    support: tuple[str, ...] = ()
    challenge: tuple[str, ...] = ()
    level: str = ""
    is_lowest: bool = False


@dataclass(frozen=True)
class Outlook:
    """Where a pupil stands before one goal, the reasons, and how strongly they speak for extra."""

    standing: Standing
    reasons: tuple[Reason, ...] = ()
    weight: int = 0


def outlook(
    goal: Step, earlier: Sequence[Step], states: Mapping[int, str], tests: InSubject, *, is_running: bool = True
) -> Outlook:
    """Where a pupil stands before a goal.

    `earlier` are the goals before it on its line, nearest first; `states` what was noted of this pupil by goal.
    `is_running`: the goal is being taught, so that "not yet" says something about it.
    """
    if states.get(goal.pk) == MASTERED:
        return Outlook(Standing.MORE, (Reason(Kind.MASTERED, goal.pk, MASTERED),))
    gaps, reached = _walk_back(earlier, states)
    reasons = [Reason(Kind.EARLIER, step.pk, states[step.pk]) for step in gaps]
    weight = sum(WEIGHTS[states[step.pk]] + CRUCIAL * step.is_crucial for step in gaps)
    if is_running and states.get(goal.pk) in WEIGHTS:
        reasons.insert(0, Reason(Kind.ITSELF, goal.pk, states[goal.pk]))
        weight += WEIGHTS[states[goal.pk]]
    reasons += [Reason(Kind.SIGNAL, text=text) for text in tests.support]
    weight += SIGNAL * len(tests.support)
    if tests.is_lowest and not tests.support:
        reasons.append(Reason(Kind.LEVEL, text=tests.level))
        weight += SIGNAL
    if reasons:
        return Outlook(Standing.EXTRA, tuple(reasons), weight)
    if tests.challenge:
        return Outlook(Standing.MORE, tuple(Reason(Kind.CHALLENGE, text=text) for text in tests.challenge))
    known = [Reason(Kind.EARLIER, reached.pk, MASTERED)] if reached else []
    known += [Reason(Kind.LEVEL, text=tests.level)] if tests.level else []
    return Outlook(Standing.READY if known else Standing.UNKNOWN, tuple(known))


def _walk_back(earlier: Sequence[Step], states: Mapping[int, str]) -> tuple[list[Step], Step | None]:
    """The gaps back to the nearest goal that is mastered, and that goal; what nobody noted says nothing."""
    gaps: list[Step] = []
    for step in earlier:
        state = states.get(step.pk, "")
        if state == MASTERED:
            return gaps, step
        if state in WEIGHTS:
            gaps.append(step)
    return gaps, None
