"""How an app declares what it keeps about people: for each model field why, how long, how exported, how erased.

Each app with models has a `personal_data.py` with `KEPT`, a dict of model class to `Kept`; a test fails for a model
field that is missing from it, and `docs/privacy.md` is generated from it.
"""

from dataclasses import dataclass
from enum import StrEnum

from gezien.common.models import ScheduledWork


class About(StrEnum):
    """Whose data."""

    PUPIL = "pupil"
    STAFF = "staff"
    NOBODY = "nobody"


class Term(StrEnum):
    """How long; the terms for pupils follow Dutch law and practice (two years after leaving, unless noted)."""

    LEAVING_2 = "two years after leaving"
    LEAVING_5 = "five years after leaving"
    STAFF_LEAVING_1 = "one year after leaving"
    LOG_3 = "three years"
    DAY_1 = "one day"
    DRAFT_2_WEEKS = "two weeks after the last change"
    SCHOOL = "as long as the school uses Gezien"


class Erase(StrEnum):
    """What erasing does."""

    DELETE = "row deleted"
    BLANK = "value blanked"
    PSEUDONYM = "replaced by a pseudonym"
    KEEP = "kept, not personal"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One model. `ordinary` and `sensitive` together name every field except keys and bookkeeping."""

    about: About
    why: str
    term: Term
    erase: Erase
    ordinary: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    exported: bool = True


# Fields every record may have and that say nothing by themselves.
BOOKKEEPING = {"id", "version", "created_at", "updated_at", "school"}

KEPT = {
    ScheduledWork: Kept(
        about=About.NOBODY,
        why="When something that is done again and again is due.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "next_at"),
        exported=False,
    ),
}
