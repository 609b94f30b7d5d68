"""Models of the plans app."""

from gezien.plans.models.change import PlanRowChange
from gezien.plans.models.group_plan import GroupPlan, PlanRow
from gezien.plans.models.session import Session

__all__ = ["GroupPlan", "PlanRow", "PlanRowChange", "Session"]
