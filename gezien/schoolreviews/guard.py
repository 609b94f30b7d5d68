"""What may not be said to all parents: anything about one pupil, or about a group of fewer than ten.

Words only, no database: `queries/newsletter.py` brings the names and the sizes of groups. The guard would rather ask
once too often: whoever wrote the text puts it otherwise. It says what it met and in which line.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FEWEST = 10


class Kind(StrEnum):
    """What an objection is about."""

    NAME = "name"
    ONE = "one"
    FEW = "few"
    SMALL_GROUP = "small_group"


@dataclass(frozen=True, order=True)
class Objection:
    """What was met: in which line (from 1), from which letter, the words, and why they cannot stay.

    `about`: how many children a share comes down to, or are in the group; None where that is not known.
    """

    line: int
    start: int
    quote: str
    kind: Kind
    about: int | None = None


@dataclass(frozen=True)
class Known:
    """Names of pupils, and how many pupils each group and year group has ("5b", "groep 5")."""

    call_names: frozenset[str] = frozenset()
    family_names: frozenset[str] = frozenset()
    groups: Mapping[str, int] = field(default_factory=dict)


# First names that are ordinary words too: in small letters they are taken for the word.
ALSO_WORDS = frozenset(
    [
        "bo",
        "bloem",
        "dag",
        "dien",
        "fee",
        "fleur",
        "ster",
        "gijs",
        "hart",
        "hoop",
        "iris",
        "jasmijn",
        "joy",
        "kick",
        "kim",
        "lente",
        "lief",
        "lieve",
        "lot",
        "mei",
        "merel",
        "mees",
        "mus",
        "rein",
        "roos",
        "sam",
        "sterre",
        "storm",
        "tijd",
        "tijn",
        "vlinder",
        "vos",
        "wolf",
        "zoe",
        "zon",
    ]
)
NUMBERS = ["één", "een", "eén", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
FEW_WORDS = (
    r"enkele|sommige|een\s+paar|een\s+enkele?|een\s+aantal|een\s+handvol|een\s+(?:klein\s+)?groepje|weinig|bepaalde"
)
CHILD = (
    r"(?:leerling|kind|jongen|meisje|kleuter|peuter|zittenblijver|nieuwkomer|groepsgenoot|klasgenoot|broer|zus)"
    r"(?:en|eren|s|je|jes)?"
)
BETWEEN = r"(?:\s+(?:van\s+(?:de|onze|alle)|uit\s+(?:de|onze)|onze|andere|nieuwe|\w+e))?"
ONE = re.compile(
    rf"\b(?:één|eén|een)\s+van\s+(?:de|onze)(?:\s+\w+e)?\s+{CHILD}\b|"
    r"\b(?:één|eén|een|die\s+ene|deze|dit|dat|die|zekere?|bepaalde?)(?:\s+\w+e)?"
    r"\s+(?:leerling|kind|jongen|meisje|kleuter|zittenblijver|nieuwkomer)(?:etje|je|tje)?\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"(?<![\d,.])\b(?P<number>\d{{1,4}}|{'|'.join(NUMBERS)})\b(?!\s*(?:%|procent|op\s+de)){BETWEEN}\s+{CHILD}\b",
    re.IGNORECASE,
)
# "3 van de 24 leerlingen": the first number is what it is about.
PART_OF = re.compile(
    rf"\b(?P<number>\d{{1,4}}|{'|'.join(NUMBERS)})\s+(?:van|uit|in)\s+(?:de\s+)?(?:\d{{1,4}}|groep|klas)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(rf"\b(?:{FEW_WORDS})(?:\s+(?:van\s+)?(?:de|onze|andere|\w+e))?\s+{CHILD}\b", re.IGNORECASE)
GROUP = re.compile(r"\b(?:groep|klas|jaar|leerjaar)\s+(?P<name>\d\s?(?:/\s?\d)?\s?[a-z]?)\b", re.IGNORECASE)
SHARE = re.compile(r"(?P<share>\d{1,3}(?:[.,]\d)?)\s*(?:%|procent)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def objections(text: str, known: Known) -> list[Objection]:
    """Everything that stands in the way, in the order of the text; nothing twice."""
    found: list[Objection] = []
    for number, line in enumerate(_plain(text).splitlines(), start=1):
        met = [
            *_names(number, line, known),
            *_counts(number, line),
            *_of(ONE, number, line, Kind.ONE),
            *_of(VAGUE, number, line, Kind.FEW),
            *_groups(number, line, known),
        ]
        found += _without_overlap(met)
    return sorted(found)


def is_clear(text: str, known: Known) -> bool:
    """Whether a text may go to all parents."""
    return not objections(text, known)


def _plain(text: str) -> str:
    """Without signs that cannot be seen and would hide a name; letters with their accents as one sign."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", shown)


def fold(name: str) -> str:
    """A name without capitals and accents, as it is compared."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("’", "'")


def _names(number: int, line: str, known: Known) -> Iterator[Objection]:
    """One to three words that are somebody's first or last name, also with an s behind it."""
    words = list(WORD.finditer(line))
    for place, word in enumerate(words):
        for length in (3, 2, 1):
            last = words[min(place + length, len(words)) - 1]
            quote = line[word.start() : last.end()]
            if len(quote.split()) == length and _is_name(quote, known):
                yield Objection(number, word.start(), quote, Kind.NAME)
                break


def _is_name(quote: str, known: Known) -> bool:
    folded = {fold(quote), *(fold(re.sub(r"['’]?s$", "", quote)) for _once in "s" if quote.endswith("s"))}
    has_capital = any(part[:1].isupper() for part in quote.split())
    if folded & known.call_names:
        return has_capital or not folded & ALSO_WORDS
    return bool(folded & known.family_names) and has_capital


def _counts(number: int, line: str) -> Iterator[Objection]:
    for pattern in (COUNTED, PART_OF):
        for met in pattern.finditer(line):
            word = met["number"].casefold()
            count = int(word) if word.isdigit() else max(NUMBERS.index(word) - 1, 1)
            if 0 < count < FEWEST and not (pattern is COUNTED and word == "een"):
                yield Objection(number, met.start(), met[0], Kind.ONE if count == 1 else Kind.FEW, count)


def _of(pattern: re.Pattern[str], number: int, line: str, kind: Kind) -> Iterator[Objection]:
    for met in pattern.finditer(line):
        yield Objection(number, met.start(), met[0], kind)


def _groups(number: int, line: str, known: Known) -> Iterator[Objection]:
    """A group that is small itself, and a share of a group that comes down to few children."""
    for sentence in re.finditer(r"[^.!?]+(?:[.!?](?=\d)[^.!?]+)*", line):
        named = [(met, known.groups.get(_group(met["name"]))) for met in GROUP.finditer(sentence[0])]
        for met, size in named:
            if size is not None and size < FEWEST:
                yield Objection(number, sentence.start() + met.start(), met[0], Kind.SMALL_GROUP, size)
        sizes = [size for _met, size in named if size]
        for share in SHARE.finditer(sentence[0]) if sizes else ():
            few = round(float(share["share"].replace(",", ".")) * max(sizes) / 100)
            if few < FEWEST:
                yield Objection(number, sentence.start() + share.start(), share[0], Kind.FEW, few)


def _group(name: str) -> str:
    return re.sub(r"\s", "", name).casefold()


def _without_overlap(met: Iterable[Objection]) -> list[Objection]:
    """Of objections to the same words the longest; a name comes first."""
    kept: list[Objection] = []
    for one in sorted(met, key=lambda one: (one.kind != Kind.NAME, -len(one.quote), one.start)):
        if all(one.start >= had.start + len(had.quote) or had.start >= one.start + len(one.quote) for had in kept):
            kept.append(one)
    return kept
