"""What may not be said to all parents: anything about one pupil, or about a group of fewer than ten.

No database: `queries/names.py` brings the names and the sizes of groups, `guard_words.py` the words. Each sentence is
read with those beside it, for a child is often hinted at over two of them. The guard would rather ask once too often:
whoever wrote the text puts it otherwise. It says what it met and in which line. It knows names, numbers and a few turns
of phrase: whether a child can be recognised by something else, only a reader sees.
"""

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from gezien.schoolreviews.guard_words import (
    ABOUT,
    ALSO_WORDS,
    AMOUNTS,
    BARE,
    COUNTED,
    DIMINUTIVE,
    EACH,
    GROUP,
    LABEL,
    NAME,
    ONE,
    ORDINALS,
    OUT_OF,
    PART,
    PART_OF,
    PARTS,
    PLACES,
    RANGE,
    SENTENCE,
    SHARE,
    SOME_DID,
    SOMEBODY,
    VAGUE,
    WHOLE,
    WORD,
)

FEWEST = 10


class Kind(StrEnum):
    """What an objection is about."""

    NAME = "name"
    COLLEAGUE = "colleague"
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
    """Names of pupils and of who works here, and how many pupils each group and year group has ("5b", "groep 5")."""

    call_names: frozenset[str] = frozenset()
    family_names: frozenset[str] = frozenset()
    colleagues: frozenset[str] = frozenset()
    groups: Mapping[str, int] = field(default_factory=dict)


def objections(text: str, known: Known) -> list[Objection]:
    """Everything that stands in the way, in the order of the text; nothing twice.

    Lines that follow each other are read as one: a line that was broken off hides nothing.
    """
    found: list[Objection] = []
    for lines, block in _blocks(_plain(text)):
        met = [
            *_names(0, block, known),
            *_counts(0, block),
            *_of(ONE, 0, block, Kind.ONE),
            *_of(VAGUE, 0, block, Kind.FEW),
            *_groups(0, block, known),
            *_passages(block, known),
        ]
        found += [_placed(one, lines) for one in _without_overlap(met)]
    return sorted(found)


def _blocks(text: str) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Lines without an empty one between them, as one text; and (place, number of the line) of where each begins."""
    lines: list[tuple[int, int]] = []
    block = ""
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            lines.append((len(block), number))
            block += f"{line}\n"
        elif lines:
            yield lines, block
            lines, block = [], ""


def _placed(one: Objection, lines: list[tuple[int, int]]) -> Objection:
    """In its line, with its words as they are written in one."""
    begins, number = lines[bisect_right(lines, (one.start, math.inf)) - 1]
    return replace(one, line=number, start=one.start - begins, quote=" ".join(one.quote.split()))


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
    quote = " ".join(quote.split())
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
        if named:
            yield from _shifted(sentence.start(), _few_of(sentence[0], min(size for _met, size in named)))


def _passages(block: str, known: Known) -> Iterator[Objection]:
    """What a sentence tells only beside its neighbours: a small number, a share, somebody, the class of a colleague."""
    said = list(SENTENCE.finditer(block))
    about = [bool(ABOUT.search(one[0])) for one in said]
    for place, one in enumerate(said):
        near = range(max(place - 1, 0), min(place + 2, len(said)))
        if any(about[other] for other in near):
            beside = " ".join(said[other][0] for other in near)
            yield from _shifted(one.start(), _hinted(one[0], beside, known))
        sizes = [
            size for n in (place - 2, place - 1, place + 1) if 0 <= n < len(said) for size in _sizes(said[n], known)
        ]
        if sizes and not WHOLE.search(one[0]) and not list(_named(one[0], known)):
            yield from _shifted(one.start(), _few_of(one[0], min(sizes)))


def _shifted(start: int, met: Iterable[Objection]) -> Iterator[Objection]:
    for one in met:
        yield replace(one, start=start + one.start)


def _hinted(sentence: str, beside: str, known: Known) -> Iterator[Objection]:
    """In a sentence near children or a group: a number that counts nothing by name, somebody, a colleague's name."""
    named = [met.span() for pattern in (GROUP, RANGE) for met in pattern.finditer(sentence)]
    for met in BARE.finditer(sentence):
        is_label = LABEL.search(sentence[: met.start()]) or any(a <= met.start() < b for a, b in named)
        if not is_label:
            count = _amount(met["number"])
            yield Objection(0, met.start(), met[0], Kind.ONE if count == 1 else Kind.FEW, count)
    if not EACH.search(beside):
        yield from _of(SOMEBODY, 0, sentence, Kind.ONE)
    for one in _names(0, sentence, Known(call_names=known.colleagues)):
        if any(part[:1].isupper() for part in one.quote.split()):
            yield replace(one, kind=Kind.COLLEAGUE)


def _sizes(sentence: re.Match[str], known: Known) -> list[int]:
    return [size for _met, size in _named(sentence[0], known)]


def _few_of(sentence: str, size: int) -> Iterator[Objection]:
    """Shares of a group of this size that come down to few children."""
    for met, part in _shares(sentence):
        few = round(part * size)
        if few < FEWEST:
            yield Objection(0, met.start(), met[0], Kind.FEW, few)


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
