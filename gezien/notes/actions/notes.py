"""Writing notes: observations, talks and memos."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from gezien.audit.log import Entry, record, record_all
from gezien.common import clock
from gezien.notes.actions.attachments import move_to_draft, move_to_notes
from gezien.notes.actions.revisions import keep_original, keep_revision
from gezien.notes.models import Note, NoteDraft, NoteRevision, Talk
from gezien.notes.rules import editable_notes, require_writes, restrictable_notes, undoable_notes
from gezien.pupils.models import Group, Pupil
from gezien.schools.rules import Member, require_among


def add_note(*, by: Member, pupil: Pupil, **values) -> Note:
    """A note about one pupil; the values of `add_notes`."""
    return add_notes(by=by, pupils=[pupil], **values)[0]


@transaction.atomic
def add_notes(
    *,
    by: Member,
    pupils: Collection[Pupil] = (),
    group: Group | None = None,
    kind: str,
    text: str,
    happened_on: dt.date | None = None,
    visibility: str = Note.Visibility.TEAM,
    form: UUID | None = None,
) -> list[Note]:
    """The same note in the file of each pupil, or one about the group as a whole; of today unless told otherwise.

    The same `form` sent twice gives the notes of the first time.
    """
    if not pupils and group is None:
        raise ValueError("A note is about a pupil or a group")
    require_writes(by, pupils, group)
    if form and (saved := list(Note.objects.filter(school=by.school, author=by.user, form=form).order_by("pk"))):
        return saved
    values = {
        "school": by.school,
        "kind": kind,
        "text": text.strip(),
        "happened_on": happened_on or clock.today(),
        "visibility": visibility,
        "author": by.user,
        "form": form,
    }
    abouts = [{"group": group}] if group else [{"pupil": pupil} for pupil in pupils]
    notes = Note.objects.bulk_create(Note(**about, **values) for about in abouts)
    _settle_draft(by, form, notes)
    said = {"kind": kind, "visibility": visibility}
    record_all(by, "note.added", [Entry(note, note.pupil, note.group, details=dict(said)) for note in notes])
    return notes


@transaction.atomic
def change_note(
    *, by: Member, note: Note, expected: int, kind: str, text: str, visibility: str, form: UUID | None = None
) -> Note:
    """The author's correction, in each file the note stands in; the day it happened stays.

    StaleVersion when it was saved elsewhere since `expected`. What it said before stays as a revision.
    """
    require_among(editable_notes(by), note)
    values = {"kind": kind, "text": text.strip(), "visibility": visibility}
    for one in same_notes(by, note):
        keep_original(one)
        for name, value in values.items():
            setattr(one, name, value)
        one.save_if_unchanged(expected=expected if one == note else one.version, fields=list(values))
        keep_revision(by=by, note=one)
        record(by, "note.changed", one, pupil=one.pupil, group=one.group, kind=kind, visibility=visibility)
    _settle_draft(by, form, same_notes(by, note))
    note.refresh_from_db()
    return note


def restore_revision(*, by: Member, note: Note, revision: NoteRevision) -> Note:
    """Put back what an earlier revision said; that is a change like any other, and who reads it stays as it is now."""
    return change_note(
        by=by, note=note, expected=note.version, kind=revision.kind, text=revision.text, visibility=note.visibility
    )


@transaction.atomic
def restrict_note(*, by: Member, note: Note) -> Note:
    """From now on only its author, internal coach and head read it, in every file; doing so twice changes nothing."""
    require_writes(by, [note.pupil] if note.pupil else [], note.group)
    if note.visibility == Note.Visibility.RESTRICTED:
        return note
    require_among(restrictable_notes(by), note)
    # The same words stand in the files of the others it is about: closing one alone would close nothing.
    for one in _copies(note).filter(visibility=Note.Visibility.TEAM):
        keep_original(one)
        Talk.objects.filter(note=one).update(visibility=Note.Visibility.RESTRICTED)
        one.visibility = Note.Visibility.RESTRICTED
        one.save_if_unchanged(expected=one.version, fields=["visibility"])
        keep_revision(by=by, note=one)
        record(by, "note.restricted", one, pupil=one.pupil, group=one.group)
    note.refresh_from_db()
    return note


@transaction.atomic
def undo_note(*, by: Member, form: UUID) -> NoteDraft | None:
    """What was kept a moment ago becomes a draft again, out of the files, with its words and attachments.

    None when it is too late, or when somebody has since changed or closed it.
    """
    notes = list(undoable_notes(by).filter(form=form).order_by("pk"))
    if not notes or len(notes) != Note.objects.filter(school=by.school, form=form).count():
        return None
    first = notes[0]
    names = ("group", "kind", "text", "happened_on", "visibility")
    draft = NoteDraft.objects.create(
        school=by.school, author=by.user, form=form, **{name: getattr(first, name) for name in names}
    )
    draft.pupils.set([note.pupil_id for note in notes if note.pupil_id])
    move_to_draft(notes, draft)
    record_all(by, "note.undone", [Entry(note, note.pupil, note.group) for note in notes])
    for note in notes:
        note.delete()
    return draft


def same_notes(by: Member, note: Note) -> list[Note]:
    """The note in each file where its author may still write."""
    ids = _copies(note).order_by().values("pk")
    return list(editable_notes(by).filter(pk__in=ids).select_related("pupil", "group").order_by("pk"))


def _copies(note: Note):
    """The note in every file it stands in."""
    found = Q(pk=note.pk) | Q(form=note.form) if note.form else Q(pk=note.pk)
    return Note.objects.filter(found, school_id=note.school_id).select_related("pupil", "group")


def _settle_draft(by: Member, form: UUID | None, notes: Sequence[Note]) -> None:
    """What has become a note is no longer a draft; its files go with the note."""
    draft = NoteDraft.objects.filter(school=by.school, author=by.user, form=form).first() if form else None
    if draft is not None:
        move_to_notes(draft, notes)
        draft.delete()
