"""Does the goal ask more than what the pupil does now? Compared only where both speak of the same scale."""

import re
from dataclasses import dataclass

from gezien.needs.coach.measure import Spans
from gezien.needs.coach.numbers import NUMBER, value
from gezien.needs.coach.reading import Reading, just_before, read


@dataclass(frozen=True)
class Level:
    """Where a pupil stands now, as schools write it: "AVI-M4", "III", "C", "1F", "60 %", "40 woorden per minuut"."""

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
_PART = re.compile(r"\b(?:(?P<half>de helft)|(?P<most>driekwart)|(?P<third>twee derde))\b")
_PARTS = {"half": 50.0, "most": 75.0, "third": 200 / 3}
# What is counted: "55 woorden per minuut", "8 minuten", "hooguit 3 fouten".
_COUNT = re.compile(
    rf"(?P<within>binnen )?(?<!\d )(?P<count>{NUMBER})\s(?:(?:losse|goede|juiste|korte|hele|verschillende|nieuwe)\s)?"
    r"(?P<unit>\w+(?:en|s)|keer|minuut|uur|woord|fout|letter|zin|som)\b(?:\s(?:per|in een|in de)\s(?P<per>minuut|dag|week|les))?"
)
_AS_FAR_AS = re.compile(rf"\btel(?:t|len)?\b[^.;]{{0,30}}?\btot(?: en met)? (?P<far>{NUMBER})")
_ALIKE = {
    "minuut": "minuten",
    "woord": "woorden",
    "fout": "fouten",
    "letter": "letters",
    "zin": "zinnen",
    "som": "sommen",
    "keren": "keer",
    "leesfouten": "fouten",
    "spelfouten": "fouten",
    "foutjes": "fouten",
}
_LESS = frozenset("fouten seconden tellen".split())
_NO_COUNT = frozenset(
    "van de en weken maanden dagen jaren lessen uren op periodes groepen blokken tot als is wordt".split()
)
# Where the sentence tells itself what works now: "nu AVI-M4", "van III naar II", "in plaats van 5 van de 10".
_NOW = re.compile(
    r"(?:\b(?:nu(?: nog)?|momenteel|op dit moment|huidige?|in plaats van)\s(?:(?!naar|maar|in|op|over|doel)[\w-]+\s){0,3}|"
    r"\bvan\s(?:niveau\s|zone\s|avi[\s-]?)?)$"
)
_FROM_TO = re.compile(rf"\bvan\s(?P<from>{NUMBER})\s(?:naar|tot)\s$")  # "van 30 naar 45 woorden per minuut"
_ROMANS = {"v": 0, "iv": 1, "iii": 2, "ii": 3, "i": 4}
_REFERENCES = {"<1f": 0, "1f": 1, "1s": 2, "2f": 2}
# From how many places on a scale a step is a big one for a period.
_BIG = {"grade": 3, "roman": 2, "letter": 2, "share": 40, "reference": 2}


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
    found += [Mark("share", _PARTS[hit.lastgroup or "half"], hit.span()) for hit in _PART.finditer(text)]
    found += [Mark("tot", value(hit["far"]) or 0, hit.span("far")) for hit in _AS_FAR_AS.finditer(text)]
    return sorted([*found, *_counts(text, [mark.span for mark in found])], key=lambda mark: mark.span)


def _counts(text: str, taken: Spans) -> list[Mark]:
    """What is counted, each unit a scale of its own; of mistakes and seconds fewer is further."""
    found = []
    for hit in _COUNT.finditer(text):
        unit = _ALIKE.get(hit["unit"], hit["unit"])
        if unit in _NO_COUNT or any(start <= hit.start("count") < end for start, end in taken):
            continue
        less = unit in _LESS or bool(hit["within"])
        scale = f"{'-' if less else ''}{unit} {hit['per'] or ''}".strip()
        number = value(hit["count"]) or 0
        found.append(Mark(scale, -number if less else number, hit.span()))
        if before := _FROM_TO.search(just_before(text, hit.start())):
            was = value(before["from"]) or 0
            found.append(Mark(scale, -was if less else was, before.span("from")))
    return found


def step(reading: Reading, level: Level | None, timed: Spans) -> Step | None:
    """The step from the level of now to the goal, on the first scale both name; None when they cannot be compared.

    The level of now is what is known, or else what the sentence tells ("now AVI-M4", "from III to II"). A test moment
    ("at M5") is a term, no level.
    """
    named = [mark for mark in marks(reading.text) if not any(a <= mark.span[0] < b for a, b in timed)]
    told = [mark for mark in named if _is_of_now(reading.text, mark)]
    aims = {mark.scale: mark for mark in named if mark not in told}
    known = [(typed, mark) for typed in (level.marks if level else ()) for mark in marks(read(typed).text)]
    known += [(reading.typed[slice(*reading.span(*mark.span))], mark) for mark in told]
    for typed, now in known:
        aim = aims.get(now.scale)
        if aim is not None:
            by = aim.place - now.place
            return Step(now=typed, span=aim.span, by=by, big=_is_big(now, by))
    return None


def _is_of_now(text: str, mark: Mark) -> bool:
    """Whether the words before and behind a mark tell that it is where the pupil stands."""
    before = _NOW.search(just_before(text, mark.span[0]))
    if before is None:
        return False
    return not before.group().startswith("van") or " naar " in text[mark.span[1] : mark.span[1] + 24]


def _is_big(now: Mark, by: float) -> bool:
    """Many places at once; of what is counted: more than twice as much."""
    if now.scale in _BIG:
        return by >= _BIG[now.scale]
    return now.scale != "score" and now.place > 0 and by > now.place
