"""What the school agreed. No pupil data."""

from gezien.quality.models.ambition import Ambition
from gezien.quality.models.card import CardComment, CardEvaluation, QualityCard, QualityCardVersion
from gezien.quality.models.education_plan import (
    EducationPlan,
    EducationPlanReading,
    EducationPlanRow,
    EducationPlanVersion,
)
from gezien.quality.models.final_test import FinalTestOutcome, InspectionValues
from gezien.quality.models.lines import GoalImport, LearningGoal, LearningLine

__all__ = [
    "Ambition",
    "CardComment",
    "CardEvaluation",
    "EducationPlan",
    "EducationPlanReading",
    "EducationPlanRow",
    "EducationPlanVersion",
    "FinalTestOutcome",
    "GoalImport",
    "InspectionValues",
    "LearningGoal",
    "LearningLine",
    "QualityCard",
    "QualityCardVersion",
]
