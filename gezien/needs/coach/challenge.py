"""Does the goal ask more than what the pupil does now? Compared only where both speak of the same scale."""

import re
from dataclasses import dataclass

from gezien.needs.coach.measure import Spans
from gezien.needs.coach.numbers import NUMBER, value
from gezien.needs.coach.reading import Reading, read


@dataclass(frozen=True)
class Level:
    """Where a pupil stands now, as schools write it: "AVI-M4", "III", "C", "M5", "1F", "60 %"."""

    marks: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """A place on a scale; more is further."""

    scale: str
    place: float
    span: tuple[int, int]


@dataclass(frozen=True)
class Step:
    """How the goal stands to the level of now: marks of the same scale, and by how many steps it is further."""

    now: str
    span: tuple[int, int]
    by: float
    big: bool


_GRADE = re.compile(
    r"(?<![\w-])(?:avi[\s-]?)?(?P<half>[me])\s?(?P<grade>[3-8])(?!\w)|\bavi[\s-]?(?P<word>start|plus)\b"
)
_ROMAN = re.compile(r"(?<![\w-])(?P<roman>iv|v|i{1,3})(?=[\s-](?:score|niveau)|[+-]?(?:[\s.,;]|$))")
_LETTER = re.compile(
    r"(?:niveau|score|zone|een|naar)\s(?P<before>[a-e])(?![\w'])|(?<![\w'-])(?P<after>[a-e])[+-]?[\s-](?:niveau|score|zone)|^(?P<alone>[a-e])[+-]?$"
)
_REFERENCE = re.compile(r"(?<!\w)(?P<name><\s?1f|1f|1s|2f)(?!\w)")
_SHARE = re.compile(rf"(?P<part>{NUMBER})\s?(?:%|procent|(?:van de|van|op de|op|uit|/)\s?(?P<whole>{NUMBER}))")
_SCORE = re.compile(rf"(?:vaardigheidsscore|ontwikkelscore|score)\s(?:van\s)?(?P<score>{NUMBER})")
_ROMANS = {"v": 0, "iv": 1, "iii": 2, "ii": 3, "i": 4}
_REFERENCES = {"<1f": 0, "1f": 1, "1s": 2, "2f": 2}
# From how many places on a scale a step is a big one for a period.
_BIG = {"grade": 3, "roman": 2, "letter": 2, "share": 40, "reference": 2, "score": float("inf")}


def marks(text: str) -> list[Mark]:
    """The places on a scale that a canonical text names."""
    found = []
    for hit in _GRADE.finditer(text):
        place = {"start": 5, "plus": 18}.get(hit["word"] or "") or int(hit["grade"]) * 2 + (hit["half"] == "e")
        found.append(Mark("grade", place, hit.span()))
    found += [Mark("roman", _ROMANS[hit["roman"]], hit.span()) for hit in _ROMAN.finditer(text)]
    for hit in _LETTER.finditer(text):
        letter = hit["before"] or hit["after"] or hit["alone"]
        found.append(Mark("letter", "edcba".index(letter), hit.span()))
    found += [
        Mark("reference", _REFERENCES[hit["name"].replace(" ", "")], hit.span()) for hit in _REFERENCE.finditer(text)
    ]
    for hit in _SHARE.finditer(text):
        part, whole = value(hit["part"]), value(hit["whole"]) if hit["whole"] else 100.0
        if part is not None and whole:
            found.append(Mark("share", part / whole * 100, hit.span()))
    found += [Mark("score", value(hit["score"]) or 0, hit.span()) for hit in _SCORE.finditer(text)]
    return sorted(found, key=lambda mark: mark.span)


def step(reading: Reading, level: Level, timed: Spans) -> Step | None:
    """The step from the level of now to the goal, on the first scale both name; None when they cannot be compared.

    Of "from III to II" the last is the goal. A test moment ("at M5") is a term, no level.
    """
    aims = {mark.scale: mark for mark in marks(reading.text) if not any(a <= mark.span[0] < b for a, b in timed)}
    for typed in level.marks:
        for now in marks(read(typed).text):
            aim = aims.get(now.scale)
            if aim is not None:
                by = aim.place - now.place
                return Step(now=typed, span=aim.span, by=by, big=by >= _BIG[now.scale])
    return None
