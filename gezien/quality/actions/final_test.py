"""Writes of the final test: the signal values that hold for the school, and outcomes typed over."""

from decimal import Decimal

from django.db import transaction

from gezien.audit.log import record
from gezien.quality.models import FinalTestOutcome, InspectionValues
from gezien.schools.models import Subject
from gezien.schools.rules import Member, NotAllowed, require_agreed

FIELDS = ("weighting", "basic", "target", "source")


@transaction.atomic
def save_inspection_values(*, by: Member, version: int, **values: Decimal | str | None) -> InspectionValues:
    """Keep the signal values; raises `StaleVersion` when somebody else did meanwhile."""
    require_agreed(by)
    kept, _is_new = InspectionValues.objects.get_or_create(school=by.school)
    for name in FIELDS:
        setattr(kept, name, values[name])
    kept.save_if_unchanged(expected=version, fields=list(FIELDS))
    record(by, "inspection_values.saved", kept, values={name: str(values[name] or "") for name in FIELDS})
    return kept


@transaction.atomic
def save_outcome(*, by: Member, first: int, subject: Subject, pupils: int, basic: int, target: int) -> FinalTestOutcome:
    """The outcome of a subject in a school year, typed over; what stood there makes way, and stays in the log."""
    require_agreed(by)
    if subject.school_id != by.school.pk:
        raise NotAllowed("subject of another school")
    values = {"pupils": pupils, "basic": basic, "target": target}
    was = FinalTestOutcome.objects.filter(school=by.school, first=first, subject=subject).values(*values).first()
    kept, _is_new = FinalTestOutcome.objects.update_or_create(
        school=by.school, first=first, subject=subject, defaults=values
    )
    record(by, "final_test.saved", kept, first=first, subject=subject.code, counts=values, was=was)
    return kept


@transaction.atomic
def remove_outcome(*, by: Member, outcome: FinalTestOutcome) -> None:
    """Take an outcome away; what can be counted from results stands there again."""
    require_agreed(by)
    if outcome.school_id != by.school.pk:
        raise NotAllowed("outcome of another school")
    record(by, "final_test.removed", outcome, first=outcome.first, pupils=outcome.pupils)
    outcome.delete()
