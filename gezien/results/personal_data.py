"""What the results app keeps: scores of pupils, and with which delivery they came."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.results.models import Delivery, Instrument, Result, ResultChange, TestWindow

KEPT = {
    Instrument: Kept(
        about=About.NOBODY,
        why="The tests a school uses, each with its own scale.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("code", "name", "provider", "level_type", "levels", "figure", "is_main", "is_active"),
        exported=False,
    ),
    TestWindow: Kept(
        about=About.NOBODY,
        why="When which year groups take which test.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("part", "year_groups", "opens_on", "closes_on"),
        exported=False,
    ),
    Result: Kept(
        about=About.PUPIL,
        why=_("Following a pupil's progress, and with it what the teaching brings."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("moment", "taken_on", "source_line"),
        sensitive=("figure", "level", "scores", "references"),
    ),
    ResultChange: Kept(
        about=About.PUPIL,
        why=_("What a result was before an import changed it, so that the import can be taken back."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        sensitive=("before",),
    ),
    Delivery: Kept(
        about=About.STAFF,
        why=_("Who brought in which file, and who took it back."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=("source", "entry", "made_at", "undone_at"),
    ),
}
