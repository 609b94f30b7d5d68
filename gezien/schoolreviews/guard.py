"""What may not be said to all parents: anything about one pupil, or about a group of fewer than ten.

No database: `queries/names.py` brings the names and the sizes of groups, `guard_words.py` the words; `guard_names.py`
tells a name from a word. Each sentence is
read with those beside it, for a child is often hinted at over two of them. The guard would rather ask once too often:
whoever wrote the text puts it otherwise. It says what it met and in which line. It knows names, numbers and a few
turns of phrase: whether a child can be recognised by something else, only a reader sees.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gezien.schoolreviews.guard_met import Kind, Known, Objection
from gezien.schoolreviews.guard_names import fold, names, plain
from gezien.schoolreviews.guard_words import (
    ABOUT,
    ABOUT_THING,
    AFTER_VERB,
    AMOUNTS,
    BARE,
    COUNTED,
    COUNTED_MANY,
    EACH,
    EXCEPT,
    FROM_ALL,
    GROUP,
    IN_GROUPS,
    IT_DOES,
    LABEL,
    NAME,
    OF_THINGS,
    ONE,
    ORDINALS,
    OUT_OF,
    PART,
    PART_OF,
    PARTS,
    PERSONAL,
    PLACES,
    RANGE,
    SENTENCE,
    SHARE,
    SOME_DID,
    SOME_FEW,
    SOMEBODY,
    THINGS,
    VAGUE,
    WHOLE,
)

__all__ = ["FEWEST", "Kind", "Known", "Objection", "fold", "is_clear", "names_in", "objections"]

FEWEST = 10
OF_OTHERS = re.compile(rf"\s+(?:\w+e\s+)?(?:{THINGS})\b", re.IGNORECASE)


def objections(text: str, known: Known) -> list[Objection]:
    """Everything that stands in the way, in the order of the text; nothing twice.

    Lines that follow each other are read as one: a line that was broken off hides nothing.
    """
    found: list[Objection] = []
    for lines, block in _blocks(plain(text)):
        met = [
            *names(block, known),
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
    """The names of pupils alone, for words that stay within the team; each line is read by itself."""
    lines = enumerate(plain(text).splitlines(), start=1)
    met = [replace(one, line=number) for number, line in lines for one in names(line, known)]
    return sorted(_without_overlap(met))


def is_clear(text: str, known: Known) -> bool:
    """Whether a text may go to all parents."""
    return not objections(text, known)


def _counts(number: int, line: str) -> Iterator[Objection]:
    groups = [met.span() for pattern in (GROUP, RANGE) for met in pattern.finditer(line)]
    for pattern in (COUNTED, PART_OF, SOME_DID):
        for met in pattern.finditer(line):
            if pattern is SOME_DID and any(start < met.start() < end for start, end in groups):
                continue  # "groep 8 leest" is not eight of them
            if pattern is COUNTED and IN_GROUPS.search(line[: met.start()]):
                continue
            word = next(filter(None, met.groups())).casefold()
            count = _amount(word)
            if 0 < count < FEWEST and not (pattern is not PART_OF and word == "een"):
                yield Objection(number, met.start(), met[0], Kind.ONE if count == 1 else Kind.FEW, count)
    for met in (*OUT_OF.finditer(line), *FROM_ALL.finditer(line)):
        others = _amount(met["all"]) - _amount(met["some"])
        if met.groupdict().get("real", "all") and 0 < others < FEWEST and not OF_OTHERS.match(line, met.end()):
            yield Objection(number, met.start(), met[0], Kind.REST, others)


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
            yield from _shifted(sentence.start(), _few_of(sentence[0], {size for _met, size in named}))


def _passages(block: str, known: Known) -> Iterator[Objection]:
    """What a sentence tells only beside its neighbours: a small number, a share, somebody, the class of a colleague."""
    said = list(SENTENCE.finditer(block))
    about = [bool(ABOUT.search(one[0])) for one in said]
    for place, one in enumerate(said):
        near = range(max(place - 1, 0), min(place + 2, len(said)))
        if any(about[other] for other in near):
            beside = " ".join(said[other][0] for other in near)
            earlier = said[place - 1][0] if place else ""
            yield from _shifted(one.start(), _hinted(one[0], earlier, beside, known))
        sizes = [
            size for n in (place - 2, place - 1, place + 1) if 0 <= n < len(said) for size in _sizes(said[n], known)
        ]
        if sizes and not WHOLE.search(one[0]) and not list(_named(one[0], known)):
            yield from _shifted(one.start(), _few_of(one[0], set(sizes)))


def _shifted(start: int, met: Iterable[Objection]) -> Iterator[Objection]:
    for one in met:
        yield replace(one, start=start + one.start)


def _hinted(sentence: str, earlier: str, beside: str, known: Known) -> Iterator[Objection]:
    """In a sentence near children or a group: a number that counts nothing by name, somebody, a colleague's name."""
    yield from _bare(sentence)
    yield from _of(SOME_FEW, 0, sentence, Kind.FEW)
    for met in EXCEPT.finditer(sentence):
        word = met["number"] or met["other"] or ""
        count = _amount(word) if word else None
        yield Objection(0, met.start(), met[0], Kind.ONE if count == 1 else Kind.FEW, count)
    if not EACH.search(beside):
        for met in SOMEBODY.finditer(sentence):
            if not _means_thing(sentence, met, earlier):
                yield Objection(0, met.start(), met[0], Kind.SOMEBODY)
    for one in names(sentence, Known(call_names=known.colleagues)):
        if any(part[:1].isupper() for part in one.quote.split()):
            yield replace(one, kind=Kind.COLLEAGUE)


def _bare(sentence: str) -> Iterator[Objection]:
    named = [met.span() for pattern in (GROUP, RANGE) for met in pattern.finditer(sentence)]
    for pattern in (BARE, AFTER_VERB):
        for met in pattern.finditer(sentence):
            at = met.start("number")
            before = sentence[:at]
            is_label = LABEL.search(before) or IN_GROUPS.search(before) or any(a <= at < b for a, b in named)
            if not is_label and met["number"].casefold() != "een":
                count = _amount(met["number"])
                if 0 < count < FEWEST:
                    yield Objection(0, met.start(), met[0], Kind.ONE if count == 1 else Kind.FEW, count)


def _means_thing(sentence: str, met: re.Match[str], earlier: str) -> bool:
    """ "De methode is nieuw. Hij past bij alle groepen.": the words before are of a thing, and so is what it does."""
    before = sentence[: met.start()]
    told = before if len(before.split()) > 1 else earlier
    does = IT_DOES.search(sentence, max(met.start() - 1, 0))
    if not does or does.start() > met.start() + 1:
        return False
    return bool(ABOUT_THING.search(told)) and not ONE.search(told) and not PERSONAL.search(f"{told} {sentence}")


def _sizes(sentence: re.Match[str], known: Known) -> list[int]:
    return [size for _met, size in _named(sentence[0], known)]


def _few_of(sentence: str, sizes: set[int]) -> Iterator[Objection]:
    """Shares of groups of these sizes that come down to few children, or leave few over; and numbers that do."""
    for size in sorted(sizes):
        for met, part in _shares(sentence):
            few = round(part * size)
            others = max(size - few, 1) if part < 1 else 0
            if few < FEWEST:
                yield Objection(0, met.start(), met[0], Kind.FEW, few or None)
            elif others and others < FEWEST:
                yield Objection(0, met.start(), met[0], Kind.REST, others)
        for met in COUNTED_MANY.finditer(sentence):
            others = size - _amount(met["some"] or met["did"])
            if 0 < others < FEWEST <= size - others:
                yield Objection(0, met.start(), met[0], Kind.REST, others)


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
    """Every share of children a sentence tells, in per cent or in words, between nought and one."""
    for met in SHARE.finditer(sentence):
        share = met["share"].casefold()
        if not OF_THINGS.match(sentence, met.end()):
            yield met, (AMOUNTS.get(share) or float(share.replace(",", "."))) / 100
    for met in OUT_OF.finditer(sentence):
        if not OF_THINGS.match(sentence, met.end()):
            yield met, _amount(met["some"]) / max(_amount(met["all"]), 1)
    for met in PART.finditer(sentence):
        if not OF_THINGS.match(sentence, met.end()):
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
