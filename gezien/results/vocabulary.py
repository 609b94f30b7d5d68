"""The words of the Edu-V Results API 2.1 (scoreType, resultType): what a score or reference score may be called.

Meanings of CAE, CIV and LA are not established; they are stored and shown under their code (domain.md §2.3, §8).
"""

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
