"""What a score or reference score may be called: the words of the Edu-V Results API 2.1 (scoreType, resultType), and of
the OSO list of reference scores those that Edu-V has no word for. IQ and DQ stay out: they have no place in this file.

Meanings of CAE, CIV and LA are not established; they are stored and shown under their code (domain.md §2.3, §8).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    "T-score",
    "C-score",
    "Stanine",
    "Standaardscore",
)

# Ordered levels of common kinds, from highest to lowest (domain: bounds differ by norm table and are not kept here).
BY_NUMERAL = ("I", "II", "III", "IV", "V")
BY_LETTER = ("A", "B", "C", "D", "E")
AVI = ("Plus", "E7", "M7", "E6", "M6", "E5", "M5", "E4", "M4", "E3", "M3", "Start")
REFERENCE_LANGUAGE = ("2F", "1F", "<1F")
REFERENCE_ARITHMETIC = ("1S", "1F", "<1F")
FOCUS_PO = ("uitdaging", "basis", "ondersteuning")

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

# Raw scores in words, as a school chooses them and as they head a column.
SCORES_IN_WORDS = {
    "NumberCorrect": _("number correct"),
    "NumberIncorrect": _("number of mistakes"),
    "NumberItems": _("number of items"),
    "PercentageCorrect": _("percentage correct"),
    "ScorePoints": _("points"),
    "SkillScore": _("skill score"),
    "DurationInSeconds": _("seconds"),
}
# Reference scores that may stand beside the level, in words; the other codes stand for themselves.
REFERENCES_IN_WORDS = {
    **LEVEL_TYPES,
    "DLE": "DLE",
    "Percentiel": _("percentile"),
    "CPercentiel": _("C percentile"),
    "Grade0-10": _("whole grade"),
    "Grade0.0-10.0": _("grade"),
    "T-score": _("T score"),
    "C-score": _("C score"),
    "Stanine": _("stanine"),
    "Standaardscore": _("standard score"),
}


def in_words(code: str) -> str:
    """ "number correct, kaart 1" for "NumberCorrect:kaart 1"; a code without words stands for itself."""
    kind, _colon, part = code.partition(":")
    words = str(SCORES_IN_WORDS.get(kind) or REFERENCES_IN_WORDS.get(kind) or kind)
    return ", ".join(filter(None, (words, part)))


# What stands above a narrow column, where a word may have to break.
HEADS = {
    "SkillScore": pgettext_lazy("above a column", "skill score"),
    "PercentageCorrect": pgettext_lazy("above a column", "percentage correct"),
    "GoalsMastered": pgettext_lazy("above a column", "goals mastered"),
    "FunctioningLevel": pgettext_lazy("above a column", "functioning level"),
    "RnTR": pgettext_lazy("above a column", "reference level"),
    "Standaardscore": pgettext_lazy("above a column", "standard score"),
}
