"""Keeping what a note said before, and putting it back."""

import datetime as dt
from typing import Any

from django.utils import timezone

from gezien.notes.models import Note, NoteRevision
from gezien.schools.rules import Member

# Saves of one person within so many minutes of each other, made while typing, are one revision.
SITTING = dt.timedelta(minutes=30)


def keep_original(note: Note, answers: dict[str, Any] | None = None) -> None:
    """Before the first change: the note as its author kept it."""
    if not note.revisions.exists():
        _keep(note, made_by_id=note.author_id, began_at=note.created_at, saved_at=note.updated_at, answers=answers)


def keep_revision(
    *, by: Member, note: Note, answers: dict[str, Any] | None = None, while_typing: bool = False
) -> NoteRevision:
    """After a change: the note as it now stands.

    Saved while one types, it replaces the revision of the same sitting: not a row for each pause.
    """
    now = timezone.now()
    last = note.revisions.order_by("-pk").first() if while_typing else None
    sits = last is not None and last.made_by_id == by.user.pk and now - last.saved_at < SITTING
    if last is None or not sits or note.revisions.count() == 1:
        return _keep(note, made_by_id=by.user.pk, began_at=now, saved_at=now, answers=answers)
    last.kind, last.text, last.visibility = note.kind, note.text, note.visibility
    last.answers, last.saved_at = answers, now
    last.save(update_fields=["kind", "text", "visibility", "answers", "saved_at"])
    return last


def _keep(note: Note, **values) -> NoteRevision:
    return NoteRevision.objects.create(
        school_id=note.school_id, note=note, kind=note.kind, text=note.text, visibility=note.visibility, **values
    )
