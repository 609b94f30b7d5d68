"""Group plans: the group's teachers and the internal coach write, the head reads, nobody else knows of them."""

from typing import Any

from gezien.needs.models import Cluster
from gezien.plans.models import GroupPlan, PlanRow
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

WRITES_5B = (*OWN_TEACHERS, "sanne")
ONLY_WRITERS = everyone(*WRITES_5B, status=302, karim=403)


def draft(world: Any) -> GroupPlan:
    """The draft of 5b in the demo school."""
    return GroupPlan.objects.get(group=world.group_5b, period=world.period, status=GroupPlan.Status.DRAFT)


def plan(world: Any) -> dict:
    return {"pk": draft(world).pk}


def subject(world: Any) -> dict:
    return {"group": world.group_5b.pk, "subject": world.arithmetic.pk}


def row(world: Any) -> PlanRow:
    return PlanRow.objects.filter(plan=draft(world)).order_by("pk")[0]


def general(world: Any) -> dict:
    """As the page sends it, unchanged."""
    return {"version": draft(world).version, "general": draft(world).general}


def texts(world: Any) -> dict:
    """As the page sends it, unchanged."""
    names = ("goal", "content", "approach", "organisation", "evaluation", "minutes_a_week", "times_a_week", "version")
    return {name: getattr(row(world), name) for name in names}


def cluster(world: Any) -> dict:
    return {**plan(world), "cluster": Cluster.objects.filter(plan_rows=row(world)).get().pk}


ROWS = [
    Row("plans:group", everyone(*SEES_5B), lambda world: {"group": world.group_5b.pk}),
    Row("plans:group", everyone("fleur", "sanne", "karim"), lambda world: {"group": world.group_6.pk}),
    Row("plans:start", everyone(*WRITES_5B, karim=403), subject),
    Row("plans:start", ONLY_WRITERS, subject, method="post"),
    Row("plans:detail", everyone(*SEES_5B), plan),
    Row("plans:pdf", everyone(*SEES_5B), plan),
    Row("plans:discard", everyone(*WRITES_5B, karim=403), plan),
    Row("plans:discard", ONLY_WRITERS, plan, method="post", data=lambda world: {"state": "0"}),
    Row("plans:general", ONLY_WRITERS, plan, method="post", data=general),
    Row("plans:row", ONLY_WRITERS, lambda world: {"pk": row(world).pk}, method="post", data=texts),
    Row("plans:add_row", ONLY_WRITERS, cluster, method="post"),
    Row("plans:status", ONLY_WRITERS, plan, method="post", data=lambda world: {"was": "draft", "status": "agreed"}),
]
