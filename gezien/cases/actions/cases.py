"""Registering a pupil for the pupil review, and writing in its case."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Q

from gezien.audit.log import record
from gezien.cases.models import Case, CasePart, Ground
from gezien.cases.parts import PART
from gezien.cases.rules import require_case, require_registering
from gezien.common import clock
from gezien.pupils.models import Enrolment, Pupil, Teaching
from gezien.schools.models import Subject, User
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, current


class AlreadyOpen(Exception):
    """This pupil has an open case: `case`. One writes on in that one."""

    def __init__(self, case: Case):
        super().__init__(f"pupil {case.pupil_id} has an open case")
        self.case = case


@transaction.atomic
def register_case(
    *,
    by: Member,
    pupil: Pupil,
    grounds: Iterable[str] = (),
    concern: str = "",
    question: str = "",
    tried: str = "",
    subject: Subject | None = None,
) -> Case:
    """Register a pupil for the pupil review, with its grounds and what the teacher brings.

    Raises `AlreadyOpen` when the pupil has an open case, `ValueError` for another ground.
    """
    require_registering(by, pupil)
    leads = by.may(Permission.LEAD_REVIEWS)
    try:
        with transaction.atomic():
            case = Case.objects.create(
                school=by.school,
                pupil=pupil,
                subject=subject,
                grounds=[Ground(ground).value for ground in dict.fromkeys(grounds)],
                registered_on=clock.today(),
                registered_by=by.user,
                teacher=_teacher_of(pupil) if leads else by.user,
                coach=by.user if leads else None,
            )
    except IntegrityError as error:
        raise AlreadyOpen(Case.objects.get(school=by.school, pupil=pupil, closed_on=None)) from error
    brought = {"concern": concern, "question": question, "tried": tried}
    CasePart.objects.bulk_create(
        CasePart(school=by.school, case=case, key=key, text=brought.get(key, "").strip(), author=by.user)
        for key in PART
    )
    record(by, "case.registered", case, pupil=pupil, grounds=case.grounds)
    return case


def _teacher_of(pupil: Pupil) -> User | None:
    """Who teaches the pupil's group today and may sign in, the first by name."""
    groups = Enrolment.objects.filter(current(), school=pupil.school_id, pupil=pupil).values("group")
    teaching = Teaching.objects.filter(
        current(), ~Q(staff_member__user=None), school=pupil.school_id, group__in=groups
    ).select_related("staff_member__user")
    first = teaching.order_by("staff_member__user__first_name", "pk").first()
    return first.staff_member.user if first else None


@transaction.atomic
def save_part(*, by: Member, case: Case, key: str, version: int, text: str) -> CasePart:
    """Write one text of a case. Raises `StaleVersion` when somebody else wrote in it, `KeyError` for another part."""
    require_case(by, case)
    part = CasePart.objects.get(school=by.school, case=case, key=PART[key].key)
    if part.text == text and part.version == version:
        return part
    part.text, part.author = text, by.user
    part.save_if_unchanged(expected=version, fields=["text", "author"])
    record(by, "case.written", case, pupil=case.pupil, part=key)
    return part


@transaction.atomic
def discussed(*, by: Member, case: Case) -> Case:
    """It was talked about in a review, now. What parents are told after this is the talk afterwards."""
    require_case(by, case)
    Case.objects.filter(pk=case.pk).update(discussed_at=clock.now())
    record(by, "case.discussed", case, pupil=case.pupil)
    case.refresh_from_db(fields=["discussed_at"])
    return case
