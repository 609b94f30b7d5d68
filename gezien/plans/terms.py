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


def is_free(day: dt.date, holidays: Iterable[Holiday]) -> bool:
    """Whether there is no school: a weekend, a holiday, a free day."""
    return day.isoweekday() > 5 or any(first <= day <= last for first, last in holidays)


def school_day_from(day: dt.date, holidays: Iterable[Holiday] = ()) -> dt.date:
    """The day itself, or the first one after it with school: no weekend, no holiday."""
    return _school_day(day, holidays, step=1)


def school_day_until(day: dt.date, holidays: Iterable[Holiday] = ()) -> dt.date:
    """The day itself, or the last one before it with school: no weekend, no holiday."""
    return _school_day(day, holidays, step=-1)


def due_before(event: dt.date, days: int, today: dt.date, holidays: Iterable[Holiday] = ()) -> dt.date:
    """By when something is ready that is due so many days before an event: the last school day by then.

    As long as the event is to come it is no day that is gone. Else it is, whichever is still there first: the first
    school day after the term, the last one before the event, or the day of the event itself.
    """
    free, term = list(holidays), event - dt.timedelta(days=days)
    in_time = school_day_until(term, free)
    if event < today:
        return in_time
    late = school_day_until(event - dt.timedelta(days=1), free)
    return next((day for day in (in_time, school_day_from(term, free), late) if today <= day < event), event)


def _school_day(day: dt.date, holidays: Iterable[Holiday], *, step: int) -> dt.date:
    """The first school day, going on or back; the last day looked at when the school is free for ever."""
    free = list(holidays)
    for _number in range(LONGEST_HOLIDAY):
        if not is_free(day, free):
            break
        day += dt.timedelta(days=step)
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
