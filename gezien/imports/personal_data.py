"""What the imports app keeps: who brought in which file, and while a file waits, its preview with names.

The uploaded file itself holds what Gezien refuses to read; it is removed when its run is applied or thrown away.
"""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.imports.models import Connection, ImportRun, InstrumentMatch, MappingProfile, PupilMatch, SentResult

KEPT = {
    Connection: Kept(
        about=About.STAFF,
        why=_("Which supplier may deliver results, who let them in and who ended it."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=("kind", "name", "client_id", "made_at", "last_used_at", "revoked_at"),
        sensitive=("secret_hash",),
        exported=False,
    ),
    SentResult: Kept(
        about=About.PUPIL,
        why=_("So that a result that a supplier delivers again, or corrects, is not taken for another one."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("source", "part", "taken_on"),
        sensitive=("key",),
    ),
    ImportRun: Kept(
        about=About.STAFF,
        why=_("Who brought in which file and what it did. Names of pupils stand in it only while it waits."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=(
            "kind",
            "state",
            "work",
            "task",
            "problem",
            "file_name",
            "file_hash",
            "stored_as",
            "uploaded_at",
            "applied_at",
        ),
        sensitive=("summary",),
    ),
    PupilMatch: Kept(
        about=About.PUPIL,
        why=_("So that the next file finds a pupil whose name or number another system writes differently."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("source", "decided_at"),
        sensitive=("sign", "label"),
    ),
    InstrumentMatch: Kept(
        about=About.NOBODY,
        why="Which test of the school a name in files means.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("source", "sign", "label", "decided_at"),
        exported=False,
    ),
    MappingProfile: Kept(
        about=About.NOBODY,
        why="How the columns of a file are read.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("kind", "name", "columns", "constants"),
        exported=False,
    ),
}
