"""Goals as rows of a spreadsheet: reading them with each fault in its place, and writing them back the same.

Pure functions: nothing here reads the database.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from gezien.common.numbers import number_of
from gezien.common.sheets import SheetProblem, SheetRow
from gezien.schools.models import School

YES, NO = frozenset({"ja", "j", "x", "1", "yes", "waar"}), frozenset({"", "nee", "n", "neen", "0", "no", "onwaar"})
# Heads as people write them, by field; the first of each is how Gezien writes it.
HEADS = {
    "code": ("code",),
    "subject": ("vakgebied", "leergebied", "vak", "subject"),
    "line": ("leerlijn", "lijn", "learning line"),
    "year_group": ("groep", "leerjaar", "jaargroep", "groep of leerjaar", "year group"),
    "text": ("doel", "leerdoel", "goal"),
    "crucial": ("cruciaal", "cruciaal leermoment", "crucial"),
    "period": ("periode", "period"),
    "in_use": ("in gebruik", "in use"),
}
NEEDED = ("code", "subject", "line", "year_group", "text")
LONGEST = {"code": 30, "line": 80, "text": 200}
MOST_PERIODS = 5
WIDTHS = (12, 20, 30, 10, 70, 10, 9, 11)


@dataclass(frozen=True)
class GoalRow:
    """One goal as a file says it. `subject` is the code of the school's subject, `period` None for "spread"."""

    code: str
    subject: str
    line: str
    year_group: str
    text: str
    is_crucial: bool = False
    period: int | None = None
    is_active: bool = True

    def as_json(self) -> dict[str, Any]:
        """For keeping until it is taken in."""
        return asdict(self)


class Fault(NamedTuple):
    """What is wrong with a row: where, and what to do."""

    line: int
    column: str
    text: str


def head_names(country: str) -> list[str]:
    """The heads as Gezien writes them."""
    flemish = {"subject": "Leergebied", "year_group": "Leerjaar"} if country == School.Country.FLANDERS else {}
    return [flemish.get(field, names[0].capitalize()) for field, names in HEADS.items()]


def read_rows(rows: Sequence[SheetRow], subjects: Mapping[str, str], country: str) -> tuple[list[GoalRow], list[Fault]]:
    """The goals in a sheet, and what is wrong. `subjects` is name (and code) in small letters → code.

    Raises `SheetProblem` when the heads are not those of such a list.
    """
    (_line, first), *below = rows
    at = _columns(first)
    if missing := [HEADS[field][0].capitalize() for field in NEEDED if field not in at]:
        raise SheetProblem(
            _("This list lacks the column “%(column)s”. Start from the example file.") % {"column": missing[0]}
        )
    if not below:
        raise SheetProblem(_("There are headings, but no goals below them."))
    reader = _Reader(at, subjects, country)
    found = [row for line, cells in below if (row := reader.read(line, cells))]
    return found, reader.faults


def as_cells(row: GoalRow, subject: str, country: str) -> list[str | int | None]:
    """A goal as it stands in the file; `subject` is the name of its subject."""
    yes, no = "ja", "nee"
    return [
        row.code,
        subject,
        row.line,
        year_text(row.year_group, country),
        row.text,
        yes if row.is_crucial else no,
        row.period,
        yes if row.is_active else no,
    ]


def year_text(code: str, country: str) -> str:
    """A year group in a file: "5"; in Flanders "L3", and "K2" before the first year."""
    if country != School.Country.FLANDERS:
        return code
    return f"K{int(code) + 1}" if code in "012" else f"L{int(code) - 2}"


def year_code(text: str, country: str) -> str:
    """EDEXML's code for what a file says; "" when it is no year group of this country."""
    folded = text.casefold().strip()
    if country == School.Country.FLANDERS:
        if found := re.fullmatch(r"(?:k|kleuter(?:klas)?)\s*([1-3])", folded):
            return str(int(found[1]) - 1)
        found = re.fullmatch(r"(?:l|lj|leerjaar)?\s*([1-6])(?:e|de|ste)?(?: leerjaar)?", folded)
        return str(int(found[1]) + 2) if found else ""
    found = re.fullmatch(r"(?:groep|gr\.?|g)?\s*([1-8])", folded)
    return found[1] if found else ""


def _columns(cells: Iterable[str]) -> dict[str, int]:
    """Where each field stands."""
    names = {name: field for field, spelled in HEADS.items() for name in spelled}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = names.get(cell.casefold().strip())
        if field and field not in found:
            found[field] = place
    return found


class _Reader:
    """Reads row by row and gathers every fault, so that all can be mended at once."""

    def __init__(self, at: Mapping[str, int], subjects: Mapping[str, str], country: str):
        self.at, self.subjects, self.country = at, subjects, country
        self.faults: list[Fault] = []
        self.codes: dict[str, int] = {}
        self.line = 0

    def read(self, line: int, cells: Sequence[str]) -> GoalRow | None:
        """The goal of this row; None when something is wrong with it."""
        self.line, before = line, len(self.faults)
        texts = {field: cells[place] if place < len(cells) else "" for field, place in self.at.items()}
        row = GoalRow(
            code=self._code(self._text("code", texts)),
            subject=self._subject(texts["subject"]),
            line=self._text("line", texts),
            year_group=self._year(texts["year_group"]),
            text=self._text("text", texts),
            is_crucial=self._yes("crucial", texts.get("crucial", "")),
            period=self._period(texts.get("period", "")),
            is_active=self._yes("in_use", texts.get("in_use", "") or "ja"),
        )
        return row if len(self.faults) == before else None

    def _say(self, field: str, text: str) -> None:
        self.faults.append(Fault(self.line, HEADS[field][0].capitalize(), text))

    def _text(self, field: str, texts: Mapping[str, str]) -> str:
        text = texts[field]
        if not text:
            self._say(field, _("This cell is empty. Fill it in, or take the row out."))
        elif len(text) > LONGEST[field]:
            self._say(field, _("This text is longer than %(most)s characters.") % {"most": LONGEST[field]})
        return text

    def _code(self, code: str) -> str:
        if code and code in self.codes:
            self._say(
                "code",
                _("Row %(line)s has the code “%(code)s” too. Give each goal its own.")
                % {"line": self.codes[code], "code": code},
            )
        self.codes.setdefault(code, self.line)
        return code

    def _subject(self, text: str) -> str:
        code = self.subjects.get(text.casefold(), "")
        if not code:
            known = ", ".join(dict.fromkeys(name for name in self.subjects if name not in self.subjects.values()))
            self._say(
                "subject",
                _("The school has no subject “%(name)s”. It has: %(known)s.") % {"name": text, "known": known},
            )
        return code

    def _year(self, text: str) -> str:
        code = year_code(text, self.country)
        if not code:
            example = "L3" if self.country == School.Country.FLANDERS else "5"
            self._say(
                "year_group",
                _("“%(text)s” is no year group. Write it like %(example)s.") % {"text": text, "example": example},
            )
        return code

    def _yes(self, field: str, text: str) -> bool:
        folded = text.casefold()
        if folded not in YES | NO:
            self._say(field, _("Write yes or no here, not “%(text)s”.") % {"text": text})
        return folded in YES

    def _period(self, text: str) -> int | None:
        if not text:
            return None
        if 1 <= (number := number_of(text)) <= MOST_PERIODS:
            return number
        self._say("period", _("“%(text)s” is no period. Write 1 to 5, or nothing.") % {"text": text})
        return None
