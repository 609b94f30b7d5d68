"""Finding pupils and tests by what files call them: what was chosen before, then what the school knows itself."""

import datetime as dt
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from gezien.imports.matching.likeness import alike, spellings
from gezien.imports.matching.marks import PupilMark, TestMark, fold
from gezien.imports.models import InstrumentMatch, PupilMatch
from gezien.pupils.models import Pupil
from gezien.results.models import Instrument
from gezien.schools.models import School

PUPIL, TEST = "pupil", "test"
REMEMBERED = 50_000  # marks whose outcome is remembered: far more than a school has pupils
KEPT = 300  # marks that the match screen can ask about; a file with more is another school's
CONTRADICTS = 0.25  # a name less alike than this is somebody else's


class Unmatched(ValueError):
    """Nobody, or nothing, or more than one is meant by this mark; the text says why, as half a sentence."""


class LeftOut(Exception):
    """Somebody said that this mark is none of ours: the row is passed over and needs no mention."""


@dataclass(frozen=True, slots=True)
class Known:
    """A pupil as far as files need."""

    pk: int
    name: str
    birth_date: dt.date | None
    year_group: str


class Matching:
    """All pupils and tests of a school by everything a file may call them; four statements, whatever the rows.

    `source` names the system or profile the file came from: numbers are remembered for that source alone.
    """

    def __init__(self, school: School, source: str = ""):
        self.source = source[:80]
        self.by_key: dict[str, Known] = {}
        self.by_eck_id: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.by_pk: dict[int, Known] = {}
        for pupil in Pupil.objects.filter(school=school).order_by("pk"):
            self._learn(pupil)
        tests = Instrument.objects.filter(school=school).select_related("subject")
        self.tests = {
            one.pk: one for one in tests.order_by("-is_active", "subject__position", "-is_main", "name", "pk")
        }
        self.test_by_name: dict[str, Instrument] = {}
        for one in self.tests.values():
            for name in (one.code, fold(one.code), fold(one.name)):
                self.test_by_name.setdefault(name, one)
        self.chosen_pupils = chosen_pupils(school, self.source)
        self.chosen_tests = _chosen(InstrumentMatch.objects.filter(school=school), self.source, "instrument_id")
        self.found: dict[PupilMark | TestMark, Any] = {}
        self.unknown: dict[PupilMark | TestMark, dict[str, Any]] = {}

    def pupil(self, mark: PupilMark, line: int | None = None) -> Known:
        """The pupil of a mark. Raises `Unmatched` or `LeftOut`."""
        known: Known = self._remembering(mark, line, self._find_pupil)
        return known

    def instrument(self, mark: TestMark, line: int | None = None) -> Instrument:
        """The test of a mark. Raises `Unmatched` (also for a test that is not in use any more) or `LeftOut`."""
        one: Instrument = self._remembering(mark, line, self._find_test)
        return one

    def open(self) -> list[dict[str, Any]]:
        """Every mark that was not recognised, as JSON for `ImportRun.summary["unknown"]`."""
        return list(self.unknown.values())

    def _learn(self, pupil: Pupil) -> None:
        known = self.by_pk[pupil.pk] = Known(pupil.pk, pupil.name, pupil.birth_date, pupil.year_group)
        if pupil.key:
            self.by_key[pupil.key] = known
        if pupil.eck_id:
            self.by_eck_id[pupil.eck_id] = known
        for name in spellings(pupil.call_name, pupil.prefix, pupil.family_name):
            self.by_name[name].append(known)

    def _remembering(self, mark, line, find) -> Any:
        """What `find` gives, or raises, for a mark; the same mark again is not looked for again."""
        if mark not in self.found:
            if len(self.found) > REMEMBERED:
                self.found.clear()
            try:
                self.found[mark] = find(mark)
            except (Unmatched, LeftOut) as problem:
                self.found[mark] = problem
                if isinstance(problem, Unmatched):
                    self._note(mark, line, str(problem))
        outcome = self.found[mark]
        if not isinstance(outcome, Unmatched | LeftOut):
            return outcome
        if mark in self.unknown:
            self.unknown[mark]["rows"] += 1
        raise outcome.with_traceback(None)

    def _note(self, mark: PupilMark | TestMark, line: int | None, reason: str) -> None:
        if len(self.unknown) < KEPT and mark.label:
            self.unknown[mark] = as_open(mark, line, reason)

    def _find_pupil(self, mark: PupilMark) -> Known:
        place = mark.place(self.source)
        if place in self.chosen_pupils:
            return self._chosen(self.by_pk, self.chosen_pupils[place])
        if mark.key and (known := self.by_key.get(mark.key)):
            return _unless_contradicted(mark, known)
        if mark.eck_id and (known := self.by_eck_id.get(mark.eck_id)):
            return known
        if not (mark.key or mark.eck_id):
            return self._by_name(mark)
        found = [
            one
            for one in self.by_name.get(fold(mark.name), [])
            if mark.birth_date and one.birth_date == mark.birth_date
        ]
        if len(found) == 1:
            return found[0]
        if mark.key:
            raise Unmatched(_("no pupil has number %(key)s") % {"key": mark.key})
        raise Unmatched(_("no pupil has this ECK iD"))

    def _by_name(self, mark: PupilMark) -> Known:
        if not mark.name:
            raise Unmatched(_("the pupil is missing"))
        found = self.by_name.get(fold(mark.name), [])
        if mark.birth_date:
            found = [known for known in found if known.birth_date in (mark.birth_date, None)]
        if not found:
            raise Unmatched(_("no pupil is called “%(name)s”") % {"name": mark.name})
        if len(found) > 1:
            raise Unmatched(
                _("more than one pupil is called “%(name)s”: add the number or the date of birth") % {"name": mark.name}
            )
        return found[0]

    def _find_test(self, mark: TestMark) -> Instrument:
        if ("", mark.sign) in self.chosen_tests or (self.source, mark.sign) in self.chosen_tests:
            place = (self.source if (self.source, mark.sign) in self.chosen_tests else "", mark.sign)
            return _in_use(self._chosen(self.tests, self.chosen_tests[place]))
        if not mark.part:
            for name in (mark.code, fold(mark.code), fold(mark.name)):
                if name and (one := self.test_by_name.get(name)):
                    return _in_use(one)
        shown = mark.label or "–"
        raise Unmatched(_("the school has no test “%(name)s”") % {"name": shown})

    def _chosen[T](self, records: dict[int, T], pk: int | None) -> T:
        if pk is None:
            raise LeftOut
        return records[pk]


def as_open(mark: PupilMark | TestMark, line: int | None, reason: str) -> dict[str, Any]:
    """A mark that the match screen can ask about, as JSON for `ImportRun.summary["unknown"]`."""
    parts = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in asdict(mark).items()}
    what = PUPIL if isinstance(mark, PupilMark) else TEST
    return {"what": what, "mark": parts, "line": line, "rows": 0, "reason": reason}


def chosen_pupils(school: School, source: str) -> dict[tuple[str, str], int | None]:
    """What was chosen about marks in files of a source, by `PupilMark.place`; None: not ours."""
    return _chosen(PupilMatch.objects.filter(school=school), source[:80], "pupil_id")


def _chosen(rows, source: str, name: str) -> dict[tuple[str, str], int | None]:
    kept = rows.filter(source__in={"", source}).order_by().values_list("source", "sign", name)
    return {(of, sign): pk for of, sign, pk in kept}


def _in_use(one: Instrument) -> Instrument:
    if not one.is_active:
        raise Unmatched(
            _("“%(name)s” is not in use any more: take it into use again, or choose another test") % {"name": one}
        )
    return one


def _unless_contradicted(mark: PupilMark, known: Known) -> Known:
    """A number of another system may be a number of ours by chance: the rest of the row must not speak against it."""
    told = {"key": mark.key, "name": known.name}
    if mark.birth_date and known.birth_date and mark.birth_date != known.birth_date:
        raise Unmatched(_("number %(key)s is %(name)s's here, who has another date of birth") % told)
    if mark.name and not mark.birth_date and alike(mark.name, known.name) < CONTRADICTS:
        raise Unmatched(_("number %(key)s is %(name)s's here, and the file has another name") % told)
    return known
