"""What a roster would do to the school's pupils, five hundred at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.utils.translation import gettext as _

from gezien.common.work import tick
from gezien.imports.matching import PupilMark
from gezien.imports.matching.likeness import alike
from gezien.imports.matching.service import chosen_pupils
from gezien.imports.roster.contents import Refusal, Roster, RosterPupil
from gezien.imports.roster.enrolments import Steps, Wanted, When, steer
from gezien.imports.roster.matching import Matcher, Refused, check_groups, identity_of_pupil, pupil_identity
from gezien.imports.roster.verdicts import Change, NotTaken, Verdict
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import Location, School
from gezien.schools.rules import current

BATCH = 500
NEWCOMERS = 100  # with more new pupils than this the file is of another year, and nobody compares them one by one
MISSING = 3000  # nor in the file of a whole board
LIKELY, VERY_LIKELY = 0.4, 0.75  # how alike names are with the same date of birth, and without
# Facts of the file that become the pupil's own; None in the file leaves what is known.
FIELDS = (
    "key",
    "eck_id",
    "call_name",
    "prefix",
    "family_name",
    "birth_date",
    "gender",
    "year_group",
    "year_3_started_on",
    "admitted_on",
)


@dataclass(slots=True)
class PupilStep:
    """One row of the file about a pupil: the verdict, and the records as they would become."""

    line: int
    verdict: Verdict
    pupil: Pupil
    group: str
    enrolments: Steps
    changes: list[Change] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As the pupil is called from now on."""
        return self.pupil.name


@dataclass(frozen=True, slots=True)
class _Found:
    """A row and the key of the pupil it is about; None for somebody new."""

    row: RosterPupil
    pk: int | None


class PupilPlan:
    """Judges every pupil of a roster. Iterate `batches` to the end, then ask for `missing`."""

    def __init__(
        self, school: School, roster: Roster, when: When, groups: dict[str, Group], locations: dict[str, Location]
    ):
        self.school = school
        self.roster = roster
        self.when = when
        self.groups = groups
        self.locations = locations
        self.location_names = dict(Location.objects.filter(school=school).values_list("pk", "name"))
        self.all_groups = {group.pk: group for group in Group.objects.filter(school=school).select_related("year")}
        self.present = _present(school, when.on)
        self.chosen = chosen_pupils(school, roster.source)
        self.matcher, self.total = _matcher(school, roster, self.chosen)
        self.newcomers: list[RosterPupil] = []
        self.met: set[int] = set()

    def batches(self, lock: bool = False) -> Iterator[list[PupilStep | NotTaken]]:
        """The steps for all rows of the file; with `lock` the records are locked until the transaction ends."""
        for number, rows in enumerate(batched(self.roster.pupils, BATCH)):
            tick(number * BATCH, self.total)
            found = [self._find(row) for row in rows]
            pks = {one.pk for one in found if isinstance(one, _Found) and one.pk}
            self.met |= pks
            pupils, enrolments = self._load(pks, lock)
            yield [one if isinstance(one, NotTaken) else self._judge(one, pupils, enrolments) for one in found]

    def missing(self) -> list[Pupil]:
        """The pupils who were at school before, and of whom the file does not speak."""
        if self.when.is_past:
            return []
        absent = Pupil.objects.filter(school=self.school, pk__in=self.present - self.met)
        return list(absent.order_by("call_name", "family_name", "pk"))

    def doubtful(self, missing: list[Pupil]) -> list[RosterPupil]:
        """Pupils the file brings as new, while somebody much like them is missing: perhaps the same child."""
        if len(self.newcomers) == NEWCOMERS or len(missing) > MISSING:
            return []
        return [row for row in self.newcomers if any(_alike(row, pupil) for pupil in missing)]

    def _find(self, row: RosterPupil | Refusal) -> _Found | NotTaken:
        """Whom the row is about, or why that cannot be told."""
        if isinstance(row, Refusal):
            self.met |= {pk for pk in (self.matcher.by_key.get(row.key),) if pk}
            return NotTaken(row.line, row.name, Verdict.REFUSED, row.reason)
        try:
            check_groups([row.group, *row.composite_groups], self.groups)
            place = mark_of_pupil(row).place(self.roster.source)
            if place not in self.chosen:
                return _Found(row, self.matcher.find(row, identity_of_pupil(row)))
            if self.chosen[place] is None:
                return NotTaken(row.line, row.name, Verdict.SKIPPED, _("somebody said: not ours"))
            return _Found(row, self.chosen[place])
        except Refused as refused:
            self.met |= self.matcher.certain(row)
            return NotTaken(row.line, row.name, Verdict.REFUSED, str(refused))

    def _load(self, pks: set[int], lock: bool) -> tuple[dict[int, Pupil], dict[int, list[Enrolment]]]:
        pupils = Pupil.objects.filter(school=self.school, pk__in=pks)
        rows = defaultdict(list)
        for row in Enrolment.objects.filter(school=self.school, pupil__in=pks).order_by("starts_on", "pk"):
            row.group = self.all_groups[row.group_id]
            rows[row.pupil_id].append(row)
        return (pupils.select_for_update(no_key=True) if lock else pupils).in_bulk(), rows

    def _judge(
        self, found: _Found, pupils: dict[int, Pupil], enrolments: dict[int, list[Enrolment]]
    ) -> PupilStep | NotTaken:
        row, pk = found.row, found.pk
        if pk is None:
            return self._new(row, self._left_on(row, None))
        return self._known(row, pupils[pk], enrolments[pk], self._left_on(row, pupils[pk]))

    def _left_on(self, row: RosterPupil, pupil: Pupil | None) -> dt.date | None:
        """The pupil's last day: as the file says; for code H without a day what is known already, else today."""
        if row.left_on or not row.is_historical:
            return row.left_on
        return (pupil.left_on if pupil else None) or min(self.when.on, self.when.year.ends_on)

    def _new(self, row: RosterPupil, left_on: dt.date | None) -> PupilStep | NotTaken:
        if left_on and (left_on < self.when.on or row.is_historical):
            reason = _("left before this import and is not known here")
            return NotTaken(row.line, row.name, Verdict.SKIPPED, reason)
        if self.when.is_past:
            reason = _("is not known here, and a file of an earlier year brings no pupils")
            return NotTaken(row.line, row.name, Verdict.SKIPPED, reason)
        if len(self.newcomers) < NEWCOMERS:
            self.newcomers.append(row)
        location = self.locations.get(row.location or "")
        pupil = Pupil(school=self.school, left_on=left_on, location=location, **self._facts(row))
        steps = steer(pupil, [], self.when, self._wanted(row, left_on))
        return PupilStep(row.line, Verdict.NEW, pupil, self._group_name(row), steps)

    def _known(self, row: RosterPupil, pupil: Pupil, rows: list[Enrolment], left_on: dt.date | None) -> PupilStep:
        before = _base_group(rows, self.when.on)
        changes = [] if self.when.is_past else self._changes(row, pupil, left_on)
        steps = steer(pupil, rows, self.when, self._wanted(row, left_on))
        after = self.groups.get(row.group or "")
        leaves = any(change.field == "left_on" and change.new for change in changes)
        moves = bool(steps) and before is not None and after is not None and before != after
        if before and after and moves and not leaves:
            changes.append(Change("group", before.name, after.name))
        verdict = _verdict(leaves, moves, bool(changes or steps))
        return PupilStep(row.line, verdict, pupil, self._group_name(row), steps, changes)

    def _changes(self, row: RosterPupil, pupil: Pupil, left_on: dt.date | None) -> list[Change]:
        """Set on the record what the file says otherwise, and say what that was and becomes."""
        changes = []
        for name, value in (self._facts(row) | {"left_on": left_on}).items():
            old = getattr(pupil, name)
            if old != value:
                setattr(pupil, name, value)
                changes.append(Change(name, old, value))
        location = self.locations.get(row.location or "")
        if location and (location.pk is None or location.pk != pupil.location_id):
            changes.append(Change("location", self.location_names.get(pupil.location_id or 0), location.name))
            pupil.location = location
        return changes

    def _facts(self, row: RosterPupil) -> dict[str, Any]:
        """What the file says, without what it does not say. The pupil's own year group outranks the group's."""
        facts = {name: getattr(row, name) for name in FIELDS}
        if not row.key:
            del facts["key"]
        if not row.gender:  # 0 is "unknown": not something to learn
            del facts["gender"]
        if row.year_group is None:
            facts["year_group"] = self._year_group_of_group(row)
        return {name: value for name, value in facts.items() if value is not None}

    def _year_group_of_group(self, row: RosterPupil) -> str | None:
        group = self.groups.get(row.group or "")
        return group.year_group or None if group and group.year_group not in ("C", "H") else None

    def _wanted(self, row: RosterPupil, left_on: dt.date | None) -> Wanted:
        composites = [self.groups[ref] for ref in row.composite_groups] if self.roster.has_composite_groups else None
        return Wanted(self.groups.get(row.group or ""), composites, row.admitted_on, left_on)

    def _group_name(self, row: RosterPupil) -> str:
        group = self.groups.get(row.group or "")
        return group.name if group else ""


def mark_of_pupil(row: RosterPupil) -> PupilMark:
    """A row as something to be recognised by."""
    return PupilMark(row.key, row.eck_id or "", row.name, row.birth_date)


def _alike(row: RosterPupil, pupil: Pupil) -> bool:
    likeness = alike(row.name, pupil.name)
    same_day = row.birth_date is not None and row.birth_date == pupil.birth_date
    return likeness >= (LIKELY if same_day else VERY_LIKELY)


def _verdict(leaves: bool, moves: bool, changed: bool) -> Verdict:
    if leaves:
        return Verdict.ENDED
    if moves:
        return Verdict.MOVED
    return Verdict.CHANGED if changed else Verdict.UNCHANGED


def _base_group(rows: Iterable[Enrolment], on: dt.date) -> Group | None:
    """The base group a pupil is in on a day, before anything changes."""
    for row in reversed(list(rows)):
        if not row.group.is_composite and row.starts_on <= on and (row.ends_on is None or row.ends_on >= on):
            return row.group
    return None


def _present(school: School, on: dt.date) -> set[int]:
    """Who is at school on a day, before anything is written."""
    enrolled = Enrolment.objects.filter(current(on), school=school, group__is_composite=False)
    gone = Pupil.objects.filter(school=school, left_on__lt=on)
    return set(enrolled.exclude(pupil__in=gone).order_by().values_list("pupil", flat=True))


def _matcher(school: School, roster: Roster, chosen: dict[tuple[str, str], int | None]) -> tuple[Matcher, int]:
    """Everyone of the school and every claim of the file, and how many rows the file has."""
    matcher, count = Matcher(), 0
    known = Pupil.objects.filter(school=school).order_by("pk")
    names = ("pk", "key", "eck_id", "family_name", "call_name", "gender", "birth_date")
    for pk, key, eck_id, *identity in known.values_list(*names).iterator():
        matcher.know(pk, key, eck_id, pupil_identity(*identity))
    for count, row in enumerate(roster.pupils, start=1):
        if isinstance(row, RosterPupil):
            place = mark_of_pupil(row).place(roster.source)
            if place in chosen:
                matcher.claimed |= {pk for pk in (chosen[place],) if pk}
            else:
                matcher.claim(row, identity_of_pupil(row))
        if not count % BATCH:
            tick(count)
    return matcher, count
