"""Reads of letterhead and templates."""

from gezien.documents.letterhead import Letterhead as Head
from gezien.paper.models import Letterhead, OwnTemplate
from gezien.schools.models import School


def letterhead_of(school: School) -> Head:
    """The school's letterhead as documents want it; without one the school's name alone."""
    found = Letterhead.objects.filter(school=school).first()
    if found is None:
        return Head(name=school.name)
    name = found.name or school.name
    return Head(name=name, address=found.address, logo=bytes(found.logo or b""), logo_alt=found.logo_alt or name)


def template_in_use(school: School, kind: str) -> bytes | None:
    """The school's own template of this kind, when it uses one."""
    found = OwnTemplate.objects.filter(school=school, kind=kind, in_use=True).values_list("content", flat=True).first()
    return bytes(found) if found else None
