"""What a note said before."""

from django.db import models

from gezien.notes.models.note import Note
from gezien.schools.models import SchoolOwned, User


class NoteRevision(SchoolOwned):
    """A note as it stood after one save; the first one is the note as it was first kept.

    Written only once there is something to compare: the first change adds the original and the new text.
    """

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=12, choices=Note.Kind)
    text = models.TextField()
    visibility = models.CharField(max_length=12, choices=Note.Visibility)
    # Of a talk what was answered, by question: {"12": {"text": …, "score": …}}; null for a note without a guide.
    answers = models.JSONField(null=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["note", "-pk"]

    def __str__(self) -> str:
        return f"{self.note_id} at {self.saved_at:%Y-%m-%d %H:%M}"
