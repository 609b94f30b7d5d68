"""Keeping what somebody is still writing. Drafts are their author's alone, so they leave no trace in the log."""

import datetime as dt
from collections.abc import Collection
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gezien.notes.models import Note, NoteDraft
from gezien.notes.rules import require_writes
from gezien.pupils.models import Group, Pupil
from gezien.schools.rules import Member


class _OfNote(TypedDict, total=False):
    """The day, and of a correction the note with the version it was opened at."""

    happened_on: dt.date | None
    note: Note | None
    note_version: int | None


_NO_NOTE = dict.fromkeys(("happened_on", "note", "note_version"))


@transaction.atomic
def save_draft(
    *,
    by: Member,
    form: UUID,
    expected: int,
    text: str,
    kind: str,
    visibility: str,
    pupils: Collection[Pupil] = (),
    group: Group | None = None,
    **of_note: Unpack[_OfNote],
) -> NoteDraft | None:
    """Keep the form as it stands now; None when its note has been saved already (a late request after the button).

    `expected` is 0 until the form has been answered once. StaleVersion when the same draft was typed in elsewhere.
    """
    require_writes(by, pupils, group)
    if Note.objects.filter(school=by.school, form=form).exists():
        return None
    values = {"group": group, "kind": kind, "text": text, "visibility": visibility, **_NO_NOTE, **of_note}
    draft = NoteDraft.objects.filter(school=by.school, author=by.user, form=form).first()
    if draft is None:
        _forget_old(by)
        draft = NoteDraft.objects.create(school=by.school, author=by.user, form=form, **values)
    else:
        for name, value in values.items():
            setattr(draft, name, value)
        # A form that never heard back sends 0: it is the one that made this draft, so its text is the newest.
        draft.save_if_unchanged(expected=expected or draft.version, fields=list(values))
    draft.pupils.set(pupils)
    return draft


def discard_draft(*, by: Member, draft: NoteDraft) -> None:
    """Throw one's own draft away, with its files."""
    NoteDraft.objects.filter(pk=draft.pk, school=by.school, author=by.user).delete()


def _forget_old(by: Member) -> None:
    """Drafts of the school that nobody touched for the stated term go."""
    NoteDraft.objects.filter(
        school=by.school, updated_at__lt=timezone.now() - dt.timedelta(days=NoteDraft.KEPT_DAYS)
    ).delete()
