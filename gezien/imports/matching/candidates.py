"""Who a mark that was not recognised may be: the most alike pupils of the school, each with the reason."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gezien.imports.matching.likeness import alike
from gezien.imports.matching.marks import PupilMark, fold
from gezien.pupils.models import Pupil
from gezien.pupils.queries import listed_pupils
from gezien.schools.models import School

SHOWN = 3
LIKELY = 0.45  # less alike is no candidate
SAME_DAY = 0.4  # what the same date of birth adds


@dataclass(frozen=True, slots=True)
class Person:
    """A pupil as the match screen names them; `label` is unique within the school."""

    pk: int
    name: str
    call_name: str
    family_name: str
    birth_date: dt.date | None
    label: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody it may be, and why."""

    person: Person
    reason: str
    likeness: float


def people(school: School) -> list[Person]:
    """All pupils of the school, those who are here before those who left."""
    pupils = Pupil.objects.filter(school=school).order_by("left_on", "call_name", "family_name", "pk")
    groups = {found.pk: found.group for found in listed_pupils(Pupil.objects.filter(school=school))}
    seen: set[str] = set()
    found = []
    for pupil in pupils:
        day = pupil.birth_date.strftime("%d-%m-%Y") if pupil.birth_date else ""
        label = " · ".join(filter(None, (pupil.name, groups.get(pupil.pk, ""), day)))
        if label in seen:
            label = f"{label} ({pupil.key or pupil.pk})"
        seen.add(label)
        found.append(Person(pupil.pk, pupil.name, pupil.call_name, pupil.family_name, pupil.birth_date, label))
    return found


def candidates(mark: PupilMark, among: list[Person]) -> list[Candidate]:
    """The most likely first; nobody when nobody is like it."""
    found = (_weighed(mark, person) for person in among)
    return sorted((one for one in found if one.likeness >= LIKELY), key=lambda one: -one.likeness)[:SHOWN]


def _weighed(mark: PupilMark, person: Person) -> Candidate:
    likeness = alike(mark.name, person.name) if mark.name else 0.0
    same_day = bool(mark.birth_date) and mark.birth_date == person.birth_date
    other_day = bool(mark.birth_date and person.birth_date) and not same_day
    return Candidate(
        person, _reason(mark, person, likeness, same_day), likeness + SAME_DAY * (same_day - other_day / 2)
    )


def _reason(mark: PupilMark, person: Person, likeness: float, same_day: bool) -> str:
    words = {fold(word) for word in mark.name.split()}
    told = []
    if likeness == 1:
        told.append(_("same name"))
    elif person.family_name and fold(person.family_name.split()[-1]) in words:
        told.append(_("same family name"))
    elif fold(person.call_name) in words:
        told.append(_("same call name"))
    elif likeness >= LIKELY:
        told.append(_("name looks like it"))
    if same_day:
        told.append(_("same date of birth"))
    elif mark.birth_date and person.birth_date:
        told.append(_("another date of birth"))
    return ", ".join(told)
