"""What only some rules ask for: norm tables, the figures of the school, other scores, counts, questionnaires.

Each is one statement, and none when no rule asks.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from gezien.needs.models import SignalRule
from gezien.needs.queries.agreed import Line
from gezien.needs.queries.pupils import MOMENTS, YEARS, Known, More
from gezien.needs.signals import Rule, Surroundings, needed_facts
from gezien.notes.models import Factor, Note
from gezien.pupils.models import Enrolment
from gezien.results.models import Result
from gezien.results.queries import Score
from gezien.results.queries.norms import bands_for
from gezien.results.queries.questionnaires import latest_for_group
from gezien.schools.models import School
from gezien.schools.rules import current

SHARES = (SignalRule.Measure.LOWEST_SHARE, SignalRule.Measure.HIGHEST_SHARE)


def more_facts(
    school: School, pupils: Collection[Known], *, rules: Sequence[Rule], lines: Sequence[Line], day: dt.date
) -> More:
    """What these rules ask for about these pupils on a day, beside what `known_pupils` brings."""
    needed, keys = needed_facts(rules), [known.pk for known in pupils]
    return More(
        around=Surroundings(
            bounds=_bounds(lines) if "bounds" in needed else {},
            figures=_figures(school, pupils, rules, lines, day) if "figures" in needed else {},
            subjects={line.domain: line.pk for line in reversed(lines) if not line.has_plans},
        ),
        scored=_scored(school, keys, rules, lines, day) if "scored" in needed else {},
        counted=_counted(school, keys, rules, day) if "counted" in needed else {},
        social=latest_for_group(school, keys, until=day) if "social" in needed else {},
    )


def _bounds(lines: Sequence[Line]) -> dict[tuple[int, str], dict[str, Decimal]]:
    """The school's own norm tables: the lowest figure of each level."""
    tests = [scale.instrument_id for line in lines for scale in line.scales]
    return {
        (test, moment): {band.level: band.lowest for band in norm.bands if band.lowest is not None}
        for test, norms in bands_for(tests).items()
        for moment, norm in norms.items()
    }


def _figures(
    school: School, pupils: Collection[Known], rules: Sequence[Rule], lines: Sequence[Line], day: dt.date
) -> dict[tuple[int, str, str, str], list[float]]:
    """The figures of everybody at school that day in the year groups of these pupils, in order."""
    asking = [rule for rule in rules if rule.measure in SHARES]
    here = Enrolment.objects.filter(current(day), school=school).values("pupil")
    wanted = {known.year_group for known in pupils}
    found: dict[tuple[int, str, str, str], list[float]] = defaultdict(list)
    results = Result.objects.filter(
        school=school,
        pupil__in=here,
        pupil__year_group__in=wanted,
        instrument_id__in=_tests(asking, lines),
        taken_on__range=(_since(day), day),
    ).order_by()
    if any(not rule.score for rule in asking):
        rows = results.filter(figure__isnull=False).values_list(
            "instrument_id", "moment", "pupil__year_group", "figure"
        )
        for test, moment, year_group, figure in rows:
            found[test, "", moment, year_group].append(float(figure or 0))
    names = {rule.score for rule in asking if rule.score}
    if names:
        columns = ("instrument_id", "moment", "pupil__year_group", "scores", "references")
        for test, moment, year_group, scores, references in results.values_list(*columns):
            for name, value in _values(names, scores, references):
                found[test, name, moment, year_group].append(float(value))
    return {key: sorted(figures) for key, figures in found.items()}


def _scored(
    school: School, keys: Sequence[int], rules: Sequence[Rule], lines: Sequence[Line], day: dt.date
) -> dict[int, dict[tuple[int, str], list[Score]]]:
    """The results of these pupils with another of their scores as the figure, newest first."""
    asking = [rule for rule in rules if rule.score]
    names = {rule.score for rule in asking}
    columns = ("pupil_id", "instrument_id", "moment", "taken_on", "level", "scores", "references")
    rows = (
        Result.objects.filter(
            school=school,
            pupil_id__in=keys,
            instrument_id__in=_tests(asking, lines),
            taken_on__range=(_since(day), day),
        )
        .order_by("-taken_on", "-pk")
        .values_list(*columns)
    )
    found: dict[int, dict[tuple[int, str], list[Score]]] = defaultdict(lambda: defaultdict(list))
    for pupil, test, moment, taken_on, level, scores, references in rows:
        for name, value in _values(names, scores, references):
            if len(track := found[pupil][test, name]) < MOMENTS:
                track.append(Score(pupil, test, moment, taken_on, value, level))
    return {pupil: dict(tracks) for pupil, tracks in found.items()}


def _values(names: Collection[str], scores: dict[str, Any], references: list[dict]) -> Iterator[tuple[str, Decimal]]:
    """The scores of these names that are numbers; a reference with a qualification is "AVI:instructie"."""
    told = dict(scores)
    for reference in references:
        qualification = reference.get("qualification", "")
        told[reference["type"] + (f":{qualification}" if qualification else "")] = reference.get("value")
    for name in sorted(names):
        try:
            yield name, Decimal(str(told[name]).replace(",", "."))
        except (KeyError, InvalidOperation):
            continue


def _counted(
    school: School, keys: Sequence[int], rules: Sequence[Rule], day: dt.date
) -> dict[int, list[tuple[str, str, dt.date]]]:
    """What came in: notes of a kind, and factors noted that still hold. That a note is there is no secret."""
    asking = [rule for rule in rules if rule.measure == SignalRule.Measure.COUNTED]
    kinds = {rule.kind for rule in asking}
    since = day - 2 * dt.timedelta(weeks=max(rule.weeks for rule in asking))
    found: dict[int, list[tuple[str, str, dt.date]]] = defaultdict(list)
    if notes := kinds & set(Note.Kind.values):
        rows = Note.objects.filter(
            school=school, pupil_id__in=keys, kind__in=notes, happened_on__range=(since, day)
        ).order_by()
        for pupil, kind, when in rows.values_list("pupil_id", "kind", "happened_on"):
            found[pupil].append((kind, "", when))
    if ways := kinds & set(Factor.Direction.values):
        factors = Factor.objects.filter(
            school=school, pupil_id__in=keys, direction__in=ways, noted_on__range=(since, day)
        ).order_by()
        columns = ("pupil_id", "direction", "domain__code", "noted_on", "ended_on")
        for pupil, way, area, when, ended in factors.values_list(*columns):
            if ended is None or ended > day:
                found[pupil].append((way, area, when))
    return dict(found)


def _tests(rules: Sequence[Rule], lines: Sequence[Line]) -> list[int]:
    """The tests at which one of these rules looks."""
    scales = (scale for line in lines for scale in line.scales)
    return [scale.instrument_id for scale in scales if any(rule.looks_at(scale) for rule in rules)]


def _since(day: dt.date) -> dt.date:
    return day.replace(day=1, year=day.year - YEARS)
