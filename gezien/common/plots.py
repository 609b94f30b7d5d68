"""Line plots as static SVG (decision 0008) for page, dark page, print and PDF, without JavaScript or inline style.

One plot shows one series on its own scale; figures of two scales never share an axis. The caller shows the same figures
as a table beside or under the plot. Colours, widths and type come from `common/css/plot.css`, by class.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 320, 132
LEFT, RIGHT, TOP, BOTTOM = 40, 62, 16, 24  # room for the names of the axes and for the last point's label
LETTER, GAP = 6.5, 8  # about the width of a letter, and what is left free between the names of moments
LINE = 13  # names of heights nearer to each other than this would touch


@dataclass(frozen=True, slots=True)
class Point:
    """One moment: the day, how high it lies, its name on the axis ("M5") and what it says ("88 · IV")."""

    day: dt.date
    value: float
    moment: str
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot with its name."""

    value: float
    name: str


@dataclass(frozen=True, slots=True)
class Band:
    """The room of one level behind the line: its name, its colour step (1 the highest to 5) and its edges by day.

    An edge is (day, low, high); an open end is None and runs on to the end of the plot.
    """

    name: str
    step: int
    edges: Sequence[tuple[dt.date, float | None, float | None]]


def line_plot(
    points: Sequence[Point], *, label: str, ticks: Sequence[Tick] | None = None, bands: Sequence[Band] = ()
) -> SafeString:
    """The series from its oldest to its newest point, the last one named; empty with fewer than two points.

    `label` is the text alternative. `ticks` names the heights (levels, lowest or highest first); without them two to
    four round numbers are chosen. `bands` lie behind the line and do not change its scale.
    """
    if len(points) < 2:
        return mark_safe("")
    if not label:
        raise ValueError("A plot needs a text alternative")
    points = sorted(points, key=lambda point: point.day)
    ticks = list(ticks) if ticks is not None else round_ticks([point.value for point in points])
    x_of = _scale([point.day.toordinal() for point in points], LEFT, WIDTH - RIGHT)
    y_of = _scale([*(point.value for point in points), *(tick.value for tick in ticks)], HEIGHT - BOTTOM, TOP)
    places = [(x_of(point.day.toordinal()), y_of(point.value)) for point in points]
    behind = [shape for band in bands for shape in _band(band, x_of, y_of)]
    shapes = [*behind, *_across(ticks, y_of), *_moments(points, places), *_line(points, places)]
    return mark_safe(  # noqa: S308 - every text in it is escaped above
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{conditional_escape(label)}">'
        f"{''.join(shapes)}</svg>"
    )


def _band(band: Band, x_of, y_of) -> list[str]:
    """The room between a level's edges, cut off where the plot ends, with its name at the left."""
    tops, bottoms = [], []
    for day, low, high in sorted(band.edges):
        x = x_of(day.toordinal())
        tops.append((x, TOP if high is None else _inside(y_of(high))))
        bottoms.append((x, HEIGHT - BOTTOM if low is None else _inside(y_of(low))))
    if len(tops) < 2 or all(low - high < 1 for (_x, high), (_same, low) in zip(tops, bottoms, strict=True)):
        return []
    outline = "L".join(f"{x} {y}" for x, y in [*tops, *reversed(bottoms)])
    shapes = [f'<path class="plot-band plot-band-{band.step}" d="M{outline}Z"/>']
    if bottoms[0][1] - tops[0][1] >= LINE:
        middle = round((tops[0][1] + bottoms[0][1]) / 2 + 4, 1)
        shapes.append(_text("plot-band-name", LEFT + 4, middle, band.name, anchor="start"))
    return shapes


def _inside(y: float) -> float:
    return min(max(y, TOP), HEIGHT - BOTTOM)


def round_ticks(values: Sequence[float], most: int = 4) -> list[Tick]:
    """Round numbers that span the values: two to `most` of them, in steps of 1, 2 or 5 times a power of ten."""
    low, high = min(values), max(values)
    if low == high:
        return [Tick(low, _number(low))]
    power = 10.0 ** math.floor(math.log10(high - low) - 1)
    for step in (times * power * ten for ten in (1, 10, 100) for times in (1, 2, 5)):
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first < most:
            break
    return [Tick(count * step, _number(count * step)) for count in range(first, last + 1)]


def _across(ticks: Sequence[Tick], y_of) -> list[str]:
    """The lines of the heights with their names; names that would touch are left out, from the top."""
    shapes, taken = [], -math.inf
    for tick in sorted(ticks, key=lambda tick: y_of(tick.value)):
        y = y_of(tick.value)
        shapes.append(f'<path class="plot-grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>')
        if y - taken >= LINE:
            shapes.append(_text("plot-axis", LEFT - 6, y + 4, tick.name, anchor="end"))
            taken = y
    return shapes


def _moments(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    """The names of the moments under the plot, from the newest back, as far as they do not touch."""
    shapes, taken = [], math.inf
    for point, (x, _y) in reversed(list(zip(points, places, strict=True))):
        half = len(point.moment) * LETTER / 2
        if x + half + GAP <= taken:
            shapes.append(_text("plot-axis", x, HEIGHT - 6, point.moment, anchor="middle"))
            taken = x - half
    return shapes


def _line(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    """The line, a dot for each point, and the last one larger and in words."""
    line = " ".join(f"{x} {y}" for x, y in places)
    dots = [f'<circle class="plot-dot" cx="{x}" cy="{y}" r="2.5"/>' for x, y in places[:-1]]
    x, y = places[-1]
    return [
        f'<path class="plot-line" d="M{line}"/>',
        *dots,
        f'<circle class="plot-last" cx="{x}" cy="{y}" r="4.5"/>',
        _text("plot-value", x + 9, y + 4, points[-1].text, anchor="start"),
    ]


def _scale(values: Sequence[float], start: float, end: float):
    """From a value to its place between start and end; a single value lies in the middle."""
    low, high = min(values), max(values)
    if low == high:
        return lambda value: round((start + end) / 2, 1)
    return lambda value: round(start + (end - start) * (value - low) / (high - low), 1)


def _text(css: str, x: float, y: float, text: str, *, anchor: str) -> str:
    return f'<text class="{css}" x="{x}" y="{y}" text-anchor="{anchor}">{conditional_escape(text)}</text>'


def _number(value: float) -> str:
    return f"{round(value, 6):g}"
