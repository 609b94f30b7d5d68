"""By when, or over which period. Names of months and days come from CLDR; the school's calendar stands here."""

import datetime as dt
import re
from functools import lru_cache

from babel.dates import get_day_names, get_month_names

from gezien.needs.coach.measure import Spans, every, merged
from gezien.needs.coach.numbers import NUMBER
from gezien.needs.coach.reading import Reading


def _names(names: object) -> set[str]:
    return {str(name).lower().rstrip(".") for name in dict(names).values()}  # type: ignore[call-overload]


MONTHS = _names(get_month_names("wide", locale="nl")) | {"mrt"}
_SHORT_MONTHS = _names(get_month_names("abbreviated", locale="nl")) | {"sept", "okt", "febr"}
_DAYS = _names(get_day_names("wide", locale="nl"))

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_ANY_MONTH = rf"(?:{'|'.join(sorted(MONTHS | _SHORT_MONTHS, key=len, reverse=True))})\b\.?"
_HOLIDAY = (
    r"(?:\w*vak(?:antie|(?=\.))|kerst(?:mis|periode|dagen)?|kerst|pasen|pinksteren|carnaval|krokus|sinterklaas|allerheiligen|"
    r"hemelvaart|oudejaar|nieuwjaar|paas\w*|suikerfeest|halloween|moederdag|vaderdag|koningsdag|sint|driekoningen)"
)
_SEASON = r"(?:zomer|herfst|winter|lente|voorjaar|najaar)"
_TESTED = (
    r"(?:\w*(?<!methode)(?<!blok)(?<!lees)(?<!woordjes)(?<!lvs-)toets(?:en|moment|ronde|periode|week)?|toetsmoment|meting|meetmoment|"
    r"rapport|rapportperiode|oudergesprek\w*|oudercontact|ouderavond|groepsbespreking|leerlingbespreking|"
    r"klassenraad|mdo|zorgoverleg|evaluatie\w*|afname|cito\w*|iep\w*)"
)
_LONG = r"(?:dagen|schooldagen|week|weken|lesweken|schoolweken|maand|maanden|jaar|kwartaal|trimester|semester|half jaar|halfjaar)"
_PERIOD = (
    r"(?:schooljaar|jaar|periode|planperiode|blok|thema|trimester|semester|kwartaal|cyclus|rapportperiode|week|maand|"
    r"weken|maanden|dagen|lesperiode|jaargang|seizoen|project)"
)
_THIS = r"(?:dit|deze|komende?|volgende?|aanstaande?|eerstvolgende?|a\.?s\.?|heel|hele|huidige|lopende|het komende|de komende|de rest van)"
_EDGE = r"(?:begin|eind|einde|midden|half|medio|(?:aan |op |tegen )?het (?:begin|eind|einde)|(?:aan|op) (?:begin|eind|einde)|start|de start|de laatste week|de eerste week|de tweede week|de derde week)"
_FROM = (
    r"(?:vóór|voor|tegen|na|rond|tot|tot aan|uiterlijk|voor het|vanaf|sinds|met|per|op|in|bij|omstreeks|richting|aan)"
)

PATTERNS = [
    rf"(?:{_FROM}\s)?(?:uiterlijk\s)?(?:{_EDGE}\s(?:van\s)?(?:de\s(?:maand\s)?)?)?(?<![\w'])(?:(?:{_DAYS and '|'.join(sorted(_DAYS))})\s)?\d{{1,2}}\s?(?:e\s)?{_ANY_MONTH}(?:\s20\d\d\b)?",
    rf"(?:{_FROM}\s)?(?:{_EDGE}\s(?:van\s)?(?:de\smaand\s)?)(?<![\w']){_ANY_MONTH}(?:\s20\d\d)?",
    rf"(?:{_FROM}\s)?(?<![\w'])(?:{_MONTH})\b(?:\s20\d\d)?",
    r"(?:jan|febr?|mrt|apr|aug|sept?|okt|nov|dec)\.",
    rf"(?:{_FROM}|tegen|uiterlijk)\s{_ANY_MONTH}(?!\w)",
    r"(?<![\d/.-])\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d\d(?![\d/])",
    r"(?:op|uiterlijk|voor|tegen|vóór|per)\s\d{1,2}[-/]\d{1,2}(?!\d)(?!\s\w*(?:som|woord|keer|goed))",
    rf"(?:over|na|binnen|in|gedurende|voor|de eerste|tijdens|de komende|komende|de volgende|volgende|afgelopen)\s(?:de\s)?(?:komende\s|eerste\s|ongeveer\s|maximaal\s|een\s)?(?:{NUMBER}|een|enkele|paar|een paar)\s(?:\w+\s)?{_LONG}\b(?!\s(?:per))",
    rf"\b{NUMBER}\s(?:weken|maanden)\s(?:lang|later)",
    rf"(?:{_FROM}\s)?(?:{_EDGE}\s)?(?:van\s)?(?:in\s)?{_THIS}\s(?:(?:school|les|plan|rapport)?{_PERIOD}|{_SEASON}|{_TESTED}|{'|'.join(sorted(_DAYS))})\b(?:\s\(?[me][3-8]\)?)?",
    rf"(?:{_FROM}\s)?(?:{_EDGE})\s(?:van\s)?(?:(?:de|het|deze|dit|elke|ieder|een|zijn|haar|komend|volgend)\s)?(?:(?:eerste|tweede|derde|vierde|laatste|volgende|komende|huidige|lopende)\s)?(?:{_PERIOD}|{_SEASON}|(?:groep|leerjaar|klas)\s\d|groep|leerjaar|klas|kleuterklas)\b",
    r"(?:na|voor|vóór|tegen|tijdens) (?:dit|het) (?:blok|thema|project|kwartaal|trimester|semester)\b",
    rf"(?:{_FROM}\s)?(?:(?:de|het|dit|deze)\s)?(?:eerste|tweede|derde|vierde|laatste)\s(?:{_PERIOD})\b",
    rf"(?:{_FROM})\s(?:(?:de|het|onze|eind|begin|aan|deze|dit)\s)*(?:\w+e\s)?{_HOLIDAY}\b",
    rf"(?:{_EDGE})\s(?:van\s)?(?:de\s)?{_HOLIDAY}\b",
    rf"(?:vóór|voor|tegen|in|na|rond|vanaf|deze|dit|komende)\s(?:de\s|het\s)?{_SEASON}\b(?!\w)",
    rf"(?:in|tijdens|gedurende|na|voor|vóór|tegen|eind|begin|einde|aan het eind van|vanaf|(?:einde?|begin|loop|start|helft) van|op het einde van|dit|deze|uiterlijk)\s(?:de\s)?(?:week|wk|weken|weeknummer|periode|blok|thema|kern|trimester|semester|kwartaal|hoofdstuk|rapport|cyclus|module)\s{NUMBER}\b",
    r"^(?:wk|week|weken|blok|periode|thema)\s\d+\b|^in\s(?:wk|week)\s\d+",
    rf"(?:bij|op|voor|vóór|tegen|met|na|in)\s(?:de|het|zijn|haar)?\s?(?:volgende|komende|eerstvolgende|midden|eind|begin|tweede|eerste|laatste)[\s-]?{_TESTED}",
    r"(?:bij|op|voor|vóór|tegen|na|in|eind|begin)\s(?:de|het)?\s?(?:cito\s|iep\s)?[mbe]-?\s?[3-8]?[\s-]?(?:toets(?:en)?|afname|meting|moment|cito)\b",
    r"\b(?:bij|op|tegen|na|voor|vóór|eind|in)\s(?:de\s)?[mbe][3-8]\b(?!-?\s?niveau)",
    r"(?:voor|vóór|tegen|bij|op|na|uiterlijk)\s(?:het|de|zijn|haar)\s(?:\w+e\s)?(?:\w*rapport|rapportperiode|oudergesprek\w*|oudercontact|ouderavond|groepsbespreking|leerlingbespreking|klassenraad|evaluatie\w*|toetsweek|meetmoment|toetsmoment|toetsperiode|tussenevaluatie|doorstroomtoets|eindtoets|entreetoets)\b",
    r"(?:vanaf|tegen|voor|vóór)\s(?:morgen|volgende week|vandaag|nu)\b",
    r"(?:(?:aan het |op het )?(?:eind|einde|begin)\svan|na)\s(?:de|deze|dit)\s(?:lessen\w*|\w*reeks|\w*serie|training|cursus|leerlijn)\b",
    r"(?:bij|op|voor|vóór|tegen|na)\s(?:de\s)?(?:tussen|eind|begin|na|vervolg)(?:meting|toets|evaluatie)\b",
    r"(?:in\s)?schooljaar\s20\d\d(?:\s?[-/]\s?(?:20)?\d\d)?|(?:eind|einde|in|tegen|voor|begin)\s(?:van\s)?(?:q[1-4]|kwartaal\s\d)",
    r"(?:na|voor|in|tegen)\sde\sgouden\sweken|(?:voor|tegen|na|op)\s(?:zijn|haar|mijn)\sverjaardag",
    rf"(?:na|over)\s{NUMBER}\s(?:\w+)?lessen\b",
    r"tussen\s(?:de\s)?[mbe][3-8]\sen\s(?:de\s)?[mbe][3-8]|^(?:[a-z]+\s){0,3}(?<!avi )[mbe][3-8](?=\s?:)",
    rf"(?:vanaf|uiterlijk|tegen|vóór|voor|aanstaande|volgende|sinds)\s(?:{'|'.join(sorted(_DAYS))})\b",
    rf"(?:eind|einde|op het einde van|aan het eind van|tegen het einde van|midden|begin|half|tegen)\s(?:de\s|het\s)?(?:groep|leerjaar|klas)\s{NUMBER}",
    r"(?:eind|einde)\s(?:schooljaar|jaar|periode|blok|thema|trimester|semester|week|maand)\b",
    r"\b(?:op korte termijn|op termijn|binnenkort|morgen|overmorgen|volgende keer|na de zomer|dit najaar|dit voorjaar|dit jaar|(?:aan het eind|op het einde)(?=[.,;]|$)|^(?:aan het eind|op het einde))(?=[\s.,;]|$)(?!\svan de (?:les|dag|ochtend|middag|instructie|zin|tekst))",
    rf"toets\w*\s(?:van|in)\s(?:{_ANY_MONTH})",
    r"\b(?:in|tegen|voor|vóór|uiterlijk|eind|medio)\s20\d\d\b",
]  # fmt: skip


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    """Where any of them begins, and each: so most of a long text is passed over once."""
    whole = [rf"(?:{one})(?!\w)" for one in PATTERNS]
    return re.compile(rf"(?<![\w'])(?={'|'.join(whole)})"), [re.compile(one) for one in whole]


# Within a lesson or a day: a situation, no term.
_WITHIN = re.compile(r"(?:les|\b(?:school|les)?dag|ochtend|middag|instructie|morgen|uur)\b")


def terms(reading: Reading) -> Spans:
    """Where the sentence says by when, or over which period."""
    begins, patterns = _patterns()
    hits = every(begins, patterns, reading.text)
    return merged([hit.span() for hit in hits if not _is_a_name(reading, hit) and not _WITHIN.search(hit.group())])


def _is_a_name(reading: Reading, hit: re.Match[str]) -> bool:
    """Mei and Jan are children too: capitalised, with no word of time before it and no day."""
    bare = hit.group().strip(" .")
    return (
        bare in {"mei", "jan", "april", "juni", "augustus"} and reading.typed[reading.places[hit.start()][0]].isupper()
    )


def until(reading: Reading, spans: Spans, today: dt.date) -> dt.date | None:
    """The day a term names, when it names one in the calendar; the school's own moments are not guessed."""
    for start, end in spans:
        for piece in (reading.text[start:end], re.sub(rf"^(?:{_FROM}|uiterlijk)\s", "", reading.text[start:end])):
            if any(letter.isdigit() for letter in piece) and (day := _date(piece, today)):
                return day
    return None


@lru_cache(maxsize=512)
def _date(piece: str, today: dt.date) -> dt.date | None:
    if not re.search(rf"\d[-/.]\d|\d\s?{_ANY_MONTH}", piece):
        return None
    from dateparser.date import DateDataParser  # noqa: PLC0415 - a quarter of a second, paid by the first date

    settings = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "future", "REQUIRE_PARTS": ["day", "month"]}
    base = dt.datetime(today.year, today.month, today.day)  # noqa: DTZ001 - a calendar day has no zone
    found = DateDataParser(languages=["nl"], settings=settings | {"RELATIVE_BASE": base}).get_date_data(piece)
    return found.date_obj.date() if found.date_obj else None
