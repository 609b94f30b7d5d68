"""That a colleague read an education plan: said by themselves, and taken back by themselves."""

from django.db import transaction

from gezien.audit.log import record
from gezien.quality.models import EducationPlanReading, EducationPlanVersion
from gezien.quality.rules import visible_education_plans
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def say_read(*, by: Member, version: EducationPlanVersion, is_read: bool = True) -> None:
    """The member read this version, or did not after all."""
    if not visible_education_plans(by).filter(pk=version.plan_id).exists():
        raise NotAllowed("education plan")
    if is_read:
        EducationPlanReading.objects.get_or_create(school=by.school, version=version, reader=by.user)
    else:
        EducationPlanReading.objects.filter(version=version, reader=by.user).delete()
    record(by, "education_plan.read" if is_read else "education_plan.unread", version.plan, number=version.number)
