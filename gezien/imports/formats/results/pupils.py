"""Which pupil a row is about: by number, by ECK iD, else by name (and date of birth where the file has it)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gezien.imports.formats.results.mapping import fold
from gezien.pupils.models import Pupil
from gezien.results.cells import as_text, read_day
from gezien.schools.models import School


@dataclass(frozen=True)
class Known:
    """A pupil as far as needed to be found."""

    pk: int
    name: str
    birth_date: dt.date | None
    year_group: str


class PupilFinder:
    """All pupils of a school by number, ECK iD and name; one statement, whatever the number of rows."""

    def __init__(self, school: School):
        self.by_key: dict[str, Known] = {}
        self.by_eck_id: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for pupil in Pupil.objects.filter(school=school).order_by("pk"):
            known = Known(pupil.pk, pupil.name, pupil.birth_date, pupil.year_group)
            if pupil.key:
                self.by_key[pupil.key] = known
            if pupil.eck_id:
                self.by_eck_id[pupil.eck_id] = known
            for name in _spellings(pupil.call_name, pupil.prefix, pupil.family_name):
                self.by_name[name].append(known)

    def find(self, cells: dict[str, Any]) -> Known:
        """The pupil of a row, by its "pupil.…" fields. Raises `ValueError` with the reason when there is not one."""
        key, eck_id = (
            as_text(cells.get("pupil.key")),
            as_text(cells.get("pupil.eck_id")),
        )
        if key:
            if key in self.by_key:
                return self.by_key[key]
            raise ValueError(_("no pupil has number %(key)s") % {"key": key})
        if eck_id:
            if eck_id in self.by_eck_id:
                return self.by_eck_id[eck_id]
            raise ValueError(_("no pupil has this ECK iD"))
        return self._by_name(cells)

    def _by_name(self, cells: dict[str, Any]) -> Known:
        name = as_text(cells.get("pupil.name"))
        if not name:
            parts = (as_text(cells.get(f"pupil.{part}")) for part in ("call_name", "prefix", "family_name"))
            name = " ".join(filter(None, parts))
        if not name:
            raise ValueError(_("the pupil is missing"))
        found = self.by_name.get(fold(name), [])
        birth_date = cells.get("pupil.birth_date")
        if as_text(birth_date):
            day = read_day(birth_date)
            found = [known for known in found if known.birth_date in (day, None)]
        if not found:
            raise ValueError(_("no pupil is called “%(name)s”") % {"name": name})
        if len(found) > 1:
            raise ValueError(
                _("more than one pupil is called “%(name)s”: add the number or the date of birth") % {"name": name}
            )
        return found[0]


def _spellings(call_name: str, prefix: str, family_name: str) -> set[str]:
    """The orders in which files write a name: "Noor van Dijk", "Dijk, Noor van", "van Dijk, Noor"."""
    orders = [
        (call_name, prefix, family_name),
        (call_name, family_name),
        (family_name, call_name, prefix),
        (prefix, family_name, call_name),
        (family_name, prefix, call_name),
    ]
    return {fold("".join(order)) for order in orders}
