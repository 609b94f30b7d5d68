"""Keeping a plan as it was: when it is agreed, adjusted midway and evaluated."""

from django.db import transaction
from django.db.models import Max

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.plans.models import GroupPlan, PlanVersion
from gezien.plans.queries.contents import PlanContents, contents, from_json
from gezien.plans.rules import require_planning
from gezien.schools.rules import Member, NotAllowed

OCCASION = PlanVersion.Occasion
STATUS = GroupPlan.Status
ADJUSTABLE = (STATUS.AGREED, STATUS.RUNNING)


def keep_version(by: Member, plan: GroupPlan, occasion: str, why: str = "") -> PlanVersion | None:
    """Keep the plan as it stands; nothing when the last version says the same. Part of an action that asked the rule.

    A version that was being written is sealed first.
    """
    now = contents(plan)
    sealed = seal(by, plan, now)
    last = sealed or PlanVersion.objects.filter(plan=plan).order_by("number").last()
    if last and occasion in {OCCASION.AGREED, last.occasion} and from_json(last.contents) == now:
        return None
    return _make(by, plan, occasion, why, now)


@transaction.atomic
def adjust_plan(*, by: Member, plan: GroupPlan, why: str) -> PlanVersion:
    """Begin to adjust a running plan, and say why: a new version that stays open until it is sealed.

    What was agreed stays readable. Raises `StaleVersion` when somebody is adjusting it already, `NotAllowed` for a
    draft (just write) and for an evaluated plan (that is history).
    """
    require_planning(by, plan.group)
    plan = GroupPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.status not in ADJUSTABLE or not why.strip():
        raise NotAllowed("a plan that cannot be adjusted")
    if being_written := PlanVersion.objects.filter(plan=plan, sealed_at=None).first():
        raise StaleVersion(being_written)
    if not PlanVersion.objects.filter(plan=plan).exists():
        _make(by, plan, OCCASION.AGREED, "", contents(plan))  # agreed before versions were kept
    return _make(by, plan, OCCASION.ADJUSTED, why.strip(), None)


@transaction.atomic
def finish_adjusting(*, by: Member, plan: GroupPlan) -> PlanVersion | None:
    """Seal the version that is being written; None when there is none: pressed twice, or by a colleague."""
    require_planning(by, plan.group)
    return seal(by, plan, contents(plan))


def seal(by: Member, plan: GroupPlan, now: PlanContents) -> PlanVersion | None:
    """Seal the version that is being written, as the plan says now. Part of an action that asked the rule."""
    version = PlanVersion.objects.filter(plan=plan, sealed_at=None).first()
    if version is None:
        return None
    version.contents, version.sealed_at = now.as_json(), clock.now()
    version.save(update_fields=["contents", "sealed_at"])
    record(by, "plan_version.closed", version, group=plan.group, plan=plan.pk, number=version.number)
    return version


def _make(by: Member, plan: GroupPlan, occasion: str, why: str, now: PlanContents | None) -> PlanVersion:
    """A version with these contents; without them it is open."""
    last = PlanVersion.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion.objects.create(
        school_id=plan.school_id,
        plan=plan,
        number=last + 1,
        occasion=occasion,
        why=why,
        contents=now.as_json() if now else {},
        made_by=by.user,
        made_at=clock.now(),
        sealed_at=clock.now() if now else None,
    )
    record(by, "plan_version.added", version, group=plan.group, plan=plan.pk, number=version.number, why=why)
    return version
