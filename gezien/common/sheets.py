"""Small spreadsheets in and out: the first filled sheet of an XLSX file as rows of text, and rows as a file to keep.

For lists of a school's own that somebody keeps in Excel. Files from suppliers, of any size and kind, are read by
`gezien/imports`.
"""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
# A workbook is a ZIP file: what it unpacks to is limited before anything is unpacked.
MOST_UNPACKED = 50 * 1024 * 1024
# Nothing in a workbook may be run or followed.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

type SheetRow = tuple[int, list[str]]


class SheetProblem(Exception):
    """The file cannot be read at all; the text says why, and what to do."""


def read_sheet(data: bytes) -> list[SheetRow]:
    """(line in the file, cells as text) of each filled row of the first filled sheet."""
    if not data.startswith(b"PK\x03\x04"):
        raise SheetProblem(_("This is not an Excel file. Save it as .xlsx and choose that file."))
    _refuse_large(data)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in workbook.sheet_names:
            rows = [
                (line, texts)
                for line, cells in enumerate(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1)
                if any(texts := [_as_text(cell) for cell in cells])
            ]
            if len(rows) > MOST_ROWS:
                raise SheetProblem(_("The sheet has more than %(most)s rows.") % {"most": MOST_ROWS})
            if rows:
                return rows
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise SheetProblem(_("The workbook is damaged. Save it again in Excel and choose that file.")) from error
    raise SheetProblem(_("There is nothing in this file."))


def write_sheet(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[str | int | None]], widths: Sequence[int]
) -> bytes:
    """An XLSX file with these heads and rows, head always in sight; text is never a formula."""
    out = BytesIO()
    with Workbook(out, SAFE) as book:
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.write_string(0, place, head, bold)
            sheet.set_column(place, place, width)
        for line, cells in enumerate(rows, start=1):
            for place, value in enumerate(cells):
                if isinstance(value, int):
                    sheet.write_number(line, place, value, wrap)
                elif value:
                    sheet.write_string(line, place, value, wrap)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _refuse_large(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise SheetProblem(_("The file is too large for a list like this."))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise SheetProblem(_("The file is too large for a list like this."))
    except zipfile.BadZipFile as error:
        raise SheetProblem(_("The workbook is damaged. Save it again in Excel and choose that file.")) from error


def _as_text(cell: Any) -> str:
    """A cell as somebody reads it: 3.0 is "3", True is "1"."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
