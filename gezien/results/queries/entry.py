"""Reads of the entry grid: the pupils of a group with what they have for one test at one moment."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import number_format

from gezien.common import clock
from gezien.pupils.models import Group
from gezien.pupils.rules import editable_pupils
from gezien.results.models import Delivery, Instrument, Result, TestWindow, moment_of
from gezien.results.queries.calendar import Enrolled, enrolled
from gezien.schools.rules import Member

# Saves within this time of the first belong to one round, and are undone as one.
ROUND = dt.timedelta(hours=1)
UNDO_WITHIN = dt.timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """What is entered: one test at one moment in one group. `part` is "B", "M", "E", or a moment of one's own."""

    group: Group
    instrument: Instrument
    part: str

    @property
    def key(self) -> str:
        """As a delivery keeps it."""
        return f"{self.group.pk}:{self.instrument.pk}:{self.part}"

    @property
    def is_part(self) -> bool:
        """Whether the moment follows from each pupil's year group."""
        return self.part in TestWindow.Part.values

    def moment(self, year_group: str, country: str) -> str:
        """The moment of a pupil: "M5", or the same for all."""
        return moment_of(self.part, year_group, country) if self.is_part else self.part

    def holds(self, result: Result) -> bool:
        """Whether a result of the group's school year belongs to this entry."""
        return result.moment.startswith(self.part) if self.is_part else result.moment == self.part


@dataclass(frozen=True)
class EntryRow:
    """A pupil with the result that is there, and the one before it for orientation."""

    pupil: Enrolled
    result: Result | None
    before: str


def entry_rows(member: Member, entry: Entry) -> list[EntryRow]:
    """The pupils of the group in whose files the member may write, by name: two statements."""
    year = entry.group.year
    day = min(max(clock.today(), year.starts_on), year.ends_on)
    pupils = enrolled([entry.group], editable_pupils(member), day=day)
    stored: dict[int, list[Result]] = {}
    for result in results_of(entry, [pupil.pk for pupil in pupils]):
        stored.setdefault(result.pupil_id, []).append(result)
    return [_row(pupil, stored.get(pupil.pk, []), entry) for pupil in pupils]


def results_of(entry: Entry, pupils: list[int]) -> list[Result]:
    """All results of these pupils on the test up to the end of the school year, newest first."""
    rows = Result.objects.filter(
        school_id=entry.group.school_id,
        instrument=entry.instrument,
        pupil_id__in=pupils,
        taken_on__lte=entry.group.year.ends_on,
    )
    return list(rows.order_by("-taken_on", "-pk"))


def entered(entry: Entry, results: list[Result]) -> Result | None:
    """The one of this school year and moment; the newest when there are several."""
    first = entry.group.year.starts_on
    return next((one for one in results if one.taken_on >= first and entry.holds(one)), None)


def _row(pupil: Enrolled, results: list[Result], entry: Entry) -> EntryRow:
    found = entered(entry, results)
    before = next((one for one in results if one is not found and (not found or one.taken_on < found.taken_on)), None)
    return EntryRow(pupil, found, result_in_words(before) if before else "")


def result_in_words(result: Result) -> str:
    """ "E4 · III · 51,5"."""
    return " · ".join(filter(None, (result.moment, result.level, shown(result))))


def shown(result: Result) -> str:
    """The figure as one writes it: "81,5", "60"."""
    return "" if result.figure is None else number_format(result.figure.normalize(), use_l10n=True)


def current_round(member: Member, entry: Entry) -> Delivery | None:
    """The member's latest round that can be undone: of the last day, not undone yet."""
    rounds = Delivery.objects.filter(
        school=member.school,
        entry=entry.key,
        made_by=member.user,
        undone_at=None,
        made_at__gte=timezone.now() - UNDO_WITHIN,
    )
    return rounds.order_by("-made_at", "-pk").first()
