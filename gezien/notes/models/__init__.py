"""Models of the notes app."""

from gezien.notes.models.attachment import Attachment
from gezien.notes.models.draft import NoteDraft
from gezien.notes.models.factor import Factor, FactorStep
from gezien.notes.models.factor_terms import FactorDomain, FactorSettings, FactorSource
from gezien.notes.models.note import Note
from gezien.notes.models.revision import NoteRevision

__all__ = [
    "Attachment",
    "Factor",
    "FactorDomain",
    "FactorSettings",
    "FactorSource",
    "FactorStep",
    "Note",
    "NoteDraft",
    "NoteRevision",
]
