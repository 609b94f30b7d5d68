"""Working by a newer version of the education plan."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from gezien.audit.log import record
from gezien.plans.actions import merging
from gezien.plans.actions.plans import NUMBERS, write_row
from gezien.plans.models import GroupPlan, PlanRow
from gezien.plans.queries import gather
from gezien.plans.queries.proposal import FIELDS
from gezien.plans.rules import require_planning
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def follow_education_plan(*, by: Member, plan: GroupPlan) -> int:
    """Work by the education plan as it is settled now: where the group did as the old one said, the new one holds.

    What the group does otherwise stays. Gives the number of rows that changed; `NotAllowed` for an evaluated plan and
    for one that works by no education plan.
    """
    require_planning(by, plan.group)
    plans = GroupPlan.objects.select_related("group__school", "subject", "period")
    plan = plans.select_for_update(of=("self",)).get(pk=plan.pk)
    basis = gather(plan.group, plan.subject, plan.period)
    if basis.education is None or basis.settled is None or plan.status == GroupPlan.Status.EVALUATED:
        raise NotAllowed("a plan that follows no education plan")
    changed = 0
    for row in PlanRow.objects.select_for_update(of=("self",)).filter(plan=plan).select_related("plan", "cluster"):
        name = row.cluster.name.casefold()
        old, new = basis.education.rows.get(name), basis.settled.rows.get(name)
        if old and new and (mine := _following(row, old, new)):
            write_row(by, row, merging.before(row, mine), mine)
            changed += 1
    GroupPlan.objects.filter(pk=plan.pk).update(education=basis.settled.version)
    record(by, "plan.education_followed", plan, group=plan.group, number=basis.settled.version.number, rows=changed)
    return changed


def _following(row: PlanRow, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say what the old version said, as the new one says them."""
    found: dict[str, Any] = {
        name: new[name] for name in FIELDS if getattr(row, name).strip() == old[name].strip() != new[name].strip()
    }
    if all(getattr(row, name) == old[name] for name in NUMBERS):
        found |= {name: new[name] for name in NUMBERS if new[name] != old[name]}
    return found
