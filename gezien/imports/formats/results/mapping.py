"""What the columns of a results file mean: chosen once by a person, kept as a profile, guessed at first sight."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from gezien.imports.matching import fold
from gezien.results.models import Instrument
from gezien.results.vocabulary import RESULT_TYPES, SCORE_TYPES

IGNORE = ""
# Field of a column → name on screen. "score:<instrument code>:figure|level" is one test's own column.
PUPIL_FIELDS = {
    "pupil.key": _("Pupil: number in the school administration"),
    "pupil.eck_id": _("Pupil: ECK iD"),
    "pupil.name": _("Pupil: whole name"),
    "pupil.call_name": _("Pupil: call name"),
    "pupil.prefix": _("Pupil: prefix"),
    "pupil.family_name": _("Pupil: family name"),
    "pupil.birth_date": _("Pupil: date of birth"),
}
ROW_FIELDS = {
    "row.instrument": _("Test: name or code"),
    "row.moment": _("Moment (M5, E5…)"),
    "row.taken_on": _("Day of the test"),
    "row.figure": _("Score (skill score, percentage or grade)"),
    "row.level": _("Level (I–V, A–E, AVI…)"),
}
# Headings as they occur, folded; first match wins. What is not recognised is left to the person.
GUESSES = [
    ("pupil.key", r"(leerling)?(nummer|key|id|nr)|stamnummer|leerlingnummer"),
    ("pupil.eck_id", r"eckid"),
    ("pupil.call_name", r"roepnaam|voornaam"),
    ("pupil.prefix", r"tussenvoegsels?|voorvoegsels?"),
    ("pupil.family_name", r"achternaam|familienaam"),
    ("pupil.name", r"(leerling|naam|naamleerling|leerlingnaam)"),
    ("pupil.birth_date", r"geboortedatum|gebdatum"),
    ("row.instrument", r"toets(naam|code)?|instrument"),
    ("row.moment", r"moment|afname(moment)?|toetsmoment|periode"),
    ("row.taken_on", r"datum|afnamedatum|toetsdatum"),
    ("row.figure", r"(vaardigheids)?score|vs|percentage|cijfer|resultaat"),
    ("row.level", r"niveau|niveauwaarde|avi(niveau)?"),
    ("ref.DLE", r"dle"),
    ("ref.FunctioningLevel", r"functioneringsniveau|fn"),
    ("raw.NumberCorrect", r"(aantal)?goed"),
    ("raw.NumberItems", r"(aantal)?opgaven"),
]


@dataclass
class Mapping:
    """`columns`: heading → field; `constants`: what holds for every row ("instrument", "moment", "taken_on")."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    @property
    def identifies_pupils(self) -> bool:
        """Whether a pupil can be found by it."""
        fields = set(self.columns.values())
        return bool(fields & {"pupil.key", "pupil.eck_id", "pupil.name"}) or fields >= {
            "pupil.call_name",
            "pupil.family_name",
        }

    def problems(self) -> list[str]:
        """What still misses before rows can be read, as sentences; empty when complete."""
        fields = list(filter(None, self.columns.values()))
        found: list[Any] = []
        if not self.identifies_pupils:
            found.append(_("Say which column holds the pupil: a number, or the name."))
        wide = [name for name in fields if name.startswith("score:")]
        long = {"row.figure", "row.level"} & set(fields)
        if not wide and not long:
            found.append(_("Say which column holds the score or the level."))
        if long and "row.instrument" not in fields and not self.constants.get("instrument"):
            found.append(_("Say which test it is: a column, or one test for the whole file."))
        if "row.taken_on" not in fields and not self.constants.get("taken_on"):
            found.append(_("Say on which day the test was taken: a column, or one day for the whole file."))
        doubles = sorted({name for name in fields if fields.count(name) > 1})
        found += [str(_("Two columns have the same meaning: %(name)s.")) % {"name": said(name)} for name in doubles]
        return [str(sentence) for sentence in found]


def choices(
    instruments: Iterable[Instrument],
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The meanings a column can have, grouped for a select."""
    tests = []
    for instrument in instruments:
        if instrument.figure != Instrument.Figure.LEVEL:
            tests.append(
                (
                    f"score:{instrument.code}:figure",
                    _("%(test)s: score") % {"test": instrument.name},
                )
            )
        if instrument.levels:
            tests.append(
                (
                    f"score:{instrument.code}:level",
                    _("%(test)s: level") % {"test": instrument.name},
                )
            )
    return [
        (str(_("Pupil")), [(name, str(words)) for name, words in PUPIL_FIELDS.items()]),
        (str(_("One test a row")), [(name, str(words)) for name, words in ROW_FIELDS.items()]),
        (str(_("One column a test")), tests),
        (
            str(_("More about the result")),
            [(f"ref.{code}", code) for code in RESULT_TYPES],
        ),
        (str(_("Raw scores")), [(f"raw.{code}", code) for code in SCORE_TYPES]),
    ]


def said(name: str) -> str:
    """A field as the screen calls it."""
    return str({**PUPIL_FIELDS, **ROW_FIELDS}.get(name, re.split("[:.]", name)[-1]))


def guess(headings: list[str], instruments: Iterable[Instrument]) -> Mapping:
    """A first mapping by the headings; each field once, the rest ignored."""
    mapping = Mapping()
    by_name = {fold(name): one for one in instruments for name in (one.name, one.code, one.subject.name)}
    for heading in headings:
        folded = fold(heading)
        name = next(
            (
                candidate
                for candidate, pattern in GUESSES
                if re.fullmatch(pattern, folded) and candidate not in mapping.columns.values()
            ),
            IGNORE,
        )
        if not name and folded in by_name:
            one = by_name[folded]
            kind = "level" if one.figure == Instrument.Figure.LEVEL else "figure"
            name = f"score:{one.code}:{kind}"
        mapping.columns[heading] = name
    return mapping
