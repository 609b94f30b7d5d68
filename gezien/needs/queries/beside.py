"""What one may want to know while naming a need: strengths, and what bears on the goal; the rest on request."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import Truncator

from gezien.common import clock
from gezien.needs.queries.agreed import subject_lines
from gezien.needs.queries.bearing import factor_bears, results_that_bear
from gezien.needs.queries.explained import explained
from gezien.needs.queries.needs import Place
from gezien.needs.queries.pupils import day_of, known_pupils
from gezien.needs.queries.signals import signals_by_pupil
from gezien.needs.queries.suggestions import lemmas
from gezien.needs.signals import number
from gezien.notes.models import Factor, Note
from gezien.notes.queries import factors_of
from gezien.notes.rules import visible_notes
from gezien.pupils.models import Enrolment, Pupil
from gezien.results.models import Result
from gezien.schools.models import Subject
from gezien.schools.rules import Member

LOOKED_AT, NEAR, LETTERS = 20, 2, 180
STIMULATING = Factor.Direction.STIMULATING


def beside(
    member: Member,
    place: Place,
    goal: str,
    *,
    everything: bool = False,
    factors: list[Factor] | None = None,
    notes: list[Note] | None = None,
) -> dict[str, Any]:
    """The panel beside a need: signals of its subject, strengths, hindrances, results and notes that bear on the goal.

    `more` counts what is left out; with `everything` nothing is. `factors` of today and the last
    `notes`, when the page has read them.
    """
    if factors is None:
        factors, _ended = factors_of(place.pupil)
    results = _results(place.pupil)
    notes = _notes(member, place.pupil) if notes is None else notes[:LOOKED_AT]
    total = len(factors) + len(results) + len(notes)
    if not everything:
        subject = place.subject
        factors = [one for one in factors if one.direction == STIMULATING or factor_bears(one, subject, goal)]
        results = results_that_bear(results, subject)
        notes = _near(notes, goal, place.subject)
    return {
        "signals": _signals(place),
        "strengths": _nearest_first([one for one in factors if one.direction == STIMULATING], place.subject, goal),
        "hindrances": [one for one in factors if one.direction != STIMULATING],
        "results": [_result(one) for one in _own_first(results, place.subject)],
        "notes": [_note(one) for one in notes],
        "more": total - len(factors) - len(results) - len(notes),
    }


def _nearest_first(strengths: list[Factor], subject: Subject, goal: str) -> list[Factor]:
    """Every strength: one builds on what goes well anywhere; those that bear on the goal first."""
    return sorted(strengths, key=lambda one: not factor_bears(one, subject, goal))


def _results(pupil: Pupil) -> list[Result]:
    """The newest result on each test, one statement."""
    rows = Result.objects.filter(school=pupil.school_id, pupil=pupil).select_related("instrument__subject")
    newest: dict[int, Result] = {}
    for row in rows.order_by("-taken_on", "-pk")[: LOOKED_AT * 2]:
        newest.setdefault(row.instrument_id, row)
    return sorted(newest.values(), key=lambda one: (one.instrument.subject.position, one.instrument_id))


def _own_first(results: Iterable[Result], subject: Subject) -> list[Result]:
    return sorted(results, key=lambda one: one.instrument.subject_id != subject.pk)


def _notes(member: Member, pupil: Pupil) -> list[Note]:
    """The last notes about this pupil that the member may read."""
    return list(visible_notes(member).filter(pupil=pupil).exclude(kind=Note.Kind.MEMO)[:LOOKED_AT])


def _near(notes: Sequence[Note], goal: str, subject: Subject) -> list[Note]:
    """What the pupil last said, and the notes that share words with the goal or the subject's name."""
    wanted = lemmas(f"{goal} {subject.name}")
    said = next((one for one in notes if one.kind == Note.Kind.PUPIL_TALK), None)
    scored = [(len(wanted & lemmas(one.text)), one) for one in notes if one is not said]
    found = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], -pair[1].happened_on.toordinal()))
    return [*([said] if said else []), *(one for _score, one in found[:NEAR])]


def _result(one: Result) -> dict[str, Any]:
    figure = "" if one.figure is None else number(one.figure)
    return {
        "subject": one.instrument.subject.name,
        "test": one.instrument.name,
        "moment": one.moment,
        "level": one.level or figure,
        "day": one.taken_on,
    }


def _note(one: Note) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "kind": one.get_kind_display(),
        "day": one.happened_on,
        "text": Truncator(one.text).chars(LETTERS),
    }


def _signals(place: Place) -> list[dict]:
    """The rules that hold for this pupil in this subject: rule, figure, since when and source."""
    school, day = place.pupil.school, day_of(place.period, clock.today())
    lines = subject_lines(school)
    enrolled = Enrolment.objects.filter(pupil=place.pupil)
    known = next(iter(known_pupils(school, enrolled, period=place.period, day=day, lines=lines)), None)
    if known is None:
        return []
    found = signals_by_pupil(school, [known], lines, day)[known.pk]
    return explained(known, [one for one in found if one.subject_id == place.subject.pk], "")
