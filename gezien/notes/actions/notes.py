"""Writing notes: observations, talks and memos."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.notes.models import Note, NoteDraft
from gezien.notes.rules import editable_notes, restrictable_notes
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def add_note(
    *,
    by: Member,
    pupil: Pupil,
    kind: str,
    text: str,
    happened_on: dt.date | None = None,
    visibility: str = Note.Visibility.TEAM,
    form: UUID | None = None,
) -> Note:
    """A note about a pupil, of today unless told otherwise. The same `form` sent twice gives the one note."""
    require_editable(by, pupil)
    if form and (saved := Note.objects.filter(school=by.school, author=by.user, form=form).first()):
        return saved
    note = Note.objects.create(
        school=by.school,
        pupil=pupil,
        kind=kind,
        text=text.strip(),
        happened_on=happened_on or clock.today(),
        visibility=visibility,
        author=by.user,
        form=form,
    )
    _forget_draft(by, form)
    record(by, "note.added", note, pupil=pupil, kind=kind, visibility=visibility)
    return note


@transaction.atomic
def change_note(
    *, by: Member, note: Note, expected: int, kind: str, text: str, visibility: str, form: UUID | None = None
) -> Note:
    """The author's correction; the day it happened stays. StaleVersion when it was saved elsewhere since `expected`."""
    if not editable_notes(by).filter(pk=note.pk).exists():
        raise NotAllowed(Permission.EDIT_FILES)
    note.kind, note.text, note.visibility = kind, text.strip(), visibility
    note.save_if_unchanged(expected=expected, fields=["kind", "text", "visibility"])
    _forget_draft(by, form)
    record(by, "note.changed", note, pupil=note.pupil, kind=kind, visibility=visibility)
    return note


@transaction.atomic
def restrict_note(*, by: Member, note: Note) -> Note:
    """From now on only its author, internal coach and head read it; doing so twice changes nothing."""
    require_editable(by, note.pupil)
    if note.visibility == Note.Visibility.RESTRICTED:
        return note
    if not restrictable_notes(by).filter(pk=note.pk).exists():
        raise NotAllowed(Permission.EDIT_FILES)
    note.visibility = Note.Visibility.RESTRICTED
    note.save_if_unchanged(expected=note.version, fields=["visibility"])
    record(by, "note.restricted", note, pupil=note.pupil)
    return note


def _forget_draft(by: Member, form: UUID | None) -> None:
    """What has become a note is no longer a draft."""
    if form:
        NoteDraft.objects.filter(school=by.school, author=by.user, form=form).delete()
