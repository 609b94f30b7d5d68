"""Writes of matching: remember whom a mark means, and forget it again."""

from collections.abc import Iterable

from django.db import transaction

from gezien.audit.log import Actor, record
from gezien.common import clock
from gezien.imports.matching.marks import PupilMark, TestMark
from gezien.imports.models import InstrumentMatch, PupilMatch
from gezien.pupils.models import Pupil
from gezien.results.models import Instrument
from gezien.schools.models import School
from gezien.schools.rules import CommandLine, Member, require_import

type Choice = tuple[PupilMark, Pupil | None] | tuple[TestMark, Instrument | None]


@transaction.atomic
def remember(*, by: Member | CommandLine, school: School, source: str, choices: Iterable[Choice]) -> int:
    """Keep what these marks mean (None: not ours); a mark chosen again gets the new meaning. Returns how many."""
    require_import(by)
    count = 0
    for mark, meant in choices:
        count += 1
        if isinstance(mark, PupilMark) and not isinstance(meant, Instrument):
            _remember_pupil(by, school, source if mark.belongs_to_source else "", mark, meant)
        elif isinstance(mark, TestMark) and not isinstance(meant, Pupil):
            _remember_test(by, school, source, mark, meant)
    return count


def _remember_pupil(by: Actor, school: School, source: str, mark: PupilMark, pupil: Pupil | None) -> None:
    match, _made = PupilMatch.objects.update_or_create(
        school=school, source=source[:80], sign=mark.sign, defaults={"pupil": pupil, **_decided(by, mark)}
    )
    record(by, "pupil_match.saved", match, pupil=pupil, source=source)


def _remember_test(by: Actor, school: School, source: str, mark: TestMark, test: Instrument | None) -> None:
    match, _made = InstrumentMatch.objects.update_or_create(
        school=school, source=source[:80], sign=mark.sign, defaults={"instrument": test, **_decided(by, mark)}
    )
    record(by, "test_match.saved", match, source=source, mark=mark.label, test=test.code if test else "")


def _decided(by: Actor, mark: PupilMark | TestMark) -> dict:
    return {"label": mark.label, "decided_by": getattr(by, "user", None), "decided_at": clock.now()}


@transaction.atomic
def forget(*, by: Member, match: PupilMatch | InstrumentMatch) -> None:
    """Take a choice back: the next file asks again. Results that came in by it stay where they are."""
    require_import(by)
    if isinstance(match, PupilMatch):
        record(by, "pupil_match.removed", match, pupil=match.pupil, source=match.source)
    else:
        record(by, "test_match.removed", match, source=match.source, mark=match.label)
    match.delete()
