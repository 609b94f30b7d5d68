"""The school's preparation forms. Preparations keep their own copy of the questions, so nothing written changes."""

from collections.abc import Sequence

from django.db import transaction

from gezien.audit.log import record
from gezien.meetings.models import FormTemplate
from gezien.meetings.rules import editable_forms
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def save_form(
    *,
    by: Member,
    form: FormTemplate,
    version: int,
    name: str,
    year_groups: Sequence[str],
    days_before: int,
    questions: list[dict[str, str]],
) -> FormTemplate:
    """Change a form: its name, for which year groups, when it is due, and its questions in their order.

    Raises `ValueError` when two questions have the same key.
    """
    if not editable_forms(by).filter(pk=form.pk).exists():
        raise NotAllowed("change this form")
    if len({question["key"] for question in questions}) != len(questions):
        raise ValueError("Two questions have the same key")
    form.name, form.year_groups, form.days_before = name, ",".join(year_groups), days_before
    form.questions = [{name: question[name] for name in ("key", "label", "help")} for question in questions]
    form.save_if_unchanged(expected=version, fields=["name", "year_groups", "days_before", "questions"])
    record(by, "form.changed", form, questions=len(questions))
    return form
