"""The group overview as a spreadsheet: the rows and columns in view, with what and when they are of above them.

What people wrote is always text: a cell that begins with "=" stays what was typed and never becomes a formula.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gezien.agreements.queries import group_in_words
from gezien.common import clock
from gezien.needs.queries.columns import Plain
from gezien.needs.queries.overview import Overview
from gezien.needs.queries.rows import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Nothing in a workbook may be run or followed.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NAME_WIDTH, TEXT_WIDTH, FIGURE_WIDTH = 26, 36, 13
# A column is as wide as a text when one of its cells is longer than this.
LONG = 16


def overview_workbook(overview: Overview, look: str) -> bytes:
    """An XLSX file of the rows in view; `look` says in words which they are."""
    out = BytesIO()
    with Workbook(out, SAFE) as book:
        sheet = book.add_worksheet(_("Group overview")[:31])
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d-m-yyyy", "valign": "top", "align": "left"})
        top = _write_head(sheet, overview, look, bold)
        heads, rows = _heads(overview), _rows(overview)
        for place, head in enumerate(heads):
            sheet.write_string(top, place, head, bold)
        for line, cells in enumerate(rows, start=top + 1):
            for place, value in enumerate(cells):
                _write(sheet, (line, place), value, wrap, day)
        _lay_out(sheet, top, heads, rows)
    return out.getvalue()


def _write_head(sheet: Worksheet, overview: Overview, look: str, bold: Format) -> int:
    """School, group, period, what is in view and the day; gives the line of the column heads."""
    period = overview.period
    days = f"{date_format(period.starts_on, 'j F Y')} \N{EN DASH} {date_format(period.ends_on, 'j F Y')}"
    lines = [
        (_("School"), overview.group.school.name),
        (_("Group"), group_in_words(overview.group)),
        (_("Period"), f"{period.number} ({days})"),
        (_("In view"), look),
        (_("Made on"), date_format(clock.today(), "j F Y")),
    ]
    for line, (label, value) in enumerate(lines):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, value)
    return len(lines) + 1


def _heads(overview: Overview) -> list[str]:
    divided = [_("Part")] if overview.shown and overview.shown[0][0] else []
    return [_("Pupil"), _("Year group"), *divided, *(head for piece in overview.pieces for head in piece.heads)]


def _rows(overview: Overview) -> list[list[Plain]]:
    return [_cells(overview, part, row) for part, found in overview.shown for row in found]


def _cells(overview: Overview, part: str, row: Row) -> list[Plain]:
    divided = [part] if part else []
    return [
        row.known.name,
        row.known.year_group,
        *divided,
        *(value for piece in overview.pieces for value in piece.plain(row)),
    ]


def _write(sheet: Worksheet, place: tuple[int, int], value: Plain, wrap: Format, day: Format) -> None:
    """One cell by its kind; text is never looked at for formulas or addresses."""
    match value:
        case None | "":
            return
        case dt.date():
            sheet.write_datetime(*place, dt.datetime.combine(value, dt.time()), day)
        case Decimal() | float() | int():
            sheet.write_number(*place, float(value), wrap)
        case _:
            sheet.write_string(*place, value, wrap)


def _lay_out(sheet: Worksheet, top: int, heads: Sequence[str], rows: Sequence[Sequence[Plain]]) -> None:
    """Wide where there are texts, head and names always in sight, landscape on one page's width."""
    for place in range(len(heads)):
        longest = max((len(str(cells[place] or "")) for cells in rows), default=0)
        sheet.set_column(place, place, NAME_WIDTH if place == 0 else TEXT_WIDTH if longest > LONG else FIGURE_WIDTH)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
