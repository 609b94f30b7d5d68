"""Red and green glasses (E8): what is recorded as helping and as hindering, over time.

It says something about our looking, never about the child.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.notes.models import Factor
from gezien.notes.queries.factors import months_before

MOMENTS, STEP = 5, 3  # five moments, three months apart
WIDTH, ROW, MIDDLE, UNIT, MOST = 320, 22, 160, 12, 8


def balance(factors: Sequence[Factor]) -> dict[str, Any]:
    """The balance now in words, the question it asks, and how it was on earlier moments as a figure and as rows."""
    today = clock.today()
    rows = [_moment(factors, day, today) for day in _days(today)]
    while len(rows) > 1 and not (rows[0]["helps"] or rows[0]["hinders"]):
        rows = rows[1:]
    now = rows[-1]
    return {
        "words": _words(now),
        "asks_for_green": now["hinders"] > now["helps"],
        "is_empty": not (now["helps"] or now["hinders"]),
        "rows": rows,
        "figure": figure(rows) if len(rows) > 1 else "",
    }


def figure(rows: Sequence[dict[str, Any]]) -> SafeString:
    """For each moment so many blocks of what helps at the left, and of what hinders at the right."""
    shapes = [f'<path class="balance-axis" d="M{MIDDLE} 0V{ROW * len(rows)}"/>']
    for place, row in enumerate(rows):
        y = place * ROW
        shapes += [_block("balance-green", MIDDLE - 3 - UNIT * (n + 1), y) for n in range(min(row["helps"], MOST))]
        shapes += [_block("balance-red", MIDDLE + 5 + UNIT * n, y) for n in range(min(row["hinders"], MOST))]
        shapes.append(f'<text class="balance-day" x="0" y="{y + 15}">{conditional_escape(row["day"])}</text>')
    told = "; ".join(f"{row['day']}: {_words(row)}" for row in rows)
    return mark_safe(  # noqa: S308 - numbers, and texts escaped here
        f'<svg class="balance" viewBox="0 0 {WIDTH} {ROW * len(rows)}" role="img" '
        f'aria-label="{conditional_escape(told)}">{"".join(shapes)}</svg>'
    )


def _block(css: str, x: int, y: int) -> str:
    radius = 5 if css == "balance-green" else 0  # round helps, square hinders: not by colour alone
    return f'<rect class="{css}" x="{x}" y="{y + 6}" width="{UNIT - 2}" height="{UNIT - 2}" rx="{radius}"/>'


def _days(today: dt.date) -> list[dt.date]:
    return [months_before(today, STEP * count) for count in reversed(range(MOMENTS))]


def _moment(factors: Sequence[Factor], day: dt.date, today: dt.date) -> dict[str, Any]:
    held = [one for one in factors if one.noted_on <= day and (one.ended_on is None or one.ended_on > day)]
    helps = sum(one.direction == Factor.Direction.STIMULATING for one in held)
    name = _("now") if day == today else date_format(day, "b Y")
    return {"day": name, "helps": helps, "hinders": len(held) - helps}


def _words(row: dict[str, Any]) -> str:
    return _("%(helps)d × helps, %(hinders)d × hinders") % {"helps": row["helps"], "hinders": row["hinders"]}
