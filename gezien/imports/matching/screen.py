"""What the match screen asks: every mark of a run that was not recognised, with whom or what it may be."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.imports.matching.candidates import Candidate, Person, candidates, people
from gezien.imports.matching.marks import PupilMark, TestMark
from gezien.imports.matching.service import PUPIL
from gezien.imports.models import ImportRun
from gezien.results.models import Instrument
from gezien.results.queries import school_instruments


@dataclass(frozen=True, slots=True)
class Question:
    """One mark to be recognised. `name` is what its fields on the page begin with."""

    name: str
    mark: PupilMark | TestMark
    line: int | None
    rows: int
    reason: str
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def is_pupil(self) -> bool:
        """Whether it asks for a pupil, and not for a test."""
        return isinstance(self.mark, PupilMark)

    @property
    def where(self) -> str:
        """ "Line 12 · 3 rows"."""
        told = [_("Line %(line)s") % {"line": self.line}] if self.line else []
        if self.rows > 1:
            told.append(ngettext("%(rows)d row", "%(rows)d rows", self.rows) % {"rows": self.rows})
        return " · ".join(told)


@dataclass(frozen=True, slots=True)
class Questions:
    """All that a run's match screen asks, and what there is to choose from."""

    asked: list[Question]
    people: list[Person]
    tests: list[Instrument]


def questions_of(run: ImportRun) -> Questions:
    """The questions of a run, pupils first."""
    unknown = run.summary.get("unknown", [])
    among = people(run.school) if any(row["what"] == PUPIL for row in unknown) else []
    asked = [_question(row, among) for row in unknown]
    return Questions(sorted(asked, key=lambda one: not one.is_pupil), among, school_instruments(run.school))


def unknown_in_words(run: ImportRun) -> str:
    """ "3 pupils and 1 test are not recognised.", or nothing."""
    whats = [row["what"] for row in run.summary.get("unknown", [])]
    pupils, tests = whats.count(PUPIL), len(whats) - whats.count(PUPIL)
    told = [ngettext("%(number)d pupil", "%(number)d pupils", pupils) % {"number": pupils}] if pupils else []
    told += [ngettext("%(number)d test", "%(number)d tests", tests) % {"number": tests}] if tests else []
    if not told:
        return ""
    return _("Not recognised: %(what)s. Say once who or what it is; Gezien remembers it for the next file.") % {
        "what": _(" and ").join(told)
    }


def _question(row: dict[str, Any], among: list[Person]) -> Question:
    mark = mark_of(row)
    found = candidates(mark, among) if isinstance(mark, PupilMark) else []
    return Question(field_name(mark), mark, row["line"], row["rows"], row["reason"], found)


def mark_of(row: dict[str, Any]) -> PupilMark | TestMark:
    """The mark as it was kept in a run's summary."""
    parts = dict(row["mark"])
    if row["what"] != PUPIL:
        return TestMark(**parts)
    born = parts.pop("birth_date")
    return PupilMark(**parts, birth_date=dt.date.fromisoformat(born) if born else None)


def field_name(mark: PupilMark | TestMark) -> str:
    """A name for a mark's fields that stays the same when the file is judged again."""
    kind = "pupil" if isinstance(mark, PupilMark) else "test"
    return f"{kind}_{hashlib.sha256(mark.sign.encode()).hexdigest()[:16]}"
