"""How much, how well, how often: a number with its unit, or a criterion one can check."""

import re
from collections.abc import Iterator, Sequence

from gezien.needs.coach.behaviour import speaks_of_self
from gezien.needs.coach.numbers import NUMBER
from gezien.needs.coach.reading import Reading, just_before, lemma

Spans = list[tuple[int, int]]

_BOUND = (
    r"(?:(?:ten\s)?minste(?:ns)?|minimaal|minimum|min|maximaal|maximum|hoogstens|hooguit|ten hoogste|op zijn minst|ongeveer|zeker|"
    r"circa|precies|gemiddeld|meer dan|minder dan|niet meer dan|boven de|onder de|nog maar|slechts|tot)"
)
_OF = r"(?:van de|van|op de|op|uit|/|-)"
_SHORT = r"(?:secon?den?|seconde|tellen|minuu?t(?:en)?|minuutjes?|kwartier|uur|uren|halfuur)"
_UNITS = r"(?:procent|keer|keren|maal|fout(?:en|jes)?|punt(?:en)?|leesfouten|spelfouten|dle|wpm)"
_EACH = r"(?:per|elke|elk|iedere|ieder|om de)"
_TIMES = (
    r"(?:dag|week|les|lesuur|dagdeel|ochtend|middag|morgen|voormiddag|namiddag|avond|schooldag|maand|uur|minuut|beurt)"
)

# Each pattern is a kind of measure; what it matched is shown to the teacher.
PATTERNS = [
    rf"{NUMBER}\s?(?:{_OF})\s?(?:de\s|elke\s)?{NUMBER}(?!\w)(?!\s?(?:euro|cent))",  # 8 van de 10, 8/10, 7 op 10
    rf"{NUMBER}\s?(?:%|procent\b|pct\b)",
    rf"(?<!\w)(?<!tot op )(?:{_BOUND}\s)?(?:{NUMBER}|een half|een|half)\s{_SHORT}\b",  # binnen twee minuten, een half uur
    rf"(?<!\w)(?:{_BOUND}\s)?{NUMBER}\s(?:\w+\s)?{_UNITS}\b",
    r"(?:een|één)\s(?:enkele\s)?(?:keer|maal)\sper\b",
    r"\b(?:één|een)\s(?:keer|maal)\s(?=zelf|in de|per|elke)",
    rf"(?<!na )(?<!bij )(?<!tijdens )(?<!van )(?<!voor )(?<!in )\b{_EACH}\s(?:{_TIMES})\b",
    rf"\b{NUMBER}\s(?:dagen|weken|lessen|keer|keren|maanden|schooldagen|ochtenden)\s(?:achter elkaar|op rij|na elkaar|achtereen|aan één stuk|opeenvolgend)",
    rf"\b{NUMBER}\s(?:stuks|goed|juist|correct|fout|achter elkaar)\b",
    rf"(?<!\w)(?<!vanaf )(?<!van )(?<!over )(?<!op )(?<!dan )(?:{_BOUND}\s)?{NUMBER}\s?(?:meter|m|km|kilometer|cm|centimeter|liter|gram|kilo)\b",
    rf"\b(?:{NUMBER}|één|een)(?:maal|keer)\sper\b|\b(?:een|twee|drie|vier|vijf)maal\b",
    rf"\b{NUMBER} (?:opeenvolgende|achtereenvolgende)\s\w+",
    r"\b(?:dagelijks|wekelijks|maandelijks|halfuurlijks)\b",
    r"\bfoutloo?s\w*|\bfoutenvrij|\bzonder (?:\w+\s)?fout(?:en|jes)?\b|\bgeen (?:enkele )?(?:\w*fout\w*)\b|\bvlekkeloos\b",
    r"\b(?:in|de) (?:één|een|de|1) ?(?:eerste )?keer\b|\bvan de eerste keer\b|\bde eerste keer\b|\bmeteen de eerste\b",
    r"\b(?:avi|a\.?v\.?i\.?)[\s-]?(?:[me]\s?[3-8]|start|plus|\d)\b",
    r"\b[mbe]\s?[3-8]\b(?:-?\s?(?:niveau|score|tekst|teksten))",
    r"\b(?:niveau|score|zone|level)\s(?:[a-e]|iv|i{1,3}|v|\d|[me][3-8]|[1-3]f|1s)\b",
    r"(?:\b|^)(?:[a-e]|iv|i{1,3}|v|[me][3-8])[+-]?[\s-](?:niveau|score|zone)\b|\b(?:een|naar|van|minimaal|minstens|op) (?:iv|i{2,3}|v)\b",
    r"\b(?:een|naar) (?:hoge |lage )?(?:[a-d]|i)(?=\s(?:op|voor|bij|in|halen|haalt|scoort)|[.,;]|$)|\bvan (?:[a-e]|iv|i{1,3}|v) naar (?:[a-e]|iv|i{1,3}|v)\b",
    r"\b(?:1f|2f|1s|3f)\b|\breferentieniveau\b",
    rf"\b(?:vaardigheids|standaard|ontwikkel|toets|t-|c-)?(?:score|percentiel|cijfer|dle|functioneringsniveau|leesindex)\s?(?:van|op|boven|vanaf|is|:)?\s?(?:{_BOUND}\s)?(?:de\s)?(?:{NUMBER}|[me][3-8])",
    rf"\b{NUMBER}e? percentiel\b|\bpercentiel {NUMBER}",
    r"\been voldoende\b|\bvoldoende (?:op|voor) (?:de |het |zijn |haar )?(?:\w*toets\w*|rapport)|\been (?:ruime )?(?:goed|voldoende) (?:op|voor)\b",
    rf"\been {NUMBER}(?=\s(?:op|voor|haal|of hoger|als cijfer|·)|[.,;]|$)",
    r"\bniveau van (?:begin|midden|half|eind) (?:groep|leerjaar) \d|\bniveau (?:begin|midden|eind) (?:groep|leerjaar)?\s?\d",
    r"\been halve (?:bladzijde|pagina|a4|blz)",
    r"\b(?:de helft|driekwart|twee derde|een kwart)\b(?: van)?",
    r"\b(?:twee|drie|2|3) keer zo \w+|\bdubbel zo\b",
    r"\bop (?:of boven )?het (?:landelijk )?gemiddelde\b|\bboven (?:het )?(?:landelijk )?gemiddelde?\b|\bboven de norm\b",
]  # fmt: skip
_PATTERN = [re.compile(one) for one in PATTERNS]
_BEGINS = re.compile(
    rf"(?<!\w)(?={'|'.join(PATTERNS)})"
)  # where any of them begins: most of a long text is passed over

# How far one counts: "telt tot 20". "Sommen tot 100" says what kind of sums.
_COUNTS_TO = re.compile(
    rf"\b(?:tel|telt|tellen|terugtellen|terugtelt|doortellen|doortelt)\b[^.,;]*?\b(?P<far>tot(?: en met)? {NUMBER})(?!\s?euro)"
)
# A number that names something rather than counting it: "groep 5", "de tafel van 6", "sommen tot 100", "kaart 2".
_NAMES = re.compile(
    rf"\b(?:les(?=\s\d+\b(?!\s\w+en\b))|groep|groepen|leerjaar|klas|blok|blokken|thema|lessen|week|weken|wk|kaart|periode|hoofdstuk|kern|stap|fase|"
    rf"categorie|cat|tafels?(?: van)?|maaltafels?(?: van)?|deeltafels?(?: van)?|(?<!per )keer|tot op|met sprongen van|sprongen van|sprong van|"
    rf"bladzijde|blz|pagina|module|unit|cluster|toets|deel|lijn|jaar|grens van|tiental|vanaf|onder de|over de|tot|tot en met|"
    rf"tot op|boven de|door de|splitsingen van|splitsen van)(?:\s(?:de\s)?{NUMBER}(?:\s?(?:,|en|t/m|tot en met|-|&)\s?{NUMBER})*)"
)
# How often somebody helps says nothing of how well the pupil does: "krijgt twee keer per week bijles".
_GIVEN = re.compile(
    r"^(?:\w+ )?(?:krijgt|ontvangt|kreeg|rt\b|bijles|remedial teaching|logopedie|verlengde instructie|extra (?:instructie|hulp|begeleiding)|"
    r"(?:de )?(?:juf|meester|leerkracht|ouders?|moeder|vader|ib'er|logopedist|begeleider|wij|we|ik) (?!dat|wil|will)\w+(?:t|en)\b)(?!.*\bzodat\b)"
)
_COUNTED = re.compile(
    rf"(?<!\w)(?:(?P<bound>{_BOUND})\s)?(?P<number>{NUMBER}|\béén)\s(?=(?P<noun>[\w']+(?:\s[\w']+){{0,2}}))"
)
_WHOLE = re.compile(
    r"(?P<within>\bin\s)?\b(?P<all>alle|al (?:zijn|haar|de|het|hun)|elke|iedere|ieder|elk)\s(?:\d+\s|\w+e\s)?(?P<noun>\w+)"
)
_AFTER_PREPOSITION = re.compile(r"(?:\bna|\bbij|\btijdens|\bin|\bvoor|\baan|\bop|\bvan|\bmet|\btegen|\bmet)\s$")
_PEOPLE = re.compile(r"(?:kind|kinderen|leerling|leerlingen|klasgeno(?:ot|ten)|klasgenootjes?|vriend\w*|maatjes?|ander|anderen|"
                     r"leerkracht\w*|volwassene\w*|personen|mensen|medeleerling\w*)$")  # fmt: skip
_TIME = re.compile(r"(?:we[e]?k|weken|maand|maanden|dagen|dag|jaar|jaren|periodes?|schoolweken|lesweken|trimesters?|"
                   r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)$")  # fmt: skip
# What a number describes rather than measures: "woorden van drie letters", "getallen met twee cijfers", "met drie vingers".
_KIND = re.compile(r"(?:van|met|onder|tussen|over|in|op)\s(?:\w+\s)?$")
_KIND_NOUNS = re.compile(
    r"(?:cijfers?|lettergrepen|klankgroepen|klanken|vingers?|handen|letters|tientallen|decimalen|stukjes|stukken|delen|kleuren|groepjes|rijen|euro|cent|jaar)$"
)


def measures(reading: Reading, taken: Spans) -> Spans:
    """Where a measure stands; `taken` are the words that tell when."""
    text = reading.text
    free = _blank(text, taken)
    if _GIVEN.search(text) and not speaks_of_self(reading):
        return []
    found = [hit.span() for hit in every(_BEGINS, _PATTERN, free) if not _repeats_a_span_of_time(text, hit)]
    found += [hit.span("far") for hit in _COUNTS_TO.finditer(free)]
    named = _blank(free, [hit.span() for hit in _NAMES.finditer(free)])
    found += [span for hit in _COUNTED.finditer(named) for span in _counted(named, hit)]
    found += [hit.span() for hit in _WHOLE.finditer(free) if _is_whole(free, hit)]
    return merged(found)


def _repeats_a_span_of_time(text: str, hit: re.Match[str]) -> bool:
    """ "De eerste keer dat" tells when."""
    return text[hit.end() :].startswith(" dat")


def _counted(text: str, hit: re.Match[str]) -> Spans:
    """The number and what it counts, when that is something the pupil does or makes; else nothing."""
    nouns = hit["noun"].split()
    one = hit["number"] in {"één", "1"}
    noun = next((word for word in nouns if _is_plural(word)), "")
    if one:
        noun = (
            nouns[1]
            if len(nouns) > 1 and nouns[0].endswith(("e", "lijk", "ig")) and nouns[0] not in _JOINS
            else nouns[0]
        )
    if (
        not noun
        or (_PEOPLE.search(noun) and "verschillende" not in nouns)
        or _TIME.search(noun)
        or _JOINS & set(nouns[: nouns.index(noun)])
    ):
        return []
    if _KIND.search(just_before(text, hit.start())) and not hit["bound"]:
        counts = noun in _WRITTEN if one else not _KIND_NOUNS.search(noun)
    else:
        counts = not (one and noun in {"ding", "persoon"})
    end = hit.start("noun") + text[hit.start("noun") :].index(noun) + len(noun)
    return [(hit.start(), end)] if counts else []


_JOINS = frozenset("en of van op in met de het een tijdens bij voor na aan te".split())
_WRITTEN = frozenset("zin woord alinea bladzijde regel beurt adem".split())


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith(("en", "s", "'s", "ën")) and (lemma(word) != word or word.endswith("s"))


def _is_whole(text: str, hit: re.Match[str]) -> bool:
    """ "Alle letters", "elke zin": nothing left out; not "na elke taak", which tells when."""
    if _PEOPLE.search(hit["noun"]) or hit["noun"] in {"dingen", "keren", "manieren", "tijden", "kanten"}:
        return False
    if hit["within"]:
        return hit["noun"] in _WRITTEN
    return not _AFTER_PREPOSITION.search(just_before(text, hit.start()))


def _blank(text: str, spans: Spans) -> str:
    """The text with these stretches made unreadable, every letter at its place."""
    for start, end in spans:
        text = text[:start] + "·" * (end - start) + text[end:]
    return text


def every(begins: re.Pattern[str], patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What each pattern finds, as `finditer` does, looking only where one of them `begins`."""
    ends = [0] * len(patterns)
    for begin in begins.finditer(text):
        start = begin.start()
        for at, pattern in enumerate(patterns):
            if start >= ends[at] and (hit := pattern.match(text, start)):
                ends[at] = hit.end()
                yield hit


def merged(spans: Spans) -> Spans:
    """Stretches in order, those that touch or overlap as one."""
    kept: Spans = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1] + 1:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        elif start < end:
            kept.append((start, end))
    return kept
