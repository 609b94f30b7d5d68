"""From a table and a mapping to results: every cell is checked, every refused row says why."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import batched
from typing import Any, Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gezien.common.work import tick
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.seen import Seen
from gezien.imports.formats.results.table import TICK, Table
from gezien.imports.formats.results.ways import Ways, normal_day, normal_number
from gezien.imports.matching import Known, LeftOut, Matching, PupilMark, TestMark, Unmatched
from gezien.imports.problems import ImportProblem
from gezien.results.actions import BATCH, NewResult, Tally, compare
from gezien.results.cells import (
    as_text,
    read_day,
    read_figure,
    read_level,
    read_moment,
    read_number,
)
from gezien.results.models import Instrument, Result, moment_of
from gezien.results.queries import school_instruments
from gezien.schools.models import School

SHOWN = 100  # lines of each kind that a preview keeps and shows
REMEMBERED = 50_000  # cells whose meaning is remembered


@dataclass(frozen=True)
class Refusal:
    """A row, or a cell of it, that is not taken over, with the reason as half a sentence."""

    line: int
    column: str
    reason: str


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
    """What applying would do: how many of each, and the first `SHOWN` of each."""

    counts: Tally = field(default_factory=Tally)
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)


def read_results(school: School, table: Table, mapping: Mapping, source: str = "") -> "Reading":
    """All results of the table, to go through once. Raises `ImportProblem` when the mapping does not fit.

    `source` names whose numbers the file has: a profile; without one the headings stand in for it.
    """
    missing = [heading for heading, name in mapping.columns.items() if name and heading not in table.headers]
    if missing:
        raise ImportProblem(
            _("This file lacks the column “%(column)s” that the profile reads.") % {"column": missing[0]},
            line=1,
        )
    if problems := mapping.problems():
        raise ImportProblem(" ".join(problems))
    return Reading(school, table, mapping, source or ", ".join(table.headers))


class Named(Protocol):
    """Results on their way in, with everyone they may be about."""

    matching: Matching

    def __iter__(self) -> Iterator[NewResult]:
        """Each result once."""


def preview(school: School, reading: Named) -> Preview:
    """Go through the reading and compare with what is stored; nothing is written."""
    tests = {one.pk: one.name for one in school_instruments(school)}
    outcome = Preview()
    lines = {"added": outcome.new, "changed": outcome.changed, "same": None}
    for new, what, old in compare(school, reading):
        setattr(outcome.counts, what, getattr(outcome.counts, what) + 1)
        if (shown := lines[what]) is not None and len(shown) < SHOWN:
            shown.append(_line(reading, tests, new, old))
    return outcome


def _line(reading: Named, tests: dict[int, str], new: NewResult, old: Result | None) -> Line:
    return Line(
        new.line or 0,
        reading.matching.by_pk[new.pupil_id].name,
        tests[new.instrument_id],
        new.moment or new.taken_on.strftime("%d-%m-%Y"),
        shown_value(new),
        shown_value(old) if old else "",
    )


def shown_value(result: NewResult | Result) -> str:
    """Level, score and what more there is, in one line."""
    figure = "" if result.figure is None else number_format(result.figure.normalize())
    references = [f"{one['type']} {one['value']}" for one in result.references]
    return " · ".join(filter(None, [result.level, figure, *references]))


class Reading:
    """A file on its way through: gives each result once, refuses rows that cannot be read.

    To be gone through once. `rows`, `refused_rows`, `left_out_rows`, `matching.open()` and `refused` (the first
    `SHOWN`) are whole when one is at the end.
    """

    def __init__(self, school: School, table: Table, mapping: Mapping, source: str):
        self.table, self.mapping, self.country = table, mapping, school.country
        self.matching = Matching(school, source)
        self.headings = {name: heading for heading, name in mapping.columns.items() if name}
        self.at = {name: self.table.headers.index(heading) for name, heading in self.headings.items()}
        self.pupil_at = [place for name, place in self.at.items() if name.startswith("pupil.")]
        self.codes = dict.fromkeys(name.split(":")[1] for name in self.headings if name.startswith("score:"))
        self.is_long = "row.figure" in self.headings or "row.level" in self.headings
        self.extras = [name for name in self.at if name.startswith(("raw.", "ref."))]
        # Cells repeat, so what was made of them is remembered for a while.
        self.known: dict[tuple, Any] = {}
        self.pupils: dict[tuple, Known] = {}
        self.tests: dict[Any, tuple[Instrument, tuple]] = {}
        self.refused: list[Refusal] = []
        self.ways = Ways()
        self.expected = 0  # rows, for who wants to know how far it is
        self.rows = self.refused_rows = self.last_refused = self.left_out_rows = 0

    def __iter__(self) -> Iterator[NewResult]:
        seen = Seen()
        try:
            for batch in batched(self._results(), BATCH):
                for result, contradicted in seen.sift(batch):
                    if contradicted is None:
                        yield result
                    else:
                        reason = _("line %(line)s has another score for this test") % {"line": contradicted}
                        self._refuse(result.line or 0, "row.figure", reason)
        finally:
            seen.close()

    def _results(self) -> Iterator[NewResult]:
        for line, cells in self.table.rows:
            self.rows += 1
            if not self.rows % TICK:
                tick(self.rows, self.expected)
            try:
                yield from self._results_of(line, cells)
            except _CellProblem as problem:
                self._refuse(line, problem.field, problem.reason)
            except LeftOut:
                self.left_out_rows += 1

    def _results_of(self, line: int, cells: list[Any]) -> list[NewResult]:
        """The results of one row: none of them when one of its cells is wrong."""
        pupil = self._pupil(line, cells)
        scores = self._scores(line, cells)
        if not scores:
            raise _CellProblem("row.figure", _("there is no score or level in this row"))
        year = moment_of("", pupil.year_group, self.country)
        moment = self._cell("row.moment", read_moment, self._value(cells, "row.moment", "moment"), year)
        taken_on = self._value(cells, "row.taken_on", "taken_on")
        day = self._cell("row.taken_on", _day_of, taken_on, self.ways.dates)
        extra = self._extra(cells)
        return [NewResult(pupil.pk, one.pk, moment, day, figure, level, *extra, line) for one, figure, level in scores]

    def _scores(self, line: int, cells: list[Any]) -> list[tuple]:
        """(instrument, figure, level) of the row's own columns, and of each test that has columns of its own."""
        found = []
        if self.is_long:
            named = self._value(cells, "row.instrument", "instrument")
            found.append(self._score(cells, self._test("row.instrument", named, line), "row.figure", "row.level"))
        for code in self.codes:
            figure, level = f"score:{code}:figure", f"score:{code}:level"
            found.append(self._score(cells, self._test(figure, code, line), figure, level))
        return [score for score in found if score]

    def _score(self, cells: list[Any], test: tuple[Instrument, tuple], *names: str) -> tuple | None:
        one, levels = test
        figure_at, level_at = (self.at.get(name) for name in names)
        figure = (
            None
            if figure_at is None
            else self._cell(names[0], _figure_of, cells[figure_at], one.figure, self.ways.decimal)
        )
        level = "" if level_at is None else self._cell(names[1], read_level, cells[level_at], levels)
        return (one, figure, level) if figure is not None or level else None

    def _extra(self, cells: list[Any]) -> tuple[dict, list]:
        scores, references = {}, []
        for name in self.extras:
            cell = cells[self.at[name]]
            if not (text := as_text(cell)):
                continue
            if name.startswith("raw."):
                scores[name[4:]] = str(self._cell(name, read_number, cell))
            else:
                references.append({"type": name[4:], "group": "", "value": text[:40]})
        return scores, references

    def _value(self, cells: list[Any], name: str, constant: str) -> Any:
        """A row's own value, otherwise what was said for the whole file."""
        place = self.at.get(name)
        own = "" if place is None else cells[place]
        filled = own.strip() if isinstance(own, str) else as_text(own)
        return own if filled else self.mapping.constants.get(constant, "")

    def _test(self, name: str, cell: Any, line: int) -> tuple[Instrument, tuple]:
        """The test a cell names, and its levels."""
        if found := self.tests.get(cell):
            return found
        try:
            one = self.matching.instrument(TestMark(as_text(cell)), line)
        except Unmatched as reason:
            raise _CellProblem(name, str(reason)) from None
        self.tests[cell] = one, tuple(one.levels)
        return self.tests[cell]

    def _pupil(self, line: int, cells: list[Any]) -> Known:
        said = tuple([cells[place] for place in self.pupil_at])
        if known := self.pupils.get(said):
            return known
        try:
            known = self.matching.pupil(
                mark_of({name: cells[place] for name, place in self.at.items()}, self.ways.dates), line
            )
        except Unmatched as reason:
            raise _CellProblem("pupil.", str(reason)) from None
        except ValueError as error:
            raise _CellProblem("pupil.birth_date", str(error)) from error
        if len(self.pupils) > REMEMBERED:
            self.pupils.clear()
        self.pupils[said] = known
        return known

    def _cell(self, name: str, read: Callable, *arguments: Any) -> Any:
        """What a cell says."""
        key = (read, arguments[0].__class__, arguments)
        try:
            return self.known[key]
        except KeyError:
            pass
        try:
            value = read(*arguments)
        except ValueError as error:
            raise _CellProblem(name, str(error)) from error
        if len(self.known) > REMEMBERED:
            self.known.clear()
        self.known[key] = value
        return value

    def _refuse(self, line: int, name: str, reason: str) -> None:
        if line != self.last_refused:
            self.refused_rows, self.last_refused = self.refused_rows + 1, line
        if len(self.refused) < SHOWN:
            heading = self.headings.get(name) or next((h for n, h in self.headings.items() if n.startswith(name)), "")
            self.refused.append(Refusal(line, heading, reason))


def _day_of(cell: Any, order: str) -> dt.date:
    return read_day(normal_day(cell, order))


def _figure_of(cell: Any, kind: str, decimal: str) -> Decimal | None:
    return read_figure(normal_number(cell, decimal), kind)


def mark_of(values: dict[str, Any], order: str = "") -> PupilMark:
    """Who a row is about, by its "pupil.…" fields. Raises `ValueError` for a date of birth that is none."""
    name = as_text(values.get("pupil.name"))
    if not name:
        parts = (as_text(values.get(f"pupil.{part}")) for part in ("call_name", "prefix", "family_name"))
        name = " ".join(filter(None, parts))
    born = values.get("pupil.birth_date")
    return PupilMark(
        as_text(values.get("pupil.key")),
        as_text(values.get("pupil.eck_id")),
        name,
        _day_of(born, order) if as_text(born) else None,
    )


class _CellProblem(Exception):
    """A cell that cannot be read: which field, and why."""

    def __init__(self, name: str, reason: str):
        super().__init__(reason)
        self.field, self.reason = name, reason
