"""Writes of results, one file for each noun."""

from gezien.results.actions.deliveries import (
    CannotUndo,
    NewResult,
    Tally,
    compare,
    deliver_results,
    one_at_a_time,
    undo_delivery,
)
from gezien.results.actions.removing import BATCH
from gezien.results.actions.withdrawals import withdraw_results

__all__ = [
    "BATCH",
    "CannotUndo",
    "NewResult",
    "Tally",
    "compare",
    "deliver_results",
    "one_at_a_time",
    "undo_delivery",
    "withdraw_results",
]
