"""The rows of an XLSX file, looked through before the library that reads it lays out a sheet in memory.

A sheet is laid out as a rectangle from its first to its last cell, so that one cell in the last column of the last row,
in a file of a kilobyte, asks for more memory than there is and ends the whole server. So every part of the ZIP is first
gone through, which also shows whether it unpacks to what it says.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from gezien.imports.problems import ImportProblem

MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 2000
MOST_CELLS = 6_000_000  # of a sheet's rectangle: some 200 MB
CHUNK = 1024 * 1024
CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,10})[\"']")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f]")
OTHERS = ("xl/workbook.bin", "content.xml")  # Excel's binary workbook, OpenDocument
DAMAGED = (CalamineError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)

type Row = tuple[int, list[Any]]


def source(path: Path) -> Callable[[], Iterator[Row]]:
    """The rows of the first filled sheet, with their numbers, anew at each call. Raises `ImportProblem`."""
    _look_through(path)
    name = next((name for name, rows in _sheets(path) if any(is_filled(cells) for cells in rows)), None)

    def rows() -> Iterator[Row]:
        for title, found in _sheets(path):
            if title == name:
                for line, cells in enumerate(found, start=1):
                    _refuse_control(cells, line)
                    yield line, cells

    return rows


def is_filled(cells: list[Any]) -> bool:
    """Whether there is anything in this row."""
    return any(cell.strip() if isinstance(cell, str) else cell is not None for cell in cells)


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[list[Any]]]]:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            yield name, workbook.get_sheet_by_name(name).iter_rows()
    except DAMAGED as error:
        raise ImportProblem(_damaged()) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the library gave up; it derives from BaseException
            raise
        raise ImportProblem(_damaged()) from error


def _look_through(path: Path) -> None:
    """Raise `ImportProblem` for a ZIP that is no workbook, is damaged, or asks for more than a table ever does."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked, packed = (sum(e.file_size for e in entries), sum(e.compress_size for e in entries))
            if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1024):
                raise ImportProblem(_("The workbook is too large once unpacked. Split it and upload the parts."))
            _refuse_other_kinds({entry.filename.lower() for entry in entries})
            for entry in entries:
                with archive.open(entry) as part:
                    _look_through_part(part)
    except DAMAGED as error:
        raise ImportProblem(_damaged()) from error


def _refuse_other_kinds(names: set[str]) -> None:
    if names.intersection(OTHERS):
        raise ImportProblem(_("This is another kind of workbook. Save it as .xlsx or .csv and upload that."))
    if "xl/workbook.xml" not in names:
        raise ImportProblem(_("This is a ZIP file, not a workbook. Unpack it first, or choose the right kind."))


def _look_through_part(part) -> None:
    """Go through a part as raw bytes, which is how the library reads where a cell stands."""
    rows = columns = 0
    before = b""
    while chunk := part.read(CHUNK):
        seen = before + chunk
        for letters, digits in CELL.findall(seen):
            column, row = _column(letters), int(digits)
            rows, columns = max(rows, row), max(columns, column)
            if rows * columns > MOST_CELLS:
                told = {"cell": f"{letters.decode().upper()}{row}"}
                raise ImportProblem(
                    _(
                        "The sheet reaches to cell %(cell)s, which is more than can be read. Remove what stands far"
                        " outside the table, or save the file as CSV."
                    )
                    % told
                )
        before = seen[max(seen.rfind(b"<"), 0) :][:CHUNK]  # a cell that goes on in the next chunk


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refuse_control(cells: list[Any], line: int) -> None:
    for cell in cells:
        if isinstance(cell, str) and CONTROL.search(cell):
            raise ImportProblem(_("This line has characters that do not belong in a text file."), line=line)


def _damaged() -> str:
    return _("The workbook is damaged or incomplete. Save it again in Excel and upload that file.")
