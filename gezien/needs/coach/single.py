"""One goal at a time: two acts that have nothing to do with each other are two goals."""

import re
from itertools import pairwise

from gezien.needs.coach.behaviour import Act
from gezien.needs.coach.measure import Spans
from gezien.needs.coach.reading import Reading
from gezien.needs.coach.verbs import GIVES_BACK, HELPING, PREPARES, TAKES_IN

_ALSO = re.compile(
    r"\b(?:daarnaast|bovendien|tevens|verder (?:kan|moet|wil|leert)|ook nog|alsook|alsmede|en ook|en daarnaast)\b"
)
_POINTS_BACK = re.compile(
    r"(?:\ben|\bdan|daarna|vervolgens|,)\s(?:(?:\w+\s){0,2}?(?:hem|ze|er|daarbij|ermee|erbij|erover|daarover|daarmee|eindigt|sluit)|"
    r"(?:\w+\s)?(?:die|deze|dat|dit|dan|daarna|zo|haar(?! \w)|het(?! \w+en\b)))\b"
)
_AREAS = re.compile(
    r"\b(?P<one>\w*(?:rekenen|wiskunde|taal|lezen|spelling|schrijven|concentratie|werkhouding|gedrag|motivatie|woordenschat|"
    r"zelfvertrouwen|zelfstandigheid|werktempo|leestempo|nederlands|frans|motoriek|getalbegrip|inzet|luisterhouding))\b"
    r"(?:\s\w+){0,3}?\s(?:en|&|alsook|als ook)\s(?:\w+\s){0,4}?"
    r"(?P<two>\w*(?:rekenen|wiskunde|taal|lezen|spelling|schrijven|concentratie|werkhouding|gedrag|motivatie|woordenschat|"
    r"zelfvertrouwen|zelfstandigheid|werktempo|leestempo|nederlands|frans|motoriek|getalbegrip|inzet|luisterhouding))\b"
)
_WISHES = re.compile(
    r"\b(?:meer|beter|betere|minder|hoger|hogere|groter|grotere)\s\w+(?:\sen|,)\s(?:een\s|ook\s)?(?:meer|betere?|minder|hogere?|grotere?)\b"
)
_STATES = re.compile(
    r"\b(?:is|wordt|voelt zich|heeft)\s(?:(?!en\b|,)\S+\s){1,6}en\s(?:(?:hij|zij|ze)\s)?(?:is|heeft|wordt|begrijpt|kent|snapt|"
    r"weet|voelt|toont|werkt|durft|kan)\b"
)
_CHANGES = re.compile(
    r"\b(?:verbeteren|vergroten|versterken|ontwikkelen)\b[^.;]*\ben (?:het )?(?:verbeteren|vergroten|versterken|ontwikkelen|leren)\b"
)


def others(reading: Reading, acts: list[Act], measured: Spans, *, labelled: bool = False) -> Spans:
    """The words with which a second goal begins; empty when the sentence has one goal."""
    text = reading.text
    patterns = (_ALSO, _WISHES, _CHANGES) if labelled else (_ALSO, _WISHES, _CHANGES, _STATES)
    found = [hit.span() for pattern in patterns for hit in pattern.finditer(text)]
    found += [(hit.start("two"), hit.end("two")) for hit in _AREAS.finditer(text) if _both_are_the_matter(text, hit)]
    found += _further_acts(reading, [act for act in acts if not act.denied], measured)
    return found[:1]


def _both_are_the_matter(text: str, hit: re.Match[str]) -> bool:
    """ "Rekenen en spelling moeten omhoog", not "tijdens taal en rekenen"."""
    before = text[: hit.start()].split()
    return not before or before[-1] not in {"tijdens", "van", "de", "het"} or before[-2:-1] == []


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
    if measured_twice:
        return False
    if _POINTS_BACK.search(tail):
        return True
    if one.verb in TAKES_IN:
        return two.verb in GIVES_BACK
    return one.verb in PREPARES or one.verb == two.verb


def _measured(measured: Spans, start: int, end: int) -> bool:
    return any(start <= place < end for place, _end in measured)
