"""Reads of analyses. Callers pass a group or pupils they have already been allowed."""

from collections.abc import Collection
from dataclasses import dataclass

from gezien.pupils.models import Group, Pupil
from gezien.results.models import Analysis
from gezien.schools.models import Period


@dataclass(frozen=True)
class Beside:
    """The analysis of a period (None: not written yet) with the last one written before it."""

    now: Analysis | None
    before: Analysis | None


NOTHING = Beside(None, None)


def group_analyses(group: Group, period: Period) -> dict[int, Beside]:
    """By subject (its key) the analysis of this group in this period and the one before: one statement."""
    return _beside(_until(period).filter(group=group), period)


def pupil_analyses(pupil: Pupil, period: Period) -> dict[int, Beside]:
    """By subject (its key) the analysis of this pupil in this period and the one before: one statement."""
    return _beside(_until(period).filter(pupil=pupil), period)


def analyses_of_pupils(pupils: Collection[int], period: Period) -> dict[tuple[int, int], Analysis]:
    """What is written in this period about these pupils, by (pupil, subject): one statement."""
    rows = Analysis.objects.filter(school_id=period.school_id, period=period, pupil__in=pupils).order_by("pk")
    return {(one.pupil_id, one.subject_id): one for one in rows if one.pupil_id is not None and not one.is_empty}


def pupil_history(pupil: Pupil) -> list[Analysis]:
    """Everything that was ever written about this pupil's results, newest first: one statement."""
    rows = Analysis.objects.filter(pupil=pupil).select_related("subject", "period__year", "written_by")
    return [one for one in rows.order_by("-period__starts_on", "subject__position", "pk") if not one.is_empty]


def _until(period: Period):
    rows = Analysis.objects.filter(school_id=period.school_id, period__starts_on__lte=period.starts_on)
    return rows.select_related("period__year", "written_by").order_by("-period__starts_on", "-pk")


def _beside(rows, period: Period) -> dict[int, Beside]:
    found: dict[int, Beside] = {}
    for one in rows:
        beside = found.get(one.subject_id, NOTHING)
        if one.period_id == period.pk:
            found[one.subject_id] = Beside(one, beside.before)
        elif beside.before is None and not one.is_empty:
            found[one.subject_id] = Beside(beside.now, one)
    return found
