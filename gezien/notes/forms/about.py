"""Choosing whom a note is about: pupils by ticking (or typing a name), or a group as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from gezien.common import clock
from gezien.common.numbers import number_of
from gezien.pupils.models import Group, Pupil
from gezien.pupils.queries import listed_pupils
from gezien.pupils.rules import editable_groups, editable_pupils, taught_groups
from gezien.schools.rules import Member


@dataclass(frozen=True, slots=True)
class Choosable:
    """A group with the pupils one may write about; `pk` when one may also write about the group as a whole."""

    pk: int | None
    name: str
    pupils: list[dict]


def choosable(by: Member, chosen: Iterable[int] = ()) -> list[Choosable]:
    """The pupils in whose files the member may write, by group, the groups one teaches first; `chosen` are ticked."""
    ticked, today = set(chosen), clock.today()
    own = set(taught_groups(by).values_list("name", flat=True))
    of_year = editable_groups(by).filter(year__starts_on__lte=today, year__ends_on__gte=today, is_composite=False)
    keys = dict(of_year.order_by("pk").values_list("name", "pk"))
    groups: dict[str, list[dict]] = {}
    for pupil in listed_pupils(editable_pupils(by).filter(left_on=None)):
        row = {"pk": pupil.pk, "name": pupil.name, "is_chosen": pupil.pk in ticked}
        groups.setdefault(pupil.group, []).append(row)
    found = [Choosable(keys.get(name), name, pupils) for name, pupils in groups.items() if name]
    return sorted(found, key=lambda group: group.name not in own)


def sent_pupils(by: Member, sent: Iterable[str]) -> list[Pupil]:
    """The pupils of a form as it was sent, as far as the member may write in their files."""
    keys = [key for one in sent if (key := number_of(one))]
    return list(editable_pupils(by).filter(pk__in=keys)) if keys else []


def sent_group(by: Member, sent: str) -> Group | None:
    """The group of a form as it was sent, if the member may write about it."""
    key = number_of(sent)
    return editable_groups(by).filter(pk=key).first() if key else None
