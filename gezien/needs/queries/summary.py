"""The strip above the rows: how the group stands against the school's ambitions, and who asks for attention."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common.markup import STEPS, bar_svg, distribution_svg
from gezien.needs.models import SignalRule
from gezien.needs.queries.cells import MINUS, Column
from gezien.needs.queries.pupils import Known
from gezien.needs.queries.rows import Filter, Row, not_seen
from gezien.needs.signals import Rule
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
    line = column.line.pk
    return {
        "pk": line,
        "subject": column.line.name,
        "goal": _goal(column, pupils),
        "share": f"{now} %",
        "label": _("at or above ambition"),
        "change": "" if before is None else _change(now - before),
        "since": _before(counted),
        "bar": distribution_svg(levels, _("Distribution: %(text)s") % {"text": text}) if len(levels) <= STEPS else "",
        "text": text,
        "levels": [
            {"text": f"{level} {count}", "filter": f"l{line}.{place}" if count else "", "url": ""}
            for place, (level, count) in enumerate(levels)
        ],
        "missing": _missing(len(pupils) - len(counted)),
        "why": _why(column, pupils, [(known, scores[0]) for known, scores in counted]),
        "below": {"filter": f"below{line}", "url": ""} if now < 100 else None,
    }


def _why(column: Column, pupils: Sequence[Known], scores: Sequence[tuple[Known, Score]]) -> list[str]:
    """The share in words: who was counted, what the ambition is, and on which test."""
    reached, total = at_ambition(column, scores)
    levels = {a[1] for known in pupils if (a := column.line.ambition(known.year_group))}
    agreed = ", ".join(sorted(levels, key=lambda level: column.scale.places.get(level, 0)))
    return [
        _("%(reached)s of %(total)s pupils stand at or above level %(level)s.")
        % {"reached": reached, "total": total, "level": agreed},
        _("Counted is everybody with a level on %(test)s; each pupil by the ambition of their own year group.")
        % {"test": column.scale.name},
        _("The school agreed: %(goal)s.") % {"goal": _goal(column, pupils)},
    ]


def share_at_ambition(column: Column, scores: Sequence[tuple[Known, Score]]) -> int | None:
    """Per cent of the pupils at or above the ambition of their own year group; None when nobody can be counted."""
    reached, total = at_ambition(column, scores)
    return round(100 * reached / total) if total else None


def at_ambition(column: Column, scores: Sequence[tuple[Known, Score]]) -> tuple[int, int]:
    """How many pupils reach the ambition of their own year group, of how many.

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
    return reached, total


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


# Asked of everybody, then of who needs extra attention (H4, H5, H7: at least for them).
OF_ALL = ("support", "no_need", "challenge", "not_seen", "no_result")
OF_ATTENTION = ("no_pupil_talk", "no_parent_talk", "no_factors")
# Not shown where the school has switched its rule off.
BY_RULE = {"not_seen": SignalRule.Measure.NOT_SEEN}


def attention(rows: Sequence[Row], filters: dict[str, Filter], rules: Sequence[Rule]) -> list[dict]:
    """What asks for attention: how many pupils, in words, the filter that shows who, and (`among`) of whom they are."""
    measures = {rule.measure for rule in rules}
    number = sum(row.asks_attention for row in rows)
    needing = ngettext("Of %(n)s pupil who needs extra", "Of the %(n)s pupils who need extra", number) % {"n": number}
    asked = [(key, "") for key in OF_ALL] + [(key, needing) for key in OF_ATTENTION]
    lines = [
        {"key": key, "among": among, "text": filters[key].text, "count": sum(map(filters[key].holds, rows)), "url": ""}
        for key, among in asked
        if key in filters and BY_RULE.get(key) in (None, *measures)
    ]
    return [line for line in lines if line["count"]]


def seen(rows: Sequence[Row], weeks: int, since: dt.date) -> list[dict]:
    """Cards about who was seen: in any way within the agreed weeks, and spoken with since the school year began."""
    texts = {
        "": _("seen within %(weeks)s weeks") % {"weeks": weeks},
        "pupil_talk": _("had a talk this school year"),
        "parent_talk": _("whose parents had a talk this school year"),
    }
    heads = {"": _("Seen"), "pupil_talk": _("Pupil talk"), "parent_talk": _("Parent talk")}
    cards = []
    for kind, text in texts.items():
        count = sum(
            (row.known.seen[kind] or dt.date.min) >= since if kind else not not_seen(row, weeks) for row in rows
        )
        share = _("%(count)s of %(total)s") % {"count": count, "total": len(rows)}
        bar = bar_svg(count / len(rows), f"{share} {text}") if rows else ""
        card = {"pk": 0, "subject": heads[kind], "goal": "", "share": share, "label": text, "bar": bar}
        cards.append(
            card | dict.fromkeys(("change", "since", "missing", "text"), "") | {"levels": [], "why": [], "below": None}
        )
    return cards
