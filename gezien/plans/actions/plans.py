"""Writes of the plans app."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import mark, record
from gezien.common.models import StaleVersion
from gezien.needs.actions import start_clustering
from gezien.needs.models import Cluster
from gezien.plans.actions import merging
from gezien.plans.actions.goals import write_goals
from gezien.plans.actions.plan_signals import follow_status
from gezien.plans.actions.versions import keep_version
from gezien.plans.models import GroupPlan, PlanRow, PlanRowChange, PlanVersion
from gezien.plans.queries import gather, propose, propose_general
from gezien.plans.queries.goal_proposal import MOST_GOALS
from gezien.plans.queries.proposal import FIELDS, ProposedRow
from gezien.plans.rules import may_be_discarded, require_planning
from gezien.pupils.models import Group
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member, NotAllowed

NUMBERS = ("minutes_a_week", "times_a_week")
STATUS = GroupPlan.Status
# A plan moves one step on, or one back when somebody pressed too early.
STEPS = [STATUS.DRAFT, STATUS.AGREED, STATUS.RUNNING, STATUS.EVALUATED]


# Which steps keep the plan as it is then.
KEPT_AT = {
    (STATUS.DRAFT, STATUS.AGREED): PlanVersion.Occasion.AGREED,
    (STATUS.RUNNING, STATUS.EVALUATED): PlanVersion.Occasion.EVALUATED,
}


class CannotPlan(Exception):
    """The plan cannot be drawn up; the message says what is missing, in the reader's language."""


@transaction.atomic
def start_plan(*, by: Member, group: Group, subject: Subject, period: Period) -> GroupPlan:
    """Draw up the plan of this group, subject and period, filled with what is known; the existing one if there is one.

    A group that was not clustered yet gets the school's own clusters: its pupils still need a place.
    """
    require_planning(by, group)
    if not subject.has_plans:
        raise CannotPlan(_("No plans are made for this subject."))
    if existing := GroupPlan.objects.filter(group=group, subject=subject, period=period).first():
        return existing
    start_clustering(by=by, group=group, subject=subject, period=period)
    basis = gather(group, subject, period)
    if not basis.is_clustered:
        raise CannotPlan(_("The school has not named its clusters yet. Divide the group into clusters first."))
    plan, is_new = GroupPlan.objects.get_or_create(
        school=by.school,
        group=group,
        subject=subject,
        period=period,
        defaults={
            "general": propose_general(basis).text,
            "drawn_up_by": by.user,
            "education": basis.education.version if basis.education else None,
        },
    )
    if not is_new:
        return plan
    proposals = propose(basis)
    rows = PlanRow.objects.bulk_create(_new_row(plan, proposed) for proposed in proposals)
    for row, proposed in zip(rows, proposals, strict=True):
        write_goals(row, proposed.goals[:MOST_GOALS])
    record(by, "plan.drawn_up", plan, group=group, subject=subject.code, period=str(period))
    return plan


def _new_row(plan: GroupPlan, proposed: ProposedRow) -> PlanRow:
    return PlanRow(
        school_id=plan.school_id,
        plan=plan,
        cluster_id=proposed.cluster.pk or 0,
        minutes_a_week=proposed.minutes_a_week,
        times_a_week=proposed.times_a_week,
        **{name: text.text for name, text in proposed.texts.items()},
    )


@transaction.atomic
def add_row(*, by: Member, plan: GroupPlan, cluster: Cluster) -> PlanRow:
    """Give a cluster that came later its row in the plan, filled like the others; the existing one if there is one."""
    require_planning(by, plan.group)
    if existing := PlanRow.objects.filter(plan=plan, cluster=cluster).first():
        return existing
    basis = gather(plan.group, plan.subject, plan.period)
    proposed = next((one for one in propose(basis) if one.cluster.pk == cluster.pk), None)
    if proposed is None:
        raise NotAllowed("cluster of another plan")
    row = _new_row(plan, proposed)
    row.save()
    write_goals(row, proposed.goals[:MOST_GOALS])
    record(by, "plan.row_added", plan, group=plan.group, cluster=cluster.name)
    return row


@transaction.atomic
def save_general(*, by: Member, plan: GroupPlan, version: int, general: str) -> GroupPlan:
    """Write what holds for the whole group. Raises `StaleVersion` when somebody else wrote it meanwhile."""
    require_planning(by, plan.group)
    if general == plan.general and version == plan.version:
        return plan
    was, plan.general = plan.general, general
    plan.save_if_unchanged(expected=version, fields=["general"])
    told: dict[str, Any] = {"fields": ["general"], "was": {"general": mark(was)}, "version": plan.version}
    record(by, "plan.saved", plan, group=plan.group, **told)
    return plan


@transaction.atomic
def save_row(*, by: Member, row: PlanRow, version: int, values: Mapping[str, Any]) -> PlanRow:
    """Write the fields of one row as typed on the page that was opened at `version`.

    What somebody else changed meanwhile in other fields stays as they left it: the row that is returned holds both.
    Raises `merging.Overlap` when both changed the same field to something different; then nothing is written.
    """
    require_planning(by, row.plan.group)
    stored = PlanRow.objects.select_for_update().get(pk=row.pk)
    since = PlanRowChange.objects.filter(row=row, version__gte=version).order_by("-version")
    changed = merging.mine(stored, version, values, (*FIELDS, *NUMBERS), since)
    if was := merging.before(stored, changed):
        write_row(by, stored, was, changed)
    return stored


def write_row(by: Member, row: PlanRow, before: dict[str, Any], mine: dict[str, Any]) -> None:
    """Write what changed, and keep what it said before."""
    at = row.version
    for name, value in mine.items():
        setattr(row, name, value)
    row.save_if_unchanged(expected=at, fields=list(before))
    PlanRowChange.objects.create(school_id=row.school_id, row=row, version=at, before=before, changed_by=by.user)
    was = {name: mark(value) for name, value in before.items()}
    told: dict[str, Any] = {"plan": row.plan_id, "fields": sorted(before), "was": was, "version": row.version}
    record(by, "plan.row_saved", row, group=row.plan.group, **told)


@transaction.atomic
def change_status(*, by: Member, plan: GroupPlan, was: str, status: str) -> GroupPlan:
    """Move the plan one step: on, or back. What is agreed or evaluated is kept as a version.

    Raises `StaleVersion` when it no longer stands at `was`.

    Who did so and when is in the log. The texts keep their version, so that nobody who is writing is disturbed.
    """
    require_planning(by, plan.group)
    if status not in neighbours(was):
        raise NotAllowed("a step that does not follow")
    if not GroupPlan.objects.filter(pk=plan.pk, status=was).update(status=status):
        raise StaleVersion(GroupPlan.objects.get(pk=plan.pk))
    plan.status = status
    record(by, "plan.status_changed", plan, group=plan.group, before=was, after=status)
    if occasion := KEPT_AT.get((STATUS(was), STATUS(status))):
        keep_version(by, plan, occasion)
    follow_status(by=by, plan=plan, was=was, status=status)
    return plan


def neighbours(status: str) -> list[str]:
    """The steps next to this one, the one before first; empty for a status that does not exist."""
    if status not in STEPS:
        return []
    place = STEPS.index(STATUS(status))
    return [one for one in STEPS if abs(STEPS.index(one) - place) == 1]


@transaction.atomic
def discard_plan(*, by: Member, plan: GroupPlan, state: int) -> None:
    """Throw a draft away, as it was seen at `state`. Clusters and needs stay.

    Raises `NotAllowed` for a plan that was ever agreed on or carried out, `StaleVersion` when somebody wrote in it
    meanwhile.
    """
    require_planning(by, plan.group)
    plan = GroupPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not may_be_discarded(plan):
        raise NotAllowed("a plan that was agreed on or carried out")
    if state_of(plan) != state:
        raise StaleVersion(plan)
    record(by, "plan.discarded", plan, group=plan.group, subject=plan.subject.code, period=str(plan.period))
    plan.delete()


def state_of(plan: GroupPlan) -> int:
    """A number that grows with every save in the plan."""
    return plan.version + sum(PlanRow.objects.filter(plan=plan).values_list("version", flat=True))
