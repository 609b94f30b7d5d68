"""What the notes app keeps: what was seen and said about a pupil, and what helps and hinders."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.notes.models import (
    Attachment,
    Factor,
    FactorDomain,
    FactorSettings,
    FactorSource,
    FactorStep,
    GuideEdition,
    GuideQuestion,
    Note,
    NoteDraft,
    NoteRevision,
    Talk,
    TalkAnswer,
    TalkGuide,
)

KEPT = {
    Note: Kept(
        about=About.PUPIL,
        why=_("Knowing what a pupil does, says and needs, so that the teaching can be attuned to it."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("kind", "happened_on", "visibility", "form"),
        sensitive=("text",),
    ),
    Factor: Kept(
        about=About.PUPIL,
        why=_("Building on what helps a pupil, and reckoning with what hinders."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("direction", "can_be_influenced", "noted_on", "confirmed_on", "ended_on"),
        sensitive=("text",),
    ),
    FactorStep: Kept(
        about=About.PUPIL,
        why=_("What a factor said before, so that a mistake can be taken back and a change can be followed."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("kind", "made_at"),
        sensitive=("before",),
    ),
    FactorDomain: Kept(
        about=About.NOBODY,
        why="The school's own words for what factors are about.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("code", "name", "position", "retired_on"),
        exported=False,
    ),
    FactorSource: Kept(
        about=About.NOBODY,
        why="The school's own words for where factors lie.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("code", "name", "position", "retired_on", "family"),
        exported=False,
    ),
    FactorSettings: Kept(
        about=About.NOBODY,
        why="After how long a factor asks whether it still holds.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("renew_after_months",),
        exported=False,
    ),
    NoteDraft: Kept(
        about=About.PUPIL,
        why=_("Nothing typed is lost when a connection or a session ends; only its author sees it."),
        term=Term.DRAFT_2_WEEKS,
        erase=Erase.DELETE,
        ordinary=("form", "note_version", "kind", "happened_on", "visibility"),
        sensitive=("text",),
        exported=False,
    ),
    NoteRevision: Kept(
        about=About.PUPIL,
        why=_("Showing what a note said before, so that nobody's words change unseen."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("kind", "visibility", "began_at", "saved_at"),
        sensitive=("text", "answers"),
    ),
    Attachment: Kept(
        about=About.PUPIL,
        why=_(
            "Work of the pupil or a paper of the parents that says more than words; places and devices are taken out."
        ),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("content_type", "size", "added_at"),
        sensitive=("name", "file", "preview"),
    ),
    TalkGuide: Kept(
        about=About.NOBODY,
        why=_("The questions of a talk are the school's own."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("kind", "name", "from_year", "to_year", "retired_on"),
    ),
    GuideEdition: Kept(
        about=About.NOBODY,
        why=_("A talk of some years ago stays readable by the questions of then."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("number", "made_at"),
    ),
    GuideQuestion: Kept(
        about=About.NOBODY,
        why=_("The questions of a talk are the school's own."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("key", "position", "section", "text", "answer", "purpose"),
    ),
    Talk: Kept(
        about=About.PUPIL,
        why=_(
            "Hearing pupil and parents, and being able to build on it. Not put in the file within eight weeks, it goes."
        ),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("happened_on", "visibility"),
        sensitive=("present",),
    ),
    TalkAnswer: Kept(
        about=About.PUPIL,
        why=_("What pupil or parents said, in their own words, and the scores a pupil gave itself."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        sensitive=("text", "score"),
    ),
}
