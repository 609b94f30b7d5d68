"""A spider web of own scores as static SVG, for page, dark page and paper; the same figures stand in a table beside it.

Every axis has the same scale, from 0 in the middle to 10 at the rim. The earlier talk is a dashed line with open
squares: it shows without colour. Fewer than three axes make no web: the table alone tells it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

MOST, RINGS = 10, (2, 4, 6, 8, 10)
RADIUS, ACROSS, DOWN = 100, 215, 136  # the rim, and half the width and height with room for the names
LINE, LETTERS = 14, 16  # the height of a line, and after how many letters a name goes on below


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its name, the score now, and the score before if there was one."""

    name: str
    score: int
    before: int | None = None


def spider(axes: Sequence[Axis], *, label: str) -> SafeString:
    """The web; empty with fewer than three axes. `label` is the text alternative."""
    if len(axes) < 3:
        return mark_safe("")
    if not label:
        raise ValueError("A spider web needs a text alternative")
    if any(not 0 <= score <= MOST for axis in axes for score in (axis.score, axis.before or 0)):
        raise ValueError("An own score lies between 0 and 10")
    count = len(axes)
    shapes = [_ring(count, ring) for ring in RINGS]
    shapes += [f'<path class="web-grid" d="M0 0L{_pair(place, count, MOST)}"/>' for place in range(count)]
    shapes += [_name(axis.name, place, count) for place, axis in enumerate(axes)]
    if all(axis.before is not None for axis in axes):
        shapes.append(_shape("web-before", [axis.before or 0 for axis in axes]))
    shapes += [_square(axis.before, place, count) for place, axis in enumerate(axes) if axis.before is not None]
    shapes.append(_shape("web-now", [axis.score for axis in axes]))
    shapes += [_dot(axis.score, place, count) for place, axis in enumerate(axes)]
    return mark_safe(  # noqa: S308 - every text in it is escaped below
        f'<svg class="web" viewBox="{-ACROSS} {-DOWN} {2 * ACROSS} {2 * DOWN}" role="img" '
        f'aria-label="{conditional_escape(label)}">{"".join(shapes)}</svg>'
    )


def _place(place: int, count: int, score: float) -> tuple[float, float]:
    """Where a score lies: the first axis points up, the others follow the clock."""
    angle = 2 * math.pi * place / count
    length = RADIUS * score / MOST
    return round(length * math.sin(angle), 1), round(-length * math.cos(angle), 1)


def _pair(place: int, count: int, score: float) -> str:
    x, y = _place(place, count, score)
    return f"{x} {y}"


def _ring(count: int, score: int) -> str:
    return f'<path class="web-grid" d="M{"L".join(_pair(place, count, score) for place in range(count))}Z"/>'


def _shape(css: str, scores: Sequence[int]) -> str:
    points = "L".join(_pair(place, len(scores), score) for place, score in enumerate(scores))
    return f'<path class="{css}" d="M{points}Z"/>'


def _dot(score: int, place: int, count: int) -> str:
    x, y = _place(place, count, score)
    return f'<circle class="web-dot" cx="{x}" cy="{y}" r="4"/>'


def _square(score: int, place: int, count: int) -> str:
    x, y = _place(place, count, score)
    return f'<rect class="web-was" x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"/>'


def _name(name: str, place: int, count: int) -> str:
    """The name outside the rim, in two lines when it is long, away from the middle."""
    x, y = _place(place, count, MOST * 1.13)
    anchor = "middle" if abs(x) < 15 else "start" if x > 0 else "end"
    lines = _lines(name)
    top = y + 4 - (LINE * (len(lines) - 1) / 2 if abs(x) >= 15 else LINE * (len(lines) - 1) if y < 0 else 0)
    spans = "".join(
        f'<tspan x="{x}" y="{top + LINE * number:.1f}">{conditional_escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text class="web-name" text-anchor="{anchor}">{spans}</text>'


def _lines(name: str) -> list[str]:
    """At most two lines, broken at a space near the middle."""
    if len(name) <= LETTERS or " " not in name:
        return [name]
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    cut = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return [name[:cut], name[cut + 1 :]]
