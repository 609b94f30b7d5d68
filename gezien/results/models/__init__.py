"""Models of the results app."""

from gezien.results.models.analysis import Analysis, AnalysisChange
from gezien.results.models.delivery import Delivery, ResultChange, Withdrawal
from gezien.results.models.instrument import Instrument
from gezien.results.models.mastery import Mastery
from gezien.results.models.norm import NormBand, NormTable
from gezien.results.models.questionnaires import (
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireDomain,
    QuestionnaireItem,
    QuestionnaireRound,
)
from gezien.results.models.result import Result
from gezien.results.models.settings import ResultSettings
from gezien.results.models.window import TestWindow, moment_of

__all__ = [
    "Analysis",
    "AnalysisChange",
    "Delivery",
    "Instrument",
    "Mastery",
    "NormBand",
    "NormTable",
    "Questionnaire",
    "QuestionnaireAnswer",
    "QuestionnaireDomain",
    "QuestionnaireItem",
    "QuestionnaireRound",
    "Result",
    "ResultChange",
    "ResultSettings",
    "TestWindow",
    "Withdrawal",
    "moment_of",
]
