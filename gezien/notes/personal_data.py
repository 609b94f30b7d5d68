"""What the notes app keeps: what was seen and said about a pupil, and what helps and hinders."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.notes.models import Factor, Note, NoteDraft

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
        ordinary=("direction", "domain", "source", "can_be_influenced", "noted_on", "ended_on"),
        sensitive=("text",),
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
}
