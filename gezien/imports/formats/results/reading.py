"""From a table and a mapping to results: every cell is checked, every refused row says why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gezien.imports.formats.results.mapping import Mapping, fold
from gezien.imports.formats.results.pupils import PupilFinder
from gezien.imports.formats.results.table import Table
from gezien.imports.problems import ImportProblem
from gezien.results.actions import NewResult, compare
from gezien.results.cells import (
    as_text,
    read_day,
    read_figure,
    read_level,
    read_moment,
    read_number,
)
from gezien.results.models import Instrument, Result
from gezien.results.queries import school_instruments
from gezien.schools.models import School


@dataclass(frozen=True)
class Refusal:
    """A row, or a cell of it, that is not taken over, with the reason as half a sentence."""

    line: int
    column: str
    reason: str


@dataclass
class Reading:
    """What a file says: results to be, each once, and refused rows."""

    results: list[NewResult] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    rows: int = 0
    pupil_names: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One result as the preview shows it; `before` only where it changes."""

    line: int
    pupil: str
    test: str
    moment: str
    value: str
    before: str = ""


@dataclass
class Preview:
    """What applying would do."""

    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)
    rows: int = 0


def read_results(school: School, table: Table, mapping: Mapping) -> Reading:
    """All results of the table. Raises `ImportProblem` when the mapping does not fit; refuses single rows otherwise."""
    missing = [heading for heading, name in mapping.columns.items() if name and heading not in table.headers]
    if missing:
        raise ImportProblem(
            _("This file lacks the column “%(column)s” that the profile reads.") % {"column": missing[0]},
            line=1,
        )
    if problems := mapping.problems():
        raise ImportProblem(" ".join(problems))
    return _RowReader(school, table, mapping).read()


def preview(school: School, reading: Reading) -> Preview:
    """Compare with what is stored; nothing is written."""
    tests = {one.pk: one.name for one in school_instruments(school)}
    outcome = Preview(refused=reading.refused, rows=reading.rows)
    for new, old, differs in compare(school, reading.results):
        line = Line(
            new.line or 0,
            reading.pupil_names[new.pupil_id],
            tests[new.instrument_id],
            new.moment or new.taken_on.strftime("%d-%m-%Y"),
            _shown(new),
            _shown(old) if old else "",
        )
        if old is None:
            outcome.new.append(line)
        elif differs:
            outcome.changed.append(line)
        else:
            outcome.same += 1
    return outcome


def _shown(result: NewResult | Result) -> str:
    figure = "" if result.figure is None else number_format(result.figure.normalize())
    references = [f"{one['type']} {one['value']}" for one in result.references]
    return " · ".join(filter(None, [result.level, figure, *references]))


class _RowReader:
    """Reads row after row; knows the school's pupils and tests."""

    def __init__(self, school: School, table: Table, mapping: Mapping):
        self.table, self.mapping = table, mapping
        self.finder = PupilFinder(school)
        instruments = school_instruments(school)
        self.by_code = {one.code: one for one in instruments}
        self.by_name = {fold(name): one for one in instruments for name in (one.name, one.code)}
        self.headings = {name: heading for heading, name in mapping.columns.items() if name}
        self.reading = Reading()
        self.seen: dict[tuple, NewResult] = {}

    def read(self) -> Reading:
        for line, cells in self.table.rows:
            self.reading.rows += 1
            values = {
                self.mapping.columns.get(heading, ""): cell
                for heading, cell in zip(self.table.headers, cells, strict=True)
            }
            try:
                for result in self._results_of(line, values):
                    self._keep(result)
            except _CellProblem as problem:
                self._refuse(line, problem.field, problem.reason)
        return self.reading

    def _results_of(self, line: int, values: dict[str, Any]) -> Iterator[NewResult]:
        """The results of one row: none of them when one of its cells is wrong."""
        pupil = self._cell("pupil.", self.finder.find, values)
        self.reading.pupil_names[pupil.pk] = pupil.name
        scores = list(self._scores(values))
        if not scores:
            raise _CellProblem("row.figure", _("there is no score or level in this row"))
        moment = self._cell("row.moment", read_moment, self._value(values, "moment"), pupil.year_group)
        day = self._cell("row.taken_on", read_day, self._value(values, "taken_on"))
        extra = self._extra(values)
        yield from [
            NewResult(pupil.pk, one.pk, moment, day, figure, level, *extra, line) for one, figure, level in scores
        ]

    def _scores(self, values: dict[str, Any]) -> Iterator[tuple]:
        """(instrument, figure, level) of the row's own columns, and of each test that has columns of its own."""
        if "row.figure" in self.headings or "row.level" in self.headings:
            one = self._cell("row.instrument", self._instrument, self._value(values, "instrument"))
            score = self._score(one, values, "row.figure", "row.level")
            if score:
                yield score
        codes = dict.fromkeys(name.split(":")[1] for name in self.headings if name.startswith("score:"))
        for code in codes:
            one = self._cell(f"score:{code}:figure", self._instrument, code)
            if score := self._score(one, values, f"score:{code}:figure", f"score:{code}:level"):
                yield score

    def _score(
        self,
        one: Instrument,
        values: dict[str, Any],
        figure_field: str,
        level_field: str,
    ) -> tuple | None:
        figure = self._cell(figure_field, read_figure, values.get(figure_field), one.figure)
        level = self._cell(level_field, read_level, values.get(level_field), one.levels)
        return (one, figure, level) if figure is not None or level else None

    def _extra(self, values: dict[str, Any]) -> tuple[dict, list]:
        scores, references = {}, []
        for name, cell in values.items():
            if not (text := as_text(cell)):
                continue
            if name.startswith("raw."):
                scores[name[4:]] = str(self._cell(name, read_number, cell))
            elif name.startswith("ref."):
                references.append({"type": name[4:], "group": "", "value": text[:40]})
        return scores, references

    def _value(self, values: dict[str, Any], name: str) -> Any:
        """A row's own value, otherwise what was said for the whole file."""
        own = values.get(f"row.{name}")
        return own if as_text(own) else self.mapping.constants.get(name, "")

    def _instrument(self, cell: Any) -> Instrument:
        text = as_text(cell)
        one = self.by_code.get(text) or self.by_name.get(fold(text))
        if one is None:
            raise ValueError(_("the school has no test “%(name)s”") % {"name": text})
        return one

    def _cell(self, name: str, read, *arguments) -> Any:
        try:
            return read(*arguments)
        except ValueError as error:
            raise _CellProblem(name, str(error)) from error

    def _keep(self, result: NewResult) -> None:
        """Each result once: the same row twice is no problem, two rows that differ are."""
        before = self.seen.get(result.key)
        if before is None:
            self.seen[result.key] = result
            self.reading.results.append(result)
        elif _shown(before) != _shown(result):
            self._refuse(
                result.line or 0,
                "row.figure",
                _("line %(line)s has another score for this test") % {"line": before.line},
            )

    def _refuse(self, line: int, name: str, reason: str) -> None:
        heading = self.headings.get(name) or next((h for n, h in self.headings.items() if n.startswith(name)), "")
        self.reading.refused.append(Refusal(line, heading, reason))


class _CellProblem(Exception):
    """A cell that cannot be read: which field, and why."""

    def __init__(self, name: str, reason: str):
        super().__init__(reason)
        self.field, self.reason = name, reason
