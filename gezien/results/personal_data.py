"""What the results app keeps: scores of pupils, and with which delivery they came."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.results.models import (
    Analysis,
    AnalysisChange,
    Delivery,
    Instrument,
    NormBand,
    NormTable,
    Result,
    ResultChange,
    ResultSettings,
    TestWindow,
)

KEPT = {
    Instrument: Kept(
        about=About.NOBODY,
        why="The tests a school uses, each with its own scale.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=(
            "code",
            "name",
            "provider",
            "level_type",
            "levels",
            "figure",
            "score_types",
            "reference_types",
            "is_main",
            "is_active",
        ),
        exported=False,
    ),
    NormTable: Kept(
        about=About.NOBODY,
        why="Where the levels of a test lie, as the school took them over.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("moment", "source", "previous", "removed_at"),
        exported=False,
    ),
    NormBand: Kept(
        about=About.NOBODY,
        why="The bounds of one level.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("position", "level", "lowest", "highest"),
        exported=False,
    ),
    ResultSettings: Kept(
        about=About.NOBODY,
        why="How the school looks at its results.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("uses_dle",),
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
    Analysis: Kept(
        about=About.PUPIL,
        why=_("What the teacher reads in the results of a pupil or a group, and what it asks of the teaching."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("written_at",),
        sensitive=("going_well", "stands_out", "explanation", "teaching"),
    ),
    AnalysisChange: Kept(
        about=About.PUPIL,
        why=_("What an analysis said before it was written on."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("written_at",),
        sensitive=("before",),
    ),
}
