"""Reads of group plans: the sheet that page, PDF and review share, and what a new plan starts from."""

from gezien.plans.queries.basis import Basis, gather
from gezien.plans.queries.contents import contents as snapshot
from gezien.plans.queries.crucial import crucial_goals
from gezien.plans.queries.goals import KnownGoal, carry_over, first_goal, goals_of, removed_goals
from gezien.plans.queries.group import group_plans, plans_of_group, with_names
from gezien.plans.queries.proposal import propose, propose_general
from gezien.plans.queries.sheet import Sheet, plan_sheet
from gezien.plans.queries.start import starting_point

__all__ = [
    "Basis",
    "KnownGoal",
    "Sheet",
    "carry_over",
    "crucial_goals",
    "first_goal",
    "gather",
    "goals_of",
    "group_plans",
    "plan_sheet",
    "plans_of_group",
    "propose",
    "propose_general",
    "removed_goals",
    "snapshot",
    "starting_point",
    "with_names",
]
