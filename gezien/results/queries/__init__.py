"""Reads of results. Overview, file, signals and figures use `scores`; callers pass pupils they have been allowed."""

from gezien.results.queries.scores import AMONG_PEERS, Score, recent_scores, school_instruments

__all__ = ["AMONG_PEERS", "Score", "recent_scores", "school_instruments"]
