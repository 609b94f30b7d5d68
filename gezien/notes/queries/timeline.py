"""Everything written in one pupil's file, in one list: notes and talks, with what there is to say about each."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from gezien.notes.models import Note, NoteRevision, TalkAnswer
from gezien.notes.rules import editable_notes, restrictable_notes, visible_notes
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member


@dataclass(frozen=True, slots=True)
class Entry:
    """One note or talk in the file; `talk` is the key of a talk held by a guide."""

    note: Note
    talk: int | None
    files: int
    has_scores: bool
    was_changed: bool
    also_about: int
    can_change: bool
    can_restrict: bool


def timeline(member: Member, pupil: Pupil, *, limit: int | None = None) -> list[Entry]:
    """What the member may read in this pupil's file, newest first: one statement, whatever stands in it.

    `also_about` counts the other pupils of the same note whose files the member sees too.
    """
    copies = (
        visible_notes(member)
        .filter(form=OuterRef("form"), form__isnull=False)
        .exclude(pk=OuterRef("pk"))
        .order_by()
        .values("form")
        .annotate(number=Count("pk"))
        .values("number")
    )
    notes = (
        visible_notes(member)
        .filter(pupil=pupil)
        .select_related("author", "talk")
        .annotate(
            files=Count("attachments", distinct=True),
            has_scores=Exists(TalkAnswer.objects.filter(talk__note=OuterRef("pk"), score__isnull=False)),
            was_changed=Exists(NoteRevision.objects.filter(note=OuterRef("pk"))),
            also_about=copies,
            can_change=Exists(editable_notes(member).order_by().filter(pk=OuterRef("pk"))),
            can_restrict=Exists(restrictable_notes(member).order_by().filter(pk=OuterRef("pk"))),
        )
        .order_by("-happened_on", "-pk")
    )
    return [_entry(note) for note in (notes if limit is None else notes[:limit])]


def _entry(note) -> Entry:
    return Entry(
        note=note,
        talk=note.talk.pk if hasattr(note, "talk") else None,
        files=note.files,
        has_scores=note.has_scores,
        was_changed=note.was_changed,
        also_about=note.also_about or 0,
        can_change=note.can_change,
        can_restrict=note.can_restrict,
    )
