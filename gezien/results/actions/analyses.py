"""Writes of analyses: saved while one types, every version kept by who wrote it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import editable_groups, editable_pupils
from gezien.results.models import Analysis, AnalysisChange
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member, NotAllowed

# What one person writes within this time is one version: saving goes on while one types.
SITTING = dt.timedelta(minutes=30)


@transaction.atomic
def save_analysis(
    *, by: Member, about: Group | Pupil, subject: Subject, period: Period, version: int, texts: Mapping[str, str]
) -> Analysis | None:
    """Write the analysis of a group or a pupil; None when there is nothing to keep and nothing was there.

    `version` is 0 when none was there on opening; raises `StaleVersion` when somebody else wrote meanwhile. `texts` may
    leave texts out: those stay as they are. An analysis that is emptied stays, with its history.
    """
    _require_writing(by, about)
    stored = Analysis.objects.filter(**_whom(about), subject=subject, period=period).first()
    if stored is None:
        return _add(by, about, subject, period, texts)
    if stored.version != version:
        raise StaleVersion(stored)
    new = {name: texts.get(name, old) for name, old in stored.texts.items()}
    if new == stored.texts:
        return stored
    _write(by, stored, new)
    return stored


@transaction.atomic
def restore_analysis(*, by: Member, change: AnalysisChange, version: int) -> Analysis:
    """Put an earlier version back; what stood there becomes a version itself. Raises `StaleVersion`."""
    analysis = change.analysis
    _require_writing(by, analysis.about)
    if analysis.version != version:
        raise StaleVersion(analysis)
    before = {name: change.before.get(name, "") for name in Analysis.TEXTS}
    if before != analysis.texts:
        _write(by, analysis, before, is_sitting=False)
    return analysis


def _add(by: Member, about: Group | Pupil, subject: Subject, period: Period, texts: Mapping[str, str]):
    if not any(texts.values()):
        return None
    whom = _whom(about)
    given = {name: texts.get(name, "") for name in Analysis.TEXTS}
    mine = {"written_by": by.user, "written_at": clock.now()}
    stored, is_new = Analysis.objects.get_or_create(
        school=by.school, subject=subject, period=period, **whom, defaults={**given, **mine}
    )
    if not is_new:
        raise StaleVersion(stored)
    record(by, "analysis.written", stored, **whom, subject=subject.code, period=str(period))
    return stored


def _write(by: Member, stored: Analysis, texts: dict[str, str], *, is_sitting: bool = True) -> None:
    """Write, keeping what it said unless the same person is still at it."""
    is_going_on = stored.written_by_id == by.user.pk and stored.written_at >= clock.now() - SITTING
    if not (is_sitting and is_going_on) and not stored.is_empty:
        AnalysisChange.objects.create(
            school=by.school,
            analysis=stored,
            before=stored.texts,
            written_by=stored.written_by,
            written_at=stored.written_at,
        )
    if not is_going_on or not is_sitting:
        stored.written_at = clock.now()
    changed = [name for name in Analysis.TEXTS if texts[name] != getattr(stored, name)]
    for name in changed:
        setattr(stored, name, texts[name])
    stored.written_by = by.user
    stored.save_if_unchanged(expected=stored.version, fields=[*changed, "written_by", "written_at"])
    whom = _whom(stored.about)
    record(by, "analysis.saved", stored, **whom, fields=changed, subject=stored.subject.code, period=str(stored.period))


def _whom(about: Group | Pupil) -> dict:
    return {"group": about} if isinstance(about, Group) else {"pupil": about}


def _require_writing(by: Member, about: Group | Pupil) -> None:
    rows = editable_groups(by) if isinstance(about, Group) else editable_pupils(by)
    if not rows.filter(pk=about.pk).exists():
        raise NotAllowed("analysis")
