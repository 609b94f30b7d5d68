"""School days of the demo: what happened lies before the week of `cast.TODAY`, whatever day the demo is opened on."""

import datetime as dt
import random

# The demo opens in the week of Monday 1 February 2027: nothing that has happened is later than the Friday before.
LAST_DAY = dt.date(2027, 1, 29)
# Holidays this and the last two school years: first and last free day.
HOLIDAYS = [
    (dt.date(2024, 10, 26), dt.date(2024, 11, 3)),
    (dt.date(2024, 12, 21), dt.date(2025, 1, 5)),
    (dt.date(2025, 2, 22), dt.date(2025, 3, 2)),
    (dt.date(2025, 4, 19), dt.date(2025, 5, 4)),
    (dt.date(2025, 7, 5), dt.date(2025, 8, 17)),
    (dt.date(2025, 10, 18), dt.date(2025, 10, 26)),
    (dt.date(2025, 12, 20), dt.date(2026, 1, 4)),
    (dt.date(2026, 2, 21), dt.date(2026, 3, 1)),
    (dt.date(2026, 4, 25), dt.date(2026, 5, 10)),
    (dt.date(2026, 7, 4), dt.date(2026, 8, 23)),
    (dt.date(2026, 10, 17), dt.date(2026, 10, 25)),
    (dt.date(2026, 12, 19), dt.date(2027, 1, 3)),
    (dt.date(2027, 4, 24), dt.date(2027, 5, 9)),
    (dt.date(2027, 7, 17), dt.date(2027, 8, 29)),
]


def is_school_day(day: dt.date) -> bool:
    """Monday to Friday, outside the holidays."""
    return day.weekday() < 5 and not any(first <= day <= last for first, last in HOLIDAYS)


def school_day(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    """A random school day between these two, both included; the first is taken when there is none."""
    last = min(last, LAST_DAY)
    day = first + dt.timedelta(days=chance.randrange((last - first).days + 1)) if last > first else first
    while not is_school_day(day) and day < last:
        day += dt.timedelta(days=1)
    while not is_school_day(day) and day > first:
        day -= dt.timedelta(days=1)
    return day
