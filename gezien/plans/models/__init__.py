"""Models of the plans app."""

from gezien.plans.models.change import PlanRowChange
from gezien.plans.models.group_plan import GroupPlan, PlanRow
from gezien.plans.models.handover import (
    Handover,
    HandoverChange,
    HandoverLine,
    HandoverQuestion,
    HandoverReceiver,
)
from gezien.plans.models.reflection import PlanReflection, RowReflection
from gezien.plans.models.session import Session

__all__ = [
    "GroupPlan",
    "Handover",
    "HandoverChange",
    "HandoverLine",
    "HandoverQuestion",
    "HandoverReceiver",
    "PlanReflection",
    "PlanRow",
    "PlanRowChange",
    "RowReflection",
    "Session",
]
