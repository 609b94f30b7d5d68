"""Models of the plans app."""

from gezien.plans.models.change import PlanRowChange
from gezien.plans.models.goal import Goal, GoalChange
from gezien.plans.models.group_plan import GroupPlan, PlanRow
from gezien.plans.models.handover import (
    Handover,
    HandoverChange,
    HandoverLine,
    HandoverQuestion,
    HandoverReceiver,
)
from gezien.plans.models.individual import (
    IndividualEvaluation,
    IndividualPlan,
    IndividualPlanSettings,
    IndividualPlanVersion,
    PlanSupport,
)
from gezien.plans.models.outcome import GoalOutcome, OutcomeStep
from gezien.plans.models.reflection import PlanReflection, RowReflection
from gezien.plans.models.session import Session
from gezien.plans.models.share import PlanAnswer, ShareLink
from gezien.plans.models.substitute import SubstituteSheet, SubstituteTip
from gezien.plans.models.version import PlanVersion
from gezien.plans.models.week import SchoolDay, SchoolWeek, Slot, Weekday

__all__ = [
    "Goal",
    "GoalChange",
    "GoalOutcome",
    "GroupPlan",
    "Handover",
    "HandoverChange",
    "HandoverLine",
    "HandoverQuestion",
    "HandoverReceiver",
    "IndividualEvaluation",
    "IndividualPlan",
    "IndividualPlanSettings",
    "IndividualPlanVersion",
    "OutcomeStep",
    "PlanAnswer",
    "PlanReflection",
    "PlanRow",
    "PlanRowChange",
    "PlanSupport",
    "PlanVersion",
    "RowReflection",
    "SchoolDay",
    "SchoolWeek",
    "Session",
    "ShareLink",
    "Slot",
    "SubstituteSheet",
    "SubstituteTip",
    "Weekday",
]
