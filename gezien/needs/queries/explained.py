"""What is behind the signals of a pupil: rule, threshold, figure, since when and source, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs import models
from gezien.needs.models import SignalRule
from gezien.needs.queries.pupils import Known
from gezien.needs.signals import Signal, day_text
from gezien.needs.signals.words import trend_text

State, Trend = models.Signal.State, models.Signal.Trend


# What a mark adds to its words; each is said in its title too.
TAKEN, BACK, ONWARD = "\N{CHECK MARK}", "\N{LEFTWARDS ARROW WITH HOOK}", "\N{NORTH EAST ARROW}"


def by_rule(found: Sequence[Signal]) -> list[list[Signal]]:
    """The signals of each rule and state together: one rule may hold in several subjects. What is open comes first."""
    grouped: dict[tuple[int, str], list[Signal]] = {}
    for signal in found:
        grouped.setdefault((signal.rule.pk, _state(signal)), []).append(signal)
    return sorted(grouped.values(), key=lambda same: _state(same[0]) != State.OPEN)


def _state(signal: Signal) -> str:
    return signal.life.state if signal.life else State.OPEN


def label_of(same: Sequence[Signal]) -> str:
    """The signals of one rule in a few words: "SP, RW V", with the level where the subjects share it."""
    if len(same) == 1:
        return same[0].label
    subjects = ", ".join(dict.fromkeys(signal.short for signal in same))
    levels = {signal.level for signal in same}
    return f"{subjects} {levels.pop()}" if len(levels) == 1 and all(levels) else f"{same[0].rule.name}: {subjects}"


def css_of(same: Sequence[Signal]) -> str:
    """The class of the mark: which way the rule looks, and quieter when somebody works on it."""
    up = " sig-up" if same[0].direction == SignalRule.Direction.CHALLENGE else ""
    return f"sig{up} sig-on" if _state(same[0]) == State.TAKEN_UP else f"sig{up}"


def signs_of(same: Sequence[Signal]) -> tuple[str, str]:
    """How it stands with signals of one rule and state: as signs ("✓ 2×") and in words ("taken up · repeats: …")."""
    signs, words = [], []
    if _state(same[0]) == State.TAKEN_UP:
        signs.append(TAKEN)
        words.append(_("taken up"))
    elif any(signal.life and signal.life.returns for signal in same):
        signs.append(BACK)
        words.append(_("came back"))
    times = max(signal.times for signal in same)
    if any(signal.trend == Trend.REPEATS for signal in same):
        if str(times) not in label_of(same):  # "RW V, 3 times in a row" says so itself
            signs.append(f"{times}×")
    elif all(signal.trend == Trend.IMPROVES for signal in same):
        signs.append(ONWARD)
    going = [signal for signal in same if signal.trend != Trend.NEW]
    words += [f"{signal.short}: {trend_text(signal)}" if len(same) > 1 else trend_text(signal) for signal in going]
    return "\N{NO-BREAK SPACE}".join(signs), " · ".join(words)


def explained(known: Known, found: Sequence[Signal], need: str) -> list[dict]:
    """For each rule and state {"label", "css", "lines", "ways"}; `ways` lead to naming the need that is asked for.

    `need` is the address of a need, with "{}" for pupil and subject; empty for who may not write there.
    """
    asked = _first_without_need(known, found) if need else None
    return [
        {
            "label": label_of(same),
            "css": css_of(same),
            "lines": _lines(same),
            "steps": [step for signal in same if need for step in [_step(signal, several=len(same) > 1)] if step],
            "ways": [_way(known, one, need, several=len(same) > 1) for one in same if one.subject_id == asked]
            if asked
            else [],
        }
        for same in by_rule(found)
    ]


def _step(signal: Signal, *, several: bool) -> dict | None:
    """What somebody who may write can do with a signal that is kept: its key and version, and whether it is silent."""
    life = signal.life
    if life is None:
        return None
    return {
        "pk": life.pk,
        "sent": f"{life.pk}:{life.version}",
        "is_silent": life.state in (State.ASIDE, State.RESOLVED),
        "about": signal.short if several else "",
    }


def history(signal: Signal) -> str:
    """How it goes on and what was done: "repeats: 2 moments in a row · first seen on 4 Feb · taken up"."""
    parts, life = _going(signal), signal.life
    if life is not None:
        if life.returns:
            parts.append(ngettext("came back once", "came back %(n)s times", life.returns) % {"n": life.returns})
        if life.state == State.TAKEN_UP:
            parts.append(_("taken up"))
        if life.state == State.ASIDE and life.aside_until:
            parts.append(_("put aside until %(day)s") % {"day": day_text(life.aside_until)})
        if life.state == State.RESOLVED:
            parts.append(_("closed"))
        if life.reason:
            parts.append(life.reason)
    return " · ".join(parts)


def _going(signal: Signal) -> list[str]:
    if signal.life is None:
        return [trend_text(signal)]
    words = {"day": day_text(signal.life.first_seen_on)}
    if signal.trend == Trend.NEW:
        return [_("new since %(day)s") % words]
    return [trend_text(signal), _("first seen on %(day)s") % words]


def _first_without_need(known: Known, found: Sequence[Signal]) -> int | None:
    """The subject of the first signal for support without a need; the editor behind it leads to the other subjects."""
    named = {need.subject_id for need in known.needs}
    support = SignalRule.Direction.SUPPORT
    asking = (one.subject_id for one in found if one.direction == support and one.subject_id)
    return next((subject for subject in asking if subject not in named), None)


def _way(known: Known, signal: Signal, need: str, *, several: bool) -> dict:
    text = _("Name the need")
    return {
        "url": need.format(known.pk, signal.subject_id),
        "text": f"{text} ({signal.short})" if several else text,
    }


def _lines(same: Sequence[Signal]) -> list[str]:
    """The rule, then a line for each of its signals with figure, since when and source."""
    several = len(same) > 1
    line = _("%(figure)s, since %(since)s (%(source)s)")
    return [
        _("Rule “%(rule)s”: %(threshold)s") % {"rule": same[0].rule.name, "threshold": same[0].threshold},
        *(
            line
            % {
                "figure": f"{signal.short} {signal.figure}" if several else signal.figure,
                "since": signal.since,
                "source": signal.source,
            }
            for signal in same
        ),
        *(f"{signal.short}: {history(signal)}" if several else history(signal) for signal in same),
    ]
