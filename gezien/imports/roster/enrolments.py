"""From which day to which day a pupil is in which group, when a file says where the pupil is now.

Pure reckoning on rows: nothing is read or written here. An enrolment ends, it is never deleted; one that has not begun
yet may still be pointed at another group.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import SchoolYear

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """The school year of the file, the day on which the import is judged, and whether that year is over."""

    year: SchoolYear
    on: dt.date
    is_past: bool = False

    @property
    def day(self) -> dt.date:
        """The day of a change within the year: today, or the nearest day of the year."""
        return min(max(self.on, self.year.starts_on), self.year.ends_on)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the file has a pupil.

    `group` None: the file names no base group, the pupil stays where they are. `composites` None: the file knows no
    composite groups. `left_on`: the last day at school.
    """

    group: Group | None
    composites: list[Group] | None
    admitted_on: dt.date | None = None
    left_on: dt.date | None = None

    def first_day(self, year: SchoolYear) -> dt.date:
        """The year's first day, or the later day on which the pupil came."""
        return min(max(year.starts_on, self.admitted_on or year.starts_on), year.ends_on)


@dataclass(slots=True)
class Steps:
    """What has to happen to one pupil's enrolments."""

    pupil: Pupil
    rows: list[Enrolment]
    added: list[Enrolment] = field(default_factory=list)
    changed: list[Enrolment] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)

    def add(self, group: Group, start: dt.date, end: dt.date | None) -> None:
        """A new enrolment, or the one of that day taken up again; none when it would end before it begins."""
        if again := self.row_of(group, start):
            self.end(again, end)
        elif end is None or start <= end:
            school = self.pupil.school_id
            self.added.append(Enrolment(school_id=school, pupil=self.pupil, group=group, starts_on=start, ends_on=end))

    def row_of(self, group: Group, start: dt.date) -> Enrolment | None:
        """The enrolment in this group that begins on this day; there is one at most."""
        return next(
            (row for row in self.rows if group.pk and row.group_id == group.pk and row.starts_on == start), None
        )

    def end(self, row: Enrolment, day: dt.date | None, **values: Any) -> None:
        """Let a row end on a day (never before it began; None: open), and remember it when that makes a difference."""
        values["ends_on"] = None if day is None else max(row.starts_on, day)
        if all(getattr(row, name) == value for name, value in values.items()):
            return
        for name, value in values.items():
            setattr(row, name, value)
        if row not in self.changed:
            self.changed.append(row)


def steer(pupil: Pupil, rows: list[Enrolment], when: When, wanted: Wanted) -> Steps:
    """The steps that bring a pupil's enrolments (`rows`, with their group and its year) to what the file says.

    A file of a year that is over adds what is not known of that year, and changes nothing.
    """
    steps = Steps(pupil, rows)
    base = [row for row in rows if not row.group.is_composite]
    later = [row.starts_on for row in base if _year_of(row) > when.year.starts_on]
    start = wanted.first_day(when.year)
    end = min((day for day in (min(later) - DAY if later else None, wanted.left_on) if day), default=None)
    if when.is_past:
        if wanted.group is not None and not _of_year(base, when.year):
            steps.add(wanted.group, start, min(end or when.year.ends_on, when.year.ends_on))
        return steps
    if wanted.group is not None:
        _place(steps, when, wanted.group, start, end)
    if wanted.composites is not None:
        _join(steps, when, wanted.composites, max(start, when.day) if _of_year(rows, when.year) else start, end)
    _close_earlier(steps, when.year)
    if wanted.left_on:
        _leave(steps, wanted.left_on)
    return steps


def _year_of(row: Enrolment) -> dt.date:
    return row.group.year.starts_on


def _of_year(rows: Iterable[Enrolment], year: SchoolYear) -> list[Enrolment]:
    return [row for row in rows if _year_of(row) == year.starts_on]


def _place(steps: Steps, when: When, group: Group, start: dt.date, end: dt.date | None) -> None:
    """In the base group: stay, come in, come back, or move."""
    base = [row for row in _of_year(steps.rows, when.year) if not row.group.is_composite]
    standing = [row for row in base if _stands(row, when.day)]
    here = [row for row in standing if row.group_id == group.pk]
    current = (here or standing)[-1] if standing else None
    for row in standing:
        if row is not current:
            steps.end(row, when.day - DAY)
    if current is None:
        if base:  # came back: from the new day of admission, else from today
            gone = max(row.ends_on for row in base if row.ends_on)
            start = start if start > gone else max(gone + DAY, when.day)
        steps.add(group, start, end)
    elif here:
        steps.end(current, end)
    elif current.starts_on >= when.day and not steps.row_of(group, current.starts_on):
        # It has not begun, so it may still point at another group.
        steps.end(current, end, group_id=group.pk, group=group)
    else:
        steps.end(current, when.day - DAY)
        steps.add(group, max(when.day, current.starts_on), end)


def _join(steps: Steps, when: When, wanted: list[Group], start: dt.date, end: dt.date | None) -> None:
    """In the composite groups of the file, and out of the others of this year."""
    rows = [row for row in _of_year(steps.rows, when.year) if row.group.is_composite]
    standing = {row.group_id: row for row in rows if _stands(row, when.day)}
    for group in wanted:
        if row := standing.pop(group.pk, None):
            steps.end(row, end)
        else:
            steps.add(group, start, end)
    for row in standing.values():
        steps.end(row, when.day - DAY)


def _leave(steps: Steps, left_on: dt.date) -> None:
    """Every enrolment ends on the pupil's last day."""
    for row in steps.rows:
        if row.ends_on is None or row.ends_on > left_on:
            steps.end(row, left_on)


def _close_earlier(steps: Steps, year: SchoolYear) -> None:
    """Enrolments of earlier years end on the day before the pupil's first day in a base group of this year."""
    begun = [row.starts_on for row in _of_year([*steps.rows, *steps.added], year) if not row.group.is_composite]
    if not begun:
        return
    for row in steps.rows:
        if _year_of(row) < year.starts_on and (row.ends_on is None or row.ends_on >= min(begun)):
            steps.end(row, min(begun) - DAY)


def _stands(row: Enrolment, on: dt.date) -> bool:
    """Whether the enrolment has not ended before this day."""
    return row.ends_on is None or row.ends_on >= on
