"""The results of one pupil: by subject its instruments, each with a plot and a table of its own."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common.plots import Point, Tick, line_plot
from gezien.needs.queries.cells import badge, step_since
from gezien.needs.signals import Scale, figure_of
from gezien.pupils.models import Pupil
from gezien.results.models import Instrument
from gezien.results.queries import AMONG_PEERS, Score
from gezien.results.rules import visible_results
from gezien.schools.rules import Member

MOMENTS = 6
OF_INSTRUMENT = ("name", "subject_id", "subject__name", "subject__short_name", "level_type", "levels", "figure")


def results_by_subject(pupil: Pupil, member: Member) -> list[dict[str, Any]]:
    """The school's subjects in its own order with, per instrument, the last six moments: one statement."""
    rows = (
        visible_results(member)
        .filter(pupil=pupil)
        .order_by(
            *("instrument__subject__position", "instrument__subject_id", "-instrument__is_main", "instrument__name"),
            *("instrument_id", "-taken_on", "-pk"),
        )
        .values_list(
            *("pupil_id", "instrument_id", "moment", "taken_on", "figure", "level"),
            *(f"instrument__{name}" for name in OF_INSTRUMENT),
        )
    )
    series = [
        _series(_scale(instrument, found[0][6:]), [Score(*row[:6]) for row in found[:MOMENTS]])
        for instrument, found in ((key, list(same)) for key, same in groupby(rows, key=lambda row: row[1]))
    ]
    return [
        {"subject": subject, "series": list(same)} for subject, same in groupby(series, key=lambda one: one["subject"])
    ]


def _scale(instrument: int, columns: Sequence) -> Scale:
    name, subject_id, subject, short, level_type, levels, figure = columns
    return Scale(instrument, name, subject_id, subject, short, tuple(levels), level_type in AMONG_PEERS, figure)


def _series(scale: Scale, newest_first: Sequence[Score]) -> dict[str, Any]:
    """One instrument as the page shows it."""
    scores = newest_first[::-1]
    newest = newest_first[0]
    return {
        "subject": scale.subject,
        "name": scale.name,
        "unit": Instrument.Figure(scale.figure).label,
        "badge": badge(scale, newest),
        "step": step_since(scale, newest, newest_first[1]) if len(newest_first) > 1 else "",
        "newest": f"{moment_of(newest)}: {said(scale, newest)}",
        "plot": _plot(scale, scores),
        "moments": [moment_of(score) for score in scores],
        "figures": [figure_of(scale, score) for score in scores] if _has_figures(scale, scores) else [],
        "levels": [score.level for score in scores] if any(score.level for score in scores) else [],
    }


def _plot(scale: Scale, scores: Sequence[Score]) -> str:
    """The line of this instrument alone; nothing when fewer than two moments can be drawn."""
    by_figure = _has_figures(scale, scores)
    points = [
        Point(score.taken_on, value, moment_of(score), said(scale, score))
        for score in scores
        if (value := _height(scale, score, by_figure)) is not None
    ]
    if len({point.day for point in points}) < 2:
        return ""
    first, last = points[0], points[-1]
    label = _("%(instrument)s: from %(first)s in %(from)s to %(last)s in %(to)s") % {
        "instrument": scale.name,
        "first": first.text,
        "from": first.moment,
        "last": last.text,
        "to": last.moment,
    }
    return line_plot(points, label=label, ticks=None if by_figure else _level_ticks(scale, points))


def _height(scale: Scale, score: Score, by_figure: bool) -> float | None:
    """The figure, or for a series without figures the place of the level; never the two mixed in one line."""
    if by_figure:
        return None if score.figure is None else float(score.figure)
    place = scale.places.get(score.level)
    return None if place is None else float(-place)


def _level_ticks(scale: Scale, points: Sequence[Point]) -> list[Tick]:
    """The names of the levels from one below the lowest to one above the highest drawn."""
    places = [-point.value for point in points]
    within = range(int(min(places)) - 1, int(max(places)) + 2)
    return [Tick(-place, name) for place, name in enumerate(scale.levels) if place in within]


def _has_figures(scale: Scale, scores: Sequence[Score]) -> bool:
    return scale.figure != Instrument.Figure.LEVEL and any(score.figure is not None for score in scores)


def said(scale: Scale, score: Score) -> str:
    """The result in words: "88 · IV", or the level alone."""
    figure = figure_of(scale, score)
    return f"{figure} · {score.level}" if score.level and figure != score.level else figure


def moment_of(score: Score) -> str:
    """ "M5", or the day of a test of the method, short enough to stand under a plot."""
    return score.moment or date_format(score.taken_on, "j b")
