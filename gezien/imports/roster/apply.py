"""Applying a roster: the same walk as the dry run, writing batch by batch, in one transaction."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from gezien.audit.log import Entry, record, record_all, record_each
from gezien.imports.problems import PlanChanged
from gezien.imports.roster.contents import Roster
from gezien.imports.roster.plan import Judgement, RosterPlan
from gezien.imports.roster.pupils import FIELDS as PUPIL_FIELDS
from gezien.imports.roster.pupils import PupilStep
from gezien.imports.roster.staff import FIELDS as STAFF_FIELDS
from gezien.imports.roster.staff import StaffStep
from gezien.imports.roster.verdicts import Verdict
from gezien.pupils.models import Enrolment, Pupil, Teaching
from gezien.results.actions import one_at_a_time
from gezien.schools.actions import ensure_year
from gezien.schools.models import School, StaffMember
from gezien.schools.rules import CommandLine, Member, require_import


@transaction.atomic
def apply_roster(
    *,
    by: Member | CommandLine,
    school: School,
    roster: Roster,
    on: dt.date | None = None,
    expected: str = "",
) -> RosterPlan:
    """Bring the school in line with the file; the same file again changes nothing.

    `on` is the day of the preview and `expected` its fingerprint: when the school's data changed since, nothing is
    written and `PlanChanged` is raised. Nothing is deleted, and a pupil of whom the file does not speak stays as is.
    """
    require_import(by)
    one_at_a_time(school)  # two files at once would each find the same pupil new
    year = ensure_year(school=school, first=roster.school.first_year)
    judgement = Judgement(school, roster, on, year)
    for step in judgement.groups():  # few rows: saved one by one, to have keys before pupils are placed in them
        if step.verdict != Verdict.UNCHANGED:
            step.record.save()
    for batch in judgement.pupils(lock=True):
        _write_pupils(by, [step for step in batch if isinstance(step, PupilStep)])
    _write_staff(by, [step for step in judgement.staff() if isinstance(step, StaffStep)])
    plan = judgement.close()
    if expected and plan.fingerprint != expected:
        raise PlanChanged
    record(by, "roster.applied", school, year=plan.year_name, counts={k: dict(v) for k, v in plan.counts.items()})
    return plan


def _write_pupils(by: Member | CommandLine, steps: list[PupilStep]) -> None:
    new = [step.pupil for step in steps if step.verdict == Verdict.NEW]
    changed = [step.pupil for step in steps if step.verdict != Verdict.NEW and _has_facts(step)]
    Pupil.objects.bulk_create(new)
    _touch(changed)
    Pupil.objects.bulk_update(changed, [*PUPIL_FIELDS, "left_on", "location", "version", "updated_at"])
    Enrolment.objects.bulk_update([row for step in steps for row in step.enrolments.changed], ["group", "ends_on"])
    Enrolment.objects.bulk_create([row for step in steps for row in step.enrolments.added])
    record_each(
        by,
        "pupil.imported",
        [
            (step.pupil, {"verdict": step.verdict, "fields": [change.field for change in step.changes]})
            for step in steps
            if step.verdict != Verdict.UNCHANGED
        ],
    )


def _touch(records: list[Pupil] | list[StaffMember]) -> None:
    """Whoever has one of these open in a form is told that it changed (see VersionedModel)."""
    for changed in records:
        changed.version += 1
        changed.updated_at = timezone.now()


def _has_facts(step: PupilStep) -> bool:
    """Whether the pupil's own record changes, not only where they are."""
    return any(change.field != "group" for change in step.changes)


def _write_staff(by: Member | CommandLine, steps: list[StaffStep]) -> None:
    new = [step.person for step in steps if step.verdict == Verdict.NEW]
    StaffMember.objects.bulk_create(new)
    changed = [step.person for step in steps if step.verdict == Verdict.CHANGED]
    _touch(changed)
    StaffMember.objects.bulk_update(changed, [*STAFF_FIELDS, "proposed_roles", "left_on", "version", "updated_at"])
    Teaching.objects.bulk_update([row for step in steps for row in step.ended], ["ends_on"])
    Teaching.objects.bulk_create([row for step in steps for row in step.added])
    written = [step for step in steps if step.verdict in (Verdict.NEW, Verdict.CHANGED)]
    said = [Entry(step.person, details={"changes": [str(change) for change in step.changes]}) for step in written]
    record_all(by, "staff_member.imported", said)
