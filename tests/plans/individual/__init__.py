"""Shared by the tests of individual plans: a plan with a goal and an agreed part, and what its page sends."""

from typing import Any

from gezien.plans.actions.individual import start_individual
from gezien.plans.actions.individual_steps import make_version
from gezien.plans.individual_forms import IndividualForm
from gezien.plans.models import Goal, IndividualPlan, IndividualPlanVersion, PlanAnswer, PlanSupport
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member


def drawn_up(by: Member, pupil: Pupil, kind: str = "temporary") -> IndividualPlan:
    """A plan with one goal and one line of the agreed part, whatever was known of the pupil."""
    plan = start_individual(by=by, pupil=pupil, kind=kind)
    plan.goals.all().delete()
    plan.supports.all().delete()
    Goal.objects.create(school=by.school, individual_plan=plan, text="Leest eind maart AVI-M4.", measure="AVI-kaart")
    PlanSupport.objects.create(school=by.school, plan=plan, what="Samen hardop lezen", by_whom="leerkracht")
    return plan


def put_before_parents(by: Member, plan: IndividualPlan, why: str = "Eerste versie") -> IndividualPlanVersion:
    """Its next version."""
    return make_version(by=by, plan=plan, why=why)


def said(version: IndividualPlanVersion, kind: str = "agreed", party: str = "parent", name: str = "Ans") -> PlanAnswer:
    """An answer to a version, as signed at school."""
    return PlanAnswer.objects.create(
        school=version.school,
        version=version,
        party=party,
        name=name,
        kind=kind,
        way="screen",
        answered_on=version.made_on,
    )


def sent(by: Member, plan: IndividualPlan, **changes: Any) -> dict[str, Any]:
    """What the page of the plan sends, with changes by name."""
    form = IndividualForm(by=by, plan=plan)
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in {**values, **changes}.items()}
