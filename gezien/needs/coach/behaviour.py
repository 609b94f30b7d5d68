"""What does the pupil do that another can see or hear? The verb that carries the meaning decides."""

import re
from dataclasses import dataclass

from gezien.needs.coach.numbers import value
from gezien.needs.coach.reading import PARTICLES, Reading, Word, finite_of, infinitive_of, mistyped_verb, participle_of
from gezien.needs.coach.verbs import (
    ALONE,
    HELPING,
    MODAL,
    MOVES,
    SEEN_WITH,
    SILENT,
    SILENT_PARTICLES,
    SILENT_WITH,
    WITH_TE,
)

DETERMINERS = frozenset(
    "de het een één z'n m'n hun haar mijn ons onze jouw je dit deze die elke elk iedere ieder alle geen welke wat "
    "enkele meer minder veel weinig beide andere eigen goede nieuwe extra".split()
)
PREPOSITIONS = frozenset(
    "bij met van voor tijdens in na aan over op door tot naar zonder tussen onder achter naast tegen uit via rond "
    "vanaf vanuit per sinds binnen buiten ondanks wegens gedurende omtrent qua begrijpend technisch voorbereidend".split()
)
SUBORDINATE = frozenset(
    "als wanneer indien zodra terwijl nadat voordat alvorens omdat doordat aangezien toen zolang telkens hoewel waar "
    "waarin waarmee waarbij waarop waarover die hoe waarom wie of sinds naarmate tenzij".split()
)
NEGATIONS = frozenset("niet geen nooit niks niets nauwelijks amper evenmin noch onvoldoende moeilijk moeizaam".split())
# A limit is not a denial: "maakt niet meer dan drie fouten".
LIMIT = re.compile(
    r"(?:niet|geen) (?:meer|langer|vaker|minder|hoger|lager) dan|geen (?:enkele )?(?:fout|fouten|hulp)\b|zonder"
)
OTHERS = frozenset(
    "leerkracht leerkrachten juf meester leraar lerares leidster ouders ouder vader moeder mama papa ik wij we school "
    "ib'er zorgcoördinator zorgleraar zorgleerkracht rt'er logopedist begeleider ondersteuner onderwijsassistent".split()
)
PEOPLE = frozenset("leerling kind meisje jongetje joch mannetje".split())
MARKS = frozenset(",.;:!?()-/+&")


@dataclass(frozen=True)
class Act:
    """One verb that carries meaning, with its particle, and where it stands among the words."""

    verb: str
    at: int
    particle: int | None
    visible: bool
    clause: int
    denied: bool = False

    @property
    def counts(self) -> bool:
        """Whether another can see or hear it happen."""
        return self.visible and not self.denied


def acts(reading: Reading) -> list[Act]:
    """The verbs of the sentence that carry meaning, apart from those that only tell when, why or how."""
    words = reading.words
    side = _side_clauses(words)
    candidates = [(at, form, verb) for at, form, verb in _verbs(words) if not side[at]]
    finite = [verb for _at, form, verb in candidates if form == "finite"]
    helped = bool(set(finite) & (HELPING - WITH_TE))
    kept = [one for one in candidates if _holds(words, one, finite, helped=helped)]
    found = []
    for at, form, verb in kept:
        if form == "finite" and verb in HELPING and _more_follows(words, kept, at):
            continue
        found.append(_act(words, at, form, verb, side))
    return [act for act in found if not _is_of_others(words, act.at, side)]


def _holds(words: list[Word], candidate: tuple[int, str, str], finite: list[str], *, helped: bool) -> bool:
    """Whether a word that can be a verb is one here."""
    at, form, verb = candidate
    if form == "infinitive":
        return _governed(words, at, helped=helped, finite=bool(finite))
    if form == "participle" and "hebben" not in finite:
        # "is gericht op" tells how one is, "zijn 9 sommen opgelost" what was made.
        return "zijn" in finite and (verb in MOVES or any(value(word.text) is not None for word in words))
    return True


def _verbs(words: list[Word]) -> list[tuple[int, str, str]]:
    """Every word that can be a verb where it stands."""
    found = []
    for at, word in enumerate(words):
        before = words[at - 1].text if at else ""
        if value(word.text) is not None or (word.capital and at and before not in MARKS):  # "acht", or a name
            continue
        noun = before in DETERMINERS and before != "die"
        finite = None if noun or before in PREPOSITIONS else finite_of(word.text)
        if not finite and (not at or before in {":", ","}):
            finite = mistyped_verb(word.text)
        if finite and not (before in {"zijn", "haar"} and finite not in HELPING):
            found.append((at, "finite", finite))
        elif (participle := participle_of(word.text)) and not noun and _closes(words, at):
            found.append((at, "participle", participle))
        elif not noun and not before.isdigit() and (infinitive := infinitive_of(word.text)):
            found.append((at, "finite" if _is_plural(words, at) else "infinitive", infinitive))
    return found


def _is_plural(words: list[Word], at: int) -> bool:
    """ "Zij/ze/we/de kinderen kunnen": an infinitive that is the finite verb."""
    return words[at].text in {"kunnen", "moeten", "mogen", "willen", "zullen", "gaan", "hebben", "worden"} and at < 3


def _closes(words: list[Word], at: int) -> bool:
    """A participle used as a verb stands near the end of its clause, before no noun."""
    after = words[at + 1].text if at + 1 < len(words) else "."
    return after in MARKS or after in PREPOSITIONS or after in {"en", "dan", "als", "of"} or bool(finite_of(after))


def _governed(words: list[Word], at: int, *, helped: bool, finite: bool) -> bool:
    """Whether an infinitive is a verb here: after "te", a helping verb, or alone in telegram style."""
    before = words[at - 1].text if at else ""
    if before == "te":
        return True
    if at + 1 < len(words) and finite and finite_of(words[at + 1].text) and _opens(words, at):
        return False
    after = words[at + 1].text if at + 1 < len(words) else ""
    if _names_an_activity(words, at) or (after and infinitive_of(after) and after not in HELPING):
        return False
    if not finite and not at and after == "aan":  # "werken aan zelfvertrouwen"
        return False
    return helped or (not finite and len(words) > 2)


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
    start, end = _clause(words, at)
    nearby = [place for place, form, _verb in kept if form != "finite" and place != at]
    return any(start <= place < end or words[place - 1].text == "te" or place == end for place in nearby)


def _act(words: list[Word], at: int, form: str, verb: str, side: list[bool]) -> Act:
    start, end = _clause(words, at)
    around = [words[one].text for one in range(start, end) if one != at and not side[one]]
    place = _particle(words, at, end) if form == "finite" else None
    particle = "" if place is None else words[place].text
    denied = bool(NEGATIONS & set(LIMIT.sub(" ", " ".join(around)).split()))
    visible = _is_visible(verb, particle, around) and (
        verb not in HELPING or verb in ALONE or bool(particle and verb not in MODAL)
    )
    return Act(particle + verb, at, place, visible=visible, clause=start, denied=denied)


def _is_visible(verb: str, particle: str, around: list[str]) -> bool:
    """Whether another can see or hear this verb, with its particle and the words around it."""
    if any(word.startswith(SEEN_WITH.get(verb, " ")) or SEEN_WITH.get(verb, " ") in word for word in around):
        return True
    if particle in SILENT_PARTICLES.get(verb, ()) or SILENT_WITH.get(verb, frozenset()) & set(around):
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


def _clause(words: list[Word], at: int) -> tuple[int, int]:
    """The stretch around a verb between marks, "en" with a verb after it, and words that open a clause."""
    start = at
    while start > 0 and not _breaks(words, start - 1):
        start -= 1
    end = at + 1
    while end < len(words) and not _breaks(words, end):
        end += 1
    return start, end


def _breaks(words: list[Word], at: int) -> bool:
    text = words[at].text
    if text in MARKS:
        return text not in "-/()"
    if text in {"en", "maar", "of", "dan"}:
        both = at > 0 and infinitive_of(words[at - 1].text) and any(infinitive_of(one.text) for one in words[at + 1 :])
        return bool(both) or any(finite_of(one.text) for one in words[at + 1 : at + 4])
    return text in SUBORDINATE or text == "dat" or (text == "om" and "te" in [one.text for one in words[at : at + 9]])


def _side_clauses(words: list[Word]) -> list[bool]:
    """For each word whether it stands in a clause that tells when, why, which or how."""
    side = [False] * len(words)
    inside = False
    for at, word in enumerate(words):
        if word.text in SUBORDINATE and not (word.text == "als" and not _verb_ahead(words, at)):
            inside = _verb_ahead(words, at)
        elif word.text == "dat" and at and words[at - 1].text in PEOPLE:  # "een kind dat ..."
            inside = True
        elif inside and (word.text in {";", ".", "!", "?"} or (word.text == "," and _ended(words, at))):
            inside = False
        side[at] = inside
        if inside and word.text == "en" and at + 1 < len(words) and _main_again(words, at):
            inside = side[at] = False
    return side


def _verb_ahead(words: list[Word], at: int) -> bool:
    """Whether a clause with a verb follows: "die" may also point at a noun."""
    for one in words[at + 1 :]:
        if one.text in ".;!?":
            return False
        if finite_of(one.text) or infinitive_of(one.text):
            return not (words[at].text in {"die", "waar", "of", "als"} and one is words[at + 1])
    return False


def _ended(words: list[Word], at: int) -> bool:
    """A comma ends a side clause once its verb has come."""
    for one in reversed(words[:at]):
        if one.text in SUBORDINATE:
            return False
        if finite_of(one.text) or infinitive_of(one.text) or participle_of(one.text):
            return True
    return True


def _main_again(words: list[Word], at: int) -> bool:
    """ "... als hij klaar is en ruimt op": after "en" the verb comes first again."""
    return bool(finite_of(words[at + 1].text)) and bool(
        finite_of(words[at - 1].text) or participle_of(words[at - 1].text)
    )


def _is_of_others(words: list[Word], at: int, side: list[bool]) -> bool:
    """Whether the one who acts is the teacher, a parent or the school: "de leerkracht legt uit", "wij oefenen"."""
    start, end = _clause(words, at)
    near = [one for one in range(start, end) if not side[one]]
    for one in near:
        if words[one].text not in OTHERS:
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
