"""The school's preparation forms. Preparations keep their own copy of the questions, so nothing written changes."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.meetings.models import FormTemplate, FormVersion
from gezien.meetings.rules import editable_forms
from gezien.schools.rules import Member, require_among

QUESTION = ("key", "label", "help", "source")
STILL_WRITING = dt.timedelta(hours=1)


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

    Other questions are another version. One that no preparation asked yet is still being written: it changes along.
    Raises `ValueError` when two questions have the same key.
    """
    require_among(editable_forms(by), form)
    if len({question["key"] for question in questions}) != len(questions):
        raise ValueError("Two questions have the same key")
    form.name, form.year_groups, form.days_before = name, ",".join(year_groups), days_before
    changed = _write_questions(by, form, questions)
    form.save_if_unchanged(expected=version, fields=["name", "year_groups", "days_before", "questions"])
    record(by, "form.changed", form, questions=len(questions), version=changed.number)
    return form


@transaction.atomic
def put_back(*, by: Member, version: FormVersion, expected: int) -> FormTemplate:
    """Ask the questions of an earlier version again, as a version of its own. Raises `StaleVersion`."""
    form = version.form
    require_among(editable_forms(by), form)
    new = _write_questions(by, form, version.questions)
    form.save_if_unchanged(expected=expected, fields=["questions"])
    record(by, "form.changed", form, questions=len(form.questions), version=new.number, put_back=version.number)
    return form


def _write_questions(by: Member, form: FormTemplate, questions: list[dict[str, str]]) -> FormVersion:
    """The questions in the form and in its newest version; a version in use, or somebody else's, stays as it is."""
    form.questions = [{name: question.get(name, "") for name in QUESTION} for question in questions]
    newest = form.versions.order_by("-number").first()
    if newest is not None and newest.questions == form.questions:
        return newest
    if newest is not None and newest.made_by_id == by.user.pk and _is_fresh(newest):
        newest.questions, newest.made_at = form.questions, clock.now()
        newest.save(update_fields=["questions", "made_at"])
        return newest
    number = newest.number + 1 if newest else 1
    return FormVersion.objects.create(
        school=form.school, form=form, number=number, questions=form.questions, made_by=by.user, made_at=clock.now()
    )


def _is_fresh(version: FormVersion) -> bool:
    return not version.preparations.exists() and version.made_at > clock.now() - STILL_WRITING
