"""The hours of a school week, in minutes since midnight."""

import datetime as dt
import re
from dataclasses import dataclass

from gezien.schools.models import School

WEEKDAYS = (1, 2, 3, 4, 5)
WEDNESDAY = 3
Span = tuple[int, int]  # from, until


@dataclass(frozen=True, slots=True)
class Day:
    """One weekday: from when until when there is school, its breaks, and who is before the group (a key and a name)."""

    weekday: int
    start: int
    end: int
    breaks: tuple[Span, ...] = ()
    teacher: int | None = None
    teacher_name: str = ""


def minutes_of(time: dt.time) -> int:
    """Minutes since midnight."""
    return time.hour * 60 + time.minute


def time_of(minutes: int) -> dt.time:
    """The time so many minutes after midnight, the last minute of the day at most."""
    return dt.time(*divmod(max(0, min(minutes, 24 * 60 - 1)), 60))


def clock_words(minutes: int) -> str:
    """ "8:30"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def usual_week(country: str) -> dict[int, Day]:
    """What holds as long as a school wrote no hours of its own: until three, on Wednesday until half past twelve."""
    flemish = country == School.Country.FLANDERS
    lunch = (12 * 60, 13 * 60 + 10) if flemish else (12 * 60, 12 * 60 + 30)
    start, end, short = 8 * 60 + 30, (15 * 60 + 30 if flemish else 15 * 60), (12 * 60 if flemish else 12 * 60 + 30)
    morning = (10 * 60 + 15, 10 * 60 + 30)
    return {
        day: Day(day, start, short, (morning,)) if day == WEDNESDAY else Day(day, start, end, (morning, lunch))
        for day in WEEKDAYS
    }


def parse_breaks(text: str) -> tuple[Span, ...]:
    """The breaks as typed: "10:15-10:30, 12.00 – 12.30". Raises `ValueError` for anything else."""
    spans = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;]| en ", text))):
        times = re.fullmatch(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})", part)
        if times is None:
            raise ValueError(part)
        hour, minute, until_hour, until_minute = map(int, times.groups())
        start, end = hour * 60 + minute, until_hour * 60 + until_minute
        if not (minute < 60 > until_minute and 0 < start < end < 24 * 60):
            raise ValueError(part)
        spans.append((start, end))
    return tuple(sorted(spans))


def breaks_text(breaks: tuple[Span, ...]) -> str:
    """As they are stored and typed: "10:15-10:30, 12:00-12:30"."""
    return ", ".join(f"{clock_words(start)}-{clock_words(end)}" for start, end in breaks)
