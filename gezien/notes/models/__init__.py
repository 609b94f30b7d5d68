"""Models of the notes app."""

from gezien.notes.models.attachment import Attachment
from gezien.notes.models.draft import NoteDraft
from gezien.notes.models.factor import Factor, FactorStep
from gezien.notes.models.factor_terms import FactorDomain, FactorSettings, FactorSource
from gezien.notes.models.guide import GuideEdition, GuideQuestion, TalkGuide
from gezien.notes.models.note import Note
from gezien.notes.models.revision import NoteRevision
from gezien.notes.models.talk import Talk, TalkAnswer

__all__ = [
    "Attachment",
    "Factor",
    "FactorDomain",
    "FactorSettings",
    "FactorSource",
    "FactorStep",
    "GuideEdition",
    "GuideQuestion",
    "Note",
    "NoteDraft",
    "NoteRevision",
    "Talk",
    "TalkAnswer",
    "TalkGuide",
]
