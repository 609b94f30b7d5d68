"""Any table: CSV with its encoding and delimiter found out, or the first filled sheet of an XLSX file."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from gezien.imports.problems import ImportProblem
from gezien.results.cells import as_text

DELIMITERS = ";,\t|"
MAX_COLUMNS = 200
MAX_CELL = 2000
# A workbook is a ZIP file: what it unpacks to is limited before anything is unpacked.
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200


@dataclass
class Table:
    """Headers and rows. Each row is (line in the file, cells); cells are text, or dates and numbers from XLSX."""

    headers: list[str]
    rows: list[tuple[int, list[Any]]]
    notices: list[str]

    def samples(self, column: int, count: int = 3) -> list[str]:
        """The first filled cells of a column, for whoever maps it."""
        found = (as_text(cells[column]) for _line, cells in self.rows if as_text(cells[column]))
        return [text for text, _number in zip(found, range(count), strict=False)]


def read_table(path: Path, file_name: str) -> Table:
    """The table in this file. Raises `ImportProblem` naming what is wrong and, where it can, the line and column."""
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise ImportProblem(_("The file is empty."))
    if start.startswith(b"PK\x03\x04") or file_name.lower().endswith((".xlsx", ".xlsm")):
        return _tidy(_xlsx_rows(path), [])
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportProblem(_("This is an old Excel file (.xls). Save it as .xlsx or .csv and upload that."))
    if start.startswith(b"%PDF") or start.lstrip().lower().startswith((b"<!doc", b"<html", b"<?xml")):
        raise ImportProblem(_("This is not a table. Upload a CSV or XLSX file."))
    text, notices = _decode(path.read_bytes())
    return _tidy(_csv_rows(text), notices)


def _decode(data: bytes) -> tuple[str, list[str]]:
    """UTF-8 or UTF-16 where the file says or shows so, otherwise what Windows programs write, with a notice."""
    notices: list[str] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            encoding = "cp1252"
            notices = [_("The file is not in UTF-8; it was read as a Windows text file.")]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportProblem(
            _("The text is in an encoding we do not know. Save the file as CSV UTF-8."),
            line=line,
        ) from error
    _refuse_control_characters(text)
    return text, notices


def _refuse_control_characters(text: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if any(ord(character) < 32 and character not in "\t\x0b\x0c" for character in line):
            raise ImportProblem(
                _("This line has characters that do not belong in a text file."),
                line=number,
            )


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    before = 0
    try:
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise ImportProblem(
            _("This line cannot be read: a quotation mark is missing or stands in the wrong place."),
            line=before + 1,
        ) from error


def _delimiter(text: str) -> str:
    """The sign that splits the first lines into the most columns, the same number on each; ";" when nothing does."""
    lines = [line for line in text.splitlines()[:50] if line.strip()][:20]

    def fitness(sign: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) * (usual > 1), usual)

    return max(DELIMITERS, key=fitness)


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    damaged = _("The workbook is damaged or incomplete. Save it again in Excel and upload that file.")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ImportProblem(damaged) from error
    unpacked, packed = (
        sum(e.file_size for e in entries),
        sum(e.compress_size for e in entries),
    )
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1024):
        raise ImportProblem(_("The workbook is too large once unpacked. Split it and upload the parts."))
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(as_text(cell) for row in rows for cell in row):
                return iter(enumerate(rows, start=1))
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise ImportProblem(damaged) from error
    return iter(())


def _tidy(rows: Iterator[tuple[int, list[Any]]], notices: list[str]) -> Table:
    """Headers from the first filled row, rows of equal length, no empty rows."""
    filled = ((line, cells) for line, cells in rows if any(as_text(cell) for cell in cells))
    line, first = next(filled, (1, []))
    headers = [as_text(cell) for cell in first]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) < 2:
        raise ImportProblem(
            _("There is no table here: at least two columns with a heading are needed."),
            line=line,
        )
    if len(headers) > MAX_COLUMNS:
        raise ImportProblem(
            _("There are more than %(most)s columns.") % {"most": MAX_COLUMNS},
            line=line,
        )
    _refuse_double_headers(headers, line)
    table = Table(headers, [], notices)
    for line, cells in filled:
        if any(as_text(cell) for cell in cells[len(headers) :]):
            raise ImportProblem(_("This row has more cells than there are headings."), line=line)
        table.rows.append(
            (
                line,
                [_short(cell, line) for cell in [*cells, *[""] * len(headers)][: len(headers)]],
            )
        )
    if not table.rows:
        raise ImportProblem(_("There are headings, but no rows below them."), line=line)
    return table


def _refuse_double_headers(headers: list[str], line: int) -> None:
    for number, header in enumerate(headers):
        if not header:
            headers[number] = _("Column %(number)s") % {"number": number + 1}
        elif header in headers[:number]:
            raise ImportProblem(
                _("This heading stands there twice: “%(name)s”.") % {"name": header},
                line=line,
            )


def _short(cell: Any, line: int) -> Any:
    if isinstance(cell, str) and len(cell) > MAX_CELL:
        raise ImportProblem(
            _("This row has a cell of more than %(most)s characters.") % {"most": MAX_CELL},
            line=line,
        )
    return cell
