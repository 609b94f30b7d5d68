"""The school's own roster of one year, in the shape in which files bring one: what an export writes.

What comes out is what the same school would read without changing anything: keys of the pupil administration are kept,
and what a roster file cannot say (a substitute's three weeks, somebody who left the staff) is left out.
"""

import datetime as dt
from collections import defaultdict

from django.db.models import Q

from gezien.common import clock
from gezien.imports.roster.contents import (
    Refusal,
    Roster,
    RosterGroup,
    RosterLocation,
    RosterPupil,
    RosterSchool,
    RosterTeacher,
)
from gezien.pupils.models import Enrolment, Group, Pupil, Teaching
from gezien.schools.models import Location, School, SchoolYear, StaffMember


def roster_of(school: School, year: SchoolYear, on: dt.date | None = None) -> Roster:
    """Groups, pupils and staff of a school year as they are on a day (default today): six statements."""
    day = min(max(on or clock.today(), year.starts_on), year.ends_on)
    groups = list(Group.objects.filter(school=school, year=year))
    refs = _refs(groups)
    return Roster(
        school=RosterSchool(year.starts_on.year, school.official_number, school.country, clock.today()),
        locations=[RosterLocation(row.pk, row.key, row.name) for row in Location.objects.filter(school=school)],
        groups=[RosterGroup(one.pk, refs[one.pk], one.name, one.year_group, one.is_composite) for one in groups],
        pupils=_pupils(school, year, day, refs),
        teachers=_teachers(school, year, refs),
    )


def _refs(groups: list[Group]) -> dict[int, str]:
    """How the file points at each group: its key; a dummy where it has none, or where another group has it too."""
    taken: set[str] = set()
    refs = {}
    for group in groups:
        refs[group.pk] = group.key if group.key and group.key not in taken else f"#g{group.pk}"
        taken.add(refs[group.pk])
    return refs


def _pupils(school: School, year: SchoolYear, day: dt.date, refs: dict[int, str]) -> list[RosterPupil]:
    """Who is in a group of this year, who left during it, and who has no place anywhere yet."""
    rows = defaultdict(list)
    for row in Enrolment.objects.filter(school=school, group__year=year).select_related("group"):
        rows[row.pupil_id].append(row)
    elsewhere = Enrolment.objects.filter(school=school).exclude(group__year=year).values("pupil")
    here = Q(pk__in=rows) | (Q(left_on=None) & ~Q(pk__in=elsewhere)) | Q(left_on__range=(year.starts_on, day))
    pupils = Pupil.objects.filter(here, school=school).exclude(left_on__lt=year.starts_on).select_related("location")
    return [_pupil(pupil, sorted(rows[pupil.pk], key=_order), year, day, refs) for pupil in pupils]


def _order(row: Enrolment) -> tuple:
    return row.starts_on, row.pk


def _pupil(pupil: Pupil, rows: list[Enrolment], year: SchoolYear, day: dt.date, refs: dict[int, str]) -> RosterPupil:
    standing = [row for row in rows if row.ends_on is None or row.ends_on >= day]
    base = [row for row in standing if not row.group.is_composite]
    if not base and day == year.ends_on:  # of a year that is over, the last group counts
        base = [row for row in rows if not row.group.is_composite]
    composites = dict.fromkeys(refs[row.group_id] for row in standing if row.group.is_composite)
    return RosterPupil(
        line=pupil.pk,
        key=pupil.key,
        eck_id=pupil.eck_id or None,
        call_name=pupil.call_name,
        prefix=pupil.prefix,
        family_name=pupil.family_name,
        birth_date=pupil.birth_date,
        gender=pupil.gender,
        year_group=pupil.year_group or None,
        year_3_started_on=pupil.year_3_started_on,
        group=refs[base[-1].group_id] if base else None,
        composite_groups=tuple(composites),
        location=pupil.location.key if pupil.location else None,
        admitted_on=pupil.admitted_on,
        left_on=pupil.left_on,
    )


def _teachers(school: School, year: SchoolYear, refs: dict[int, str]) -> list[RosterTeacher | Refusal]:
    """The staff with the groups they teach until the year ends; days given by hand no roster file can say."""
    until_the_end = Q(ends_on=None) | Q(ends_on__gte=year.ends_on)
    taught = defaultdict(list)
    for row in Teaching.objects.filter(until_the_end, school=school, group__year=year).select_related("group"):
        taught[row.staff_member_id].append((refs[row.group_id], row.group.is_composite))
    return [
        RosterTeacher(
            line=person.pk,
            key=person.key,
            eck_id=person.eck_id or None,
            call_name=person.call_name,
            prefix=person.prefix,
            family_name=person.family_name,
            email=person.email or None,
            roles=tuple(filter(None, person.proposed_roles.split(", "))),
            groups=tuple(dict.fromkeys(taught[person.pk])),
        )
        for person in StaffMember.objects.filter(school=school, left_on=None)
    ]
