"""Notes and factors for tests; only what matters to a test is named there."""

import datetime as dt
import io

from django.core.files.base import ContentFile
from PIL import Image

from gezien.common import clock
from gezien.notes.models import Attachment, Factor, FactorDomain, FactorSource, Note
from gezien.pupils.models import Pupil
from gezien.schools.models import School, User


def make_note(pupil: Pupil, author: User | None = None, **values) -> Note:
    """An observation of today."""
    values = {"kind": Note.Kind.OBSERVATION, "text": "Rekende hardop voor.", "happened_on": clock.today(), **values}
    return Note.objects.create(school=pupil.school, pupil=pupil, author=author, **values)


def make_image(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **saved) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **saved)
    return out.getvalue()


def make_attachment(note: Note, name: str = "werkstuk.jpg") -> Attachment:
    """A photo with a note."""
    attachment = Attachment(school=note.school, note=note, name=name, content_type="image/jpeg", size=1)
    attachment.file.save("", ContentFile(make_image()), save=False)
    attachment.preview.save("", ContentFile(make_image()), save=False)
    attachment.save()
    return attachment


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
