"""Reads of education plans."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from gezien.quality.hooks import cluster_names
from gezien.quality.models import EducationPlan, EducationPlanVersion
from gezien.quality.rules import visible_education_plans
from gezien.schools.models import School, Subject
from gezien.schools.rules import Member

PLAN_FIELDS = ("aim", "aim_top", "offer", "monitoring")
TEXTS = ("goal", "content", "approach", "organisation", "evaluation")
NUMBERS = ("minutes_a_week", "times_a_week")
ROW_FIELDS = ("name", *TEXTS, *NUMBERS)


@dataclass(frozen=True)
class SubjectPlans:
    """A subject with its education plans: the one for every year group first."""

    subject: Subject
    plans: list[EducationPlan]


@dataclass(frozen=True)
class Settled:
    """The education plan a group works by: the version, and per cluster's name (in small letters) what it says."""

    version: EducationPlanVersion
    rows: Mapping[str, Mapping[str, Any]]


def plans_by_subject(member: Member) -> list[SubjectPlans]:
    """Every subject that has plans, in the school's order, also one without an education plan: two statements."""
    found = defaultdict(list)
    for plan in visible_education_plans(member).order_by("year_group", "pk"):
        found[plan.subject_id].append(plan)
    subjects = Subject.objects.filter(school=member.school)
    return [SubjectPlans(subject, found[subject.pk]) for subject in subjects if subject.has_plans]


def said_now(plan: EducationPlan) -> dict[str, Any]:
    """The whole text as it stands, as a version keeps it: fields by name, and the rows in order."""
    return {name: getattr(plan, name) for name in PLAN_FIELDS} | {"rows": list(plan.rows.values(*ROW_FIELDS))}


def settled_for(subject: Subject, year_group: str) -> Settled | None:
    """The settled plan for this year group, else the one for every year group; None while nothing was settled.

    One statement. A combination group has no plan of one year: it works by the plan for every year group.
    """
    return settled_beside(subject, year_group, None)[0]


def settled_beside(subject: Subject, year_group: str, own: int | None) -> tuple[Settled | None, Settled | None]:
    """The settled plan as in `settled_for`, and the version with this key: what a group works by until it follows."""
    versions = EducationPlanVersion.objects.filter(school=subject.school_id).select_related("plan")
    found = list(
        versions.filter(Q(plan__subject=subject, plan__year_group__in={"", year_group}) | Q(pk=own))
        if own
        else versions.filter(plan__subject=subject, plan__year_group__in={"", year_group})
    )
    fitting = [one for one in found if one.plan.year_group in {"", year_group}]
    newest = max(fitting, key=lambda one: (one.plan.year_group != "", one.number), default=None)
    return _settled(newest), _settled(next((one for one in found if one.pk == own), None))


def _settled(version: EducationPlanVersion | None) -> Settled | None:
    return Settled(version, {row["name"].casefold(): row for row in version.said["rows"]}) if version else None


def starting_names(school: School) -> list[str]:
    """What the school calls its clusters: the rows a new plan begins with."""
    return list(dict.fromkeys(name for tell in cluster_names for name in tell(school)))
