"""The plans of a group: subjects by periods, and who has no cluster yet."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from gezien.common import clock
from gezien.needs.models import Placement
from gezien.plans.models import GroupPlan, PlanVersion
from gezien.plans.queries.basis import pupils_in
from gezien.plans.words import enumerated, period_name, period_title, short_names
from gezien.pupils.models import Group
from gezien.schools.models import Period, Subject


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One subject in one period: a plan with its status, or room for one."""

    name: str
    period_pk: int
    plan_pk: int | None
    status: str
    status_words: str
    can_start: bool


@dataclass(frozen=True, slots=True)
class SubjectPlans:
    """One subject with a cell for each period, and in the period looked at who has no place."""

    subject: Subject
    cells: tuple[PlanCell, ...]
    is_clustered: bool
    missing: str
    missing_count: int


@dataclass(frozen=True, slots=True)
class GroupPlans:
    """What exists for a group this year, and what not yet."""

    periods: tuple[tuple[str, str, bool], ...]  # name, with its days, whether it is the one looked at
    rows: tuple[SubjectPlans, ...]
    pupil_count: int


def with_names(plans: QuerySet[GroupPlan]) -> QuerySet[GroupPlan]:
    """With everything a sheet names, and its newest version, in the same statement."""
    newest = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    kept = JSONObject(number="number", occasion="occasion", why="why", sealed_at="sealed_at", contents="contents")
    return plans.select_related("group__year", "group__school", "subject", "period__year", "drawn_up_by").annotate(
        newest_version=Subquery(newest.values(kept=kept)[:1])
    )


def plans_of_group(group: Group, period: Period) -> QuerySet[GroupPlan]:
    """The group's plans of this period, in the school's order of subjects."""
    plans = GroupPlan.objects.filter(school=group.school_id, group=group, period=period)
    return with_names(plans).order_by("subject__position", "subject__name", "pk")


def group_plans(group: Group, period: Period | None) -> GroupPlans:
    """Subjects × periods of the group's year. `period` is the one whose clusters are looked at: six statements."""
    periods = list(Period.objects.filter(school=group.school_id, year=group.year_id).order_by("starts_on", "pk"))
    subjects = [subject for subject in Subject.objects.filter(school=group.school_id) if subject.has_plans]
    plans = {
        (plan.subject_id, plan.period_id): plan
        for plan in GroupPlan.objects.filter(school=group.school_id, group=group, period__in=periods)
    }
    pupils = pupils_in(group, period) if period else {}
    names = short_names(list(pupils.values()))
    placed = _placed(group, period)
    rows = [
        SubjectPlans(
            subject=subject,
            cells=tuple(_cell(plans.get((subject.pk, one.pk)), one) for one in periods),
            is_clustered=subject.pk in placed,
            missing=enumerated([names[pk] for pk in pupils if pk not in placed.get(subject.pk, ())]),
            missing_count=len(pupils.keys() - placed.get(subject.pk, set())),
        )
        for subject in subjects
    ]
    heads = tuple((period_name(one), period_title(one), one == period) for one in periods)
    return GroupPlans(periods=heads, rows=tuple(rows), pupil_count=len(pupils))


def _cell(plan: GroupPlan | None, period: Period) -> PlanCell:
    return PlanCell(
        name=period_name(period),
        period_pk=period.pk,
        plan_pk=plan.pk if plan else None,
        status=plan.status if plan else "",
        status_words=plan.get_status_display() if plan else "",
        can_start=plan is None and period.ends_on >= clock.today(),
    )


def _placed(group: Group, period: Period | None) -> dict[int, set[int]]:
    """By subject the pupils that have a place in this period."""
    rows = Placement.objects.filter(
        school=group.school_id, clustering__group=group, clustering__period=period
    ).values_list("clustering__subject", "pupil")
    placed = defaultdict(set)
    for subject_id, pupil_id in rows:
        placed[subject_id].add(pupil_id)
    return dict(placed)
