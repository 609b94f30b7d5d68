"""Models of the notes app."""

from gezien.notes.models.draft import NoteDraft
from gezien.notes.models.factor import Factor, FactorStep
from gezien.notes.models.factor_terms import FactorDomain, FactorSettings, FactorSource
from gezien.notes.models.note import Note

__all__ = ["Factor", "FactorDomain", "FactorSettings", "FactorSource", "FactorStep", "Note", "NoteDraft"]
