"""Versions of the demo's plans: each as it was agreed in September, and arithmetic in 5b adjusted in November."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from gezien.demo import cast
from gezien.demo.world import World
from gezien.plans.models import GroupPlan, PlanVersion
from gezien.plans.queries.contents import PlanContents, contents
from gezien.plans.queries.group import with_names

AGREED_AT, ADJUSTED_AT = dt.datetime(2026, 9, 14, 16, 20), dt.datetime(2026, 11, 17, 15, 45)
ADJUSTED = ("5b", "rekenen")
WHY = "De groep liep vast op sommen over het tiental; eerst terug naar materiaal en tekening."
BEFORE = "Kleine stappen op papier, hardop meedenken, na drie sommen terugkijken."


def add_versions(world: World) -> None:
    """A first version for the plans of the adjusted group, and a second one of the plan that was adjusted."""
    if world.school.name != cast.SCHOOL:
        return
    plans = with_names(GroupPlan.objects.filter(school=world.school, group__name=ADJUSTED[0]))
    versions = []
    for plan in plans.exclude(status=GroupPlan.Status.DRAFT).order_by("pk"):
        now = contents(plan)
        is_adjusted = plan.subject.code == ADJUSTED[1]
        versions.append(_version(plan, 1, "agreed", AGREED_AT, _as_agreed(now) if is_adjusted else now))
        if is_adjusted:
            versions.append(_version(plan, 2, "adjusted", ADJUSTED_AT, now, why=WHY))
    PlanVersion.objects.bulk_create(versions)


def _as_agreed(now: PlanContents) -> PlanContents:
    """Before it was adjusted: another approach for the first cluster."""
    first, *rest = now.rows
    return replace(now, rows=(replace(first, approach=BEFORE, minutes=40, times=2), *rest))


def _version(
    plan: GroupPlan, number: int, occasion: str, moment: dt.datetime, kept: PlanContents, *, why: str = ""
) -> PlanVersion:
    at = timezone.make_aware(moment)
    return PlanVersion(
        school=plan.school,
        plan=plan,
        number=number,
        occasion=occasion,
        why=why,
        contents=kept.as_json(),
        made_by=plan.drawn_up_by,
        made_at=at,
        sealed_at=at,
    )
