"""Writes of results, one file for each noun."""

from gezien.results.actions.deliveries import (
    CannotUndo,
    NewResult,
    Tally,
    compare,
    deliver_results,
    undo_delivery,
)

__all__ = ["CannotUndo", "NewResult", "Tally", "compare", "deliver_results", "undo_delivery"]
