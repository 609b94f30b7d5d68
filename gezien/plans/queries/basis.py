"""What is known when a plan is drawn up or looked at: one statement for each kind of fact, whatever the numbers."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from gezien.common import clock
from gezien.needs.models import Cluster, ClusterTemplate, EducationalNeed
from gezien.plans.models import GroupPlan, PlanRow
from gezien.plans.queries.crucial import crucial_goals
from gezien.plans.queries.goals import KnownGoal, goals_of
from gezien.plans.words import short_names
from gezien.pupils.models import Enrolment, Group, Pupil, Teaching
from gezien.quality.models import Ambition, LearningGoal
from gezien.quality.queries.education_plans import Settled, settled_beside
from gezien.results.models import Instrument
from gezien.results.queries import Score, recent_scores
from gezien.schools.models import Period, Subject
from gezien.schools.rules import current


@dataclass(frozen=True, slots=True)
class ClusterFacts:
    """A cluster with its pupils in order of name; `pk` None for one that the school's list proposes."""

    pk: int | None
    name: str
    pupil_ids: tuple[int, ...] = ()
    minutes_a_week: int = 0  # as set on the board of clusters
    times_a_week: int = 0
    kind: str = Cluster.Kind.OWN


@dataclass(frozen=True)
class Basis:
    """The facts behind one plan: group × subject × period."""

    group: Group
    subject: Subject
    period: Period
    pupils: dict[int, Pupil]  # of the group, by name
    clusters: list[ClusterFacts]
    needs: dict[int, list[EducationalNeed]]  # by pupil, those still open
    rows: list[PlanRow]  # of this plan
    previous: list[PlanRow]  # of the plan before it, with `plan` loaded
    templates: dict[str, ClusterTemplate]  # by name in small letters
    instruments: list[Instrument]  # the tests of the subject, the main one first
    goals: dict[int, list[KnownGoal]] = field(default_factory=dict)  # by row, of this plan and the one before it
    crucial: list[LearningGoal] = field(default_factory=list)  # the crucial goals due in this period
    scores: dict[tuple[int, int], list[Score]] = field(default_factory=dict)  # by pupil and test, the newest first
    ambition: tuple[int, str] | None = None  # share and level
    names: dict[int, str] = field(default_factory=dict)  # short names by pupil
    education: Settled | None = None  # the education plan this plan works by, or would
    settled: Settled | None = None  # the one that is settled now

    @property
    def instrument(self) -> Instrument | None:
        """The subject's main test."""
        return next((one for one in self.instruments if one.is_main), None)

    @property
    def is_clustered(self) -> bool:
        """Whether the group was divided for this subject and period; else the clusters are the school's proposal."""
        return any(cluster.pk for cluster in self.clusters)

    @property
    def previous_plan(self) -> GroupPlan | None:
        """The plan of the period before, for the same group and subject."""
        return self.previous[0].plan if self.previous else None

    def without_cluster(self) -> list[Pupil]:
        """The pupils of the group who have no place yet."""
        placed = {pupil_id for cluster in self.clusters for pupil_id in cluster.pupil_ids}
        return [pupil for pupil in self.pupils.values() if pupil.pk not in placed]


def gather(group: Group, subject: Subject, period: Period) -> Basis:
    """The facts for this plan, whether it exists or not: nine statements; one fewer without a test."""
    pupils = pupils_in(group, period)
    rows, previous = _plan_rows(group, subject, period)
    templates = list(ClusterTemplate.objects.filter(school=group.school_id))
    clusters = _clusters(group, subject, period, list(pupils))
    instruments, ambition, periods = _measures(group, subject, period)
    education, settled = _education(group, subject, rows[0].plan if rows else None)
    return Basis(
        group=group,
        subject=subject,
        period=period,
        pupils=pupils,
        clusters=clusters or [ClusterFacts(None, one.name, kind=one.kind) for one in templates],
        needs=_needs(group, subject, period, pupils),
        rows=rows,
        previous=previous,
        templates={template.name.casefold(): template for template in templates},
        instruments=instruments,
        goals=goals_of([*rows, *previous]),
        crucial=crucial_goals(group, subject, period, periods),
        scores=recent_scores(group.school_id, list(pupils), moments=2, instruments=[one.pk for one in instruments]),
        ambition=ambition,
        names=short_names(list(pupils.values())),
        education=education,
        settled=settled,
    )


def _education(group: Group, subject: Subject, plan: GroupPlan | None) -> tuple[Settled | None, Settled | None]:
    """The education plan this plan works by and the one settled now; asked only where the school works by them."""
    own = plan.education_id if plan else None
    if not own and (plan or subject.plans_by != Subject.PlansBy.EDUCATION_PLAN):
        return None, None
    settled, followed = settled_beside(subject, group.year_group, own)
    return followed if plan else settled, settled


def _measures(
    group: Group, subject: Subject, period: Period
) -> tuple[list[Instrument], tuple[int, str] | None, int | None]:
    """The tests of the subject, and with them in one statement the ambition and how many periods the year has."""
    ambitions = Ambition.objects.filter(Q(year_group="") | Q(year_group=group.year_group), subject=OuterRef("subject"))
    kept = ambitions.order_by("-year_group").values(found=JSONObject(share="share", level="level"))
    periods = Period.objects.filter(year=period.year_id).order_by().values("year").annotate(count=Count("pk"))
    found: list[Any] = list(
        Instrument.objects.filter(school=group.school_id, subject=subject, is_active=True)
        .annotate(ambition=Subquery(kept[:1]), periods=Coalesce(Subquery(periods.values("count")), 0))
        .order_by("-is_main", "name", "pk")
    )
    if not found:
        return [], None, None
    ambition = found[0].ambition
    return found, (ambition["share"], ambition["level"]) if ambition else None, found[0].periods


def day_in(period: Period) -> dt.date:
    """The day on which to look at the group: today, or the nearest day of the period."""
    return min(max(clock.today(), period.starts_on), period.ends_on)


def pupils_in(group: Group, period: Period) -> dict[int, Pupil]:
    """The pupils of the group in this period, by name; each once."""
    enrolled = Enrolment.objects.filter(current(day_in(period)), school=group.school_id, group=group)
    pupils = Pupil.objects.filter(school=group.school_id, pk__in=enrolled.values("pupil"))
    return {pupil.pk: pupil for pupil in pupils.order_by("call_name", "family_name", "pk")}


def teachers_of(group: Group, period: Period) -> list[str]:
    """The names of who teaches the group in this period."""
    teaching = Teaching.objects.filter(current(day_in(period)), school=group.school_id, group=group)
    return list(dict.fromkeys(one.staff_member.name for one in teaching.select_related("staff_member")))


def _clusters(group: Group, subject: Subject, period: Period, order: list[int]) -> list[ClusterFacts]:
    """The clusters with the pupils that are still in the group, in the group's order."""
    place = {pupil_id: number for number, pupil_id in enumerate(order)}
    found: dict[int, tuple[tuple[int, int, str], str, list[int]]] = {}
    rows = Cluster.objects.filter(
        school=group.school_id, clustering__group=group, clustering__subject=subject, clustering__period=period
    ).order_by("position", "pk")
    facts = rows.values_list("pk", "name", "minutes_a_week", "times_a_week", "kind", "placements__pupil")
    for pk, name, minutes, times, kind, pupil_id in facts:
        found.setdefault(pk, ((minutes, times, kind), name, []))[-1].append(pupil_id)
    return [
        ClusterFacts(pk, name, tuple(sorted((one for one in ids if one in place), key=place.__getitem__)), *more)
        for pk, (more, name, ids) in found.items()
    ]


def _needs(
    group: Group, subject: Subject, period: Period, pupil_ids: Collection[int]
) -> dict[int, list[EducationalNeed]]:
    found: dict[int, list[EducationalNeed]] = {}
    needs = EducationalNeed.objects.filter(
        school=group.school_id, period=period, subject=subject, pupil_id__in=pupil_ids, outcome=""
    )
    for need in needs:
        found.setdefault(need.pupil_id, []).append(need)
    return found


def _plan_rows(group: Group, subject: Subject, period: Period) -> tuple[list[PlanRow], list[PlanRow]]:
    """The rows of this plan and of the newest one before it."""
    rows = PlanRow.objects.filter(
        school=group.school_id,
        plan__group=group,
        plan__subject=subject,
        plan__period__starts_on__lte=period.starts_on,
    )
    rows = rows.select_related("plan__period", "cluster", "reflection", "plan__reflection").order_by(
        "-plan__period__starts_on", "cluster__position", "pk"
    )
    found = list(rows)
    own = [row for row in found if row.plan.period_id == period.pk]
    before = [row for row in found if row.plan.period_id != period.pk]
    return own, [row for row in before if row.plan_id == before[0].plan_id]
