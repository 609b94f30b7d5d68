"""The strip above the rows: how the group stands against the school's ambitions, and who asks for attention."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gezien.common.markup import STEPS, distribution_svg
from gezien.needs.models import SignalRule
from gezien.needs.queries.cells import MINUS, Column
from gezien.needs.queries.pupils import Known
from gezien.needs.signals import Rule, Signal, asks_for_challenge, asks_for_support
from gezien.results.queries import Score


def standing(columns: Sequence[Column], pupils: Sequence[Known]) -> list[dict]:
    """A card for each subject with an ambition and levels among peers, in the order of the columns."""
    return [card for column in columns if column.scale.among_peers and (card := _card(column, pupils))]


def _card(column: Column, pupils: Sequence[Known]) -> dict | None:
    counted = [(known, scores) for known in pupils if (scores := known.scores.get(column.scale.instrument_id))]
    now = share_at_ambition(column, [(known, scores[0]) for known, scores in counted])
    if now is None:
        return None
    before = share_at_ambition(column, [(known, scores[1]) for known, scores in counted if len(scores) > 1])
    counts = Counter(scores[0].level for _known, scores in counted)
    levels = [(level, counts[level]) for level in column.scale.levels]
    text = " · ".join(f"{level} {count}" for level, count in levels)
    return {
        "subject": column.line.name,
        "goal": _goal(column, pupils),
        "share": f"{now} %",
        "change": "" if before is None else _change(now - before),
        "since": _before(counted),
        "bar": distribution_svg(levels, _("Distribution: %(text)s") % {"text": text}) if len(levels) <= STEPS else "",
        "text": text,
        "missing": _missing(len(pupils) - len(counted)),
    }


def share_at_ambition(column: Column, scores: Sequence[tuple[Known, Score]]) -> int | None:
    """Per cent of the pupils at or above the ambition of their own year group; None when nobody can be counted.

    Counted are pupils with a level of the instrument's list and an ambition for their year group.
    """
    reached = total = 0
    for known, score in scores:
        ambition = column.line.ambition(known.year_group)
        goal = column.scale.places.get(ambition[1]) if ambition else None
        place = column.scale.places.get(score.level)
        if goal is not None and place is not None:
            total += 1
            reached += place <= goal
    return round(100 * reached / total) if total else None


def _goal(column: Column, pupils: Sequence[Known]) -> str:
    """The agreed share; a range where the year groups of a combination class differ."""
    shares = {a[0] for known in pupils if (a := column.line.ambition(known.year_group))}
    low, high = min(shares), max(shares)
    return _("goal %(share)s %%") % {"share": low if low == high else f"{low}\N{EN DASH}{high}"}


def _change(points: int) -> str:
    return "0" if points == 0 else f"{'+' if points > 0 else MINUS}{abs(points)}"


def _before(counted: Sequence[tuple[Known, Sequence[Score]]]) -> str:
    """The moment most pupils' result before this one is of."""
    moments = Counter(scores[1].moment for _known, scores in counted if len(scores) > 1 and scores[1].moment)
    return moments.most_common(1)[0][0] if moments else ""


def _missing(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(n)s pupil without a result", "%(n)s pupils without a result", count) % {"n": count}


def attention(pupils: Sequence[Known], found: dict[int, list[Signal]], rules: Sequence[Rule]) -> list[dict]:
    """How many pupils ask for support (and of those have no need yet) or for more challenge; who is not seen enough."""
    support = [known for known in pupils if asks_for_support(found[known.pk])]
    lines = [
        {"count": len(support), "text": _("signal for extra support")},
        {"count": sum(not known.needs for known in support), "text": _("of these without a need")},
        {"count": sum(asks_for_challenge(found[known.pk]) for known in pupils), "text": _("ready for more challenge")},
    ]
    for rule in rules:
        if rule.measure in WEEKS:
            count = sum(any(signal.rule.pk == rule.pk for signal in found[known.pk]) for known in pupils)
            lines.append({"count": count, "text": WEEKS[rule.measure] % {"weeks": rule.threshold}})
    return lines


WEEKS: dict[str, Any] = {
    SignalRule.Measure.NO_PUPIL_TALK: gettext_lazy("no pupil talk for %(weeks)s weeks"),
    SignalRule.Measure.NOT_SEEN: gettext_lazy("not seen for %(weeks)s weeks"),
}
