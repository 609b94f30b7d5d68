"""Writes of the plans app, one module for each noun."""

from gezien.plans.actions.plans import (
    NUMBERS,
    STEPS,
    CannotPlan,
    Overlap,
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

__all__ = [
    "NUMBERS",
    "STEPS",
    "CannotPlan",
    "Overlap",
    "add_row",
    "change_status",
    "discard_plan",
    "forget_session",
    "neighbours",
    "note_pupil",
    "record_session",
    "save_general",
    "save_row",
    "start_plan",
    "state_of",
]
