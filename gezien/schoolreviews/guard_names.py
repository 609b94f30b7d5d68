"""Whether a word is somebody's name. A name that is an ordinary word too counts where it stands as a name.

That is: with a capital inside a sentence, before a family name, and at the start of a sentence where it does what a
person does ("Roos leest"). Every other name of a pupil counts wherever it stands.
"""

import re
import unicodedata
from collections.abc import Iterator

from gezien.schoolreviews.guard_met import Kind, Known, Objection
from gezien.schoolreviews.guard_ordinary import (
    AS_NAME,
    BEGINS,
    ENDS,
    OPENERS,
    ORDINARY,
    PERSON_DOES,
    PREFIXES,
    SUBJECT,
)

DIMINUTIVE = re.compile(r"(?:etje|tje|pje|kje|je|ie|y)$")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
SHORTEST = 4  # "daans" is of Daan; "kas" is not of Ka, unless written with an apostrophe or a capital


def plain(text: str) -> str:
    """Without signs that cannot be seen and would hide a name; letters with their accents as one sign."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", shown)


def fold(name: str) -> str:
    """A name without capitals and accents, as it is compared."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("’", "'")


def names(text: str, known: Known) -> Iterator[Objection]:
    """One to three words that are somebody's first or last name, also with an s behind it; placed in the text."""
    words = list(WORD.finditer(text))
    for place, word in enumerate(words):
        for length in (3, 2, 1):
            last = words[min(place + length, len(words)) - 1]
            quote = text[word.start() : last.end()]
            if len(quote.split()) != length:
                continue
            met = _met(text, word.start(), quote, known)
            if met:
                yield met
                break


def _met(text: str, start: int, quote: str, known: Known) -> Objection | None:
    called, family = _whose(" ".join(quote.split()), known)
    if not called and not family:
        return None
    is_word = (called | family) <= ORDINARY or fold(quote) in ORDINARY
    before, after = text[:start], text[start + len(quote) :]
    starts = bool(BEGINS.search(before)) or _is_shouted(text, start, quote)
    has_capital = any(part[:1].isupper() for part in quote.split() if fold(part) not in PREFIXES)
    if is_word:
        is_name = (
            (has_capital and not starts)
            or _family_behind(after, known)
            or (starts and _reads_as_name(before, fold(quote), after, is_called=bool(called)))
        )
    else:
        is_name = bool(called) or has_capital or (starts and bool(PERSON_DOES.match(after)))
    return Objection(0, start, quote, Kind.NAME, is_word=is_word) if is_name else None


def _whose(quote: str, known: Known) -> tuple[set[str], set[str]]:
    """The first and the family names that these words are."""
    folded = {fold(quote)}
    short = re.sub(r"['’]?s$", "", quote)
    if short != quote and (len(short) >= SHORTEST or len(quote) - len(short) > 1 or quote[:1].isupper()):
        folded.add(fold(short))
    called = (folded | {base for one in folded for base in _without_diminutive(one)}) & known.call_names
    return called, folded & known.family_names


def _without_diminutive(name: str) -> Iterator[str]:
    """ "noortje" is Noor, "tommie" is Tom: the short name, also without the letter that was doubled."""
    short = DIMINUTIVE.sub("", name)
    if short != name and len(short) > 2:
        yield short
        if short[-1] == short[-2]:
            yield short[:-1]


def _is_shouted(text: str, start: int, quote: str) -> bool:
    """In words all of capitals a capital says nothing."""
    begin = text.rfind("\n", 0, start) + 1
    line = text[begin : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    return quote.isupper() and line.isupper() and len(WORD.findall(line)) > 1


def _family_behind(after: str, known: Known) -> bool:
    """Whether a family name follows, that is written as one or is no word."""
    behind = after.split("\n", 1)[0]
    if not behind[:1].isspace():
        return False
    words = list(WORD.finditer(behind))[:3]
    for length in range(1, len(words) + 1):
        quote = behind[words[0].start() : words[length - 1].end()]
        name, last = fold(quote), words[length - 1][0]
        if behind[: words[0].start()].isspace() and name in known.family_names:
            return last[:1].isupper() or fold(last) not in ORDINARY
    return False


def _reads_as_name(before: str, word: str, after: str, *, is_called: bool) -> bool:
    """Whether a word at the start of a sentence is somebody who does something, or is called."""
    does = PERSON_DOES.match(after)
    if does:
        return word not in OPENERS or not SUBJECT.match(after, does.end())
    if not is_called:
        return False
    if re.search(r"['’]s$", word):
        return True
    is_alone = not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip(" .,:;!?")
    return is_alone or (word not in OPENERS and bool(ENDS.match(after) or AS_NAME.match(after)))
