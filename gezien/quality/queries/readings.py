"""Who read the education plans that hold, and what is still to be read."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Prefetch

from gezien.quality.models import EducationPlan, EducationPlanReading, EducationPlanVersion
from gezien.quality.rules import visible_education_plans
from gezien.schools.models import Membership, School, User
from gezien.schools.rules import Member, current


@dataclass(frozen=True)
class Readers:
    """Of the colleagues: who read the version, with the moment, and who did not yet."""

    read: list[EducationPlanReading]
    waiting: list[User]


def newest_versions(school: School) -> list[EducationPlanVersion]:
    """The version that holds, of every education plan: one statement."""
    found = EducationPlanVersion.objects.filter(school=school, number=F("plan__number"))
    return list(found.select_related("plan__subject").order_by("plan__subject__position", "plan__year_group", "pk"))


def to_read(member: Member) -> list[EducationPlanVersion]:
    """The versions that hold and that the member did not say to have read: one statement."""
    mine = EducationPlanReading.objects.filter(reader=member.user).values("version")
    found = EducationPlanVersion.objects.filter(plan__in=visible_education_plans(member), number=F("plan__number"))
    return list(found.exclude(pk__in=mine).select_related("plan__subject").order_by("-settled_at", "pk"))


def holding_versions(plans: Collection[int], moment: dt.datetime | None = None) -> dict[int, EducationPlanVersion]:
    """The version that holds, or held at the moment, by plan; a plan that was not settled has none. One statement."""
    found = EducationPlanVersion.objects.filter(plan__in=plans).order_by("number")
    return {one.plan_id: one for one in (found.filter(settled_at__lte=moment) if moment else found)}


def readers_of(version: EducationPlanVersion) -> Readers:
    """Colleagues who work here now, by name: two statements."""
    working = Membership.objects.filter(current(), school=version.school_id).values("user")
    people = list(User.objects.filter(pk__in=working, is_active=True).order_by("first_name", "last_name", "pk"))
    said = {one.reader_id: one for one in version.readings.select_related("reader")}
    return Readers(
        read=[said[one.pk] for one in people if one.pk in said],
        waiting=[one for one in people if one.pk not in said],
    )


def with_readings(plans: list[EducationPlan]) -> dict[int, int]:
    """How many said to have read the version that holds, by plan: one statement."""
    versions = EducationPlanVersion.objects.filter(plan__in=plans, number=F("plan__number"))
    rows = versions.prefetch_related(Prefetch("readings"))
    return {one.plan_id: len(one.readings.all()) for one in rows}
