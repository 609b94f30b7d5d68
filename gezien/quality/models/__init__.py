"""What the school agreed. No pupil data."""

from gezien.quality.models.ambition import Ambition
from gezien.quality.models.education_plan import EducationPlan, EducationPlanRow, EducationPlanVersion
from gezien.quality.models.lines import GoalImport, LearningGoal, LearningLine

__all__ = [
    "Ambition",
    "EducationPlan",
    "EducationPlanRow",
    "EducationPlanVersion",
    "GoalImport",
    "LearningGoal",
    "LearningLine",
]
