"""Any table: CSV with its encoding and delimiter found out, or the first filled sheet of an XLSX file.

Rows are read from the file each time one goes through them and never kept, so a million of them take no more memory
than a thousand.
"""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gezien.common.work import tick
from gezien.imports.formats.results import workbook
from gezien.imports.formats.results.workbook import CONTROL, is_filled
from gezien.imports.problems import ImportProblem
from gezien.results.cells import as_text

DELIMITERS = ";,\t|"
MAX_COLUMNS = 200
MAX_CELL = 2000
CHUNK = 1024 * 1024
TICK = 2000  # rows between two words about how far it is
SAMPLED = 500  # rows in which the first filled cells of a column are looked for

type Row = tuple[int, list[Any]]
type Source = Callable[[], Iterator[Row]]


@dataclass
class Table:
    """Headers and rows. Each row is (line in the file, cells); cells are text, or dates and numbers from XLSX."""

    headers: list[str]
    rows: Iterable[Row]
    notices: list[str]
    encoding: str = ""  # of a text file, as it was read
    delimiter: str = ""

    def samples(self, column: int, count: int = 3) -> list[str]:
        """The first filled cells of a column, for whoever maps it."""
        found = (text for _line, cells in islice(self.rows, SAMPLED) if (text := as_text(cells[column])))
        return list(islice(found, count))


@dataclass(frozen=True)
class FileRows:
    """The rows below the headings, of equal length, without empty ones. Raises `ImportProblem` where one is wrong."""

    source: Source
    header_line: int
    width: int

    def __iter__(self) -> Iterator[Row]:
        for line, cells in self.source():
            if line <= self.header_line or not is_filled(cells):
                continue
            if len(cells) > self.width and is_filled(cells[self.width :]):
                raise ImportProblem(_("This row has more cells than there are headings."), line=line)
            _refuse_long_cells(cells, line)
            yield line, [*cells[: self.width], *[""] * (self.width - len(cells))]


def read_table(path: Path, file_name: str, encoding: str = "", delimiter: str = "") -> Table:
    """The table in this file: its headers now, its rows when asked for. What is not said is found out.

    Raises `ImportProblem` naming what is wrong and, where it can, the line and column; what is wrong with a row further
    on is raised when one gets there (`count_rows` goes through all).
    """
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise ImportProblem(_("The file is empty."))
    if start.startswith(b"PK\x03\x04") or file_name.lower().endswith((".xlsx", ".xlsm")):
        return _table(workbook.source(path), [])
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportProblem(_("This is an old Excel file (.xls). Save it as .xlsx or .csv and upload that."))
    if start.startswith(b"%PDF") or start.lstrip().lower().startswith((b"<!doc", b"<html", b"<?xml")):
        raise ImportProblem(_("This is not a table. Upload a CSV or XLSX file."))
    notices: list[str] = []
    if encoding:
        _examine(path, encoding)
    else:
        encoding, notices = _encoding(path)
    delimiter = delimiter or _found_delimiter(path, encoding)
    table = _table(_csv_source(path, encoding, delimiter), notices)
    table.encoding, table.delimiter = encoding, delimiter
    return table


def count_rows(table: Table) -> int:
    """How many rows the table has. Raises `ImportProblem` for the first that cannot be read, or when there is none."""
    count = 0
    for count, _row in enumerate(table.rows, start=1):
        if not count % TICK:
            tick(count)
    if not count:
        raise ImportProblem(_("There are headings, but no rows below them."))
    return count


def _encoding(path: Path) -> tuple[str, list[str]]:
    """UTF-8 or UTF-16 where the file says or shows so, otherwise what Windows programs write, with a notice."""
    with path.open("rb") as file:
        start = file.read(2)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        _examine(path, "utf-16")
        return "utf-16", []
    try:
        _decode(path, "utf-8-sig")
    except UnicodeDecodeError:
        _examine(path, "cp1252")
        return "cp1252", [_("The file is not in UTF-8; it was read as a Windows text file.")]
    return "utf-8-sig", []


def _examine(path: Path, encoding: str) -> None:
    """Raise `ImportProblem` when the file is not in this encoding."""
    try:
        _decode(path, encoding)
    except UnicodeDecodeError as error:
        raise ImportProblem(
            _("The text is in an encoding we do not know. Save the file as CSV UTF-8."), line=_line_of(path, error)
        ) from error


def _decode(path: Path, encoding: str) -> None:
    """Go through the file in this encoding. Raises `UnicodeDecodeError`, and `ImportProblem` for odd characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            if found := CONTROL.search(text):
                raise ImportProblem(
                    _("This line has characters that do not belong in a text file."),
                    line=line + text.count("\n", 0, found.start()),
                )
            line += text.count("\n")
    decoder.decode(b"", final=True)


def _line_of(path: Path, error: UnicodeDecodeError) -> int:
    """The line of the bytes that could not be decoded; they stand in one chunk of the file."""
    seen = 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if error.object[error.start : error.end] in chunk:
                return seen + chunk.count(b"\n", 0, chunk.index(error.object[error.start : error.end]))
            seen += chunk.count(b"\n")
    return seen


def _found_delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        return _delimiter(file.read(64 * 1024))


def _csv_source(path: Path, encoding: str, delimiter: str) -> Source:
    def rows() -> Iterator[Row]:
        before = 0
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            try:
                for cells in reader:
                    yield before + 1, cells
                    before = reader.line_num
            except csv.Error as error:
                raise ImportProblem(
                    _("This line cannot be read: a quotation mark is missing or stands in the wrong place."),
                    line=before + 1,
                ) from error

    return rows


def _delimiter(text: str) -> str:
    """The sign that splits the first lines into the most columns, the same number on each; ";" when nothing does."""
    lines = [line for line in text.splitlines()[:50] if line.strip()][:20]

    def fitness(sign: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) * (usual > 1), usual)

    return max(DELIMITERS, key=fitness)


def _table(source: Source, notices: list[str]) -> Table:
    """Headers from the first filled row; the rows below it stay in the file."""
    line, first = next((row for row in source() if is_filled(row[1])), (1, []))
    headers = [as_text(cell) for cell in first]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) < 2:
        raise ImportProblem(_("There is no table here: at least two columns with a heading are needed."), line=line)
    if len(headers) > MAX_COLUMNS:
        raise ImportProblem(_("There are more than %(most)s columns.") % {"most": MAX_COLUMNS}, line=line)
    _refuse_long_cells(headers, line)
    _refuse_double_headers(headers, line)
    return Table(headers, FileRows(source, line, len(headers)), notices)


def _refuse_double_headers(headers: list[str], line: int) -> None:
    for number, header in enumerate(headers):
        if not header:
            headers[number] = _("Column %(number)s") % {"number": number + 1}
        elif header in headers[:number]:
            raise ImportProblem(_("This heading stands there twice: “%(name)s”.") % {"name": header}, line=line)


def _refuse_long_cells(cells: list[Any], line: int) -> None:
    try:
        if max(map(len, cells)) <= MAX_CELL:
            return
    except TypeError:  # numbers and dates from a workbook
        pass
    for cell in cells:
        if isinstance(cell, str) and len(cell) > MAX_CELL:
            raise ImportProblem(
                _("This row has a cell of more than %(most)s characters.") % {"most": MAX_CELL}, line=line
            )
