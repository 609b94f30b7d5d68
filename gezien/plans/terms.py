"""Counting the school's terms: weeks that skip the holidays, and months. Plain days in, a day out."""

import calendar
import datetime as dt
from collections.abc import Iterable

Holiday = tuple[dt.date, dt.date]
LONGEST_HOLIDAY = 120  # days
MOST_DAYS = 3 * 366  # a school that is free for ever has no terms


def weeks_after(start: dt.date, weeks: int, holidays: Iterable[Holiday] = ()) -> dt.date:
    """The last day of a term of so many weeks that begins on the day after `start`; days of a holiday do not count."""
    free, left, day = list(holidays), weeks * 7, start
    last = start + dt.timedelta(days=MOST_DAYS)
    while left and day < last:
        day += dt.timedelta(days=1)
        left -= not any(first <= day <= until for first, until in free)
    return day


def school_day_from(day: dt.date, holidays: Iterable[Holiday] = ()) -> dt.date:
    """The day itself, or the first one after it with school: no weekend, no holiday."""
    free, last = list(holidays), day + dt.timedelta(days=LONGEST_HOLIDAY)
    while day < last and (day.isoweekday() > 5 or any(first <= day <= until for first, until in free)):
        day += dt.timedelta(days=1)
    return day


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last day of that month: 31 January → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_holiday(line: str) -> Holiday:
    """First and last day as typed: "17-10-2026 – 25-10-2026"; one date is one free day. Words beside them do not count.

    Raises `ValueError` for anything else.
    """
    days = []
    for word in line.replace("–", " ").replace("t/m", " ").split():
        try:
            days.append(dt.datetime.strptime(word, "%d-%m-%Y").date())  # noqa: DTZ007 - a day without a time
        except ValueError:
            continue
    if len(days) not in (1, 2) or days[-1] < days[0] or (days[-1] - days[0]).days > LONGEST_HOLIDAY:
        raise ValueError(line)
    return days[0], days[-1]
