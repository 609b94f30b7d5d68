"""The results of one pupil: by subject its instruments, each with a plot and a table of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Exists
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common.markup import step_of
from gezien.common.plots import Band, Point, Tick, line_plot
from gezien.needs.queries.cells import badge, step_since, trend
from gezien.needs.signals import Scale, figure_of
from gezien.pupils.models import Pupil
from gezien.results.models import Instrument, ResultSettings
from gezien.results.queries import AMONG_PEERS, Score
from gezien.results.queries.dle import didactic_age
from gezien.results.queries.norms import Norms, bands_for, norm_at
from gezien.results.rules import visible_results
from gezien.results.vocabulary import LEVEL_TYPES
from gezien.schools.rules import Member

MOMENTS = 6
OF_INSTRUMENT = ("name", "subject_id", "subject__name", "subject__short_name", "level_type", "levels", "figure")
# Reference scores in words; a code that is not established stands for itself.
REFERENCES = {**LEVEL_TYPES, "DLE": "DLE", "Percentiel": "Percentiel", "CPercentiel": "CPercentiel"}


@dataclass(frozen=True)
class Reading:
    """How the figures are shown: all moments or the last six, with or without DLE, with the norm tables."""

    pupil: Pupil
    norms: Norms = field(default_factory=dict)
    uses_dle: bool = False
    moments: int | None = MOMENTS


@dataclass(frozen=True)
class Track:
    """One instrument of the pupil with its results, newest first, and each result's delivered reference scores."""

    scale: Scale
    scores: Sequence[Score]
    references: Sequence[Sequence[dict]]
    level_type: str
    uses_dle: bool = False  # whether the school reads didactic age: the same for every track


def tracks_of(pupil: Pupil, member: Member) -> list[Track]:
    """Every instrument with results, in the school's order of subjects: one statement."""
    uses_dle = Exists(ResultSettings.objects.filter(school=member.school, uses_dle=True))
    rows = (
        visible_results(member)
        .filter(pupil=pupil)
        .annotate(uses_dle=uses_dle)
        .order_by(
            *("instrument__subject__position", "instrument__subject_id", "-instrument__is_main", "instrument__name"),
            *("instrument_id", "-taken_on", "-pk"),
        )
        .values_list(
            *("pupil_id", "instrument_id", "moment", "taken_on", "figure", "level", "references", "uses_dle"),
            *(f"instrument__{name}" for name in OF_INSTRUMENT),
        )
    )
    return [_track(key, list(found)) for key, found in groupby(rows, key=lambda row: row[1])]


def at_a_glance(tracks: Sequence[Track]) -> list[dict[str, Any]]:
    """One line a subject: the main test's level, growth and trend; other tests of the subject stand on their page."""
    return [
        {
            "subject": subject,
            "subject_id": main.scale.subject_id,
            "test": main.scale.name,
            "newest": f"{moment_of(main.scores[0])}: {said(main.scale, main.scores[0])}",
            "badge": badge(main.scale, main.scores[0]),
            "step": _step(main.scale, main.scores),
            "trend": trend(main.scale, main.scores[:MOMENTS]),
        }
        for subject, (main, *_others) in ((key, list(same)) for key, same in groupby(tracks, _subject))
    ]


def reading_of(pupil: Pupil, tracks: Sequence[Track], *, everything: bool) -> Reading:
    """What the plots need besides the results: the norm tables (one statement), and how much one wants to see."""
    uses_dle = any(track.uses_dle for track in tracks)
    norms = bands_for([track.scale.instrument_id for track in tracks])
    return Reading(pupil, norms, uses_dle, None if everything else MOMENTS)


def by_subject(tracks: Sequence[Track], reading: Reading) -> list[dict[str, Any]]:
    """The school's subjects in its own order with their instruments as plots and tables."""
    return [
        {"subject": name, "pk": found[0].scale.subject_id, "series": [_series(track, reading) for track in found]}
        for name, found in ((key, list(same)) for key, same in groupby(tracks, _subject))
    ]


def _subject(track: Track) -> str:
    return track.scale.subject


def _track(instrument: int, rows: list[tuple]) -> Track:
    name, subject_id, subject, short, level_type, levels, figure = rows[0][8:]
    among = level_type in AMONG_PEERS
    scale = Scale(instrument, name, subject_id, subject, short, tuple(levels), among, figure)
    return Track(scale, [Score(*row[:6]) for row in rows], [row[6] or [] for row in rows], level_type, bool(rows[0][7]))


def _series(track: Track, reading: Reading) -> dict[str, Any]:
    """One instrument as the page shows it."""
    scale, newest_first = track.scale, track.scores[: reading.moments]
    scores, references = newest_first[::-1], track.references[: reading.moments][::-1]
    newest = newest_first[0]
    return {
        "name": scale.name,
        "unit": Instrument.Figure(scale.figure).label,
        "badge": badge(scale, newest),
        "step": _step(scale, newest_first),
        "growth": _growth_in_words(scale, newest_first),
        "plot": _plot(scale, scores, reading.norms),
        "norm": _norm_source(scale, newest, reading.norms),
        "moments": [moment_of(score) for score in scores],
        "rows": [*_figure_rows(scale, scores), *_reference_rows(track, references, reading, scores)],
        "is_cut": len(track.scores) > len(newest_first),
    }


def _step(scale: Scale, newest_first: Sequence[Score]) -> str:
    """Growth since the moment before; nothing where the moments cannot be compared (percentages, grades)."""
    compares = scale.counts_figure or scale.figure == Instrument.Figure.LEVEL
    return step_since(scale, *newest_first[:2]) if compares and len(newest_first) > 1 else ""


def _figure_rows(scale: Scale, scores: Sequence[Score]) -> list[dict[str, Any]]:
    rows = []
    if _has_figures(scale, scores):
        rows.append(
            {"name": Instrument.Figure(scale.figure).label, "values": [figure_of(scale, score) for score in scores]}
        )
    if any(score.level for score in scores):
        rows.append({"name": _("Level"), "values": [score.level for score in scores]})
    return rows


def _reference_rows(track: Track, references, reading: Reading, scores: Sequence[Score]) -> list[dict[str, Any]]:
    """The other reference scores as delivered (functional level, reference level, DLE): a row for each kind."""
    kinds = dict.fromkeys(one["type"] for found in references for one in found if one.get("value"))
    rows = [
        {"name": REFERENCES.get(kind, kind), "values": [_value_of(found, kind) for found in references]}
        for kind in kinds
        if kind != track.level_type and (kind != "DLE" or reading.uses_dle)
    ]
    if reading.uses_dle and "DLE" in kinds and reading.pupil.year_3_started_on:
        ages = [didactic_age(reading.pupil, score.taken_on) for score in scores]
        rows.append({"name": "DL", "values": ["" if age is None else str(age) for age in ages]})
    return rows


def _value_of(found: Sequence[dict], kind: str) -> str:
    return next((str(one["value"]) for one in found if one["type"] == kind), "")


def _growth_in_words(scale: Scale, newest_first: Sequence[Score]) -> str:
    """What the growth is, and what it is not."""
    if len(newest_first) < 2:
        return _("One moment: growth shows from the second on.")
    newest, before = newest_first[:2]
    if scale.counts_figure and newest.figure is not None and before.figure is not None:
        change = newest.figure - before.figure
        words = _("From %(from)s to %(to)s since %(moment)s, on this test's own scale.")
        told = words % {
            "from": figure_of(scale, before),
            "to": figure_of(scale, newest),
            "moment": moment_of(before),
        }
        if change > 0 and scale.among_peers and newest.level == before.level and newest.level:
            told += " " + _("The same level means growing along with others of that moment.")
        return told
    if scale.figure == Instrument.Figure.LEVEL:
        return _("From %(from)s to %(to)s since %(moment)s.") % {
            "from": before.level,
            "to": newest.level,
            "moment": moment_of(before),
        }
    return _("Each moment stands by itself: these figures are not growth.")


def _norm_source(scale: Scale, newest: Score, norms: Norms) -> str:
    """Where the bands behind the line come from."""
    norm = norm_at(norms.get(scale.instrument_id), newest.moment)
    if norm is None or not scale.counts_figure:
        return ""
    return _("Bands: the school's norm table (%(source)s).") % {"source": norm.source or _("no source given")}


def _plot(scale: Scale, scores: Sequence[Score], norms: Norms) -> str:
    """The line of this instrument alone; nothing when fewer than two moments can be drawn."""
    by_figure = _has_figures(scale, scores)
    drawn = [(score, value) for score in scores if (value := _height(scale, score, by_figure)) is not None]
    points = [Point(score.taken_on, value, moment_of(score), said(scale, score)) for score, value in drawn]
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
    bands = _bands(scale, [score for score, _value in drawn], norms) if by_figure else ()
    return line_plot(points, label=label, ticks=None if by_figure else _level_ticks(scale, points), bands=bands)


def _bands(scale: Scale, scores: Sequence[Score], norms: Norms) -> list[Band]:
    """The levels of the school's norm tables behind the line, where every moment drawn has a table."""
    known = norms.get(scale.instrument_id)
    found = [norm for score in scores if (norm := norm_at(known, score.moment)) is not None]
    if not found or len(found) < len(scores):
        return []
    names = [band.level for band in found[-1].bands]
    edges: dict[str, list[tuple]] = {name: [] for name in names}
    for score, norm in zip(scores, found, strict=True):
        for band in norm.bands:
            if band.level in edges:
                edges[band.level].append((score.taken_on, band.low, band.high))
    return [Band(name, step_of(place, len(names)), edges[name]) for place, name in enumerate(names, start=1)]


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
