"""Reads of cases: the list, and one case with its texts."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Case as Case_
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value, When
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gezien.cases.models import Case, CaseAgreement, CaseEffect, CaseNeed, CasePart, CaseQuestion, Ground, Guest
from gezien.cases.parts import PARTS, STEPS
from gezien.cases.rules import visible_cases, visible_questions
from gezien.common import clock
from gezien.pupils.models import Enrolment, Pupil
from gezien.schools.rules import Member, current

DUE = "due"


def cases_of(member: Member, *, closed: bool = False) -> QuerySet[Case]:
    """The visible cases that are open, or those that are closed; first those of which the effect is to be asked."""
    cases = with_names(visible_cases(member)).filter(closed_on__isnull=not closed)
    if closed:
        return cases.order_by("-closed_on", "-pk")
    is_due = Case_(When(effect_on__lte=clock.today(), then=0), default=1)
    return cases.order_by(is_due, "registered_on", "pk")


def cases_of_pupil(member: Member, pupil: Pupil) -> QuerySet[Case]:
    """The visible cases of one pupil, the newest first."""
    return with_names(visible_cases(member)).filter(pupil=pupil).order_by("-registered_on", "-pk")


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With pupil, people, the pupil's group of today, and the question and concern in the same statement."""
    enrolled = Enrolment.objects.filter(current(), school=OuterRef("school"), pupil=OuterRef("pupil"))
    return cases.select_related("pupil", "subject", "teacher", "coach").annotate(
        group_name=Subquery(enrolled.order_by("-starts_on", "pk").values("group__name")[:1]),
        **{key: _text(key) for key in ("question", "concern")},
    )


def _text(key: str) -> Subquery:
    return Subquery(CasePart.objects.filter(case=OuterRef("pk"), key=key).values("text")[:1])


def case_rows(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Cases as a list shows them; one statement more tells the step each is in."""
    found: list[Any] = list(cases)  # Any: with what `with_names` adds
    today = clock.today()
    steps = steps_of(found)
    return [
        {
            "pk": case.pk,
            "pupil_id": case.pupil_id,
            "pupil_record": case.pupil,
            "pupil": case.pupil.name,
            "group": case.group_name or "",
            "subject": case.subject.name if case.subject else "",
            "about": Truncator(case.question or case.concern or "").chars(140),
            "step": STEPS[steps[case.pk]],
            "step_key": steps[case.pk],
            "since": date_format(case.registered_on, "j F Y"),
            "effect_on": date_format(case.effect_on, "j F") if case.effect_on else "",
            "is_due": not case.is_closed and case.effect_on is not None and case.effect_on <= today and not _left(case),
            "left": left_in_words(case),
            "closed_on": date_format(case.closed_on, "j F Y") if case.closed_on else "",
            "teacher": case.teacher.name if case.teacher else "",
        }
        for case in found
    ]


def left_in_words(case: Case) -> str:
    """That the pupil left the school, and when; empty while they are here."""
    day = case.pupil.left_on
    if day is None or not _left(case):
        return ""
    return _("left the school on %(day)s") % {"day": date_format(day, "j F Y")}


def _left(case: Case) -> bool:
    """Whether the pupil left the school: then the case waits to be closed."""
    return case.pupil.left_on is not None and case.pupil.left_on < clock.today()


def choices_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a list of `case_rows` can be narrowed to, with how many: all, those to ask about, and each step in use."""
    steps = Counter(row["step_key"] for row in rows)
    due = sum(row["is_due"] for row in rows)
    return [
        {"key": "", "label": _("All"), "count": len(rows)},
        *([{"key": DUE, "label": _("Does it help?"), "count": due}] if due else []),
        *({"key": key, "label": label, "count": steps[key]} for key, label in STEPS.items() if steps[key]),
    ]


def narrowed(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """The rows of one of `choices_of`; all for "" and for what is none of them."""
    return [row for row in rows if (row["is_due"] if key == DUE else row["step_key"] == key)] or rows


def steps_of(cases: Iterable[Case]) -> dict[int, str]:
    """By case the furthest step in which something was written or done; one statement.

    Done is: somebody from outside was asked, something was agreed or set, it is asked (on its day) whether it helps.
    """
    found, order = list(cases), list(STEPS)
    steps = {case.pk: "before" for case in found}
    step_of_key = {part.key: part.step for part in PARTS} | {step: step for step in STEPS}
    written = CasePart.objects.filter(case__in=steps).exclude(text="").order_by().values_list("case", "key")
    did = [_did(rows.filter(case__in=steps), step) for rows, step in _deeds()]
    for case, key in written.union(*did).order_by("key"):
        steps[case] = max(steps[case], step_of_key.get(key, "before"), key=order.index)
    return steps | {one.pk: "check" for one in found if one.effect_on}


def _deeds() -> list[tuple[QuerySet[Any], str]]:
    """What is done in a case besides writing, and the step it belongs to."""
    return [
        (Guest.objects.all(), "involve"),
        (CaseAgreement.objects.filter(purpose=CaseAgreement.Purpose.DO), "do"),
        (CaseNeed.objects.all(), "do"),
        (CaseEffect.objects.all(), "check"),
    ]


def _did(rows: QuerySet[Any], step: str) -> QuerySet[Any]:
    return rows.order_by().annotate(step=Value(step, output_field=CharField())).values_list("case", "step")


def parts_of(case: Case) -> dict[str, CasePart]:
    """The texts of a case by key, in the order of the page."""
    found = {part.key: part for part in CasePart.objects.filter(case=case)}
    return {part.key: found[part.key] for part in PARTS if part.key in found}


def grounds_in_words(case: Case) -> list[str]:
    """Why the pupil was registered."""
    return [str(Ground(ground).label) for ground in case.grounds]


def questions_of(member: Member) -> dict[str, list[CaseQuestion]]:
    """The questions in use, by step. One statement."""
    found: dict[str, list[CaseQuestion]] = {step: [] for step in STEPS}
    for question in visible_questions(member).filter(is_retired=False):
        found.setdefault(question.step, []).append(question)
    return found
