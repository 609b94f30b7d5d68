"""What a roster would do to school year, locations and groups: few rows, judged at once."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from gezien.imports.roster.contents import Roster, RosterGroup, RosterLocation, stable
from gezien.imports.roster.verdicts import Change, Verdict
from gezien.pupils.models import Group
from gezien.schools.models import Location, School, SchoolYear
from gezien.schools.starter import year_bounds

COMBINATION = "C"


@dataclass(slots=True)
class RecordStep[R: (Group, Location)]:
    """One group or location of the file: the verdict, and the record as it would become."""

    line: int
    name: str
    verdict: Verdict
    record: R
    changes: list[Change] = field(default_factory=list)


def year_of(school: School, roster: Roster) -> SchoolYear:
    """The school year of the file; unsaved when the school has none of that name yet."""
    name = roster.school.year_name
    if year := SchoolYear.objects.filter(school=school, name=name).first():
        return year
    starts_on, ends_on = year_bounds(roster.school.first_year, school.country)
    return SchoolYear(school=school, name=name, starts_on=starts_on, ends_on=ends_on)


def is_over(year: SchoolYear, on: dt.date) -> bool:
    """Whether a later school year has begun at this school."""
    later = SchoolYear.objects.filter(school_id=year.school_id, starts_on__gt=year.starts_on, starts_on__lte=on)
    return later.exists()


def judge_locations(school: School, rows: list[RosterLocation]) -> dict[str, RecordStep[Location]]:
    """A step for each location of the file by its reference: known by key, else new. A dummy key is the name."""
    known = {location.key: location for location in Location.objects.filter(school=school)}
    steps = {}
    for row in rows:
        key = stable(row.ref) or row.name
        location = known.get(key) or Location(school=school, key=key, name=row.name)
        steps[row.ref] = _step(row.line, location, {"name": row.name})
    return steps


def judge_groups(year: SchoolYear, rows: list[RosterGroup]) -> dict[str, RecordStep[Group]]:
    """A step for each group of the file by its reference: known by key, else by name, else new."""
    known = list(Group.objects.filter(year=year).order_by("pk")) if year.pk else []
    by_key = {(group.key, group.is_composite): group for group in known if group.key}
    taken = {by_key[row.key, row.is_composite].pk for row in rows if (row.key, row.is_composite) in by_key}
    by_name = defaultdict(list)
    for group in known:
        if group.pk not in taken:
            by_name[group.name, group.is_composite].append(group)
    steps = {}
    for row in rows:
        named = by_name[row.name, row.is_composite]
        found = by_key.get((row.key, row.is_composite)) or (named.pop(0) if named else None)
        steps[row.ref] = _known(row, found or _new(row, year))
    return steps


def _new(row: RosterGroup, year: SchoolYear) -> Group:
    return Group(
        school_id=year.school_id,
        year=year,
        key=row.key,
        name=row.name,
        year_group=row.year_group,
        is_composite=row.is_composite,
    )


def _known(row: RosterGroup, group: Group) -> RecordStep[Group]:
    # "C" says that the year group stands at each pupil: nothing to learn about a group that has none.
    year_group = group.year_group if row.year_group in ("", COMBINATION) and not group.year_group else row.year_group
    facts = {"key": row.key or group.key, "name": row.name, "year_group": year_group or group.year_group}
    return _step(row.line, group, facts)


def _step[R: (Group, Location)](line: int, record: R, facts: dict[str, str]) -> RecordStep[R]:
    """Set the facts on the record, and say what that makes of it."""
    if record.pk is None:
        return RecordStep(line, record.name, Verdict.NEW, record)
    changes = [Change(name, getattr(record, name), new) for name, new in facts.items() if getattr(record, name) != new]
    for change in changes:
        setattr(record, change.field, change.new)
    return RecordStep(line, record.name, Verdict.CHANGED if changes else Verdict.UNCHANGED, record, changes)
