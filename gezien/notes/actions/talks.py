"""Writing talks by a guide: saved while one types, put in the file when it is ready."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from gezien.audit.log import record
from gezien.common import clock
from gezien.notes.actions.guides import latest_edition
from gezien.notes.actions.revisions import keep_original, keep_revision
from gezien.notes.models import Note, Talk, TalkAnswer, TalkGuide
from gezien.notes.rules import editable_talks, reopenable_talks, visible_guides
from gezien.notes.talk_words import in_words
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member, NotAllowed, require_among

type Answers = Mapping[int, tuple[str, int | None]]  # question → words, own score


@transaction.atomic
def start_talk(*, by: Member, pupil: Pupil, guide: TalkGuide) -> Talk:
    """An empty talk of today by the guide's questions of now; until it is put in the file only its author sees it."""
    require_editable(by, pupil)
    require_among(visible_guides(by).filter(retired_on=None), guide)
    _forget_old(by)
    return Talk.objects.create(
        school=by.school, pupil=pupil, edition=latest_edition(guide), author=by.user, happened_on=clock.today()
    )


@transaction.atomic
def save_talk(
    *,
    by: Member,
    talk: Talk,
    expected: int,
    happened_on: dt.date,
    present: str,
    visibility: str,
    answers: Answers,
    while_typing: bool = True,
) -> Talk:
    """Keep the talk as it stands. StaleVersion when it was saved elsewhere since `expected`.

    In the file already, its note follows, and what it said before is a revision: one for each sitting.
    """
    _require(by, talk)
    before = stored_answers(talk)
    talk.happened_on, talk.present, talk.visibility = happened_on, present.strip(), visibility
    talk.save_if_unchanged(expected=expected, fields=["happened_on", "present", "visibility"])
    if talk.note is not None:
        keep_original(talk.note, _as_data(before))
    _keep_answers(talk, before, answers)
    if talk.note is not None:
        _follow(by, talk, talk.note, while_typing=while_typing)
    return talk


@transaction.atomic
def finish_talk(*, by: Member, talk: Talk) -> Note:
    """Put the talk in the pupil's file; doing so twice gives the one note."""
    _require(by, talk)
    if talk.note is not None:
        return talk.note
    kind = talk.edition.guide.kind
    talk.note = Note.objects.create(
        school=by.school,
        pupil=talk.pupil,
        kind=kind,
        text=in_words(talk),
        happened_on=talk.happened_on,
        visibility=talk.visibility,
        author=by.user,
    )
    talk.save_if_unchanged(expected=talk.version, fields=["note"])
    record(by, "note.added", talk.note, pupil=talk.pupil, kind=kind, visibility=talk.visibility)
    return talk.note


@transaction.atomic
def reopen_talk(*, by: Member, talk: Talk) -> Talk:
    """Take one's own talk out of the file again, to go on writing; the log keeps that it stood there, and for whom.

    What was said stays with the talk, which only its author sees from now on.
    """
    require_among(reopenable_talks(by), talk)
    if talk.note is None:
        raise NotAllowed("a talk that is not in the file")
    note, talk.note = talk.note, None
    talk.save_if_unchanged(expected=talk.version, fields=["note"])
    record(by, "talk.reopened", note, pupil=talk.pupil, kind=note.kind, visibility=note.visibility)
    note.delete()
    return talk


@transaction.atomic
def restore_talk(*, by: Member, talk: Talk, data: Mapping[str, Any]) -> Talk:
    """Put back what was answered at an earlier revision; that is a revision too."""
    answers = {int(pk): (answer["text"], answer["score"]) for pk, answer in data.items()}
    return save_talk(
        by=by,
        talk=talk,
        expected=talk.version,
        happened_on=talk.happened_on,
        present=talk.present,
        visibility=talk.visibility,
        answers={pk: answers.get(pk, ("", None)) for pk in talk.edition.questions.values_list("pk", flat=True)},
        while_typing=False,
    )


@transaction.atomic
def discard_talk(*, by: Member, talk: Talk) -> None:
    """Throw away one's own talk that is not in the file."""
    editable_talks(by).filter(pk=talk.pk, note=None).delete()


def stored_answers(talk: Talk) -> dict[int, tuple[str, int | None]]:
    """What is kept, by question."""
    rows = talk.answers.order_by("pk").values_list("question_id", "text", "score")
    return {question: (text, score) for question, text, score in rows}


def _keep_answers(talk: Talk, before: Answers, answers: Answers) -> None:
    """Write only what differs; an answer that was emptied goes."""
    own = set(talk.edition.questions.values_list("pk", flat=True))
    for question, answer in answers.items():
        if question not in own or answer == before.get(question, ("", None)):
            continue
        if answer == ("", None):
            talk.answers.filter(question_id=question).delete()
            continue
        TalkAnswer.objects.update_or_create(
            talk=talk,
            question_id=question,
            defaults={"school_id": talk.school_id, "text": answer[0], "score": answer[1]},
        )


def _follow(by: Member, talk: Talk, note: Note, *, while_typing: bool) -> None:
    """The note in the file says what the talk says."""
    note.text, note.happened_on, note.visibility = in_words(talk), talk.happened_on, talk.visibility
    note.save_if_unchanged(expected=note.version, fields=["text", "happened_on", "visibility"])
    keep_revision(by=by, note=note, answers=_as_data(stored_answers(talk)), while_typing=while_typing)
    record(by, "note.changed", note, pupil=talk.pupil, kind=note.kind, visibility=note.visibility)


def _as_data(answers: Answers) -> dict[str, Any]:
    return {str(question): {"text": text, "score": score} for question, (text, score) in answers.items()}


def _require(by: Member, talk: Talk) -> None:
    require_among(editable_talks(by), talk)


def _forget_old(by: Member) -> None:
    """Talks that were never put in a file, and that nobody touched for the stated term, go."""
    since = timezone.now() - dt.timedelta(days=Talk.KEPT_DAYS)
    Talk.objects.filter(school=by.school, note=None, updated_at__lt=since).delete()
