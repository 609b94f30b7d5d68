"""The time of a point of the agenda, as the module `gezien/clock` counts it."""

import datetime as dt
from typing import Any

from gezien.meetings.models import AgendaItem


def clock_of(item: AgendaItem) -> dict[str, Any]:
    """`planned` minutes (0: no limit), `runs`, and of the two the one that holds: `ends_at` in milliseconds since 1970
    while it runs, `left` in milliseconds while it stands still; both None without a limit.
    """
    left = dt.timedelta(minutes=item.minutes_planned) - dt.timedelta(seconds=item.seconds_spent)
    runs = item.started_at is not None
    ends_at = int((item.started_at + left).timestamp() * 1000) if item.started_at and item.minutes_planned else None
    return {
        "planned": item.minutes_planned,
        "runs": runs,
        "ends_at": ends_at,
        "left": int(left.total_seconds() * 1000) if item.minutes_planned and not runs else None,
    }


def spent_minutes(item: AgendaItem) -> int:
    """How many whole minutes a point took, when its clock stands still."""
    return round(item.seconds_spent / 60)
