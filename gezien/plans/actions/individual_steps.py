"""The steps of a plan of one pupil: put before the parents, settled, carried out, looked back on, ended."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.plans.actions.individual import require_writable
from gezien.plans.actions.plans import CannotPlan
from gezien.plans.models import GoalOutcome, IndividualEvaluation, IndividualPlan, IndividualPlanVersion
from gezien.plans.queries.individual import why_not_agreed
from gezien.plans.queries.individual_content import content_of, has_changed, latest_version
from gezien.plans.queries.individual_settings import terms_of
from gezien.plans.terms import months_after
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member, NotAllowed

KIND, STATUS = IndividualPlan.Kind, IndividualPlan.Status
NEXT = IndividualEvaluation.Next


@transaction.atomic
def make_version(*, by: Member, plan: IndividualPlan, why: str) -> IndividualPlanVersion:
    """Keep the plan as it reads now, to put before parents and pupil. Answers to earlier versions do not count for it.

    A draft that says what its last version says is put before them again: that version, with the answers it has.

    Raises `CannotPlan` when nothing else changed since the last version, or when there is no goal or agreed part yet.
    """
    require_writable(by, plan)
    plan = IndividualPlan.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=plan.pk)
    content, last = content_of(plan, terms_of(by.school)), latest_version(plan)
    if last and not has_changed(last, content):
        if plan.status == STATUS.DRAFT:
            return _shown_again(by, plan, last)
        raise CannotPlan(_("Nothing has changed since version %(number)d.") % {"number": last.number})
    if not content["goals"] or not (content["supports"] or content["offered"]):
        raise CannotPlan(_("Write at least one goal and what you will do for it; then there is something to agree on."))
    version = IndividualPlanVersion.objects.create(
        school=by.school,
        plan=plan,
        number=last.number + 1 if last else 1,
        why=why,
        content=content,
        made_by=by.user,
        made_on=clock.today(),
    )
    _set_status(plan, plan.status, STATUS.WITH_PARENTS)
    record(by, "individualplan.versioned", plan, pupil=plan.pupil, number=version.number)
    return version


def _shown_again(by: Member, plan: IndividualPlan, last: IndividualPlanVersion) -> IndividualPlanVersion:
    _set_status(plan, STATUS.DRAFT, STATUS.WITH_PARENTS)
    details: dict[str, Any] = {"before": STATUS.DRAFT, "after": STATUS.WITH_PARENTS, "number": last.number}
    record(by, "individualplan.status_changed", plan, pupil=plan.pupil, **details)
    return last


@transaction.atomic
def agree_individual(*, by: Member, plan: IndividualPlan, without: str = "") -> IndividualPlan:
    """Settle the last version. What stands in its way (`why_not_agreed`) asks for a reason: `without`.

    The plan must still say what that version says: nobody settles what parents have not seen.
    """
    require_writable(by, plan)
    terms, version = terms_of(by.school), latest_version(plan)
    changed = has_changed(version, content_of(plan, terms))
    problem = why_not_agreed(plan, version, terms, changed)
    if version is None or changed or (problem and not without.strip()):
        raise CannotPlan(problem)
    _set_status(plan, STATUS.WITH_PARENTS, STATUS.AGREED)
    version.agreed_on, version.agreed_by = clock.today(), by.user
    version.agreed_without = without.strip() if problem else ""
    version.save(update_fields=["agreed_on", "agreed_by", "agreed_without"])
    details: dict[str, Any] = {"number": version.number, "without": version.agreed_without}
    steps: dict[str, Any] = {"before": STATUS.WITH_PARENTS, "after": STATUS.AGREED}
    record(by, "individualplan.status_changed", plan, pupil=plan.pupil, **steps, **details)
    return plan


# From where to where, without more being asked.
FREE_STEPS = {
    (STATUS.WITH_PARENTS, STATUS.DRAFT),
    (STATUS.AGREED, STATUS.RUNNING),
    (STATUS.RUNNING, STATUS.AGREED),
    (STATUS.ENDED, STATUS.RUNNING),
}


@transaction.atomic
def step_individual(*, by: Member, plan: IndividualPlan, was: str, status: str) -> IndividualPlan:
    """One of the free steps: back to draft, carry out, back, or open an ended plan again.

    Raises `StaleVersion` when the plan no longer stands at `was`, `NotAllowed` for another step.
    """
    require_editable(by, plan.pupil)
    if (was, status) not in FREE_STEPS:
        raise NotAllowed("a step that does not follow")
    if was == STATUS.ENDED and _has_other_outlook(plan):
        raise CannotPlan(_("This pupil already has such a plan; change that one, or end it first."))
    _set_status(plan, was, status)
    record(by, "individualplan.status_changed", plan, pupil=plan.pupil, before=was, after=status)
    return plan


@transaction.atomic
def evaluate_individual(
    *,
    by: Member,
    plan: IndividualPlan,
    version: int,
    held_on: dt.date,
    result: str,
    parents_words: str = "",
    pupils_words: str = "",
    follows: str,
    until: dt.date | None = None,
    outcomes: Mapping[int, str] | None = None,
) -> IndividualEvaluation:
    """Keep how the plan was looked back on, and do what follows: it goes on, is adjusted (a draft again) or ends.

    It is looked back on again after the school's term; a temporary plan that goes on, adjusted or not, does so `until`
    a day. `outcomes`: by goal whether it was reached, as far as somebody said so.

    The same sent twice is kept once. Raises `StaleVersion` when the plan is not as it was at `version`, or is not
    agreed on: then nothing is kept.
    """
    require_editable(by, plan.pupil)
    plan = IndividualPlan.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=plan.pk)
    words = {"result": result, "parents_words": parents_words, "pupils_words": pupils_words}
    told = {"held_on": held_on, "follows": follows, "recorded_by": by.user, **words}
    if plan.version != version or plan.status not in (STATUS.AGREED, STATUS.RUNNING):
        last = plan.evaluations.order_by("-pk").first()
        if last and all(getattr(last, name) == value for name, value in told.items()):
            return last
        raise StaleVersion(plan)
    evaluation = IndividualEvaluation.objects.create(
        school=by.school, plan=plan, goals=_judged(by, plan, outcomes or {}), **told
    )
    _follow(by, plan, held_on, follows, until)
    record(by, "individualplan.evaluated", plan, pupil=plan.pupil, follows=follows)
    return evaluation


def _judged(by: Member, plan: IndividualPlan, outcomes: Mapping[int, str]) -> list[list[str]]:
    """Keep what came of each goal; the pairs that the evaluation remembers, whatever the goal says later."""
    told = []
    for goal in plan.goals.exclude(text="").order_by("position", "pk"):
        outcome = outcomes.get(goal.pk, "")
        told.append([goal.text, outcome])
        if outcome:
            decided = {"outcome": outcome, "decided_by": by.user, "decided_at": timezone.now()}
            values = {"school": by.school, **decided}
            GoalOutcome.objects.update_or_create(goal=goal, pupil=plan.pupil, defaults=decided, create_defaults=values)
    return told


def _follow(by: Member, plan: IndividualPlan, held_on: dt.date, follows: str, until: dt.date | None) -> None:
    if follows == NEXT.END:
        plan.ends_on = max(plan.starts_on, min(held_on, plan.ends_on or held_on))
        plan.status = STATUS.ENDED
    else:
        plan.status = STATUS.DRAFT if follows == NEXT.ADJUST else plan.status
        if plan.kind == KIND.TEMPORARY and until:
            plan.ends_on = plan.evaluate_on = until
        else:
            plan.evaluate_on = months_after(held_on, terms_of(by.school).evaluate_months)
    plan.save_if_unchanged(expected=plan.version, fields=["status", "ends_on", "evaluate_on"])


def _set_status(plan: IndividualPlan, was: str, status: str) -> None:
    if not IndividualPlan.objects.filter(pk=plan.pk, status=was).update(status=status):
        raise StaleVersion(IndividualPlan.objects.get(pk=plan.pk))
    plan.status = status


def _has_other_outlook(plan: IndividualPlan) -> bool:
    others = IndividualPlan.objects.filter(pupil=plan.pupil_id, kind=KIND.OUTLOOK).exclude(status=STATUS.ENDED)
    return plan.kind == KIND.OUTLOOK and others.exists()
