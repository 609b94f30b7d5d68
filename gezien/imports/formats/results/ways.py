"""How a table is written: encoding, delimiter, order of dates and decimal sign; found out, shown, and changeable."""

import datetime as dt
import re
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gezien.imports.formats.results.table import SAMPLED, Table, read_table

ENCODINGS: dict[str, Promise] = {
    "utf-8-sig": _("UTF-8"),
    "cp1252": _("Windows (Western European)"),
    "utf-16": _("UTF-16"),
}
DELIMITERS: dict[str, Promise] = {";": _("semicolon ;"), ",": _("comma ,"), "\t": _("tab"), "|": _("bar |")}
DATES: dict[str, Promise] = {"dmy": _("day-month-year"), "mdy": _("month-day-year"), "ymd": _("year-month-day")}
DECIMALS: dict[str, Promise] = {",": _("comma: 7,5"), ".": _("point: 7.5")}
DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T]0?0:00(?::00)?)?")
NUMBER = re.compile(r"-?\d+([.,])\d+")
SERIAL = re.compile(r"([2-7]\d{4})(?:[.,]0+)?")  # a day as a spreadsheet counts: 1954 to 2119
SERIAL_ZERO = dt.date(1899, 12, 30)
THOUSANDS = re.compile(r"-?\d{1,3}([.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Ways:
    """What a person said; empty is "find out"."""

    encoding: str = ""
    delimiter: str = ""
    dates: str = ""
    decimal: str = ""

    def read(self, path: Path, file_name: str) -> Table:
        """The table read in these ways. Raises `ImportProblem`."""
        return read_table(path, file_name, self.encoding, self.delimiter)


def ways_of(summary: dict[str, Any]) -> Ways:
    """What was said about a run's file."""
    return Ways(**summary.get("ways", {}))


def found_ways(table: Table, said: Ways) -> Ways:
    """In what ways a table is written: as was said, else by its first rows."""
    dates: Counter[str] = Counter()
    decimals: Counter[str] = Counter()
    for _line, cells in islice(table.rows, SAMPLED):
        for cell in cells:
            if isinstance(cell, str):
                if day := DAY.fullmatch(cell.strip()):
                    dates[_order(*day.groups())] += 1
                elif number := NUMBER.fullmatch(cell.strip()):
                    decimals[number[1]] += 1
    return Ways(
        table.encoding,
        table.delimiter,
        said.dates or _most_certain(dates),
        said.decimal or max(decimals, key=lambda sign: decimals[sign], default=""),
    )


def _order(first: str, second: str, third: str) -> str:
    """The only order in which this is a day, or "" when there are two."""
    if len(first) == 4:
        return "ymd"
    if int(first) > 12:
        return "dmy"
    return "mdy" if int(second) > 12 else ""


def _most_certain(dates: Counter[str]) -> str:
    """Day first, unless days that can only be otherwise are there and none that speaks for day first."""
    if not dates:
        return ""
    return max(("dmy", "mdy", "ymd"), key=lambda order: (dates[order], order == "dmy"))


def as_day(cell: Any, order: str = "") -> dt.date:
    """A day in this order. Raises `ValueError` when it is none."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if counted := _serial_day(cell):
        return counted
    found = DAY.fullmatch(str(cell).strip())
    if not found:
        return dt.date.fromisoformat(str(cell).strip()[:10])
    parts = [int(part) for part in found.groups()]
    if len(found[1]) == 4:
        year, month, day = parts
    else:
        (month, day, year) = parts if order == "mdy" else (parts[1], parts[0], parts[2])
    if len(found[3]) == 2 and len(found[1]) != 4:
        year += 2000 if year < 70 else 1900
    return dt.date(year, month, day)


def _serial_day(cell: Any) -> dt.date | None:
    """The day in a cell that lost its form as a date, and shows the number by which a spreadsheet counts days."""
    found = SERIAL.fullmatch(str(cell).strip())
    return SERIAL_ZERO + dt.timedelta(int(found[1])) if found else None


def normal_day(cell: Any, order: str) -> Any:
    """A cell with a day written month first, or as a number, as ISO; anything else as it is, for who reads it next."""
    if day := _serial_day(cell):
        return day.isoformat()
    if order == "mdy" and isinstance(cell, str):
        try:
            return as_day(cell, order).isoformat()
        except ValueError:
            return cell
    return cell


def normal_number(cell: Any, decimal: str) -> Any:
    """A cell without signs between thousands, when it was said which sign begins the decimals."""
    if not decimal or not isinstance(cell, str):
        return cell
    other = "." if decimal == "," else ","
    text = cell.strip()
    return text.replace(other, "") if THOUSANDS.fullmatch(text.split(decimal)[0]) else cell


def as_dict(ways: Ways) -> dict[str, str]:
    """For a run's summary."""
    return asdict(ways)
