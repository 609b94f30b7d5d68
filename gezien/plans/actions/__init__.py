"""Writes of the plans app, one module for each noun."""

from gezien.plans.actions.education import follow_education_plan
from gezien.plans.actions.goals import (
    COUNTED,
    WRITTEN,
    add_goal,
    move_goal,
    remove_goal,
    restore_goal,
    save_goal,
    write_goals,
)
from gezien.plans.actions.merging import Overlap
from gezien.plans.actions.plans import (
    NUMBERS,
    STEPS,
    CannotPlan,
    add_row,
    change_status,
    discard_plan,
    neighbours,
    save_general,
    save_row,
    start_plan,
    state_of,
)
from gezien.plans.actions.sessions import forget_session, note_pupil, record_session
from gezien.plans.actions.substitute import save_substitute_sheet
from gezien.plans.actions.versions import ADJUSTABLE, adjust_plan, finish_adjusting
from gezien.plans.actions.week import (
    fill_week,
    forget_hours,
    move_slot,
    place_slot,
    save_hours,
    take_off,
    undo_steps,
)

__all__ = [
    "ADJUSTABLE",
    "COUNTED",
    "NUMBERS",
    "STEPS",
    "WRITTEN",
    "CannotPlan",
    "Overlap",
    "add_goal",
    "add_row",
    "adjust_plan",
    "change_status",
    "discard_plan",
    "fill_week",
    "finish_adjusting",
    "follow_education_plan",
    "forget_hours",
    "forget_session",
    "move_goal",
    "move_slot",
    "neighbours",
    "note_pupil",
    "place_slot",
    "record_session",
    "remove_goal",
    "restore_goal",
    "save_general",
    "save_goal",
    "save_hours",
    "save_row",
    "save_substitute_sheet",
    "start_plan",
    "state_of",
    "take_off",
    "undo_steps",
    "write_goals",
]
