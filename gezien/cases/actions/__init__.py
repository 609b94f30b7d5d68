"""Writes of cases. Each asks the rule, changes, logs."""

from gezien.cases.actions.cases import AlreadyOpen, discussed, register_case, save_part

__all__ = ["AlreadyOpen", "discussed", "register_case", "save_part"]
