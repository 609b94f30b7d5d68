"""Filling in a preparation: each person their own contribution, question by question."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.cases.models import Case
from gezien.cases.rules import require_case
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.meetings.models import Answer, Contribution, FormTemplate, Meeting, Preparation
from gezien.meetings.queries.preparations import form_for, form_for_cases
from gezien.meetings.queries.rhythm import due_for, free_days
from gezien.meetings.rules import fillable_preparations
from gezien.plans.terms import school_day_from
from gezien.pupils.models import Group
from gezien.schools.rules import Member, NotAllowed


def prepare_group(group: Group, meeting: Meeting) -> Preparation:
    """The form for the group of a new review, with its own copy of the questions, due so many days before."""
    form = form_for(group)
    if form is None:
        raise ValidationError(_("The school has no preparation form: make one first."))
    return ask(Preparation(school=meeting.school, meeting=meeting, due_on=_due(meeting, form)), form)


@transaction.atomic
def prepare_case(*, by: Member, case: Case, meeting: Meeting | None = None) -> Preparation:
    """The pupil form for a case, for the review in which it is discussed; without one due in as many days from now.

    What was begun before the case stood on an agenda goes along to it. Asking twice gives the same preparation.
    """
    require_case(by, case)
    form = form_for_cases(by.school)
    if form is None:
        raise ValidationError(_("The school has no form for pupils: make one first."))
    open_ones = Preparation.objects.filter(case=case, discussed_in__in=[meeting] if meeting else [])
    begun = open_ones.first() or Preparation.objects.filter(case=case, discussed_in=None).first()
    due_on = _due(meeting, form) if meeting else _due_anyway(form)
    if begun is None:
        begun = ask(Preparation(school=by.school, case=case, discussed_in=meeting, due_on=due_on), form)
        record(by, "preparation.begun", begun, pupil=case.pupil)
    elif meeting and begun.discussed_in_id != meeting.pk:
        begun.discussed_in, begun.due_on = meeting, due_on
        begun.save_if_unchanged(expected=begun.version, fields=["discussed_in", "due_on"])
    return begun


def free_preparations(preparations: QuerySet[Preparation]) -> None:
    """What was prepared about a pupil for a review that does not come waits for the next one, to be gone on with."""
    waiting = Preparation.objects.filter(case__in=preparations.values("case"), discussed_in=None)
    for preparation in preparations.exclude(case__in=waiting.values("case")):
        preparation.discussed_in = None
        preparation.save_if_unchanged(expected=preparation.version, fields=["discussed_in"])


def ask(preparation: Preparation, form: FormTemplate) -> Preparation:
    """Keep a new preparation with a copy of the questions that the form asks now."""
    preparation.template, preparation.form_version = form, form.versions.order_by("-number").first()
    preparation.save()
    Answer.objects.bulk_create(
        Answer(school=preparation.school, preparation=preparation, position=position, **question)
        for position, question in enumerate(form.questions, start=1)
    )
    return preparation


@transaction.atomic
def save_contribution(*, by: Member, answer: Answer, version: int, text: str) -> Contribution:
    """Write what one answers oneself; `version` 0 when one had not written yet. Colleagues' words are not touched.

    Allowed until the review is closed, also after "ready": what somebody typed is not lost. Raises `StaleVersion` when
    one wrote somewhere else meanwhile.
    """
    _require_fillable(by, answer.preparation)
    _lock_answer(answer)
    mine = Contribution.objects.filter(answer=answer, author=by.user).first()
    if mine is None:
        mine = Contribution.objects.create(school=answer.school, answer=answer, author=by.user, text=text)
    elif mine.version != version:
        raise StaleVersion(mine)
    else:
        mine.text = text
        mine.save_if_unchanged(expected=version, fields=["text"])
    _put_together(answer, by)
    record(by, "preparation.answered", answer, question=answer.key, **about(answer.preparation))
    return mine


@transaction.atomic
def submit_preparation(*, by: Member, preparation: Preparation) -> Preparation:
    """Ready: the coach can count on it. Saying so twice changes nothing."""
    _require_fillable(by, preparation)
    _lock(preparation)
    if preparation.submitted_at is None:
        preparation.submitted_at, preparation.submitted_by = clock.now(), by.user
        _save(by, preparation, "preparation.submitted")
    return preparation


@transaction.atomic
def reopen_preparation(*, by: Member, preparation: Preparation) -> Preparation:
    """Not ready after all: there is something to add."""
    _require_fillable(by, preparation)
    _lock(preparation)
    if preparation.submitted_at is not None:
        preparation.submitted_at, preparation.submitted_by = None, None
        _save(by, preparation, "preparation.reopened")
    return preparation


def _lock_answer(answer: Answer) -> None:
    """Two who write at one moment come one after the other, so that both stand in what is put together."""
    answer.refresh_from_db(fields=["version"], from_queryset=Answer.objects.select_for_update())


def _put_together(answer: Answer, by: Member) -> None:
    """All that was contributed as one text, with names as soon as there are several."""
    said = list(answer.contributions.exclude(text="").select_related("author"))
    if len(said) == 1:
        answer.text = said[0].text
    else:
        answer.text = "\n\n".join(f"{one.author.name}: {one.text}" if one.author else one.text for one in said)
    answer.author = by.user
    answer.save_if_unchanged(expected=answer.version, fields=["text", "author"])


def about(preparation: Preparation) -> dict[str, Any]:
    """Of whom the log says that it is: a group or a pupil."""
    return {"pupil": preparation.case.pupil} if preparation.case else {"group": preparation.about_group}


def is_over(preparation: Preparation) -> bool:
    """Whether what it prepares was held, called off or closed."""
    meeting = preparation.held_in
    over = bool(meeting and (meeting.closed_at or meeting.cancelled_at))
    return over or bool(preparation.case and preparation.case.is_closed)


def _due(meeting: Meeting, form: FormTemplate) -> dt.date:
    return due_for(meeting.school, timezone.localtime(meeting.starts_at).date(), form.days_before)


def _due_anyway(form: FormTemplate) -> dt.date:
    """Without a review: as many days from now, on a school day."""
    return school_day_from(clock.today() + dt.timedelta(days=form.days_before), free_days(form.school))


def _require_fillable(by: Member, preparation: Preparation) -> None:
    if is_over(preparation) or not fillable_preparations(by).filter(pk=preparation.pk).exists():
        raise NotAllowed("fill in this preparation")


def _lock(preparation: Preparation) -> None:
    """As it is now: partners who say "ready" at the same moment are not in each other's way."""
    stages = ["version", "submitted_at", "submitted_by"]
    preparation.refresh_from_db(fields=stages, from_queryset=Preparation.objects.select_for_update())


def _save(by: Member, preparation: Preparation, verb: str) -> None:
    preparation.save_if_unchanged(expected=preparation.version, fields=["submitted_at", "submitted_by"])
    record(by, verb, preparation, **about(preparation))
