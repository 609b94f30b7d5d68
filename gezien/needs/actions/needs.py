"""Writes of educational needs."""

from django.db import IntegrityError, transaction

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.needs.models import EducationalNeed
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member


@transaction.atomic
def save_need(
    *, by: Member, pupil: Pupil, subject: Subject, period: Period, goal: str, support: str, expected: int
) -> EducationalNeed:
    """Write the one need of a pupil for a subject and period; `expected` is the version it was opened with, 0 for none.

    Raises `StaleVersion` when somebody else wrote it meanwhile; saving the same texts twice is one save.
    """
    require_editable(by, pupil)
    same = EducationalNeed.objects.filter(pupil=pupil, subject=subject, period=period)
    need = same.first()
    if need is not None and (need.goal, need.support) == (goal, support):
        return need
    texts = {"goal": goal, "support": support, "author": by.user}
    if need is None:
        need = EducationalNeed(school_id=pupil.school_id, pupil=pupil, subject=subject, period=period, **texts)
        try:
            with transaction.atomic():
                need.save()
        except IntegrityError as error:  # somebody wrote the first words at the same moment
            raise StaleVersion(same.get()) from error
    else:
        need.goal, need.support, need.author = goal, support, by.user
        need.save_if_unchanged(expected=expected, fields=list(texts))
    record(by, "need.saved", need, pupil=pupil, subject=subject.code, period=period.pk)
    return need


@transaction.atomic
def remove_need(*, by: Member, need: EducationalNeed, expected: int) -> None:
    """Take a need away; the log keeps that it was there, not what it said. `StaleVersion` when it changed meanwhile."""
    require_editable(by, need.pupil)
    current_need = EducationalNeed.objects.select_for_update().get(pk=need.pk)
    if current_need.version != expected:
        raise StaleVersion(current_need)
    record(by, "need.removed", need, pupil=need.pupil, subject=need.subject.code, period=need.period_id)
    current_need.delete()
