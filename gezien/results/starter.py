"""The catalogue a new school starts from: common tests with their kinds of score. Norms are not shipped.

Levels are ordered from highest to lowest. Codes of `level_type` follow the Edu-V result types (Results API 2.1).
"""

from gezien.results.models import Instrument
from gezien.schools.models import School, Subject

ROMAN = ["I", "II", "III", "IV", "V"]
LETTERS = ["A", "B", "C", "D", "E"]
AVI = ["Plus", "E7", "M7", "E6", "M6", "E5", "M5", "E4", "M4", "E3", "M3", "Start"]
SKILL, PERCENTAGE, LEVEL = (
    Instrument.Figure.SKILL_SCORE,
    Instrument.Figure.PERCENTAGE,
    Instrument.Figure.LEVEL,
)

# code, name, provider, subject code, level type, levels, figure, is main
DUTCH = [
    (
        "lvs-begrijpend-lezen",
        "Begrijpend lezen (volgsysteem)",
        "Cito",
        "begrijpend-lezen",
        "IV",
        ROMAN,
        SKILL,
        True,
    ),
    ("avi", "AVI", "Cito", "technisch-lezen", "AVI", AVI, LEVEL, True),
    ("dmt", "DMT", "Cito", "technisch-lezen", "IV", ROMAN, SKILL, False),
    (
        "lvs-spelling",
        "Spelling (volgsysteem)",
        "Cito",
        "spelling",
        "IV",
        ROMAN,
        SKILL,
        True,
    ),
    (
        "lvs-rekenen",
        "Rekenen (volgsysteem)",
        "Cito",
        "rekenen",
        "IV",
        ROMAN,
        SKILL,
        True,
    ),
    (
        "methode-rekenen",
        "Rekenen, methodetoets",
        "",
        "rekenen",
        "",
        [],
        PERCENTAGE,
        False,
    ),
    (
        "methode-spelling",
        "Spelling, methodetoets",
        "",
        "spelling",
        "",
        [],
        PERCENTAGE,
        False,
    ),
    (
        "werkhouding",
        "Werkhouding, lijst",
        "",
        "werkhouding",
        "AE",
        LETTERS,
        LEVEL,
        True,
    ),
    (
        "sociaal-emotioneel",
        "Sociaal-emotioneel, lijst",
        "",
        "sociaal-emotioneel",
        "AE",
        LETTERS,
        LEVEL,
        True,
    ),
]
FLEMISH = [
    (
        "lvs-vclb-lezen",
        "Begrijpend lezen (LVS)",
        "VCLB",
        "begrijpend-lezen",
        "AE",
        LETTERS,
        SKILL,
        True,
    ),
    ("avi", "AVI", "", "technisch-lezen", "AVI", AVI, LEVEL, True),
    (
        "lvs-vclb-spelling",
        "Spelling (LVS)",
        "VCLB",
        "spelling",
        "AE",
        LETTERS,
        SKILL,
        True,
    ),
    (
        "lvs-vclb-wiskunde",
        "Wiskunde (LVS)",
        "VCLB",
        "rekenen",
        "AE",
        LETTERS,
        SKILL,
        True,
    ),
    (
        "werkhouding",
        "Werkhouding, lijst",
        "",
        "werkhouding",
        "AE",
        LETTERS,
        LEVEL,
        True,
    ),
    (
        "sociaal-emotioneel",
        "Sociaal-emotioneel, lijst",
        "",
        "sociaal-emotioneel",
        "AE",
        LETTERS,
        LEVEL,
        True,
    ),
]


def add_instruments(school: School) -> None:
    """Add the catalogue of the school's country."""
    subjects = {subject.code: subject for subject in Subject.objects.filter(school=school)}
    rows = FLEMISH if school.country == School.Country.FLANDERS else DUTCH
    Instrument.objects.bulk_create(
        Instrument(
            school=school,
            code=code,
            name=name,
            provider=provider,
            subject=subjects[subject],
            level_type=level_type,
            levels=levels,
            figure=figure,
            is_main=is_main,
        )
        for code, name, provider, subject, level_type, levels, figure, is_main in rows
    )
