"""The catalogue: the tests that Dutch and Flemish schools take, with their kinds of score. Norms are not shipped.

Levels are ordered from highest to lowest; kinds of score follow the Edu-V lists (Results API 2.1). What is not
established about a test is left for the school to fill in: the scales of Dia, Boom and DUDAL, the index of Focus PO,
the scales of the doorstroomtoetsen, of which each provider has its own. A code never changes: results and imports
refer to it.
"""

from typing import NamedTuple

from gezien.results.models import Instrument
from gezien.results.vocabulary import (
    AVI,
    BY_LETTER,
    BY_NUMERAL,
    FOCUS_PO,
    REFERENCE_ARITHMETIC,
    REFERENCE_LANGUAGE,
)

SKILL, PERCENTAGE, GRADE, GOALS, LEVEL = (
    Instrument.Figure.SKILL_SCORE,
    Instrument.Figure.PERCENTAGE,
    Instrument.Figure.GRADE,
    Instrument.Figure.GOALS,
    Instrument.Figure.LEVEL,
)
READING, DECODING, SPELLING, ARITHMETIC = "begrijpend-lezen", "technisch-lezen", "spelling", "rekenen"
ITEMS = ("NumberCorrect", "NumberItems")


class Row(NamedTuple):
    """One test of the catalogue."""

    code: str
    name: str
    provider: str
    subject: str
    level_type: str = ""
    levels: tuple[str, ...] = ()
    figure: str = SKILL
    is_main: bool = False
    scores: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def _cito(code: str, name: str, subject: str, *more: str, is_main: bool = True) -> Row:
    """Skill score with I–V as the level; A–E, functioning level and DLE as they are delivered."""
    references = ("AE", "FunctioningLevel", "DLE", *more)
    return Row(code, name, "Cito", subject, "IV", BY_NUMERAL, SKILL, is_main, ITEMS, references)


# Mastery of each AVI card: the level is that of mastery; the cards of instruction and frustration stand beside it.
AVI_ROW = Row("avi", "AVI", "Cito", DECODING, "AVI", AVI, LEVEL, True, (), ("AVI:instructie", "AVI:frustratie"))
DMT_CARDS = ("NumberCorrect:kaart 1", "NumberCorrect:kaart 2", "NumberCorrect:kaart 3")
LISTS = (
    Row("werkhouding", "Werkhouding, lijst", "", "werkhouding", "AE", BY_LETTER, LEVEL, True),
    Row("sociaal-emotioneel", "Sociaal-emotioneel, lijst", "", "sociaal-emotioneel", "AE", BY_LETTER, LEVEL, True),
)


def _method(code: str, name: str, subject: str) -> Row:
    return Row(code, f"{name}, methodetoets", "", subject, figure=PERCENTAGE, scores=ITEMS)


DUTCH = (
    _cito("lvs-begrijpend-lezen", "Begrijpend lezen (volgsysteem)", READING, "RnTR"),
    AVI_ROW,
    Row("dmt", "DMT", "Cito", DECODING, "IV", BY_NUMERAL, SKILL, False, DMT_CARDS, ("AE", "FunctioningLevel", "DLE")),
    _cito("lvs-spelling", "Spelling (volgsysteem)", SPELLING),
    _cito("lvs-rekenen", "Rekenen (volgsysteem)", ARITHMETIC, "RnTR"),
    _method("methode-rekenen", "Rekenen", ARITHMETIC),
    _method("methode-spelling", "Spelling", SPELLING),
    *LISTS,
)
_VCLB_REFERENCES = ("Percentiel",)
FLEMISH = (
    Row(
        "lvs-vclb-lezen",
        "Begrijpend lezen (LVS)",
        "VCLB",
        READING,
        "AE",
        BY_LETTER,
        SKILL,
        True,
        ITEMS,
        _VCLB_REFERENCES,
    ),
    AVI_ROW._replace(provider=""),
    Row("lvs-vclb-spelling", "Spelling (LVS)", "VCLB", SPELLING, "AE", BY_LETTER, SKILL, True, ITEMS, _VCLB_REFERENCES),
    Row(
        "lvs-vclb-wiskunde", "Wiskunde (LVS)", "VCLB", ARITHMETIC, "AE", BY_LETTER, SKILL, True, ITEMS, _VCLB_REFERENCES
    ),
    *LISTS,
)

# Three subjects that most providers test apart: end of the code, name, subject, reference levels.
THREE = (
    ("lezen", "lezen", READING, REFERENCE_LANGUAGE),
    ("taal", "taalverzorging", SPELLING, REFERENCE_LANGUAGE),
    ("rekenen", "rekenen", ARITHMETIC, REFERENCE_ARITHMETIC),
)
_BOOKS = (
    ("rekenen", "Rekenen", ARITHMETIC),
    ("spelling", "Spelling", SPELLING),
    ("lezen", "Begrijpend lezen", READING),
)
# The same book test, kept as a grade or as the goals a pupil masters.
OTHER_METHOD_TESTS = (
    *(Row(f"methode-{end}-cijfer", f"{name}, methodetoets (cijfer)", "", on, figure=GRADE) for end, name, on in _BOOKS),
    *(
        Row(f"methode-{end}-doelen", f"{name}, methodetoets (doelen)", "", on, figure=GOALS, scores=("NumberItems",))
        for end, name, on in _BOOKS
    ),
)
IEP = (
    Row("iep-lezen", "IEP lezen, groep 3–5", "IEP", READING, figure=PERCENTAGE, scores=ITEMS),
    Row("iep-taalverzorging", "IEP taalverzorging, groep 3–5", "IEP", SPELLING, figure=PERCENTAGE, scores=ITEMS),
    Row("iep-rekenen", "IEP rekenen, groep 3–5", "IEP", ARITHMETIC, figure=PERCENTAGE, scores=ITEMS),
    *(
        Row(f"iep-{end}-boven", f"IEP {name}, groep 6–8", "IEP", subject, "RnTR", levels)
        for end, name, subject, levels in THREE
    ),
    Row("iep-leeraanpak", "IEP leeraanpak", "IEP", "werkhouding", figure=PERCENTAGE),
    Row("iep-sociaal-emotioneel", "IEP sociaal-emotioneel", "IEP", "sociaal-emotioneel", figure=PERCENTAGE),
)
OTHER_PROVIDERS = tuple(
    Row(f"{code}-{subject}", f"{provider} {name}", provider, subject, scores=ITEMS)
    for code, provider in (("dia", "Dia"), ("boom", "Boom"))
    for name, subject in (("begrijpend lezen", READING), ("spelling", SPELLING), ("rekenen", ARITHMETIC))
)
# The three kinds of need of Focus PO, beside its own index.
FOCUS = tuple(
    Row(f"focus-{end}", f"Focus PO {name}", "Focus PO", subject, "", FOCUS_PO)
    for end, name, subject in (
        ("lezen", "begrijpend lezen", READING),
        ("spelling", "spelling", SPELLING),
        ("rekenen", "rekenen", ARITHMETIC),
    )
)
# One for each provider, for their scales differ; the advice comes along with each.
TRANSFER_PROVIDERS = (
    ("", ""),  # of a provider that is not in this list
    ("amn-", "AMN"),
    ("dia-", "Dia"),
    ("doe-", "DOE"),
    ("iep-", "IEP"),
    ("lib-", "Leerling in beeld"),
    ("route8-", "Route 8"),
)
TRANSFER_TESTS = tuple(
    Row(
        f"doorstroom-{code}{end}",
        f"Doorstroomtoets {provider} {name}".replace("  ", " "),
        provider,
        subject,
        "RnTR",
        levels,
        references=("EducationLevel",),
    )
    for code, provider in TRANSFER_PROVIDERS
    for end, name, subject, levels in THREE
)
MORE_DUTCH = (
    _method("methode-lezen", "Begrijpend lezen", READING),
    *OTHER_METHOD_TESTS,
    *IEP,
    *OTHER_PROVIDERS,
    *FOCUS,
    *TRANSFER_TESTS,
)
MORE_FLEMISH = (
    Row("dudal-spelling", "DUDAL spelling", "", SPELLING, scores=ITEMS),
    Row("dudal-wiskunde", "DUDAL wiskunde", "", ARITHMETIC, scores=ITEMS),
    Row("vlaamse-toets-nederlands", "Vlaamse toets Nederlands", "", READING),
    Row("vlaamse-toets-wiskunde", "Vlaamse toets wiskunde", "", ARITHMETIC),
    _method("methode-rekenen", "Rekenen", ARITHMETIC),
    _method("methode-spelling", "Spelling", SPELLING),
    _method("methode-lezen", "Begrijpend lezen", READING),
    *OTHER_METHOD_TESTS,
)
