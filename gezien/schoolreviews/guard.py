"""What may not be said to all parents: anything about one pupil, or about a group of fewer than ten.

Words only, no database: `queries/names.py` brings the names and the sizes of groups. The guard would rather ask
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
NUMBER = rf"(?P<number>\d{{1,4}}|{'|'.join(NUMBERS)})"
FEW_WORDS = (
    r"enkele|enige|sommige|een\s+paar|een\s+enkele?|een\s+(?:klein\s+)?aantal|een\s+hand(?:je)?\s?vol|een\s+stuk\s+of|"
    r"een\s+(?:klein\s+)?groepje|weinig|bepaalde"
)
PERSON = (
    r"(?:jongen|meisje|kleuter|peuter|zittenblijver|nieuwkomer|doubleur)"  # in the singular hardly ever all of them
)
PUPIL = rf"(?:leerling|kind|{PERSON})(?:etje|je|tje)?"
CHILD = (
    r"(?:leerling|kind|jongen|meisje|kleuter|peuter|zittenblijver|nieuwkomer|doubleur|groepsgenoot|klasgenoot|broer|zus)"
    r"(?:en|eren|s|je|jes|tje|tjes)?"
)
BETWEEN = r"(?:\s+(?:van\s+(?:de|onze|alle)|uit\s+(?:de|onze)|onze|andere|nieuwe|\w+e))?"
ONE = re.compile(
    rf"\b(?:één|eén|een)\s+van\s+(?:de|onze)(?:\s+\w+e)?\s+{CHILD}\b|"
    rf"\b(?:één|eén|een|die\s+ene|deze|dit|dat|die|onze|ons|zekere?|bepaalde?)(?:\s+\w+e)?\s+{PUPIL}\b|"
    rf"\b(?:de|het)(?:\s+\w+e)?\s+{PERSON}\b|"
    rf"\b(?:de|het)\s+(?:nieuwe|enige|ene|laatste|eerste|jongste|oudste|zieke|\w+ste)\s+{PUPIL}\b|"
    rf"\b(?:de|het)(?:\s+\w+e)?\s+{PUPIL}\s+(?:met|zonder|die|dat|van\s+wie|wiens|waar\w*|uit|in\s+(?:groep|klas))\b|"
    rf"\b{PUPIL}\s+(?-i:(?:[A-Z]\.\s?)+|[A-Z]{{1,3}}\b)|"
    r"\b(?:haar|zijn|diens|hun|de|het)(?:\s+\w+e)?\s+(?:broer|zus)(?:je|tje|ter)?\b|"
    r"\b(?:twee|drie)ling(?:en)?\b|\been\s+enkeling\b",
    re.IGNORECASE,
)
# "Een op de vijf kinderen" is a share, not five.
COUNTED = re.compile(
    rf"(?<![\d,.])(?<!op\sde\s)\b{NUMBER}\b(?!\s*(?:%|procent|op\s+de)){BETWEEN}\s+{CHILD}\b", re.IGNORECASE
)
# "3 van de 24 leerlingen": the first number is what it is about.
PART_OF = re.compile(
    rf"\b{NUMBER}\s+(?:(?:van|uit|in)\s+(?:de\s+|die\s+|deze\s+)?(?:\d{{1,4}}|groep|klas)|van\s+(?:hen|ze|dezen))\b",
    re.IGNORECASE,
)
# "Er bleven er 2 zitten", "drie haalden het niet"; "er zijn er vier keer" and "er drie lessen" are about other things.
THINGS = (
    r"keer|maal|les|lessen|minuten|uur|uren|dagen|weken|maanden|jaar|jaren|boeken|stappen|groepen|klassen|toetsen|"
    r"momenten|doelen|afspraken|vragen|leraren|leerkrachten|collega['’]s|juffen|meesters|ouders|avonden|ochtenden|"
    r"middagen|punten|onderdelen|vakken|scholen|ronden|rondes|blokken|thema['’]s|manieren|redenen|plannen|lokalen"
)
DID = (
    r"bleven|blijven|haalden|halen|kregen|krijgen|gingen|gaan|doubleerden|doubleren|zakten|zakken|scoorden|scoren|"
    r"slaagden|slagen|zaten|zitten|lazen|lezen|rekenden|rekenen|stroomden|stromen"
)
SOME_DID = re.compile(
    rf"\ber\s+(?:nog\s+|maar\s+|slechts\s+|ongeveer\s+)?{NUMBER}\b(?!\s*(?:%|procent|op\s+de))"
    rf"(?!\s+(?:\w+e\s+)?(?:{THINGS})\b)|"
    rf"(?<![\d,.])\b{NUMBER.replace('number', 'first')}\s+(?:{DID})\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    rf"\b(?:{FEW_WORDS})(?:\s+(?:van\s+)?(?:de|onze|andere|\w+e))?\s+{CHILD}\b|"
    rf"\b(?:{FEW_WORDS})\s+van\s+(?:hen|ze)\b|\b(?:enkelen|sommigen|weinigen)\b(?!\s+van\s+ons\b)",
    re.IGNORECASE,
)
PLACES = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht"]
ORDINALS = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste"]
DIGIT = r"\d\s?(?:/\s?\d)?(?:\s?[a-z])?(?!\w)"
NAME = rf"(?:{DIGIT}|(?:{'|'.join(PLACES)})\b)"
GROUP = re.compile(
    rf"\b(?:(?:jaar)?groep(?:en)?|klas(?:sen)?|leerja(?:ar|ren))[\s\-]*(?P<names>{NAME}(?:\s*(?:,|&|\ben\b|\bof\b)\s*{NAME})*)|"
    rf"\bjaar\s+(?P<year>{DIGIT})|"
    rf"\b(?P<ordinal>\d(?=\s?(?:e|de|ste)\b)|{'|'.join(ORDINALS)})(?:\s?(?:e|de|ste))?\s+(?:groep|klas|leerjaar)\b",
    re.IGNORECASE,
)
# "Groepen 3 t/m 8" is about all of them together.
RANGE = re.compile(
    r"\b(?:(?:jaar)?groep(?:en)?|klas(?:sen)?|leerja(?:ar|ren))\s+(?P<first>\d)\s*(?:t/m|tot\s+en\s+met|-|–)\s*(?P<last>\d)\b",
    re.IGNORECASE,
)
SHARE = re.compile(r"(?P<share>\d{1,3}(?:[.,]\d)?)\s*(?:%|procent)", re.IGNORECASE)
AMOUNTS = {word: max(place - 1, 1) for place, word in enumerate(NUMBERS)} | {"tien": 10, "twaalf": 12, "twintig": 20}
AMOUNT = rf"\d{{1,4}}|{'|'.join(AMOUNTS)}"
OUT_OF = re.compile(rf"\b(?P<some>{AMOUNT})\s+(?:op|van)\s+de\s+(?P<all>{AMOUNT})\b", re.IGNORECASE)
PARTS = {"helft": 2, "derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "zesde": 6, "achtste": 8, "tiende": 10}
PART = re.compile(
    rf"\b(?:(?P<some>{AMOUNT}|de)\s*)?(?P<part>{'|'.join(PARTS)})\b(?!\s+(?:groep|klas|leerjaar))", re.IGNORECASE
)
DIMINUTIVE = re.compile(r"(?:etje|tje|pje|kje|je|ie|y)$")
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


def names_in(text: str, known: Known) -> list[Objection]:
    """The names of pupils alone, for words that stay within the team.

    An ordinary word that is somebody's name too ("Groot", "Roos") may begin a sentence: there its capital says nothing.
    """
    lines = enumerate(_plain(text).splitlines(), start=1)
    met = [one for number, line in lines for one in _names(number, line, known) if not _may_be_word(one, line, known)]
    return sorted(_without_overlap(met))


def _may_be_word(one: Objection, line: str, known: Known) -> bool:
    before = line[: one.start].rstrip()
    if " " in one.quote or (before and before[-1] not in ".!?:"):
        return False
    written = {fold(one.quote), fold(re.sub(r"['’]?s$", "", one.quote))}
    return bool(written & ALSO_WORDS) or not written & known.call_names


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
    called = (folded | {base for one in folded for base in _without_diminutive(one)}) & known.call_names
    if called:
        return has_capital or bool(called - ALSO_WORDS)
    return bool(folded & known.family_names) and has_capital


def _without_diminutive(name: str) -> Iterator[str]:
    """ "noortje" is Noor, "tommie" is Tom: the short name, also without the letter that was doubled."""
    short = DIMINUTIVE.sub("", name)
    if short != name and len(short) > 2:
        yield short
        if short[-1] == short[-2]:
            yield short[:-1]


def _counts(number: int, line: str) -> Iterator[Objection]:
    groups = [met.span() for pattern in (GROUP, RANGE) for met in pattern.finditer(line)]
    for pattern in (COUNTED, PART_OF, SOME_DID):
        for met in pattern.finditer(line):
            if pattern is SOME_DID and any(start < met.start() < end for start, end in groups):
                continue  # "groep 8 leest" is not eight of them
            word = next(filter(None, met.groups())).casefold()
            count = int(word) if word.isdigit() else AMOUNTS[word]
            if 0 < count < FEWEST and not (pattern is not PART_OF and word == "een"):
                yield Objection(number, met.start(), met[0], Kind.ONE if count == 1 else Kind.FEW, count)


def _of(pattern: re.Pattern[str], number: int, line: str, kind: Kind) -> Iterator[Objection]:
    for met in pattern.finditer(line):
        yield Objection(number, met.start(), met[0], kind)


def _groups(number: int, line: str, known: Known) -> Iterator[Objection]:
    """A group that is small itself, and a share of a group that comes down to few children."""
    for sentence in re.finditer(r"[^.!?]+(?:[.!?](?=\d)[^.!?]+)*", line):
        named = list(_named(sentence[0], known))
        for met, size in named:
            if size < FEWEST:
                yield Objection(number, sentence.start() + met.start(), met[0], Kind.SMALL_GROUP, size)
        smallest = min((size for _met, size in named), default=0)
        for share, part in _shares(sentence[0]) if smallest else ():
            few = round(part * smallest)
            if few < FEWEST:
                yield Objection(number, sentence.start() + share.start(), share[0], Kind.FEW, few)


def _named(sentence: str, known: Known) -> Iterator[tuple[re.Match[str], int]]:
    """Where a sentence names groups, with the size of the smallest of them; a range counts as one."""
    ranges = list(RANGE.finditer(sentence))
    for met in ranges:
        size = sum(known.groups.get(str(one), 0) for one in range(int(met["first"]), int(met["last"]) + 1))
        if size:
            yield met, size
    for met in GROUP.finditer(sentence):
        names = re.findall(NAME, met["names"] or met["year"] or "", re.IGNORECASE) or [met["ordinal"]]
        sizes = [known.groups.get(_group(one), 0) for one in names]
        if any(sizes) and all(met.start() != one.start() for one in ranges):
            yield met, min(filter(None, sizes))


def _group(name: str) -> str:
    """The key of a group: "5 B" and "vijf" as "5b" and "5"."""
    word = re.sub(r"\s", "", name).casefold()
    for words in (PLACES, ORDINALS):
        if word in words:
            return str(words.index(word) + 1)
    return word


def _shares(sentence: str) -> Iterator[tuple[re.Match[str], float]]:
    """Every share a sentence tells, in per cent or in words, between nought and one."""
    for met in SHARE.finditer(sentence):
        yield met, float(met["share"].replace(",", ".")) / 100
    for met in OUT_OF.finditer(sentence):
        yield met, _amount(met["some"]) / max(_amount(met["all"]), 1)
    for met in PART.finditer(sentence):
        yield met, _amount(met["some"] or "") / PARTS[met["part"].casefold()]


def _amount(word: str) -> int:
    return int(word) if word.isdigit() else AMOUNTS.get(word.casefold(), 1)


def _without_overlap(met: Iterable[Objection]) -> list[Objection]:
    """Of objections to the same words the longest; a name comes first."""
    kept: list[Objection] = []
    for one in sorted(met, key=lambda one: (one.kind != Kind.NAME, -len(one.quote), one.start)):
        if all(one.start >= had.start + len(had.quote) or had.start >= one.start + len(one.quote) for had in kept):
            kept.append(one)
    return kept
