"""What the goal coach may know of a pupil: the last level on each test of the subject, as the provider wrote it."""

from gezien.pupils.models import Pupil
from gezien.results.models import Result
from gezien.schools.models import Subject

READ = 12  # the last results of a subject; older ones say little of now


def level_of(pupil: Pupil, subject: Subject) -> tuple[str, ...]:
    """The newest level of each test, main test first: ("AVI-E3", "III"). One statement."""
    rows = (
        Result.objects.filter(school=pupil.school_id, pupil=pupil, instrument__subject=subject)
        .exclude(level="")
        .order_by("-taken_on", "-instrument__is_main", "-pk")
        .values_list("instrument_id", "instrument__level_type", "level")[:READ]
    )
    newest: dict[int, str] = {}
    for instrument, kind, level in rows:
        is_bare = kind == "AVI" and not level.upper().startswith("AVI")
        newest.setdefault(instrument, f"AVI-{level}" if is_bare else level)
    return tuple(newest.values())
