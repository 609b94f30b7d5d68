"""The words of the Edu-V Results API 2.1 (scoreType, resultType): what a score or reference score may be called.

Meanings of CAE, CIV and LA are not established; they are stored and shown under their code (domain.md §2.3, §8).
"""

from django.utils.translation import gettext_lazy as _

SCORE_TYPES = (
    "DurationInSeconds",
    "NumberCorrect",
    "NumberIncorrect",
    "NumberItems",
    "PercentageCorrect",
    "ScorePoints",
    "SkillScore",
)
RESULT_TYPES = (
    "AE",
    "AVI",
    "CAE",
    "CIV",
    "CPercentiel",
    "DLE",
    "EducationLevel",
    "FunctioningLevel",
    "Grade0-10",
    "Grade0.0-10.0",
    "IV",
    "LA",
    "LGH",
    "OVG",
    "PassOrFail",
    "Percentiel",
    "RnERK",
    "RnTR",
)

# Ordered levels of common kinds, from highest to lowest (domain: bounds differ by norm table and are not kept here).
BY_NUMERAL = ["I", "II", "III", "IV", "V"]
BY_LETTER = ["A", "B", "C", "D", "E"]
AVI = ["Plus", "E7", "M7", "E6", "M6", "E5", "M5", "E4", "M4", "E3", "M3", "Start"]
REFERENCE_LANGUAGE = ["2F", "1F", "<1F"]
REFERENCE_ARITHMETIC = ["1S", "1F", "<1F"]

# What "the level" of a test may be: code → in words. The codes without words stand for themselves.
LEVEL_TYPES = {
    "IV": _("level I–V"),
    "AE": _("level A–E"),
    "AVI": _("AVI level"),
    "RnTR": _("reference level"),
    "LGH": _("low, average, high"),
    "FunctioningLevel": _("functioning level"),
    "EducationLevel": _("school advice"),
    "PassOrFail": _("passed or not"),
    "OVG": "OVG",
    "RnERK": "ERK",
    "CAE": "CAE",
    "CIV": "CIV",
    "LA": "LA",
}
