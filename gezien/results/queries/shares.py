"""Counts for the figures: a fixed number of statements, whatever the number of schools, pupils or years."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, Count, Max, QuerySet, When

from gezien.common import clock
from gezien.pupils.models import Enrolment
from gezien.quality.models import Ambition
from gezien.results import shares as figures
from gezien.results.models import Instrument, Result
from gezien.results.queries.scores import AMONG_PEERS
from gezien.results.rules import counted_pupils
from gezien.schools.models import School
from gezien.schools.rules import current

FIRST_MONTH = 8  # a test taken from August on belongs to the new school year, in Flanders too


@dataclass
class SubjectFigures:
    """A subject of a school on the one instrument the figures use, with a figure for each year group."""

    school_id: int
    code: str
    name: str
    short_name: str
    instrument: str
    levels: tuple[str, ...]
    by_year_group: dict[str, figures.Figure] = field(default_factory=dict)


def subject_figures(schools: QuerySet[School]) -> list[SubjectFigures]:
    """For each school and subject the figures of every year group, of the pupils who are there now: four statements.

    The instrument is the first in the school's order that tells where a pupil stands among peers and has results.
    """
    enrolled = _enrolled(schools)
    counts = _counts(schools)
    ambitions = _ambitions(schools)
    found: dict[tuple[int, int], SubjectFigures] = {}
    for instrument in _instruments(schools):
        key = (instrument.school_id, instrument.subject_id)
        if key in found or not any(counts.get((instrument.pk, year)) for year in enrolled[instrument.school_id]):
            continue
        found[key] = row = _begin(instrument)
        for year_group, pupils in sorted(enrolled[instrument.school_id].items()):
            ambition = ambitions.get((*key, year_group)) or ambitions.get((*key, ""))
            standard = figures.Standard(row.levels, ambition)
            row.by_year_group[year_group] = figures.figure_of(
                counts.get((instrument.pk, year_group), []), pupils, standard
            )
    return list(found.values())


def _begin(instrument: Instrument) -> SubjectFigures:
    subject = instrument.subject
    return SubjectFigures(
        instrument.school_id, subject.code, subject.name, subject.short_name, instrument.name, tuple(instrument.levels)
    )


def _enrolled(schools: QuerySet[School]) -> dict[int, dict[str, int]]:
    """By school and year group how many pupils are there now."""
    rows = (
        counted_pupils(schools)
        .filter(pk__in=_here_now(schools))
        .order_by()
        .values_list("school_id", "year_group")
        .annotate(pupils=Count("pk"))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for school_id, year_group, pupils in rows:
        found[school_id][year_group] = pupils
    return found


def _here_now(schools: QuerySet[School]) -> QuerySet:
    return Enrolment.objects.filter(current(), school__in=schools).values("pupil")


def _counts(schools: QuerySet[School]) -> dict[tuple[int, str], list[figures.Count]]:
    """By instrument and year group the counted levels of this school year and the one before.

    The two last moments lie within them, so the cost stays the same however long the schools have used Gezien.
    """
    today = clock.today()
    first = today.year if today.month >= FIRST_MONTH else today.year - 1
    this_year, last_year = dt.date(first, FIRST_MONTH, 1), dt.date(first - 1, FIRST_MONTH, 1)
    rows = (
        Result.objects.filter(school__in=schools, taken_on__gte=last_year, taken_on__lte=today)
        .filter(pupil__left_on=None, pupil__in=_here_now(schools), instrument__level_type__in=AMONG_PEERS)
        .exclude(moment="")
        .exclude(level="")
        .annotate(
            is_this_year=Case(When(taken_on__gte=this_year, then=True), default=False, output_field=BooleanField())
        )
        .order_by()
        .values_list("school_id", "instrument_id", "pupil__year_group", "moment", "is_this_year", "level")
        .annotate(pupils=Count("pupil", distinct=True), last_on=Max("taken_on"))
    )
    found: dict[tuple[int, str], list[figures.Count]] = defaultdict(list)
    for school_id, instrument_id, year_group, moment, is_this_year, level, pupils, last_on in rows:
        found[instrument_id, year_group].append(
            figures.Count(
                school_id, instrument_id, year_group, moment, is_this_year, level, pupils, last_on.isoformat()
            )
        )
    return found


def _instruments(schools: QuerySet[School]) -> Iterable[Instrument]:
    """In the order in which a school looks at them: by subject, the main one first."""
    return (
        Instrument.objects.filter(school__in=schools, level_type__in=AMONG_PEERS - {""})
        .select_related("subject")
        .order_by("school", "subject__position", "subject__name", "-is_main", "name", "pk")
    )


def _ambitions(schools: QuerySet[School]) -> dict[tuple[int, int, str], tuple[int, str]]:
    """(share, level) by school, subject and year group ("" for all)."""
    rows = Ambition.objects.filter(school__in=schools).order_by("pk")
    return {
        (school_id, subject_id, year_group): (share, level)
        for school_id, subject_id, year_group, share, level in rows.values_list(
            "school_id", "subject_id", "year_group", "share", "level"
        )
    }
