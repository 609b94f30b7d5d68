"""What the paper app keeps: the school's own look, and for a day what somebody asked to print."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.paper.models import Bundle, Letterhead, OwnTemplate

KEPT = {
    Letterhead: Kept(
        about=About.NOBODY,
        why="What stands at the top of everything the school prints.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "address", "logo", "logo_alt"),
        exported=False,
    ),
    OwnTemplate: Kept(
        about=About.NOBODY,
        why="The school's own Word templates.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("kind", "file_name", "content", "in_use", "uploaded_at"),
        exported=False,
    ),
    Bundle: Kept(
        about=About.STAFF,
        why=_("Many documents at once, for whoever asked for them; the file itself is gone after a day."),
        term=Term.DAY_1,
        erase=Erase.DELETE,
        ordinary=("kind", "form", "items", "state", "task", "problem", "stored_as", "size", "asked_at", "expires_at"),
        exported=False,
    ),
}
