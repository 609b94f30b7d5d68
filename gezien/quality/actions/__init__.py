"""Writes of what the school agreed. Each asks the rule, changes, logs what it was."""

from gezien.quality.actions.agreed import add_ambition, change_ambition, fingerprint, remove_ambition, set_periods

__all__ = ["add_ambition", "change_ambition", "fingerprint", "remove_ambition", "set_periods"]
