"""The school's own questions for the conversation."""

from django.db import transaction
from django.db.models import Max

from gezien.audit.log import record
from gezien.cases.models import CaseQuestion
from gezien.cases.parts import STEPS
from gezien.cases.rules import editable_questions, require_questions
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def add_question(*, by: Member, step: str, problem: str, solution: str) -> CaseQuestion:
    """A new pair of questions, the last of its step. Raises `ValueError` for another step."""
    require_questions(by)
    if step not in STEPS:
        raise ValueError(step)
    last = CaseQuestion.objects.filter(school=by.school, step=step).aggregate(last=Max("position"))["last"]
    question = CaseQuestion.objects.create(
        school=by.school, step=step, problem=problem, solution=solution, position=(last or 0) + 1
    )
    record(by, "case_question.added", question)
    return question


@transaction.atomic
def change_question(*, by: Member, question: CaseQuestion, version: int, problem: str, solution: str) -> CaseQuestion:
    """Put a pair in other words. Raises `StaleVersion`."""
    _require(by, question)
    if (question.problem, question.solution) == (problem, solution):
        return question
    question.problem, question.solution = problem, solution
    question.save_if_unchanged(expected=version, fields=["problem", "solution"])
    record(by, "case_question.changed", question)
    return question


@transaction.atomic
def retire_question(*, by: Member, question: CaseQuestion, retired: bool = True) -> CaseQuestion:
    """Take a pair out of use, or back into it."""
    _require(by, question)
    CaseQuestion.objects.filter(pk=question.pk).update(is_retired=retired)
    record(by, "case_question.retired" if retired else "case_question.reinstated", question)
    return question


def _require(by: Member, question: CaseQuestion) -> None:
    if not editable_questions(by).filter(pk=question.pk).exists():
        raise NotAllowed("question of another school")
