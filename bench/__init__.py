"""Measurements: `make bench` for the pages, `python -m bench.servers` for the choice of the server."""

from collections.abc import Iterable


def show(rows: Iterable[dict] | None) -> None:
    """Print one line for each figure with its budget: {"what", "measured", "unit", "budget"}."""
    for row in rows or ():
        budget, measured = row.get("budget"), row["measured"]
        figure = f"{measured:.2f}" if isinstance(measured, float) else str(measured)
        verdict = "" if budget is None else f"  at most {budget:g}" + ("" if measured <= budget else "  OVER")
        if budget is not None and row.get("least"):
            verdict = f"  at least {budget:g}" + ("" if measured >= budget else "  UNDER")
        print(f"{row['what']:<48} {figure:>8} {row['unit']:<3}{verdict}")
