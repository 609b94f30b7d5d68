"""What the school agreed. No pupil data."""

from gezien.quality.models.ambition import Ambition
from gezien.quality.models.lines import GoalImport, LearningGoal, LearningLine

__all__ = ["Ambition", "GoalImport", "LearningGoal", "LearningLine"]
