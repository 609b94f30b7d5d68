"""Notes and factors for tests; only what matters to a test is named there."""

import datetime as dt

from gezien.common import clock
from gezien.notes.models import Factor, Note
from gezien.pupils.models import Pupil
from gezien.schools.models import Subject, User


def make_note(pupil: Pupil, author: User | None = None, **values) -> Note:
    """An observation of today."""
    values = {"kind": Note.Kind.OBSERVATION, "text": "Rekende hardop voor.", "happened_on": clock.today(), **values}
    return Note.objects.create(school=pupil.school, pupil=pupil, author=author, **values)


def make_factor(
    pupil: Pupil, direction: str = Factor.Direction.STIMULATING, text: str = "doorzetter", **values
) -> Factor:
    """A factor that holds since a week."""
    values = {"domain": Subject.Domain.WORK_ATTITUDE, "noted_on": clock.today() - dt.timedelta(days=7), **values}
    return Factor.objects.create(school=pupil.school, pupil=pupil, direction=direction, text=text, **values)
