"""What is behind the signals of a pupil: rule, threshold, figure, since when and source, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gezien.needs.models import SignalRule
from gezien.needs.queries.pupils import Known
from gezien.needs.signals import Signal


def by_rule(found: Sequence[Signal]) -> list[list[Signal]]:
    """The signals of each rule together: one rule may hold in several subjects."""
    grouped: dict[int, list[Signal]] = {}
    for signal in found:
        grouped.setdefault(signal.rule.pk, []).append(signal)
    return list(grouped.values())


def label_of(same: Sequence[Signal]) -> str:
    """The signals of one rule in a few words: "SP, RW V", with the level where the subjects share it."""
    if len(same) == 1:
        return same[0].label
    subjects = ", ".join(signal.short for signal in same)
    levels = {signal.level for signal in same}
    return f"{subjects} {levels.pop()}" if len(levels) == 1 and all(levels) else f"{same[0].rule.name}: {subjects}"


def css_of(same: Sequence[Signal]) -> str:
    """The class of the mark: which way the rule looks."""
    return "sig sig-up" if same[0].direction == SignalRule.Direction.CHALLENGE else "sig"


def explained(known: Known, found: Sequence[Signal], need: str) -> list[dict]:
    """For each rule that holds {"label", "css", "lines", "ways"}; `ways` lead to naming the need that is asked for.

    `need` is the address of a need, with "{}" for pupil and subject; empty for who may not write there.
    """
    asked = _first_without_need(known, found) if need else None
    return [
        {
            "label": label_of(same),
            "css": css_of(same),
            "lines": _lines(same),
            "ways": [_way(known, one, need, several=len(same) > 1) for one in same if one.subject_id == asked]
            if asked
            else [],
        }
        for same in by_rule(found)
    ]


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
    ]
