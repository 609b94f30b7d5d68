"""Writes of the schools app: schools and years, the staff list, accounts and roles."""

from gezien.schools.actions.accounts import (
    block_account,
    change_own_password,
    check_username,
    create_account,
    end_role,
    give_role,
    reset_password,
    switch_coach,
    unblock_account,
)
from gezien.schools.actions.schools import create_school, ensure_year, free_slug
from gezien.schools.actions.staff import add_person, appoint_administrator, change_person

__all__ = [
    "add_person",
    "appoint_administrator",
    "block_account",
    "change_own_password",
    "change_person",
    "check_username",
    "create_account",
    "create_school",
    "end_role",
    "ensure_year",
    "free_slug",
    "give_role",
    "reset_password",
    "switch_coach",
    "unblock_account",
]
