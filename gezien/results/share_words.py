"""A share in words and bars, ready for a template; what is about too few pupils stays out.

Figures of the same children stand on several pages, by today's year groups and by the grades of the moment. For who
does not see small figures they are rough (shares in steps of five per cent, no numbers of children), or the few who
are on one page and not on the other could be found by subtraction.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common.markup import STEPS, distribution_svg
from gezien.results.queries.shares import SubjectFigures
from gezien.results.rules import FEWEST
from gezien.results.shares import Figure, Tally, together

ROUGH = 5  # per cent
HARD = "\N{NO-BREAK SPACE}"
NOTHING, FEW, SHOWN = "nothing", "few", "shown"


def whole(row: SubjectFigures, *, small: bool) -> Figure:
    """The school as the sum of the year groups this reader sees."""
    return together(figure for figure in row.by_year_group.values() if is_shown(figure.now, small=small))


def cell(row: SubjectFigures, figure: Figure | None, *, small: bool, rough: bool = False) -> dict:
    """One figure in words: `state` is "shown", "few" (too few pupils) or "nothing" (no results)."""
    if figure is None or not figure.now.pupils:
        return {"subject": row.name, "state": NOTHING}
    if not is_shown(figure.now, small=small):
        return {"subject": row.name, "state": FEW}
    counts = spread(figure.now, row.levels, rough=rough)
    text = spread_in_words(figure.now, row.levels, small=small, rough=rough)
    return {
        "subject": row.name,
        "state": SHOWN,
        "share": share_in_words(figure.now, rough=rough),
        "before": _before(figure, small=small, rough=rough),
        "goal": "" if figure.goal is None else _("goal %(share)s %%") % {"share": figure.goal},
        "reaches_goal": figure.reaches_goal,
        "bar": distribution_svg(counts, _("Distribution: %(text)s") % {"text": text}) if len(counts) <= STEPS else "",
        "text": text,
        "moment": moments_in_words(figure.now.moments),
        "basis": "" if rough else _basis(figure),
        "when": date_format(dt.date.fromisoformat(figure.now.last_on), "F Y"),
    }


def is_shown(tally: Tally, *, small: bool) -> bool:
    """Whether there are enough pupils in it for this reader."""
    return tally.pupils >= (1 if small else FEWEST)


def share_in_words(tally: Tally, *, rough: bool = False) -> str:
    """Empty when there is no ambition to measure by."""
    return "" if tally.share is None else f"{per_cent(tally.share, rough=rough)}{HARD}%"


def per_cent(share: float, *, rough: bool) -> int:
    """A share as it is shown: whole per cents, or steps of five."""
    return ROUGH * round(share / ROUGH) if rough else round(share)


def spread(tally: Tally, levels: Sequence[str], *, rough: bool) -> list[tuple[str, int]]:
    """Pupils by level; in rough per cents when they may not be counted."""
    counts = [(level, tally.levels.get(level, 0)) for level in levels]
    return [(level, per_cent(100 * count / tally.pupils, rough=True)) for level, count in counts] if rough else counts


def _before(figure: Figure, *, small: bool, rough: bool) -> str:
    """ "E4 75 %": the share at the moment before; empty when there was none, or too few pupils."""
    if figure.before.share is None or not is_shown(figure.before, small=small):
        return ""
    return f"{moments_in_words(figure.before.moments)} {share_in_words(figure.before, rough=rough)}"


def spread_in_words(tally: Tally, levels: Sequence[str], *, small: bool, rough: bool) -> str:
    """Pupils by level; in per cent for who does not see small figures."""
    if small:
        return " · ".join(f"{level}{HARD}{tally.levels.get(level, 0)}" for level in levels)
    shares = [(level, 100 * tally.levels.get(level, 0) / tally.pupils) for level in levels]
    return " · ".join(f"{level}{HARD}{per_cent(share, rough=rough)}{HARD}%" for level, share in shares)


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
