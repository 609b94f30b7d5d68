"""Whether the bounds of a norm table hold together, and reading them from a spreadsheet's cells."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from gezien.results.cells import read_number


class Bounds(NamedTuple):
    """A level with the lowest and the highest figure that belong to it; None is open."""

    level: str
    lowest: Decimal | None
    highest: Decimal | None


class Wrong(NamedTuple):
    """What is wrong with which bound: the place of the level, "lowest" or "highest", and in words."""

    place: int
    which: str
    reason: str


def wrong_bounds(rows: Sequence[Bounds]) -> Iterator[Wrong]:
    """What does not hold in bounds from the highest level to the lowest: each below the one before, none missing.

    The lowest level may be open below; an upper bound may always stay empty: the level then runs up to the next.
    A figure between two levels is allowed: publishers leave steps, and nothing is computed from it.
    """
    for place, row in enumerate(rows):
        if row.lowest is None and place < len(rows) - 1:
            yield Wrong(place, "lowest", _("From which figure on is it %(level)s?") % {"level": row.level})
        if row.lowest is None and row.highest is None and place == len(rows) - 1 and len(rows) > 1:
            continue  # everything below the level above
        if row.lowest is not None and row.highest is not None and row.highest < row.lowest:
            yield Wrong(place, "highest", _("The highest figure lies below the lowest."))
        if place:
            yield from _overlap(place, row, rows[place - 1])


def _overlap(place: int, row: Bounds, above: Bounds) -> Iterator[Wrong]:
    """A level begins and ends below the one above it."""
    if above.lowest is None:
        return
    words = {"level": row.level, "above": above.level}
    if row.highest is not None and row.highest >= above.lowest:
        yield Wrong(place, "highest", _("%(level)s overlaps %(above)s: end below where that begins.") % words)
    if row.lowest is not None and row.lowest >= above.lowest:
        yield Wrong(place, "lowest", _("%(level)s lies above %(above)s; the highest level stands on top.") % words)


def read_bounds(text: str, levels: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Lines of a spreadsheet ("A", "100", "") as what to fill in per level: lowest and highest.

    Cells stand apart by tab or semicolon; "90-99" and "90 t/m 99" in one cell are two bounds. The order of the lines
    does not matter. Raises `ValueError` with the line that cannot be read.
    """
    found: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in re.split(r"[\t;]", line)]
        if not any(cells):
            continue
        level = next((one for one in levels if one.casefold() == cells[0].casefold()), None)
        if level is None:
            if number == 1:
                continue  # a heading
            raise ValueError(
                _("Line %(number)d begins with “%(word)s”, which is no level of this test.")
                % {"number": number, "word": cells[0][:30]}
            )
        found[level] = _two(cells[1:], number)
    if not found:
        raise ValueError(_("No level of this test stands in what you pasted."))
    return found


RANGE = re.compile(r"([\d.,]+)\s*(?:-|\N{EN DASH}|t/m|tot en met)\s*([\d.,]+)")


def _two(cells: Sequence[str], number: int) -> tuple[str, str]:
    """Lowest and highest from one or two cells."""
    first = cells[0] if cells else ""
    if between := RANGE.fullmatch(first):
        pair = [between[1], between[2]]
    else:
        pair = [first.removesuffix("+").removeprefix("≥").strip(), cells[1] if len(cells) > 1 else ""]
    for cell in pair:
        try:
            read_number(cell)
        except ValueError as reason:
            raise ValueError(_("Line %(number)d: %(reason)s.") % {"number": number, "reason": reason}) from reason
    return pair[0], pair[1]
