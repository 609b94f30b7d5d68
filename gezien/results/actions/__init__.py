"""Writes of results, one file for each noun."""

from gezien.results.actions.deliveries import (
    BATCH,
    CannotUndo,
    NewResult,
    Tally,
    compare,
    deliver_results,
    undo_delivery,
)

__all__ = ["BATCH", "CannotUndo", "NewResult", "Tally", "compare", "deliver_results", "undo_delivery"]
