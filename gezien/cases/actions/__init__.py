"""Writes of cases. Each asks the rule, changes, logs."""

from gezien.cases.actions.cases import (
    AlreadyOpen,
    ask_effect_on,
    change_case,
    close_case,
    discussed,
    register_case,
    reopen_case,
    save_part,
    withdraw_case,
)
from gezien.cases.actions.effects import record_effect, remove_effect
from gezien.cases.actions.links import (
    CannotSet,
    agree,
    hold_learning_talk,
    join,
    link_need,
    plan_talk,
    set_need,
    talk_before,
    talks_after_follow,
    talks_follow,
)
from gezien.cases.actions.questions import add_question, change_question, retire_question

__all__ = [
    "AlreadyOpen",
    "CannotSet",
    "add_question",
    "agree",
    "ask_effect_on",
    "change_case",
    "change_question",
    "close_case",
    "discussed",
    "hold_learning_talk",
    "join",
    "link_need",
    "plan_talk",
    "record_effect",
    "register_case",
    "remove_effect",
    "reopen_case",
    "retire_question",
    "save_part",
    "set_need",
    "talk_before",
    "talks_after_follow",
    "talks_follow",
    "withdraw_case",
]
