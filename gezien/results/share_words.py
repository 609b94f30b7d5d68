"""A share in words and bars, ready for a template; what is about too few pupils stays out."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common.markup import STEPS, distribution_svg
from gezien.results.queries.shares import SubjectFigures
from gezien.results.rules import FEWEST
from gezien.results.shares import Figure, Tally, together

HARD = "\N{NO-BREAK SPACE}"
NOTHING, FEW, SHOWN = "nothing", "few", "shown"


def whole(row: SubjectFigures, *, small: bool) -> Figure:
    """The school as the sum of the year groups this reader sees."""
    return together(figure for figure in row.by_year_group.values() if is_shown(figure.now, small=small))


def cell(row: SubjectFigures, figure: Figure | None, *, small: bool) -> dict:
    """One figure in words: `state` is "shown", "few" (too few pupils) or "nothing" (no results)."""
    if figure is None or not figure.now.pupils:
        return {"subject": row.name, "state": NOTHING}
    if not is_shown(figure.now, small=small):
        return {"subject": row.name, "state": FEW}
    counts = [(level, figure.now.levels.get(level, 0)) for level in row.levels]
    text = spread_in_words(counts, figure.now.pupils, small=small)
    return {
        "subject": row.name,
        "state": SHOWN,
        "share": share_in_words(figure.now),
        "before": _before(figure, small=small),
        "goal": "" if figure.goal is None else _("goal %(share)s %%") % {"share": figure.goal},
        "reaches_goal": figure.reaches_goal,
        "bar": distribution_svg(counts, _("Distribution: %(text)s") % {"text": text}) if len(counts) <= STEPS else "",
        "text": text,
        "moment": moments_in_words(figure.now.moments),
        "basis": _basis(figure),
        "when": date_format(dt.date.fromisoformat(figure.now.last_on), "F Y"),
    }


def is_shown(tally: Tally, *, small: bool) -> bool:
    """Whether there are enough pupils in it for this reader."""
    return tally.pupils >= (1 if small else FEWEST)


def share_in_words(tally: Tally) -> str:
    """Empty when there is no ambition to measure by."""
    return "" if tally.share is None else f"{tally.share}{HARD}%"


def _before(figure: Figure, *, small: bool) -> str:
    """ "E4 75 %": the share at the moment before; empty when there was none, or too few pupils."""
    if figure.before.share is None or not is_shown(figure.before, small=small):
        return ""
    return f"{moments_in_words(figure.before.moments)} {share_in_words(figure.before)}"


def spread_in_words(counts: Sequence[tuple[str, int]], pupils: int, *, small: bool) -> str:
    """Pupils by level; in per cent for who does not see small figures."""
    if small:
        return " · ".join(f"{level}{HARD}{count}" for level, count in counts)
    return " · ".join(f"{level}{HARD}{round(100 * count / pupils)}{HARD}%" for level, count in counts)


def moments_in_words(moments: Iterable[str]) -> str:
    """ "M5" for one moment, "M3 – M8" for the same part of several year groups, else all of them."""
    ordered = sorted(set(moments))
    if len(ordered) == 1:
        return ordered[0]
    if len({moment[:1] for moment in ordered}) == 1:
        return f"{ordered[0]}\N{EN DASH}{ordered[-1]}"
    return ", ".join(ordered)


def _basis(figure: Figure) -> str:
    """ "23 of 24 pupils": how many were tested of those who are here now."""
    return ngettext("%(n)s of %(count)s pupil", "%(n)s of %(count)s pupils", figure.enrolled) % {
        "n": figure.now.pupils,
        "count": figure.enrolled,
    }
