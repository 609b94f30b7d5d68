"""The catalogue a new school starts from: common tests with their kinds of score. Norms are not shipped.

Levels are ordered from highest to lowest. Codes of `level_type` follow the Edu-V result types (Results API 2.1). Most
of the catalogue is not in use at first: a school switches on what it takes. What is not established about a test (the
scales of Dia and Boom) is left for the school to fill in.
"""

from collections.abc import Iterator

from gezien.results.models import Instrument
from gezien.results.vocabulary import AVI, BY_LETTER, BY_NUMERAL, REFERENCE_ARITHMETIC, REFERENCE_LANGUAGE
from gezien.schools.models import School, Subject

SKILL, PERCENTAGE, LEVEL = (
    Instrument.Figure.SKILL_SCORE,
    Instrument.Figure.PERCENTAGE,
    Instrument.Figure.LEVEL,
)

# code, name, provider, subject code, level type, levels, figure, is main
Row = tuple[str, str, str, str, str, list[str], str, bool]
LISTS: list[Row] = [
    ("werkhouding", "Werkhouding, lijst", "", "werkhouding", "AE", BY_LETTER, LEVEL, True),
    ("sociaal-emotioneel", "Sociaal-emotioneel, lijst", "", "sociaal-emotioneel", "AE", BY_LETTER, LEVEL, True),
]
DUTCH: list[Row] = [
    (
        "lvs-begrijpend-lezen",
        "Begrijpend lezen (volgsysteem)",
        "Cito",
        "begrijpend-lezen",
        "IV",
        BY_NUMERAL,
        SKILL,
        True,
    ),
    ("avi", "AVI", "Cito", "technisch-lezen", "AVI", AVI, LEVEL, True),
    ("dmt", "DMT", "Cito", "technisch-lezen", "IV", BY_NUMERAL, SKILL, False),
    ("lvs-spelling", "Spelling (volgsysteem)", "Cito", "spelling", "IV", BY_NUMERAL, SKILL, True),
    ("lvs-rekenen", "Rekenen (volgsysteem)", "Cito", "rekenen", "IV", BY_NUMERAL, SKILL, True),
    ("methode-rekenen", "Rekenen, methodetoets", "", "rekenen", "", [], PERCENTAGE, False),
    ("methode-spelling", "Spelling, methodetoets", "", "spelling", "", [], PERCENTAGE, False),
    *LISTS,
]
FLEMISH: list[Row] = [
    ("lvs-vclb-lezen", "Begrijpend lezen (LVS)", "VCLB", "begrijpend-lezen", "AE", BY_LETTER, SKILL, True),
    ("avi", "AVI", "", "technisch-lezen", "AVI", AVI, LEVEL, True),
    ("lvs-vclb-spelling", "Spelling (LVS)", "VCLB", "spelling", "AE", BY_LETTER, SKILL, True),
    ("lvs-vclb-wiskunde", "Wiskunde (LVS)", "VCLB", "rekenen", "AE", BY_LETTER, SKILL, True),
    *LISTS,
]
MORE_DUTCH: list[Row] = [
    ("methode-lezen", "Begrijpend lezen, methodetoets", "", "begrijpend-lezen", "", [], PERCENTAGE, False),
    *(
        (f"iep-{code}", f"IEP {name}, groep 3–5", "IEP", subject, "", [], PERCENTAGE, False)
        for code, name, subject in (
            ("lezen", "lezen", "begrijpend-lezen"),
            ("taalverzorging", "taalverzorging", "spelling"),
            ("rekenen", "rekenen", "rekenen"),
        )
    ),
    ("iep-lezen-boven", "IEP lezen, groep 6–8", "IEP", "begrijpend-lezen", "RnTR", REFERENCE_LANGUAGE, SKILL, False),
    ("iep-taal-boven", "IEP taalverzorging, groep 6–8", "IEP", "spelling", "RnTR", REFERENCE_LANGUAGE, SKILL, False),
    ("iep-rekenen-boven", "IEP rekenen, groep 6–8", "IEP", "rekenen", "RnTR", REFERENCE_ARITHMETIC, SKILL, False),
    *(
        (f"{code}-{subject}", f"{provider} {name}", provider, subject, "", [], SKILL, False)
        for code, provider in (("dia", "Dia"), ("boom", "Boom"))
        for name, subject in (
            ("begrijpend lezen", "begrijpend-lezen"),
            ("spelling", "spelling"),
            ("rekenen", "rekenen"),
        )
    ),
    ("doorstroom-lezen", "Doorstroomtoets lezen", "", "begrijpend-lezen", "RnTR", REFERENCE_LANGUAGE, SKILL, False),
    ("doorstroom-taal", "Doorstroomtoets taalverzorging", "", "spelling", "RnTR", REFERENCE_LANGUAGE, SKILL, False),
    ("doorstroom-rekenen", "Doorstroomtoets rekenen", "", "rekenen", "RnTR", REFERENCE_ARITHMETIC, SKILL, False),
]
MORE_FLEMISH: list[Row] = [
    ("dudal-spelling", "DUDAL spelling", "", "spelling", "", [], SKILL, False),
    ("dudal-wiskunde", "DUDAL wiskunde", "", "rekenen", "", [], SKILL, False),
    ("methode-rekenen", "Rekenen, methodetoets", "", "rekenen", "", [], PERCENTAGE, False),
    ("methode-spelling", "Spelling, methodetoets", "", "spelling", "", [], PERCENTAGE, False),
]


def add_instruments(school: School) -> None:
    """Add the catalogue of the school's country: the usual tests in use, the others ready to be switched on."""
    subjects = {subject.code: subject for subject in Subject.objects.filter(school=school)}
    flemish = school.country == School.Country.FLANDERS
    rows = _instruments(school, subjects, FLEMISH if flemish else DUTCH, is_active=True)
    more = _instruments(school, subjects, MORE_FLEMISH if flemish else MORE_DUTCH, is_active=False)
    Instrument.objects.bulk_create([*rows, *more])


def _instruments(
    school: School, subjects: dict[str, Subject], rows: list[Row], *, is_active: bool
) -> Iterator[Instrument]:
    for code, name, provider, subject, level_type, levels, figure, is_main in rows:
        yield Instrument(
            school=school,
            code=code,
            name=name,
            provider=provider,
            subject=subjects[subject],
            level_type=level_type,
            levels=levels,
            figure=figure,
            is_main=is_main,
            is_active=is_active,
        )
