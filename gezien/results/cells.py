"""One cell to one value, typed or from a file; what cannot be read raises `ValueError` with the reason in words."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.results.models import Instrument

DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
MOMENT = re.compile(r"(?:([BME])\s*([3-8])|([BME])|(Plus|Start))", re.IGNORECASE)


def as_text(cell: Any) -> str:
    """A cell as one would read it: dates as ISO, whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def read_day(cell: Any) -> dt.date:
    """A day: from a date cell, 31-01-2027, 31/1/27, or 2027-01-31. Not in the future, not before 1990."""
    if isinstance(cell, dt.datetime):
        day = cell.date()
    elif isinstance(cell, dt.date):
        day = cell
    else:
        day = _day_from_text(as_text(cell))
    if day > clock.today():
        raise ValueError(_("%(day)s lies in the future") % {"day": day.strftime("%d-%m-%Y")})
    if day.year < 1990:
        raise ValueError(_("%(day)s is too long ago") % {"day": day.strftime("%d-%m-%Y")})
    return day


def _day_from_text(text: str) -> dt.date:
    try:
        if found := DAY.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            return dt.date(year + 2000 if year < 100 else year, month, day)
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(_("“%(text)s” is not a date") % {"text": text}) from None


def read_number(cell: Any) -> Decimal | None:
    """A number with a comma or a point, at most two decimals kept; empty is None. A per cent sign is allowed."""
    text = as_text(cell).removesuffix("%").strip()
    if not text:
        return None
    if "," in text and "." in text:
        text = text.replace(".", "") if text.rindex(",") > text.rindex(".") else text.replace(",", "")
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(_("“%(text)s” is not a number") % {"text": as_text(cell)}) from None
    if not number.is_finite() or not -1000 <= number < 100_000:
        raise ValueError(_("%(text)s is out of range") % {"text": as_text(cell)})
    return number.quantize(Decimal("0.01"))


def read_figure(cell: Any, kind: str) -> Decimal | None:
    """The figure of a test, within the bounds of its kind: a percentage to 100, a grade to 10."""
    number = read_number(cell)
    if number is not None and kind == Instrument.Figure.PERCENTAGE and not 0 <= number <= 100:
        raise ValueError(_("a percentage lies between 0 and 100"))
    if number is not None and kind == Instrument.Figure.GRADE and not 0 <= number <= 10:
        raise ValueError(_("a grade lies between 0 and 10"))
    if number is not None and kind == Instrument.Figure.GOALS and (number < 0 or number != number.to_integral_value()):
        raise ValueError(_("the number of goals is a whole number"))
    return number


def read_level(cell: Any, levels: list[str]) -> str:
    """A level as the instrument names it, whatever its case; empty is "". Levels are taken over, never computed."""
    text = as_text(cell)
    if not text or not levels:
        return text[:20]
    for level in levels:
        if level.casefold() == text.casefold().removeprefix("avi").strip():
            return level
    raise ValueError(
        _("“%(text)s” is not a level of this test (%(levels)s)") % {"text": text, "levels": ", ".join(levels)}
    )


def read_moment(cell: Any, year_group: str) -> str:
    """ "M5" as it stands; "M" becomes "M" with the pupil's own year group; other short words are kept."""
    text = as_text(cell)
    found = MOMENT.fullmatch(text)
    if found and found.group(1):
        return found.group(1).upper() + found.group(2)
    if found and found.group(3):
        return found.group(3).upper() + (year_group if year_group.isdigit() else "")
    if len(text) > 10:
        raise ValueError(_("“%(text)s” is too long for a moment") % {"text": text})
    return text
