"""What somebody without an account wrote to the school, as a note in the pupil's file."""

from typing import Any

from gezien.audit.log import Actor, record
from gezien.common import clock
from gezien.notes.models import Note
from gezien.pupils.models import Pupil
from gezien.schools.models import School


def receive_note(*, by: Actor, school: School, pupil: Pupil, text: str, **details: Any) -> Note:
    """A memo of today that no colleague wrote; the text says who did. Whoever calls this has checked that they may."""
    note = Note.objects.create(
        school=school, pupil=pupil, kind=Note.Kind.MEMO, text=text.strip(), happened_on=clock.today(), author=None
    )
    record(by, "note.received", note, pupil=pupil, kind=note.kind, **details)
    return note
