"""Writes of education plans: written freely, settled as a version with a reason."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.quality.models import EducationPlan, EducationPlanRow, EducationPlanVersion
from gezien.quality.queries.education_plans import PLAN_FIELDS, ROW_FIELDS, said_now
from gezien.quality.rules import editable_education_plans
from gezien.schools.models import Subject
from gezien.schools.rules import Member, NotAllowed, require_agreed


class NameTaken(Exception):
    """The plan has a row of this name already."""


class NothingToSettle(Exception):
    """The plan says what the settled version says."""


@transaction.atomic
def start_education_plan(
    *, by: Member, subject: Subject, year_group: str = "", names: Sequence[str] = ()
) -> EducationPlan:
    """A plan for this subject and year group with a row for each name; the existing one if there is one.

    A plan for one year group begins as the plan for every year group stands.
    """
    require_agreed(by)
    plan, is_new = EducationPlan.objects.get_or_create(school=by.school, subject=subject, year_group=year_group)
    if not is_new:
        return plan
    if general := EducationPlan.objects.filter(subject=subject, year_group="").exclude(pk=plan.pk).first():
        said = said_now(general)
        EducationPlan.objects.filter(pk=plan.pk).update(**{name: said[name] for name in PLAN_FIELDS})
        rows = said["rows"]
    else:
        rows = [{"name": name} for name in dict.fromkeys(names)]
    EducationPlanRow.objects.bulk_create(
        EducationPlanRow(school=by.school, plan=plan, position=position, **row) for position, row in enumerate(rows)
    )
    record(by, "education_plan.started", plan, subject=subject.code, year_group=year_group)
    plan.refresh_from_db()
    return plan


@transaction.atomic
def save_education_plan(*, by: Member, plan: EducationPlan, version: int, **values: str) -> EducationPlan:
    """Write what holds for all clusters; raises `StaleVersion` when somebody else did meanwhile."""
    _require_editable(by, plan)
    for name in PLAN_FIELDS:
        setattr(plan, name, values[name])
    plan.save_if_unchanged(expected=version, fields=list(PLAN_FIELDS))
    record(by, "education_plan.saved", plan)
    return plan


@transaction.atomic
def save_education_row(*, by: Member, row: EducationPlanRow, version: int, **values: Any) -> EducationPlanRow:
    """Write what one cluster gets; raises `StaleVersion` when somebody else did meanwhile, `NameTaken`."""
    _require_editable(by, row.plan)
    if EducationPlanRow.objects.filter(plan=row.plan, name__iexact=values["name"]).exclude(pk=row.pk).exists():
        raise NameTaken
    for name in ROW_FIELDS:
        setattr(row, name, values[name])
    row.save_if_unchanged(expected=version, fields=list(ROW_FIELDS))
    record(by, "education_plan.row_saved", row.plan, row=row.name)
    return row


@transaction.atomic
def add_education_row(*, by: Member, plan: EducationPlan, name: str) -> EducationPlanRow:
    """One cluster more, at the end; raises `NameTaken`."""
    _require_editable(by, plan)
    last = plan.rows.aggregate(last=Max("position"))["last"]
    if plan.rows.filter(name__iexact=name).exists():
        raise NameTaken
    try:
        with transaction.atomic():
            row = EducationPlanRow.objects.create(
                school=by.school, plan=plan, name=name, position=0 if last is None else last + 1
            )
    except IntegrityError as error:  # a colleague was first, in the same instant
        raise NameTaken from error
    record(by, "education_plan.row_added", plan, row=name)
    return row


@transaction.atomic
def remove_education_row(*, by: Member, row: EducationPlanRow, version: int) -> None:
    """One cluster less; settled versions keep it. Raises `StaleVersion` when somebody wrote in it meanwhile."""
    _require_editable(by, row.plan)
    stored = EducationPlanRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if stored.version != version:
        raise StaleVersion(stored)
    record(by, "education_plan.row_removed", row.plan, row=row.name)
    stored.delete()


@transaction.atomic
def settle_education_plan(*, by: Member, plan: EducationPlan, why: str) -> EducationPlanVersion:
    """Make what stands there the version that groups work by. Raises `NothingToSettle` when nothing changed."""
    _require_editable(by, plan)
    plan = EducationPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    said = said_now(plan)
    last = plan.versions.order_by("-number").first()
    if last and last.said == said:
        raise NothingToSettle
    number = plan.number + 1
    version = EducationPlanVersion.objects.create(
        school=by.school, plan=plan, number=number, why=why, said=said, settled_by=by.user
    )
    EducationPlan.objects.filter(pk=plan.pk).update(number=number)
    record(by, "education_plan.settled", plan, number=number, why=why)
    return version


@transaction.atomic
def choose_plans_by(*, by: Member, subject: Subject, plans_by: str) -> None:
    """Work by group plans for this subject, or by the education plan. Plans that exist stay as they are."""
    require_agreed(by)
    if subject.school_id != by.school.pk:
        raise NotAllowed("subject of another school")
    was = subject.plans_by
    subject.plans_by = Subject.PlansBy(plans_by)
    subject.save(update_fields=["plans_by"])
    record(by, "subject.plans_by_chosen", subject, subject=subject.code, was=was, plans_by=plans_by)


def _require_editable(by: Member, plan: EducationPlan) -> None:
    if not editable_education_plans(by).filter(pk=plan.pk).exists():
        raise NotAllowed("education plan")
