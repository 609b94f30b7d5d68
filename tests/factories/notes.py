"""Notes and factors for tests; only what matters to a test is named there."""

import datetime as dt

from gezien.common import clock
from gezien.notes.models import Factor, FactorDomain, FactorSource, Note
from gezien.pupils.models import Pupil
from gezien.schools.models import School, User


def make_note(pupil: Pupil, author: User | None = None, **values) -> Note:
    """An observation of today."""
    values = {"kind": Note.Kind.OBSERVATION, "text": "Rekende hardop voor.", "happened_on": clock.today(), **values}
    return Note.objects.create(school=pupil.school, pupil=pupil, author=author, **values)


def make_factor(
    pupil: Pupil, direction: str = Factor.Direction.STIMULATING, text: str = "doorzetter", **values
) -> Factor:
    """A factor that holds since a week; `domain` and `source` by their codes."""
    values = {"noted_on": clock.today() - dt.timedelta(days=7), **values}
    values["domain"] = factor_domain(pupil.school, values.get("domain", "work_attitude"))
    values["source"] = factor_source(pupil.school, values.get("source", "child"))
    return Factor.objects.create(school=pupil.school, pupil=pupil, direction=direction, text=text, **values)


def factor_domain(school: School, code: str) -> FactorDomain:
    """What a factor is about, by the code of the starter set."""
    return FactorDomain.objects.get(school=school, code=code)


def factor_source(school: School, code: str) -> FactorSource:
    """Where a factor lies, by the code of the starter set."""
    return FactorSource.objects.get(school=school, code=code)
