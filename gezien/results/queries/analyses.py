"""Reads of analyses. Callers pass a group or pupils they have already been allowed."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Subquery

from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.results.models import Analysis
from gezien.schools.models import Period


@dataclass(frozen=True)
class Forerunner:
    """The group of an earlier year in which most of these pupils were: its name, how many they were, of how many."""

    pk: int
    name: str
    shared: int
    pupils: int


@dataclass(frozen=True)
class Beside:
    """The analysis of a period (None: not written yet) with the last one written before it; `forerunner` when that one
    is about the group of last year.
    """

    now: Analysis | None
    before: Analysis | None
    forerunner: Forerunner | None = None


NOTHING = Beside(None, None)


def group_analyses(group: Group, period: Period) -> dict[int, Beside]:
    """By subject (its key) the analysis of this group in this period and the one before: one statement."""
    return _beside(_until(period).filter(group=group), period)


def with_forerunner(found: dict[int, Beside], group: Group) -> dict[int, Beside]:
    """A new school year begins with a new group, but its pupils have a history: where nothing was written before about
    this group, what was written last about the group in which most of its pupils were. At most two statements.
    """
    forerunner = forerunner_of(group)
    if forerunner is None:
        return found
    rows = Analysis.objects.filter(group=forerunner.pk).select_related("period__year", "written_by")
    written: dict[int, Analysis] = {}
    for one in rows.order_by("-period__starts_on", "-pk"):
        if not one.is_empty:
            written.setdefault(one.subject_id, one)
    lacking = {subject for subject in written if found.get(subject, NOTHING).before is None}
    return found | {
        subject: Beside(found.get(subject, NOTHING).now, written[subject], forerunner) for subject in lacking
    }


def forerunner_of(group: Group) -> Forerunner | None:
    """The group of the latest earlier year with more than half of this group's pupils: one statement."""
    pupils = Enrolment.objects.filter(group=group).order_by().values("pupil")
    count = pupils.values("group").annotate(count=Count("pupil", distinct=True)).values("count")
    earlier = (
        Enrolment.objects.filter(
            pupil__in=pupils,
            group__year__starts_on__lt=group.year.starts_on,
            group__is_composite=False,
            school=group.school_id,
        )
        .values("group", "group__name", "group__year__starts_on")
        .annotate(shared=Count("pupil", distinct=True), pupils=Subquery(count))
        .order_by("-group__year__starts_on", "-shared", "group")
        .first()
    )
    if earlier is None or earlier["shared"] * 2 <= earlier["pupils"]:
        return None
    return Forerunner(earlier["group"], earlier["group__name"], earlier["shared"], earlier["pupils"])


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
