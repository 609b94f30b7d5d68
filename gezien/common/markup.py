"""Markup that repeats hundreds of times in one page, as plain functions.

A group overview has some hundred levels, growths and trends; going through template tags would cost most of its time
and long class names most of its bytes. The tags in `templatetags/components.py` call the same functions.

    b.l1 … b.l5   level badge, strongest first         i.u i.d i.e   growth up, down, even
    svg.sp        trend line, 48 by 24 px                  i.sd          seen dot
"""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

STEPS = 5
DIRECTIONS = {"up": "u", "down": "d", "even": "e"}
SEEN = {"full": "sd", "half": "sd sd-half", "open": "sd sd-open"}
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 48, 24, 3


def step_of(rank: int, of: int) -> int:
    """The colour step 1 (strongest) to 5 of the rank in a scale with `of` ranks; the ends are always 1 and 5."""
    if of < 1 or not 1 <= rank <= of:
        raise ValueError(f"Rank {rank} does not lie in 1 to {of}")
    if of == 1:
        return 3
    return 1 + round((rank - 1) * (STEPS - 1) / (of - 1))


@lru_cache(maxsize=512)
def level_badge(text: str, rank: int, of: int = STEPS) -> SafeString:
    """A level with its own letter or numeral; `rank` 1 is the strongest of `of`. ValueError outside the scale."""
    return format_html('<b class="l{}">{}</b>', step_of(rank, of), text)


@lru_cache(maxsize=512)
def growth(text: str, direction: str, title: str = "") -> SafeString:
    """Growth since the last time ("+3", "0"); direction "up", "down" or "even". The sign repeats the colour.

    `title` says in words what a shortened text means.
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"Direction must be one of {', '.join(DIRECTIONS)}, not {direction!r}")
    explained = format_html(' title="{}"', title) if title else ""
    return format_html('<i class="{}"{}>{}</i>', DIRECTIONS[direction], explained, text)


def seen_dot(state: str, title: str) -> SafeString:
    """Before a name: "full" (seen lately), "half", "open" (not for weeks); the title says it in words."""
    if state not in SEEN:
        raise ValueError(f"State must be one of {', '.join(SEEN)}, not {state!r}")
    if not title:
        raise ValueError("A seen dot says its meaning in words")
    return format_html('<i class="{}" role="img" title="{}"></i>', SEEN[state], title)


@lru_cache(maxsize=4096)
def _spark_path(values: tuple[float, ...], low: float, high: float) -> str:
    """The line, then its last point, as SVG paths."""
    room = SPARK_HEIGHT - 2 * SPARK_EDGE
    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / max(len(values) - 1, 1)
    points = [
        (
            round(SPARK_WIDTH - SPARK_EDGE - step * (len(values) - 1 - index)),
            round(SPARK_EDGE + room * (high - value) / (high - low)),
        )
        for index, value in enumerate(values)
    ]
    line = " ".join(f"{x} {y}" for x, y in points)
    return f'<path d="M{line}"/><path d="M{points[-1][0]} {points[-1][1]}h0"/>'


def sparkline_svg(values: Sequence[float], label: str, scale: tuple[float, float] | None = None) -> SafeString:
    """A trend of 48 by 24 px, oldest first, last point marked; `label` is the text alternative.

    `scale` is the lowest and highest value of everybody in the column, so that its lines can be compared; without it
    the line has its own, no narrower than a tenth of its highest value, so that a small ripple does not look like a
    mountain. Empty when there is nothing to draw; a single value is a point.
    """
    if not values:
        return mark_safe("")
    if not label:
        raise ValueError("A trend needs a text alternative")
    low, high = scale or _own_scale(values)
    if not low <= min(values) <= max(values) <= high or low == high:
        raise ValueError(f"The values do not lie on the scale {low} to {high}")
    shapes = _spark_path(tuple(values), low, high)
    return mark_safe(f'<svg class="sp" role="img" aria-label="{conditional_escape(label)}">{shapes}</svg>')  # noqa: S308 - numbers, and a label escaped here


def _own_scale(values: Sequence[float]) -> tuple[float, float]:
    """The lowest and highest value, moved apart evenly when they lie very near each other."""
    low, high = min(values), max(values)
    missing = max(abs(high) / 10, 1) - (high - low)
    return (low - missing / 2, high + missing / 2) if missing > 0 else (low, high)


def distribution_svg(counts: Sequence[tuple[str, int]], label: str) -> SafeString:
    """A bar of at most five levels, strongest first: [("I", 4), …] in shares of the whole. ValueError when longer."""
    if len(counts) > STEPS:
        raise ValueError(f"A distribution has at most {STEPS} levels, not {len(counts)}")
    if any(count < 0 for _level, count in counts):
        raise ValueError("A count cannot be negative")
    total = sum(count for _level, count in counts)
    rects, x = [], 0.0
    for position, (_level, count) in enumerate(counts, start=1):
        if count:
            width = 100 * count / total
            shown = max(width - (0.5 if x + width < 99.9 else 0), 0.5)  # half a per cent of air between two levels
            step = step_of(position, len(counts))
            rects.append(f'<rect class="r{step}" x="{x:.1f}%" width="{shown:.1f}%" height="100%"/>')
            x += width
    return mark_safe(f'<svg class="dist" role="img" aria-label="{conditional_escape(label)}">{"".join(rects)}</svg>')  # noqa: S308 - numbers, and a label escaped here


def bar_svg(share: float, label: str) -> SafeString:
    """A bar filled to `share` (0 to 1)."""
    if not 0 <= share <= 1:
        raise ValueError(f"A share lies between 0 and 1, not {share}")
    return mark_safe(  # noqa: S308 - a number, and a label escaped here
        f'<svg class="bar" role="img" aria-label="{conditional_escape(label)}">'
        f'<rect width="{100 * share:.1f}%" height="100%"/></svg>'
    )
