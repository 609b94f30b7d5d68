"""A clustered group 5b, and a plan for arithmetic in the second period."""

import pytest

from gezien.needs.actions import start_clustering
from gezien.needs.models import Clustering, EducationalNeed, Placement
from gezien.plans.actions import start_plan
from gezien.plans.models import GroupPlan, PlanRow


@pytest.fixture
def clustering(member, group_5b, arithmetic, period, pupils_5b) -> Clustering:
    """5b for arithmetic: the first four pupils by name in Intensief, the last five in Verdiept, the rest in Basis."""
    found = start_clustering(by=member("emmy"), group=group_5b, subject=arithmetic, period=period)
    clusters = {cluster.name: cluster for cluster in found.clusters.all()}
    last = len(pupils_5b) - 5
    for number, pupil in enumerate(pupils_5b):
        name = "Intensief" if number < 4 else "Verdiept" if number >= last else "Basis"
        Placement.objects.create(school=found.school, clustering=found, cluster=clusters[name], pupil=pupil)
    return found


@pytest.fixture
def write_need(arithmetic, period):
    """`write_need(pupil, goal)` gives a pupil a need for arithmetic in the second period."""

    def written(pupil, goal: str, support: str = "") -> EducationalNeed:
        need, _is_new = EducationalNeed.objects.update_or_create(
            school=pupil.school,
            pupil=pupil,
            subject=arithmetic,
            period=period,
            defaults={"goal": goal, "support": support},
        )
        return need

    return written


@pytest.fixture
def no_needs(pupils_5b, arithmetic, period):
    """Nobody in 5b has a need for arithmetic yet."""
    EducationalNeed.objects.filter(pupil__in=pupils_5b, subject=arithmetic, period=period).delete()


@pytest.fixture
def plan(member, clustering, group_5b, arithmetic, period) -> GroupPlan:
    """Emmy's plan for arithmetic in 5b, just drawn up."""
    return start_plan(by=member("emmy"), group=group_5b, subject=arithmetic, period=period)


@pytest.fixture
def intensive(plan) -> PlanRow:
    """The row of the cluster Intensief."""
    return PlanRow.objects.select_related("plan__group").get(plan=plan, cluster__name="Intensief")


@pytest.fixture
def previous_plan(group_5b, arithmetic) -> GroupPlan:
    """The plan of the demo school for arithmetic in 5b in the first period."""
    return GroupPlan.objects.select_related("period").get(group=group_5b, subject=arithmetic, period__number=1)


@pytest.fixture
def values(intensive):
    """`values(intensive)` gives the fields of a row as a page would send them; changes by name."""

    def of(row: PlanRow = intensive, **changes) -> dict:
        names = (
            *("content", "approach", "organisation", "evaluation"),
            *("minutes_a_week", "times_a_week"),
        )
        return {name: getattr(row, name) for name in names} | changes

    return of
