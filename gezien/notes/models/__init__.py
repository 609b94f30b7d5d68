"""Models of the notes app."""

from gezien.notes.models.draft import NoteDraft
from gezien.notes.models.factor import Factor
from gezien.notes.models.note import Note

__all__ = ["Factor", "Note", "NoteDraft"]
