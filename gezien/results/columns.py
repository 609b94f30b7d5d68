"""What the entry grid records beside figure and level: raw scores and further references, a column each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gezien.results.cells import as_text, read_level, read_number
from gezien.results.models import Instrument, Result
from gezien.results.vocabulary import AVI, BY_LETTER, BY_NUMERAL, REFERENCE_ARITHMETIC, REFERENCE_LANGUAGE, in_words

LEVELS_OF = {
    "AE": BY_LETTER,
    "IV": BY_NUMERAL,
    "AVI": AVI,
    "RnTR": tuple(dict.fromkeys((*REFERENCE_LANGUAGE, *REFERENCE_ARITHMETIC))),
}
WHOLE = {"NumberCorrect", "NumberIncorrect", "NumberItems", "DurationInSeconds"}
MOST_DLE, MOST_PERCENT = 60, 100


@dataclass(frozen=True)
class Column:
    """A column of the grid: its name in the form, its code on the test, and whether it is a raw score."""

    name: str
    code: str
    is_score: bool
    label: str
    levels: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The code without what tells two of a kind apart."""
        return self.code.partition(":")[0]

    @property
    def qualification(self) -> str:
        """What tells two of a kind apart, or nothing."""
        return self.code.partition(":")[2]

    def value(self, result: Result | None) -> str:
        """What is stored, as one writes it."""
        if result is None:
            return ""
        if self.is_score:
            return plain(result.scores.get(self.code, ""))
        return next((str(one.get("value", "")) for one in result.references if self.is_it(one)), "")

    def is_it(self, reference: dict[str, Any]) -> bool:
        """Whether this stored reference stands in this column."""
        return reference.get("type") == self.kind and reference.get("qualification", "") == self.qualification

    def read(self, cell: Any) -> str:
        """The cell as it is stored; raises `ValueError` with what is wrong, in words."""
        text = as_text(cell)
        if not text:
            return ""
        if self.is_score or self.kind in ("DLE", "Percentiel", "CPercentiel"):
            return self._number(text)
        return read_level(text, list(self.levels)) if self.levels else text[:40]

    def _number(self, text: str) -> str:
        number = read_number(text)
        if number is None or number < 0:
            raise ValueError(_("%(column)s is never below zero") % {"column": self.label})
        if self.kind in WHOLE | {"DLE"} and number != number.to_integral_value():
            raise ValueError(_("%(column)s is a whole number") % {"column": self.label})
        most = MOST_DLE if self.kind == "DLE" else MOST_PERCENT if "ercent" in self.kind else None
        if most is not None and number > most:
            raise ValueError(_("%(column)s is at most %(most)d") % {"column": self.label, "most": most})
        return str(number) if self.is_score else plain(number)


def plain(number: Any) -> str:
    """ "51" for "51.00", "51,5" for 51.5, text as it stands."""
    try:
        value = Decimal(str(number))
    except ArithmeticError:
        return str(number)
    return f"{value.normalize():f}".replace(".", ",")


def extra_columns(instrument: Instrument, *, with_dle: bool) -> list[Column]:
    """The columns of a test beside figure and level, raw scores first; DLE only where the school works with it."""
    scores = [Column(f"s{place}", code, True, in_words(code)) for place, code in enumerate(instrument.score_types)]
    references = [
        Column(f"r{place}", code, False, in_words(code), _levels(code, instrument))
        for place, code in enumerate(instrument.reference_types)
        if with_dle or code != "DLE"
    ]
    return scores + references


def _levels(code: str, instrument: Instrument) -> tuple[str, ...]:
    kind, _colon, qualification = code.partition(":")
    if qualification and kind in (instrument.level_type, "Level"):
        return tuple(instrument.levels)
    return LEVELS_OF.get(kind, ())


def too_many_correct(values: dict[str, str], columns: Sequence[Column]) -> Column | None:
    """The column with more correct answers than there are items, if any. `values` is by the names of the columns."""
    by_code = {column.code: column for column in columns}
    items = values.get(by_code["NumberItems"].name) if "NumberItems" in by_code else None
    if not items:
        return None
    for code in ("NumberCorrect", "NumberIncorrect"):
        column = by_code.get(code)
        if column and values.get(column.name) and Decimal(values[column.name]) > Decimal(items):
            return column
    return None


def merged(stored: Result | None, columns: Sequence[Column], values: dict[str, str]) -> tuple[dict, list]:
    """Scores and references of a result with these columns as typed; what has no column here stays."""
    scores = dict(stored.scores) if stored else {}
    references = [dict(one) for one in stored.references] if stored else []
    for column in columns:
        value = values.get(column.name, "")
        if value == column.value(stored) or (column.is_score and plain(value) == column.value(stored)):
            continue  # as it was, down to how it was written
        if column.is_score:
            scores.pop(column.code, None)
            scores |= {column.code: value} if value else {}
        else:
            references = _put(references, column, value)
    return scores, references


def _put(references: list[dict], column: Column, value: str) -> list[dict]:
    """The references with this value in its place."""
    place = next((number for number, one in enumerate(references) if column.is_it(one)), None)
    if place is None:
        new = {"type": column.kind, "group": "", "value": value}
        more = {"qualification": column.qualification} if column.qualification else {}
        return [*references, new | more] if value else references
    if not value:
        return references[:place] + references[place + 1 :]
    return [*references[:place], references[place] | {"value": value}, *references[place + 1 :]]
