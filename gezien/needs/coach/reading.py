"""How the coach reads: one spelling for spaces, quotes and school shorthand, with the way back to what was typed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simplemma.strategies import LemmatizationStrategy

# What a teacher writes when there is little time. Written out, the rules need to know one form only.
SHORTHAND = [
    (r"v\.?\s?/?\s?d\.?(?=\s+\d)", "van de"),
    (r"(?<=\d)\s?v\.?\s?/?\s?d\.?(?=\s)", " van de"),
    (r"(?<=\d)\s?x(?!\w)", " keer"),
    (r"(?:wkn|wk\.?|wek[ne]{1,2})(?=\s|$|[,.;:])", "weken"),
    (r"(?<=\d)\s?min\b\.?", " minuten"),
    (r"(?<=\d)\s?sec\b\.?", " seconden"),
    (r"(?<=\d)\s?(?:mnd|mndn)\b\.?", " maanden"),
    (r"mndn?\b\.?(?=\s)", "maanden"),
    (r"min\.(?=\s?\d)", "minimaal"),
    (r"max\b\.?", "maximaal"),
    (r"a\.?d\.?h\.?v\b\.?", "aan de hand van"),
    (r"o\.?b\.?v\b\.?", "op basis van"),
    (r"l(?=[1-6]\b)|lj\.?(?=\s?\d)", "leerjaar "),
    (r"instr\b\.?", "instructie"),
    (r"opdr\b\.?", "opdracht"),
    (r"wrdn?\b\.?", "woorden"),
    (r"zelfst\b\.?", "zelfstandig"),
    (r"begr\b\.?", "begrijpend"),
    (r"techn\b\.?", "technisch"),
    (r"schooljr\b\.?|sj\b\.?", "schooljaar"),
    (r"m\.?b\.?v\b\.?", "met behulp van"),
    (r"a\.?h\.?v\b\.?", "aan de hand van"),
    (r"d\.?m\.?v\b\.?", "door middel van"),
    (r"o\.?l\.?v\b\.?", "onder leiding van"),
    (r"i\.?p\.?v\b\.?", "in plaats van"),
    (r"t\s?/\s?m\b|t\.?m\.?(?=\s?\d)", "tot en met"),
    (r"z\.?w\.?(?=\s|$|[,;:])", "zelfstandig werken"),
    (r"lln?\b\.?", "leerling"),
    (r"lkr?\b\.?", "leerkracht"),
    (r"gro?e?p?\.?(?=\s?\d)", "groep"),
    (r"proc\.?(?=\s|$)", "procent"),
    (r"p/(?=w|d|m)", "per "),
]
_ALTERNATIVES = "|".join(rf"(?P<s{at}>(?<![\w'])(?:{pattern}))" if not pattern.startswith("(?<=")
                         else rf"(?P<s{at}>{pattern})" for at, (pattern, _long) in enumerate(SHORTHAND))  # fmt: skip
_SHORTHAND = re.compile(rf"(?:(?<![\w'])(?=[vwmadoitzlgpbs])|(?<=\d))(?:{_ALTERNATIVES})")
_QUOTES = str.maketrans("’‘`´“”«»–—", "''''\"\"\"\"--")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)?|[^\w\s]")


class Word(NamedTuple):
    """One word, number or mark of the canonical text."""

    text: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True)
class Reading:
    """A text in canonical form: lower case, single spaces, shorthand written out. `places` leads back to the original."""

    text: str
    places: tuple[tuple[int, int], ...]
    typed: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where canonical `start:end` stands in what was typed."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start >= end:
            return (0, 0)
        return self.places[start][0], self.places[end - 1][1]

    @cached_property
    def words(self) -> list[Word]:
        """The words, numbers and marks in order."""
        return [
            Word(found.group(), found.start(), found.end(), self.typed[self.places[found.start()][0]].isupper())
            for found in _WORD.finditer(self.text)
        ]


NEAR = 80


def just_before(text: str, place: int) -> str:
    """The words right before a place: enough for what is looked for there, however long the text."""
    return text[max(0, place - NEAR) : place]


def read(typed: str) -> Reading:
    """The canonical form of a text; any text will do."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    last = " "
    for start, end, letter in _letters(typed):
        if letter == " " == last:
            continue
        letters.append(letter)
        places.append((start, end))
        last = letter
    if letters and last == " ":
        letters.pop()
        places.pop()
    return _written_out("".join(letters), places, typed)


def _letters(typed: str) -> list[tuple[int, int, str]]:
    """Each letter with its accents as one character, in lower case."""
    if typed.isascii():
        plain_of = _plain
        return [(at, at + 1, plain) for at, letter in enumerate(typed) if (plain := plain_of(letter))]
    found: list[tuple[int, int, str]] = []
    for at, letter in enumerate(typed):
        if letter > "\u02ff" and unicodedata.combining(letter):
            if found:
                start, _end, before = found[-1]
                joined = unicodedata.normalize("NFC", before + letter)
                found[-1] = (start, at + 1, joined if len(joined) == 1 else before)
            continue
        if plain := _plain(letter):
            found.append((at, at + 1, plain))
    return found


@lru_cache(maxsize=1024)
def _plain(letter: str) -> str:
    """A letter in lower case, a space for what is no letter to see; nothing for soft hyphens and joiners."""
    if unicodedata.category(letter) == "Cf":
        return ""
    lower = letter.lower()
    plain = " " if letter.isspace() or not letter.isprintable() else lower if len(lower) == 1 else letter
    return plain.translate(_QUOTES)


def _written_out(text: str, places: list[tuple[int, int]], typed: str) -> Reading:
    """Shorthand replaced; every letter of the long form stands where the short form was typed."""
    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    last = 0
    for found in _SHORTHAND.finditer(text):
        start, end = found.span()
        if start == end:
            continue
        long = SHORTHAND[int((found.lastgroup or "s0")[1:])][1]
        parts += [text[last:start], long]
        place = (places[start][0], places[end - 1][1])
        kept += [*places[last:start], *[place] * len(long)]
        last = end
    parts.append(text[last:])
    kept += places[last:]
    return Reading("".join(parts), tuple(kept), typed)


# --- dictionary forms -------------------------------------------------------------------------------------------------

PARTICLES = (
    "samen terug verder achter tegen onder voor door over mee af uit op na aan in om bij toe los weg neer klaar dicht open "
    "vast mis waar deel stil vol thuis rond heen binnen buiten langs recht schoon aaneen vooruit achteruit omhoog omlaag "
    "eruit erin erop eraf erbij bijeen tegemoet terecht"
).split()
_PARTICLE = re.compile(rf"^({'|'.join(sorted(set(PARTICLES), key=len, reverse=True))})_?(?=\w{{4}})")
# Forms that the dictionary gives to a noun or an adjective first; in a goal they are verbs.
_FORMS = {"is": "zijn", "staat": "staan", "wijst": "wijzen", "vroeg": "vragen", "las": "lezen", "start": "starten", "plant": "plannen", "mist": "missen", "lost": "lossen",
          "strikt": "strikken", "rust": "rust", "toets": "toets", "kaart": "kaart", "week": "week", "inzet": "inzet", "aandacht": "aandacht"}  # fmt: skip
# Forms without -t that a third person has all the same.
_STEMS = frozenset("kan mag wil zal zou kon mocht is was".split())
# Nouns in -en that no verb stands behind in a goal.
_NOUNS = frozenset("jongen morgen keuken examen teken regen wagen kussen deken reden wapen toren haven zaken "
                   "namen negen zeven boeken zinnen klanken sommen woorden weken dagen maanden tien".split())  # fmt: skip


_PAST = frozenset("vond deed stond werd hield had zond bond wond bood verbood vermeed reed leed sneed".split())
_ORDINAL = re.compile(r"(?:der|vier|vijf|zes|zeven|ach|negen|tien)[dst]e$")
_SPLIT = re.compile(rf"^({'|'.join(PARTICLES)})(ge\w+(?:d|t|en))$")


@lru_cache(maxsize=1)
def _dutch() -> "tuple[LemmatizationStrategy, LemmatizationStrategy]":
    """The lemmatiser, and a plain look-up of words it has in its dictionary.

    Loaded when the first goal is read: half a second and five megabytes that starting the server need not wait for.
    """
    from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy, StreamDictionaryFactory  # noqa: PLC0415

    dictionary = StreamDictionaryFactory()
    return DefaultStrategy(dictionary_factory=dictionary), DictionaryLookupStrategy(dictionary_factory=dictionary)


def _known(word: str) -> bool:
    return _dutch()[1].get_lemma(word, "nl") is not None


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """The dictionary form of a word in lower case."""
    if word in _FORMS:
        return _FORMS[word]
    return (_dutch()[0].get_lemma(word, "nl") or word).replace("_", "").lower()


def _third_persons(infinitive: str) -> list[str]:
    """How "he …s" may be spelled for an infinitive: the dictionary knows which one exists."""
    if infinitive in {"gaan", "staan", "slaan", "doen", "zien"}:
        return [infinitive[:-1] + "t" if infinitive in {"doen", "zien"} else infinitive[:-2] + "at"]
    stem = infinitive[:-2]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    stems = [stem]
    if (
        len(stem) > 1
        and stem[-2] in "aeou"
        and stem[-1] not in "aeiouwx"
        and (len(stem) < 3 or stem[-3] not in "aeoui")
    ):
        stems.append(stem[:-2] + stem[-2] * 2 + stem[-1])
    endings = {"v": "f", "z": "s"}
    stems = [one[:-1] + endings.get(one[-1], one[-1]) for one in stems if one]
    return [one if one.endswith("t") else one + "t" for one in stems]


@lru_cache(maxsize=8192)
def infinitive_of(word: str) -> str | None:
    """The word itself when it can be an infinitive ("lezen", "opschrijven"), else None."""
    if not word.endswith("n") or len(word) < 4 or word in _NOUNS:
        return None
    if word in _FORMS.values():
        return word
    if any(lemma(form) == word for form in _third_persons(word)):
        return word
    without = _PARTICLE.sub("", word)
    if without != word and infinitive_of(without):
        return word
    if without != word and word.endswith("en") and not _known(word):  # "dichtritsen"
        return word
    return word if word.endswith(("eren", "elen")) and lemma(word) == word else None


@lru_cache(maxsize=8192)
def finite_of(word: str) -> str | None:
    """The infinitive behind "leest", "las" or "opschrijft", else None."""
    found = lemma(word)
    if _ORDINAL.match(word) or (word.endswith("d") and word not in _PAST and found != word):
        return None  # "overprikkeld" is no third person
    if found == word or not found.endswith("n"):
        return _finite_by_form(word)
    if word in {"is", "was", "las", "koos", "bewees"}:
        return found
    if (
        _SPLIT.match(word)
        or word.endswith(("en", "s", "je", "jes", "end", "ende"))
        or (word.startswith("ge") and not found.startswith("ge"))
    ):
        return None
    if word + "t" in _third_persons(found) and word not in _STEMS:  # "schaar", "zet": of a noun, or of "I"
        return None
    return found if infinitive_of(found) or found in {"zijn", "hebben"} else None


_INSEPARABLE = ("ge", "be", "ver", "her", "ont", "over", "onder", "mis", "on", "door")

# The forms of "ik" that are no stem with -t behind it.
_OF_IK = {"ga": "gaan", "sta": "staan", "sla": "slaan", "doe": "doen", "zie": "zien", "ben": "zijn", "heb": "hebben",
          "kom": "komen", "kan": "kunnen", "wil": "willen", "mag": "mogen", "moet": "moeten", "zal": "zullen"}  # fmt: skip


@lru_cache(maxsize=1024)
def first_person_of(word: str) -> str | None:
    """The infinitive behind "(ik) lees", "pak", "zet": what stands there with -t is a third person."""
    if word in _OF_IK:
        return _OF_IK[word]
    return (finite_of(word) if word.endswith("t") else finite_of(word + "t")) if len(word) > 2 else None


def _finite_by_form(word: str) -> str | None:
    """Forms the dictionary lacks: "doorwerkt", and the slip "rekend" for "rekent"."""
    if word.endswith("d") and len(word) > 4 and not word.startswith(_INSEPARABLE):
        heard = lemma(word[:-1] + "t")
        return heard if heard.endswith("en") and infinitive_of(heard) else None
    without = _PARTICLE.match(word)
    if without is None or not word.endswith("t") or word in _FORMS:
        return None
    rest = word[without.end() :]
    verb = finite_of(rest)
    return without.group(1) + verb if verb and rest in _third_persons(verb) else None


@lru_cache(maxsize=8192)
def participle_of(word: str) -> str | None:
    """The infinitive behind "gelezen", "ingeleverd", "verteld", else None."""
    found = lemma(word)
    if (
        found != word
        and found.endswith("n")
        and (word.startswith(("ge", "be", "ver", "her", "ont")) or _SPLIT.match(word))
    ):
        return found
    split = _SPLIT.match(word)
    if split and (rest := participle_of(split.group(2))):
        return split.group(1) + rest
    return None


@lru_cache(maxsize=1024)
def mistyped_verb(word: str) -> str | None:
    """The verb behind one slip at the head of a goal ("shrijft", "leets"); only for words the dictionary lacks."""
    if not 4 < len(word) < 15 or not word.endswith(("t", "ts")) or lemma(word) != word or _known(word):
        return None
    splits = [(word[:at], word[at:]) for at in range(1, len(word))]
    tried = [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1] + [a + b[1:] for a, b in splits]
    tried += [a + letter + b for a, b in splits for letter in "abcdefghijklmnoprstuvwz"]
    return next((verb for one in tried if one.endswith("t") and _known(one) and (verb := finite_of(one))), None)
