"""What does the pupil do that another can see or hear? The verb that carries the meaning decides."""

import re
from dataclasses import dataclass

from gezien.needs.coach.clauses import DETERMINERS, MARKS, PEOPLE, PREPOSITIONS, clause_around, side_clauses
from gezien.needs.coach.numbers import value
from gezien.needs.coach.reading import (
    PARTICLES,
    Reading,
    Word,
    finite_of,
    first_person_of,
    infinitive_of,
    mistyped_verb,
    participle_of,
)
from gezien.needs.coach.verbs import (
    ALONE,
    HELPING,
    MODAL,
    MOVES,
    SEEN_WITH,
    SILENT,
    SILENT_PARTICLES,
    SILENT_WITH,
    UNWANTED,
    WITH_TE,
)

NEGATIONS = frozenset(
    "niet geen nooit niks niets nauwelijks amper evenmin noch onvoldoende moeilijk moeizaam slecht".split()
)
# A limit is not a denial: "maakt niet meer dan drie fouten".
LIMIT = re.compile(
    r"(?:niet|geen) (?:meer|langer|vaker|minder|hoger|lager) dan|geen (?:enkele )?(?:fout|fouten|hulp)\b|zonder"
)
# "Niet meer", "geen … meer": it used to happen, and one can see that it stopped.
ENDED = re.compile(r"\b(?:niet|nooit)(?: langer| meer)\b(?! dan)|\bgeen (?:[\w']+ ){0,4}meer\b(?! dan)")
# Who speaks of himself, and no teacher of a pupil.
_I = re.compile(r"\bik\b")
_OF_ANOTHER = re.compile(
    r"\b(?:hij|zij|ze|hem|haar|zijn (?!er)\w+|hun|hen|leerling\w*|kind|kinderen|ouders|instructie|begeleid\w*|groepje|klas|dat)\b"
)
OTHERS = frozenset(
    "leerkracht leerkrachten juf meester leraar lerares leidster ouders ouder vader moeder mama papa ik wij we school "
    "ib'er zorgcoördinator zorgleraar zorgleerkracht rt'er logopedist begeleider ondersteuner onderwijsassistent".split()
)


@dataclass(frozen=True)
class Act:
    """One verb that carries meaning, with its particle, and where it stands among the words."""

    verb: str
    at: int
    particle: int | None
    visible: bool
    clause: int
    denied: bool = False
    stopped: bool = False

    @property
    def counts(self) -> bool:
        """Whether another can see or hear it happen, or that it happens no more."""
        return self.visible and (self.stopped or not self.denied)


def acts(reading: Reading) -> list[Act]:
    """The verbs of the sentence that carry meaning, apart from those that only tell when, why or how."""
    words = reading.words
    side = side_clauses(words)
    own = speaks_of_self(reading)
    candidates = [(at, form, verb) for at, form, verb in _verbs(words, own=own) if not side[at]]
    finite = [verb for _at, form, verb in candidates if form == "finite"]
    helped = bool(set(finite) & (HELPING - WITH_TE))
    kept = [one for one in candidates if _holds(words, one, finite, helped=helped)]
    found = []
    for at, form, verb in kept:
        if form == "finite" and verb in HELPING and _more_follows(words, kept, at):
            continue
        if verb in _POSTURES and any(words[place - 1].text == "te" for place, _form, _verb in kept if place > at):
            continue
        found.append(_act(words, at, form, verb, side))
    return [act for act in found if not _is_of_others(words, act.at, side, own=own)]


def speaks_of_self(reading: Reading) -> bool:
    """Whether a pupil says "ik": nobody else is spoken of."""
    return bool(_I.search(reading.text)) and not _OF_ANOTHER.search(reading.text)


_POSTURES = frozenset({"zitten", "staan", "liggen", "lopen"})  # "zit te piekeren"


def _holds(words: list[Word], candidate: tuple[int, str, str], finite: list[str], *, helped: bool) -> bool:
    """Whether a word that can be a verb is one here."""
    at, form, verb = candidate
    if form == "infinitive":
        return _governed(words, at, helped=helped, finite=bool(finite))
    if form == "participle" and "hebben" not in finite:
        # "is gericht op" tells how one is, "zijn 9 sommen opgelost" what was made.
        counted = any(value(word.text) is not None and word.text != "een" for word in words)
        return ("zijn" in finite and (verb in MOVES or counted)) or (
            "worden" in finite and (counted or _by_the_pupil(words) or bool(_MADE & {word.text for word in words}))
        )
    return True


# What a pupil makes or does: "de letters worden op de lijn geschreven".
_MADE = frozenset(
    "letters letter woorden woord zinnen sommen som taak taken werk spullen tekst antwoord antwoorden verhaal conflict ruzie ruzies "
    "jas tas tafel potlood huiswerk weektaak huistaak beurt vinger fouten".split()
)


def _by_the_pupil(words: list[Word]) -> bool:
    """ "Er wordt door Mats gewerkt", "door hem", "door de leerling"; not "door de leerkracht"."""
    for at, one in enumerate(words[:-1]):
        if one.text == "door":
            named = words[at + 1] if words[at + 1].text not in DETERMINERS else words[min(at + 2, len(words) - 1)]
            return named.capital or named.text in PEOPLE | {"hem", "haar", "leerlingen", "kinderen"}
    return False


def _verbs(words: list[Word], *, own: bool = False) -> list[tuple[int, str, str]]:
    """Every word that can be a verb where it stands; `own` when the pupil speaks."""
    found: list[tuple[int, str, str]] = []
    for at, word in enumerate(words):
        before = words[at - 1].text if at else ""
        if value(word.text) is not None or (word.capital and at and before not in MARKS):  # "acht", or a name
            continue
        noun = before in DETERMINERS and before != "die"
        finite = _finite_at(words, at, noun=noun, own=own)
        if finite and not (before in {"zijn", "haar"} and finite not in HELPING):
            found.append((at, "finite", finite))
        elif (participle := participle_of(word.text)) and not noun and _closes(words, at):
            found.append((at, "participle", participle))
        elif not noun and not _counted(words, at) and (infinitive := infinitive_of(word.text)):
            plural = _is_plural(words, at) or (infinitive in HELPING and _is_finite_plural(words, at, found))
            found.append((at, "finite" if plural else "infinitive", infinitive))
    return found


def _finite_at(words: list[Word], at: int, *, noun: bool, own: bool) -> str | None:
    """The infinitive behind the finite verb at this place, else None; `noun` after "de", "een"."""
    word, before = words[at].text, words[at - 1].text if at else ""
    subject = _subject_after(words, at)
    finite = None if noun or (before in PREPOSITIONS and not subject) else finite_of(word)
    if not finite and not noun and (subject or _opens_with_act(words, at)) and _UNKNOWN.match(word):
        finite = word[:-1] + "en"
    if own and not finite and _beside_ik(words, at):
        finite = first_person_of(word)
    return finite or (mistyped_verb(word) if not at or before in {":", ","} else None)


# A word with the ending of a verb that the dictionary takes for something else: "strikt hij zijn veters".
_UNKNOWN = re.compile(r"(?!\w*(?:dat|niet|heid|met|uit|tot|want|recht|nacht|eerst|laatst|liefst|meest)$)[a-z]{3,12}t$")


def _counted(words: list[Word], at: int) -> bool:
    """ "3 sommen", but "de tafel van 3 opzeggen"."""
    return at > 0 and words[at - 1].text.isdigit() and not (at > 1 and words[at - 2].text == "van")


def _subject_after(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].text in {"hij", "zij", "ze", "ie"} and at > 0


def _opens_with_act(words: list[Word], at: int) -> bool:
    """ "Strikt zijn veters": what stands first, with its object behind it."""
    return not at and at + 2 < len(words) and words[at + 1].text in {"zijn", "haar", "z'n"}


def _beside_ik(words: list[Word], at: int) -> bool:
    """ "Ik lees", "lees ik", "… en schrijf": where the verb of "ik" stands."""
    near = {one.text for one in words[max(0, at - 1) : at + 2]}
    return "ik" in near or (at > 0 and words[at - 1].text in {"en", "dan", ","})


def _is_plural(words: list[Word], at: int) -> bool:
    """ "Zij/ze/we/de kinderen kunnen": an infinitive that is the finite verb."""
    return words[at].text in {"kunnen", "moeten", "mogen", "willen", "zullen", "gaan", "hebben", "worden"} and at < 3


def _is_finite_plural(words: list[Word], at: int, found: list[tuple[int, str, str]]) -> bool:
    """ "Lezen en spelling blijven achter": the first verb, with more than one before it."""
    before = words[at - 1].text if at else ""
    return (
        0 < at < 6
        and before != "te"
        and not any(form == "finite" for _at, form, _verb in found)
        and at + 1 < len(words)
    )


def _closes(words: list[Word], at: int) -> bool:
    """A participle used as a verb stands near the end of its clause, before no noun."""
    after = words[at + 1].text if at + 1 < len(words) else "."
    return after in MARKS or after in PREPOSITIONS or after in {"en", "dan", "als", "of"} or bool(finite_of(after))


def _governed(words: list[Word], at: int, *, helped: bool, finite: bool) -> bool:
    """Whether an infinitive is a verb here: after "te", a helping verb, or alone in telegram style."""
    before = words[at - 1].text if at else ""
    if before == "te":
        return not _FEELS.search(" ".join(one.text for one in words[max(0, at - 10) : at]))
    after = words[at + 1].text if at + 1 < len(words) else ""
    if _names_an_activity(words, at) or (after and infinitive_of(after) and after not in HELPING):
        return False
    if finite:
        topic = bool(after) and bool(finite_of(after)) and _opens(words, at)
        both = not at and after in {"en", ","}  # "rekenen en taal moeten beter"
        return helped and not topic and not both
    return len(words) > 2 and not _is_matter(words, at)


def _is_matter(words: list[Word], at: int) -> bool:
    """ "Werken aan zelfvertrouwen", "moeite met taal en rekenen", "AVI-E5 en rekenen op niveau II"."""
    before, after = words[at - 1].text if at else "", words[at + 1].text if at + 1 < len(words) else ""
    return (
        (words[at].text in _SUBJECTS and before in _NAMED_AFTER)
        or (not at and after == "aan")
        or words[0].text in _MATTERS
        or words[-1].text in {"omhoog", "omlaag", "vooruit"}
    )


# "Is bang om fouten te maken": what is feared or hard is not done.
_FEELS = re.compile(
    r"\b(?:bang|huiverig|moeilijk|lastig|eng|spannend|belangrijk|leuk|stom|saai|te moe|onzeker) (?:\w+ )?om\b"
)
# "Extra instructie rekenen", "AVI-E5 en rekenen op niveau II": the verb is the name of a subject.
_SUBJECTS = frozenset(
    "rekenen lezen schrijven spellen stellen automatiseren hoofdrekenen klokkijken cijferen plannen".split()
)
_NAMED_AFTER = frozenset(
    "en , & instructie hulp begeleiding ondersteuning niveau tempo resultaten toets score achterstand methode oefening "
    "oefenen les uitleg training".split()
)
_MATTERS = frozenset(
    "moeite problemen probleem zorgen zorg achterstand uitval groei vooruitgang aandacht begeleiding ondersteuning hulp "
    "veel weinig meer minder geen betere beter werkpunt aandachtspunt werkpunten aandachtspunten".split()
)


def _opens(words: list[Word], at: int) -> bool:
    """ "Rekenen blijft lastig": what the sentence is about, not what is done."""
    return not any(finite_of(one.text) for one in words[:at])


def _names_an_activity(words: list[Word], at: int) -> bool:
    """ "Bij het hardop lezen", "moeite met lezen": the verb is the name of something."""
    back = at - 1
    if back > 1 and words[back].text in {"en", "of"}:  # "bij taal en rekenen"
        return words[back - 2].text in PREPOSITIONS
    while back >= 0 and at - back <= 4:
        text = words[back].text
        if text in PREPOSITIONS or text in {"het", "de", "dat", "zijn", "haar", "hun"}:
            # "tussen woorden en zinnen lezen": a preposition right before, or with only its adverbs between
            return (
                text in {"het", "dat"}
                or at - back == 1
                or all(_is_manner(words[one].text) for one in range(back + 1, at))
            )
        if not _is_manner(text):
            return False
        back -= 1
    return False


def _is_manner(text: str) -> bool:
    """Words that may stand between "bij het" and the activity: "hardop", "begrijpend", "technisch"."""
    return text.endswith(("end", "isch", "lijk", "ig")) or text in _MANNERS


_MANNERS = frozenset(
    "hardop stil samen creatief vrij vlot goed zelf correct juist foutloos mooi snel lang beter functioneel gestuurd "
    "automatisch leren stil".split()
)


def _more_follows(words: list[Word], kept: list[tuple[int, str, str]], at: int) -> bool:
    """A helping verb with the verb it helps; "gaat naar de rustplek" has none and says it all."""
    start, end = clause_around(words, at)
    nearby = [place for place, form, _verb in kept if form != "finite" and place != at]
    return any(start <= place < end or words[place - 1].text == "te" or place == end for place in nearby)


def _act(words: list[Word], at: int, form: str, verb: str, side: list[bool]) -> Act:
    start, end = clause_around(words, at)
    around = [words[one].text for one in range(start, end) if one != at and not side[one]]
    place = _particle(words, at, end) if form == "finite" else _particle_before(words, at)
    particle = "" if place is None else words[place].text
    clause = " ".join(around)
    denied = bool(NEGATIONS & set(LIMIT.sub(" ", clause).split()))
    if at and words[at - 1].text == "te":  # "het lukt hem niet om te plannen"
        denied = denied or bool(_FAILS.search(" ".join(one.text for one in words[max(0, at - 12) : at])))
    unable = bool({"kan", "kunnen", "durft", "wil", "lukt", "snapt"} & set(around))
    stopped = denied and not unable and bool(ENDED.search(clause) or particle + verb in UNWANTED)
    visible = _is_seen(verb, around) or (
        _is_visible(verb, particle, around)
        and (verb not in HELPING or verb in ALONE or bool(particle and verb not in MODAL))
    )
    return Act(particle + verb, at, place, visible=visible, clause=start, denied=denied, stopped=stopped)


_FAILS = re.compile(r"\b(?:lukt|slaagt|weet|durft|komt) (?:\w+ ){0,3}(?:niet|nooit|amper)\b")


def _is_seen(verb: str, around: list[str]) -> bool:
    """ "Houdt een spreekbeurt", "blijft op zijn stoel": the words around make it an act."""
    ends = tuple(seen + end for seen in SEEN_WITH.get(verb, ()) for end in ("", "en", "s", "je", "jes"))
    return any(word.endswith(ends) for word in around)


def _is_visible(verb: str, particle: str, around: list[str]) -> bool:
    """Whether another can see or hear this verb, with its particle and the words around it."""
    silent = SILENT_WITH.get(verb, frozenset())
    if particle in SILENT_PARTICLES.get(verb, ()) or silent & set(around):
        return False
    if any(word.endswith(kind) for kind in silent if len(kind) > 4 for word in around):  # "referentieniveau"
        return False
    if particle:
        return particle + verb not in SILENT and (verb not in SILENT or verb in _CARRIES)
    without = _stripped(verb)
    return verb not in SILENT and (without == verb or without not in HELPING)


# Verbs of state that become an act with their particle: "houdt vast", "haalt op", "krijgt af".
_CARRIES = frozenset(
    "houden volgen vallen halen dragen denken behoren hebben leren blijven krijgen bieden afnemen betrekken".split()
)


def _stripped(verb: str) -> str:
    """ "Meekunnen" for "mee kunnen": the particle written onto a verb that stays what it is."""
    return "kunnen" if verb in {"meekunnen", "aankunnen", "bijbenen"} else verb


def _particle(words: list[Word], at: int, end: int) -> int | None:
    """The word split off from a finite verb: the last of the clause, or before "en" or a preposition's phrase."""
    for one in range(end - 1, at, -1):
        after = words[one + 1].text if one + 1 < len(words) else "."
        if words[one].text in PARTICLES and (
            one == end - 1 or after in PREPOSITIONS or after in {"en", "om", "als", "dat"}
        ):
            if after in DETERMINERS or (
                words[one].text in PREPOSITIONS and one != end - 1 and after not in PREPOSITIONS
            ):
                continue
            return one
    return None


def _particle_before(words: list[Word], at: int) -> int | None:
    """ "Aan te bieden", "uit te rekenen": the particle before "te"."""
    apart = at > 1 and words[at - 1].text == "te" and words[at - 2].text in PARTICLES
    return at - 2 if apart and infinitive_of(words[at - 2].text + words[at].text) else None


def _is_of_others(words: list[Word], at: int, side: list[bool], *, own: bool = False) -> bool:
    """Whether the one who acts is the teacher, a parent or the school: "de leerkracht legt uit", "wij oefenen"."""
    start, end = clause_around(words, at)
    if at and words[at - 1].text in {"dat", "dit"} and (at == 1 or words[at - 2].text in {"en", ",", ";", ".", "maar"}):
        return True  # "en dat stoort": not who, but what
    near = [one for one in range(start, end) if not side[one]]
    for one in near:
        if words[one].text not in OTHERS or (own and words[one].text == "ik"):
            continue
        before = words[one - 1].text if one else ""
        further = words[one - 2].text if one > 1 else ""
        if before in PREPOSITIONS or (before in DETERMINERS | {"zijn", "haar"} and further in PREPOSITIONS):
            continue
        if one < at and all(
            words[place].text in DETERMINERS | {"zijn", "haar", "dat", "als"} for place in range(start, one)
        ):
            return True
    return False
