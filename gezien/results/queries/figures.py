"""The figures an analysis is about: per test what a group or a pupil reached lately. Tests are never added up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.pupils.models import Pupil
from gezien.results.models import Instrument
from gezien.results.queries.dle import equivalents_of, in_words, uses_dle
from gezien.results.queries.norms import Norms, level_in_norm, norm_at
from gezien.results.queries.scores import Score, recent_scores
from gezien.schools.models import Period, School, Subject

MOMENTS = 6  # of a pupil: what an analysis of this period may look back on


@dataclass(frozen=True)
class GroupFigures:
    """One test of a group: how many at each level now and the time before, and how many went on."""

    test: str
    levels: list[dict]
    figures: str
    growth: str
    count: int


@dataclass(frozen=True)
class PupilFigures:
    """One test of a pupil: the results, newest first, as one reads them."""

    test: str
    kind: str
    rows: list[dict]
    scores: list[Score]
    levels: list[str]
    sources: str  # where the bounds of the levels come from


def tests_of(school: School, subject: Subject) -> list[Instrument]:
    """The tests in use for a subject, the main one first."""
    return list(
        Instrument.objects.filter(school=school, subject=subject, is_active=True).order_by("-is_main", "name", "pk")
    )


def group_figures(school: School, tests: Sequence[Instrument], pupils: Sequence[int], period: Period):
    """Each test with results of these pupils by the end of the period: one statement."""
    scores = recent_scores(school, pupils, moments=2, until=period.ends_on, instruments=[one.pk for one in tests])
    found = [_of_group(one, [rows for (_p, test), rows in scores.items() if test == one.pk]) for one in tests]
    return [figures for figures in found if figures.count]


def _of_group(one: Instrument, scores: Sequence[Sequence[Score]]) -> GroupFigures:
    now = [rows[0] for rows in scores]
    before = [rows[1] for rows in scores if len(rows) > 1]
    return GroupFigures(
        test=one.name,
        levels=_levels(one, now, before),
        figures=_mean(one, now, before),
        growth=_growth(one, [(rows[0], rows[1]) for rows in scores if len(rows) > 1]),
        count=len(now),
    )


def _levels(one: Instrument, now: Sequence[Score], before: Sequence[Score]) -> list[dict]:
    """Levels that occur, highest first, with their counts now and before."""
    counts, were = Counter(score.level for score in now), Counter(score.level for score in before)
    return [
        {"level": level, "now": counts[level], "before": were[level] if before else "–"}
        for level in one.levels
        if counts[level] or were[level]
    ]


def _mean(one: Instrument, now: Sequence[Score], before: Sequence[Score]) -> str:
    """ "mean 78, before 74", for tests that say no level; never across moments on a skill scale."""
    means = [_mean_of(scores) for scores in (now, before)]
    if one.levels or means[0] is None:
        return ""
    if means[1] is None:
        return _("mean %(now)s") % {"now": means[0]}
    return _("mean %(now)s, the time before %(before)s") % {"now": means[0], "before": means[1]}


def _mean_of(scores: Sequence[Score]) -> str | None:
    figures = [score.figure for score in scores if score.figure is not None]
    return _figure(sum(figures, Decimal()) / len(figures)) if figures else None


def _growth(one: Instrument, pairs: Sequence[tuple[Score, Score]]) -> str:
    """ "18 higher than the time before, 2 the same, 4 lower", in the test's own unit."""
    steps = [step for new, old in pairs if (step := _step(one, new, old)) is not None]
    if not steps:
        return ""
    higher, lower = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return _("%(higher)s higher than the time before, %(same)s the same, %(lower)s lower") % {
        "higher": higher,
        "same": len(steps) - higher - lower,
        "lower": lower,
    }


def _step(one: Instrument, new: Score, old: Score) -> Decimal | int | None:
    if new.figure is not None and old.figure is not None:
        return new.figure - old.figure
    if new.level in one.levels and old.level in one.levels:
        return one.levels.index(old.level) - one.levels.index(new.level)
    return None


def pupil_figures(
    school: School, tests: Sequence[Instrument], pupil: Pupil, period: Period, norms: Norms
) -> list[PupilFigures]:
    """Each test with the pupil's last results by the end of the period: one statement, and two where DLE is used."""
    scores = recent_scores(
        school, [pupil.pk], moments=MOMENTS, until=period.ends_on, instruments=[one.pk for one in tests]
    )
    ages = equivalents_of(pupil, [one.pk for one in tests]) if uses_dle(school) else {}
    return [
        PupilFigures(
            test=one.name,
            kind=str(one.get_figure_display()),
            rows=[_row(score, rows[place + 1 :], norms.get(one.pk), one, ages) for place, score in enumerate(rows)],
            scores=rows,
            levels=one.levels,
            sources=", ".join(_sources(norms.get(one.pk), rows)),
        )
        for one in tests
        if (rows := scores.get((pupil.pk, one.pk)))
    ]


def _row(score: Score, older: Sequence[Score], norms, one: Instrument, ages) -> dict:
    step = _step(one, score, older[0]) if older and score.figure is not None else None
    return {
        "moment": score.moment or date_format(score.taken_on, "j b"),
        "day": date_format(score.taken_on, "j b Y"),
        "level": score.level,
        "figure": "" if score.figure is None else _figure(score.figure),
        "step": "" if step is None else f"{'+' if step > 0 else ''}{_figure(Decimal(step))}",
        "norm": level_in_norm(norm_at(norms, score.moment), score.level),
        "dle": in_words(age) if (age := ages.get((one.pk, score.taken_on))) else "",
    }


def _sources(norms, rows: Sequence[Score]) -> list[str]:
    """The norm tables that say something about these results, each once, the newest first."""
    found = [norm_at(norms, score.moment) for score in rows]
    return list(dict.fromkeys(norm.source for norm in found if norm and norm.source))


def _figure(number: Decimal) -> str:
    return number_format(round(number, 1).normalize(), use_l10n=True)


def taken_by(count: int, pupils: int) -> str:
    """ "24 of 25 pupils"."""
    return ngettext("%(count)d of %(all)d pupil", "%(count)d of %(all)d pupils", pupils) % {
        "count": count,
        "all": pupils,
    }
