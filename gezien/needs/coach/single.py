"""One goal at a time: two acts that have nothing to do with each other are two goals."""

import re
from itertools import pairwise

from gezien.needs.coach.behaviour import Act
from gezien.needs.coach.fields import fields
from gezien.needs.coach.measure import Spans
from gezien.needs.coach.reading import Reading, just_before
from gezien.needs.coach.verbs import GIVES_BACK, HELPING, PREPARES, TAKES_IN

_ALSO = re.compile(
    r"\b(?:daarnaast|bovendien|tevens|verder (?:kan|moet|wil|leert)|ook nog|alsook|alsmede|en ook|en daarnaast)\b"
)
_POINTS_BACK = re.compile(
    r"(?:\ben|\bdan|daarna|vervolgens|,)\s(?:(?:\w+\s){0,2}?(?:hem|ze|er|daarbij|ermee|erbij|erover|daarover|daarmee|eindigt|sluit)|"
    r"(?:\w+\s)?(?:die|deze|dat|dit|dan|daarna|zo|haar(?! \w)|het(?! \w+en\b)))\b"
)
# What a school may want to go better: subjects, skills and qualities, also as teachers shorten them.
_AREA = (
    r"(?:\w*(?:rekenen|wiskunde|taal|lezen|spelling|schrijven|concentratie|houding|gedrag|motivatie|woordenschat|vertrouwen|"
    r"zelfstandigheid|tempo|nederlands|frans|motoriek|begrip|inzet|ontwikkeling|vaardighe(?:id|den)|bewustzijn|beheersing|"
    r"welbevinden|betrokkenheid|gerichtheid|weerbaarheid|zelfbeeld|zelfredzaamheid|spraak)|bl|tl|rw|sp|wis|ned)"
)
_AREAS = re.compile(
    rf"\b(?P<one>{_AREA})\b(?:\s\w+){{0,3}}?\s(?:en|&|alsook|als ook)\s(?:\w+\s){{0,4}}?(?P<two>{_AREA})\b"
)
_WISHES = re.compile(
    r"\b(?:meer|beter|betere|minder|hoger|hogere|groter|grotere)\s\w+(?:\s(?:in|op|bij|aan|voor|tijdens)\s\w+(?:\s\w+)?)?(?:\sen|,)\s"
    r"(?:een\s|ook\s)?(?:meer|betere?|minder|hogere?|grotere?)\b"
)
_STATES = re.compile(
    r"\b(?:is|wordt|voelt zich|heeft)\s(?:(?!en\b|,)\S+\s){1,6}en\s(?:(?:hij|zij|ze)\s)?(?:is|heeft|wordt|begrijpt|kent|snapt|"
    r"weet|voelt|toont|werkt|durft|kan)\b"
)
_CHANGES = re.compile(
    r"\b(?:verbeteren|vergroten|versterken|ontwikkelen)\b[^.;]*\ben (?:het )?(?:verbeteren|vergroten|versterken|ontwikkelen|leren)\b"
)


_TWO_MATTERS = re.compile(
    r"\b(?:moeite|problemen?|zwak|beter|achterstand|uitval|hulp)\s(?P<how>met|bij|in|op)\s(?:\w+\s){1,4}en\s(?P=how)\s|"
    r"\b(?:moeite|problemen?)\s(?:met|bij)\s(?:\w+\s){0,2}\w*vaardighe\w+\sen\s|\bavi[\s-]?[me]\d\sen\s(?:spelling|rekenen|\w*niveau)"
)


def others(reading: Reading, acts: list[Act], measured: Spans, *, labelled: bool = False) -> Spans:
    """The words with which a second goal begins; empty when the sentence has one goal."""
    text = reading.text
    patterns: tuple[re.Pattern[str], ...] = (_ALSO, _WISHES, _CHANGES, _TWO_MATTERS, _AND_IS)
    if not labelled:
        patterns += (_STATES,)
    found = [hit.span() for pattern in patterns for hit in pattern.finditer(text)]
    found += [
        (hit.start("two"), hit.end("two"))
        for hit in _AREAS.finditer(text)
        if _both_are_the_matter(text, hit) and not _are_done(reading, hit, acts)
    ]
    found += [] if acts else _apart(reading, measured)
    found += _further_acts(reading, [act for act in acts if not act.denied], measured)
    return found[:1]


_AND_IS = re.compile(
    r"\ben (?:hij |zij |ze )?is (?:\w+ )?(?:aardig|vriendelijk|rustig|rustiger|beleefd|behulpzaam|zelfstandig|zelfstandiger|vrolijk)\b"
)


def _apart(reading: Reading, measured: Spans) -> Spans:
    """ "AVI-M5 en een III op rekenen": a measure on both sides of "en", of two fields."""
    for at, word in enumerate(reading.words):
        if word.text in {"en", ";", "&"}:
            left, right = fields(reading.words[:at]), fields(reading.words[at + 1 :])
            counted = _measured(measured, 0, word.start) and _measured(measured, word.end, len(reading.text))
            if counted and left and right and not left & right:
                return [(word.end + 1, min(word.end + 12, len(reading.text)))]
    return []


def _both_are_the_matter(text: str, hit: re.Match[str]) -> bool:
    """ "Rekenen en spelling moeten omhoog", not "tijdens taal en rekenen"."""
    before = just_before(text, hit.start()).split()
    return not before or before[-1] not in {"tijdens", "van", "de", "het"} or before[-2:-1] == []


def _are_done(reading: Reading, hit: re.Match[str], acts: list[Act]) -> bool:
    """ "Kan de letters lezen en schrijven": acts, no subjects."""
    return any(reading.words[act.at].start == hit.start("one") for act in acts)


def _further_acts(reading: Reading, acts: list[Act], measured: Spans) -> Spans:
    """Acts after the first that are goals of their own."""
    words = reading.words
    # One act for each clause; a second that is knowing or being counts as a goal too, a first one does not.
    acts = [act for act in acts if act.visible or act.verb not in HELPING]
    places = {act.clause: act for act in reversed(acts)} | {act.clause: act for act in reversed(acts) if act.visible}
    clauses = [places[start] for start in sorted(places)]
    while clauses and not clauses[0].visible and len(clauses) > 1 and not clauses[1].visible:
        clauses.pop(0)
    if len(clauses) >= 3 and not all(
        two.at > one.at + 2 and _is_one_whole(reading, one, two, measured) for one, two in pairwise(clauses)
    ):
        return [(words[clauses[1].at].start, words[clauses[1].at].end)]
    for one, two in pairwise(clauses):
        between = [word.text for word in words[one.at + 1 : two.at]]
        if any(mark in between for mark in (";", ".")) or not _is_one_whole(reading, one, two, measured):
            return [(words[two.at].start, words[two.at].end)]
    return []


# What one does with the same text or things, also when both are counted.
_ANSWERS = frozenset("beantwoorden noteren opschrijven samenvatten onderstrepen navertellen".split())


def _is_one_whole(reading: Reading, one: Act, two: Act, measured: Spans) -> bool:
    """Whether two acts make one: the first prepares the second, or the second goes on with the same thing."""
    words = reading.words
    first, second = words[one.at], words[two.at]
    if two.at == one.at + 2:  # "slaat en schopt andere kinderen"
        return True
    if not {"en", "dan", ","} & {word.text for word in words[one.at + 1 : two.at + 1]}:
        return True
    tail = reading.text[first.end : second.end + 24]
    measured_twice = _measured(measured, first.end, second.start) and _measured(
        measured, second.start, len(reading.text)
    )
    if measured_twice and not _WITH_IT.search(tail):
        return one.verb in TAKES_IN and two.verb in _ANSWERS
    prepares = one.verb in PREPARES and not _STAYS & {word.text for word in words[one.clause : one.at + 1]}
    follows = (one.verb in TAKES_IN and two.verb in GIVES_BACK) or prepares or one.verb == two.verb
    return follows or bool(_POINTS_BACK.search(tail)) or _share_a_field(reading, one, two)


_STAYS = frozenset({"blijft", "blijven"})  # "blijft zitten" is what is wanted; "gaat zitten" only comes first
_WITH_IT = re.compile(r"\b(?:daarbij|ermee|daarmee|erbij)\b")


def _share_a_field(reading: Reading, one: Act, two: Act) -> bool:
    """Whether both are about the same, as far as the words tell; where they tell nothing, they are not kept apart."""
    cut = next((at for at in range(two.at, one.at, -1) if reading.words[at].text in {"en", "dan", ","}), two.at)
    left = fields(reading.words[one.at : cut], one.verb)
    right = fields(reading.words[cut : _end(reading, two.at)], two.verb)
    return not left or not right or bool(left & right)


def _end(reading: Reading, at: int) -> int:
    return next(
        (place for place in range(at, len(reading.words)) if reading.words[place].text in ".;"), len(reading.words)
    )


def _measured(measured: Spans, start: int, end: int) -> bool:
    return any(start <= place < end for place, _end in measured)
