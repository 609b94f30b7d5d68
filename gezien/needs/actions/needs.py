"""Writes of educational needs."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from gezien.audit.log import mark, record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.hooks import need_closed, need_named, need_reopened
from gezien.needs.models import EducationalNeed, NeedRevision, NeedSentence
from gezien.needs.sentences import Said, said_of, tidied, together
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member

What = NeedRevision.What
# Saves of one person within this time are one step of the history: autosave saves at each pause.
SITTING = dt.timedelta(minutes=30)


class NeedIsClosed(Exception):
    """A closed need is read; it is written again after it has been reopened."""


@transaction.atomic
def save_need(
    *,
    by: Member,
    pupil: Pupil,
    subject: Subject,
    period: Period,
    goal: str,
    sentences: Sequence[Said] = (),
    support: str = "",
    number: int = 1,
    previous: EducationalNeed | None = None,
    expected: int,
) -> EducationalNeed:
    """Write a need of a pupil for a subject and period; `expected` is the version it was opened with, 0 for none.

    `support` is what the pupil needs in words that were not sorted by kind; `previous` is the need that a new one goes
    on with. Raises `StaleVersion` when somebody else
    wrote it meanwhile, `NeedIsClosed` when it was closed; saving the same texts twice is one save.
    """
    require_editable(by, pupil)
    said = tidied([*sentences, Said("", support)])
    same = EducationalNeed.objects.filter(pupil=pupil, subject=subject, period=period, number=number)
    need, was = same.first(), {}
    if need is None:
        free = previous if previous and not EducationalNeed.objects.filter(previous=previous).exists() else None
        target = {"pupil": pupil, "subject": subject, "period": period, "number": number}
        need = EducationalNeed(**target, goal=goal, previous=free)
        _create(need, said, by, same)
        keep(need, What.CARRIED if free else What.WRITTEN, by, said)
        need_named.send(EducationalNeed, need=need, by=by)
    else:
        before = said_of(need)
        if (need.goal, before) == (goal, said):
            return need
        if need.is_closed:
            raise NeedIsClosed
        was = {"words": mark((need.goal, before))}
        _change(need, before, goal=goal, said=said, by=by, expected=expected)
    record(by, "need.saved", need, pupil=pupil, subject=subject.code, period=period.pk, version=need.version, was=was)
    return need


def _create(need: EducationalNeed, said: list[Said], by: Member, same: Any) -> None:
    need.school_id, need.author, need.support = need.pupil.school_id, by.user, together(said)
    try:
        with transaction.atomic():
            need.save()
    except IntegrityError as error:  # somebody wrote the first words at the same moment
        if (current := same.first()) is None:
            raise
        raise StaleVersion(current) from error
    _write_sentences(need, said)


def _change(need: EducationalNeed, before: list[Said], *, goal: str, said: list[Said], by: Member, expected: int):
    if not need.revisions.exists():  # written before there was a history
        keep(need, What.WRITTEN, by, before, at=clock.in_school_time(need.updated_at), author=need.author)
    need.goal, need.support, need.author = goal, together(said), by.user
    need.save_if_unchanged(expected=expected, fields=["goal", "support", "author"])
    if said != before:
        need.sentences.all().delete()
        _write_sentences(need, said)
    keep(need, What.WRITTEN, by, said)


def _write_sentences(need: EducationalNeed, said: Sequence[Said]) -> None:
    NeedSentence.objects.bulk_create(
        NeedSentence(school_id=need.school_id, need=need, kind=one.kind, text=one.text, position=position)
        for position, one in enumerate(said)
    )


def keep(need: EducationalNeed, what: str, by: Member, said: Sequence[Said], **more: Any) -> None:
    """Add a step to the need's history; what one person writes in one sitting is one step."""
    words = {"goal": need.goal, "sentences": [list(one) for one in said]}
    last = need.revisions.last()
    now = clock.now()
    if last and what == last.what == What.WRITTEN and last.author_id == by.user.pk and now - last.at < SITTING:
        NeedRevision.objects.filter(pk=last.pk).update(**words)
        return
    values = {"author": by.user, "at": now, **words, **more}
    NeedRevision.objects.create(school_id=need.school_id, need=need, what=what, **values)


@transaction.atomic
def close_need(*, by: Member, need: EducationalNeed, outcome: str, note: str = "", expected: int) -> EducationalNeed:
    """Say how a need ended, with a line why; from then on it is read only. `StaleVersion` when it changed meanwhile."""
    require_editable(by, need.pupil)
    if need.is_closed:
        raise StaleVersion(need)
    need.outcome, need.closing_note = EducationalNeed.Outcome(outcome).value, note.strip()
    need.closed_on, need.closed_by = clock.today(), by.user
    need.save_if_unchanged(expected=expected, fields=["outcome", "closing_note", "closed_on", "closed_by"])
    keep(need, What.CLOSED, by, said_of(need), outcome=need.outcome, note=need.closing_note)
    record(by, "need.closed", need, pupil=need.pupil, subject=need.subject.code, outcome=need.outcome)
    need_closed.send(EducationalNeed, need=need, by=by)
    return need


@transaction.atomic
def reopen_need(*, by: Member, need: EducationalNeed, expected: int) -> EducationalNeed:
    """Open a closed need again; its history keeps how it was closed."""
    require_editable(by, need.pupil)
    if not need.is_closed:
        return need
    need.outcome, need.closing_note, need.closed_on, need.closed_by = "", "", None, None
    need.save_if_unchanged(expected=expected, fields=["outcome", "closing_note", "closed_on", "closed_by"])
    keep(need, What.REOPENED, by, said_of(need))
    record(by, "need.reopened", need, pupil=need.pupil, subject=need.subject.code)
    need_reopened.send(EducationalNeed, need=need, by=by)
    return need


@transaction.atomic
def remove_need(*, by: Member, need: EducationalNeed, expected: int) -> None:
    """Take a need away; the log keeps that it was there, not what it said. `StaleVersion` when it changed meanwhile."""
    require_editable(by, need.pupil)
    current_need = EducationalNeed.objects.select_for_update().get(pk=need.pk)
    if current_need.version != expected:
        raise StaleVersion(current_need)
    record(by, "need.removed", need, pupil=need.pupil, subject=need.subject.code, period=need.period_id)
    current_need.delete()


@transaction.atomic
def carry_need(*, by: Member, need: EducationalNeed, to: Period) -> EducationalNeed:
    """Go on with a need in a later period: the same words, linked both ways; a second time changes nothing."""
    require_editable(by, need.pupil)
    if carried := EducationalNeed.objects.filter(previous=need).first():
        return carried
    taken = EducationalNeed.objects.filter(pupil=need.pupil_id, subject=need.subject_id, period=to)
    numbers = set(taken.values_list("number", flat=True))
    number = next(number for number in range(1, len(numbers) + 2) if number not in numbers)
    said = said_of(need)
    carried = EducationalNeed.objects.create(
        school_id=need.school_id,
        pupil=need.pupil,
        subject=need.subject,
        period=to,
        number=number,
        goal=need.goal,
        support=need.support,
        author=by.user,
        previous=need,
    )
    _write_sentences(carried, said)
    keep(carried, What.CARRIED, by, said)
    record(by, "need.carried", carried, pupil=need.pupil, subject=need.subject.code, period=to.pk)
    need_named.send(EducationalNeed, need=carried, by=by)
    return carried


@transaction.atomic
def carry_needs(*, by: Member, needs: Sequence[EducationalNeed], to: Period) -> list[EducationalNeed]:
    """Go on with several needs at once; each pupil's file is asked for."""
    return [carry_need(by=by, need=need, to=to) for need in needs]
