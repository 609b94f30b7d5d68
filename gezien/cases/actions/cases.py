"""Registering a pupil for the pupil review, writing in its case, closing it and opening it again."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Q

from gezien.audit.log import mark, record
from gezien.cases.actions.guests import end_guest
from gezien.cases.actions.holding import hold
from gezien.cases.hooks import case_changed
from gezien.cases.models import Case, CasePart, Ground
from gezien.cases.parts import PART
from gezien.cases.rules import leads_reviews, require_case, require_registering, withdrawable_cases
from gezien.common import clock
from gezien.pupils.models import Enrolment, Pupil, Teaching
from gezien.schools.models import Subject, User
from gezien.schools.rules import Member, NotAllowed, current


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
    coach: User | None = None,
) -> Case:
    """Register a pupil for the pupil review, with its grounds and what the teacher brings.

    Whoever leads reviews and registers is its coach, else `coach`, who is to be one of the school.

    Raises `AlreadyOpen` when the pupil has an open case, `ValueError` for another ground.
    """
    require_registering(by, pupil)
    leads = leads_reviews(by)
    case = _open(
        Case(
            school=by.school,
            pupil=pupil,
            subject=subject,
            grounds=[Ground(ground).value for ground in dict.fromkeys(grounds)],
            registered_on=clock.today(),
            registered_by=by.user,
            teacher=_teacher_of(pupil) if leads else by.user,
            coach=by.user if leads else coach,
        )
    )
    brought = {"concern": concern, "question": question, "tried": tried}
    CasePart.objects.bulk_create(
        CasePart(school=by.school, case=case, key=key, text=brought.get(key, "").strip(), author=by.user)
        for key in PART
    )
    record(by, "case.registered", case, pupil=pupil, grounds=case.grounds)
    return case


def _open(case: Case) -> Case:
    """Save a case as the open one of its pupil. Raises `AlreadyOpen`."""
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:
        raise AlreadyOpen(Case.objects.get(pupil=case.pupil_id, closed_on=None)) from error
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
    hold(case)
    require_case(by, case)
    part = CasePart.objects.get(school=by.school, case=case, key=PART[key].key)
    if part.text == text:
        return part
    was, part.text, part.author = part.text, text, by.user
    part.save_if_unchanged(expected=version, fields=["text", "author"])
    record(by, "case.written", case, pupil=case.pupil, part=key, was={key: mark(was)})
    case_changed.send(Case, case=case, key=key, by=by, version=part.version)
    return part


@transaction.atomic
def change_case(
    *,
    by: Member,
    case: Case,
    version: int,
    grounds: Iterable[str],
    subject: Subject | None,
    teacher: User | None,
    coach: User | None,
) -> Case:
    """Why it was registered, what it is most about, whose question it is and who leads. Raises `StaleVersion`."""
    hold(case)
    require_case(by, case)
    was = Case.objects.get(pk=case.pk)
    case.grounds = [Ground(ground).value for ground in dict.fromkeys(grounds)]
    case.subject, case.teacher, case.coach = subject, teacher, coach
    names = ["grounds", "subject", "teacher", "coach"]
    case.save_if_unchanged(expected=version, fields=names)
    changed = [name for name in names if getattr(was, name) != getattr(case, name)]
    record(by, "case.changed", case, pupil=case.pupil, fields=changed)
    case_changed.send(Case, case=case, key="case", by=by)
    return case


@transaction.atomic
def discussed(*, by: Member, case: Case) -> Case:
    """It was talked about in a review, now. What parents are told after this is the talk afterwards."""
    hold(case)
    require_case(by, case)
    return _put(by, case, "case.discussed", discussed_at=clock.now())


@transaction.atomic
def ask_effect_on(*, by: Member, case: Case, day: dt.date | None) -> Case:
    """The day on which teacher and coach are asked whether it helps; None: not asked."""
    hold(case)
    require_case(by, case)
    return _put(by, case, "case.planned", effect_on=day)


@transaction.atomic
def close_case(*, by: Member, case: Case, note: str = "") -> Case:
    """The pupil leaves the pupil review, with what one keeps of it; agreements and needs go on where they are.

    Who looked along from outside is out for good and a teacher's story is gone, also when the case is opened again.
    """
    hold(case)
    require_case(by, case)
    for guest in case.guests.filter(ended_at=None, valid_until__gte=clock.today()).select_related("case__pupil"):
        end_guest(by=by, guest=guest)
    case.stories.all().delete()
    return _put(
        by, case, "case.closed", closed_on=clock.today(), closed_by=by.user, closing_note=note.strip(), effect_on=None
    )


@transaction.atomic
def reopen_case(*, by: Member, case: Case) -> Case:
    """Go on in a closed case. Raises `AlreadyOpen` when the pupil was registered again since."""
    hold(case)
    require_case(by, case, closed=True)
    if newer := Case.objects.filter(pupil=case.pupil_id, closed_on=None).exclude(pk=case.pk).first():
        raise AlreadyOpen(newer)
    try:
        with transaction.atomic():
            return _put(by, case, "case.reopened", closed_on=None, closed_by=None)
    except IntegrityError as error:  # registered again at this very moment
        raise AlreadyOpen(Case.objects.get(pupil=case.pupil_id, closed_on=None)) from error


@transaction.atomic
def withdraw_case(*, by: Member, case: Case) -> None:
    """Take a registration back of which nothing came yet: nothing agreed, discussed or set. Else it is closed."""
    hold(case)
    if not withdrawable_cases(by).filter(pk=case.pk).exists():
        raise NotAllowed("case of which something came")
    record(by, "case.withdrawn", case, pupil=case.pupil)
    case.delete()


def _put(by: Member, case: Case, verb: str, **values: object) -> Case:
    """Write these facts, whatever else somebody writes in the case at the moment."""
    for name, value in values.items():
        setattr(case, name, value)
    case.save(update_fields=list(values))
    record(by, verb, case, pupil=case.pupil)
    case_changed.send(Case, case=case, key="case", by=by)
    return case
