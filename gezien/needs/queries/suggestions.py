"""Wording for what a pupil needs: the school's own earlier sentences and the bank, those that fit the goal first.

Nobody's name comes along: a sentence in which a word is the name of a pupil of the school is not offered at all. A
sentence that was used for few pupils is offered only to who sees one of them: it may be about one family.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q

from gezien.needs.coach.reading import lemma
from gezien.needs.models import BankSentence, NeedSentence, SupportKind
from gezien.needs.sentences import STEMS
from gezien.pupils.models import Pupil
from gezien.pupils.rules import visible_pupils
from gezien.schools.models import School, Subject
from gezien.schools.rules import Member

MOST, MOST_OWN = 6, 4
LOOKED_AT = 1500  # the newest sentences of a kind and domain; older ones are of another way of working
SHARED_BY = 3  # pupils: fewer could point at a child, as with factors
_WORD = re.compile(r"\w+")
# Parts of family names that are ordinary words: they point at nobody.
PARTICLES = frozenset(
    {
        *(
            "aan",
            "af",
            "bij",
            "de",
            "den",
            "der",
            "des",
            "di",
            "do",
            "dos",
            "du",
            "el",
            "en",
            "het",
            "in",
            "la",
            "le",
            "los",
        ),
        *("op", "over", "te", "ten", "ter", "tot", "uit", "van", "vd", "von", "voor", "zu"),
    }
)
_COMMON = frozenset(word for stem in STEMS.values() for word in stem.split()) | {"een", "met", "voor", "niet", "naar"}


@dataclass
class Suggestion:
    """A sentence to choose. `uses` counts pupils, of the school's own sentences only."""

    text: str
    uses: int = 0
    is_own: bool = False
    subjects: set[int] = field(default_factory=set, repr=False)
    goals: set[str] = field(default_factory=set, repr=False)


def suggestions(member: Member, subject: Subject, kind: str, *, goal: str = "", typed: str = "") -> list[Suggestion]:
    """At most eight sentences of a kind that fit what is typed, those nearest to the goal first: three statements."""
    names = names_of(member.school)
    own = _own(member, subject, kind, names)
    bank = [one for one in _bank(member.school, subject, kind) if not _names_written(one.text, names)]
    known = {_same(one.text) for one in own}
    wanted, beginnings = lemmas(goal), _beginnings(kind, typed)
    found = [
        one for one in (*own, *(one for one in bank if _same(one.text) not in known)) if _fits(one.text, beginnings)
    ]
    found = [one for one in found if _same(one.text) != _same(typed)]
    ranked = sorted(found, key=lambda one: (-_nearness(one, wanted, subject), -one.uses, not one.is_own, one.text))
    return _mixed(ranked)


def names_of(school: School) -> frozenset[str]:
    """The words of all names of the school's pupils, plainly spelled, without particles."""
    rows = Pupil.objects.filter(school=school).values_list("call_name", "family_name").order_by("pk")
    words = {word for row in rows for name in row for word in plain_words(name)}
    return frozenset(word for word in words if len(word) > 1 and word not in PARTICLES)


def plain_words(text: str) -> list[str]:
    """The words of a text without capitals and accents."""
    spelled = unicodedata.normalize("NFKD", text.casefold().replace("\N{LATIN SMALL LETTER DOTLESS I}", "i"))
    return _WORD.findall("".join(letter for letter in spelled if not unicodedata.combining(letter)))


def names_somebody(text: str, names: frozenset[str]) -> bool:
    """Whether a word of the text is a pupil's name, also as a possessive ("Noors")."""
    return any(word in names or word.removesuffix("s") in names for word in plain_words(text))


def _names_written(text: str, names: frozenset[str]) -> bool:
    """Whether the bank's sentence has a name with its capital; its ordinary words may be somebody's name too."""
    return names_somebody(" ".join(word for word in _WORD.findall(text) if word[0].isupper()), names)


@lru_cache(maxsize=8192)
def lemmas(text: str) -> frozenset[str]:
    """The dictionary forms of the words that say something."""
    words = (word for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in _COMMON)
    return frozenset(lemma(word) for word in words)


def _own(member: Member, subject: Subject, kind: str, names: frozenset[str]) -> list[Suggestion]:
    """What the school wrote before, each wording once, as far as this member may be shown it."""
    seen = visible_pupils(member).filter(pk=OuterRef("need__pupil"))
    rows = (
        NeedSentence.objects.filter(school=member.school, kind=kind, need__subject__domain=subject.domain)
        .annotate(seen=Exists(seen))
        .order_by("-pk")
        .values_list("text", "need__goal", "need__subject_id", "need__pupil_id", "seen")[:LOOKED_AT]
    )
    found: dict[str, Suggestion] = {}
    pupils: dict[str, set[int]] = {}
    shown: set[str] = set()
    for text, goal, subject_id, pupil, is_seen in rows:
        key = _same(text)
        one = found.setdefault(key, Suggestion(" ".join(text.split()), is_own=True))
        one.subjects.add(subject_id)
        one.goals.add(goal)
        pupils.setdefault(key, set()).add(pupil)
        if is_seen:
            shown.add(key)
    for key, one in found.items():
        one.uses = len(pupils[key])
    return [
        one
        for key, one in found.items()
        if (key in shown or one.uses >= SHARED_BY) and not names_somebody(one.text, names)
    ]


def _bank(school: School, subject: Subject, kind: str) -> Iterable[Suggestion]:
    rows = BankSentence.objects.filter(
        Q(domain="") | Q(domain=subject.domain), school=school, kind=kind, retired_on=None
    )
    return [Suggestion(text) for text in rows.values_list("text", flat=True)]


def _nearness(one: Suggestion, wanted: frozenset[str], subject: Subject) -> int:
    """How many words it shares with the goal, in itself or in a goal it was used for; the same subject counts too."""
    words = lemmas(one.text).union(*(lemmas(goal) for goal in one.goals))
    return 2 * len(wanted & words) + (subject.pk in one.subjects)


def _beginnings(kind: str, typed: str) -> list[str]:
    """The words typed after the beginning of the sentence."""
    text, stem = typed.strip().casefold(), STEMS[SupportKind(kind)]
    return [word for word in _WORD.findall(text.removeprefix(stem)) if len(word) > 1]


def _fits(text: str, beginnings: list[str]) -> bool:
    """Whether each typed word begins a word of the sentence, or is a form of one."""
    if not beginnings:
        return True
    words = _WORD.findall(text.casefold())
    forms = lemmas(text)
    return all(any(word.startswith(one) for word in words) or lemma(one) in forms for one in beginnings)


def _mixed(ranked: list[Suggestion]) -> list[Suggestion]:
    """The first eight; the school's own leave room for the bank."""
    kept: list[Suggestion] = []
    for one in ranked:
        if len(kept) < MOST and (not one.is_own or sum(other.is_own for other in kept) < MOST_OWN):
            kept.append(one)
    return kept


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(". ;")
