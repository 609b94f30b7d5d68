"""From a pupil list to a roster: groups by their names, pupils one by one, nothing kept in memory."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from gezien.imports.formats.pupils.fields import FIELDS, is_sensitive, problems
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.table import Table, count_rows
from gezien.imports.formats.results.ways import Ways, as_day
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.contents import (
    Notice,
    Refusal,
    Roster,
    RosterGroup,
    RosterLocation,
    RosterPupil,
    RosterSchool,
    stable,
)
from gezien.pupils.models import Pupil
from gezien.results.cells import as_text
from gezien.schools.models import School

LENGTHS = {"call_name": 64, "prefix": 20, "family_name": 200, "key": 256, "eck_id": 256, "group": 64, "location": 64}
PREFIXES = re.compile(
    r"((?:(?:van|von|de|den|der|het|in|op|te|ten|ter|'t|’t|’s|el|al|la|le|du|di|da|dos)\.?\s+)+)(\S.*)", re.IGNORECASE
)
GENDERS = {
    **dict.fromkeys(("m", "j", "man", "jongen", "mannelijk", "1"), Pupil.Gender.MALE),
    **dict.fromkeys(("v", "f", "w", "vrouw", "meisje", "vrouwelijk", "2"), Pupil.Gender.FEMALE),
    **dict.fromkeys(("x", "9", "anders", "onbepaald"), Pupil.Gender.UNSPECIFIED),
}
MOST_GROUPS = 400  # a column with more different values than this holds no groups


class Wrong(Exception):
    """A cell that cannot be right."""


def read_pupils(school: School, table: Table, mapping: Mapping, ways: Ways, source: str) -> Roster:
    """The roster in a pupil list. Raises `ImportProblem` when it cannot be read as one."""
    if found := problems(mapping):
        raise ImportProblem(" ".join(found))
    missing = [heading for heading, name in mapping.columns.items() if name and heading not in table.headers]
    if missing:
        text = _("This file lacks the column “%(column)s” that the profile reads.") % {"column": missing[0]}
        raise ImportProblem(text, line=1)
    count_rows(table)
    pupils = ListedPupils(table, mapping, ways, school)
    groups, locations = pupils.places()
    return Roster(
        school=RosterSchool(int(mapping.constants["year"]), "", school.country),
        pupils=pupils,
        groups=groups,
        locations=locations,
        notices=list(_notices(table, mapping)),
        source=source,
    )


def _notices(table: Table, mapping: Mapping) -> Iterator[Notice]:
    dropped = [heading for heading in table.headers if is_sensitive(heading)]
    if dropped:
        text = _("Not read, because Gezien does not keep it: %(columns)s.")
        yield Notice(None, text % {"columns": ", ".join(dropped)})
    unused = [heading for heading in table.headers if heading not in dropped and not mapping.columns.get(heading)]
    if unused:
        yield Notice(None, _("Not used: %(columns)s.") % {"columns": ", ".join(unused)})
    for text in table.notices:
        yield Notice(None, text)


class ListedPupils:
    """The pupils of a list, read anew at each iteration."""

    def __init__(self, table: Table, mapping: Mapping, ways: Ways, school: School):
        self.table, self.ways, self.is_flemish = table, ways, school.country == School.Country.FLANDERS
        columns = {name: table.headers.index(heading) for heading, name in mapping.columns.items() if name}
        self.at = {name: at for name, at in columns.items() if not is_sensitive(table.headers[at])}

    def __iter__(self) -> Iterator[RosterPupil | Refusal]:
        for line, cells in self.table.rows:
            try:
                yield self._pupil(line, cells)
            except Wrong as wrong:
                yield Refusal(line, self._shown(cells), str(wrong), self._text(cells, "key"))

    def places(self) -> tuple[list[RosterGroup], list[RosterLocation]]:
        """The groups and locations that the rows name; a group's year group where its name or its pupils say one."""
        groups: dict[str, tuple[int, set[str]]] = {}
        locations: dict[str, int] = {}
        for line, cells in self.table.rows:
            if name := self._text(cells, "group")[:64]:
                _line, years = groups.setdefault(name, (line, set()))
                if year := self._year_group(cells):
                    years.add(year)
                if len(groups) > MOST_GROUPS:
                    raise ImportProblem(_("The column of the groups has too many different values to hold groups."))
            if name := self._text(cells, "location")[:64]:
                locations.setdefault(name, line)
        return (
            [RosterGroup(line, f"#{name}", name, _common(years, name, self)) for name, (line, years) in groups.items()],
            [RosterLocation(line, f"#{name}", name) for name, line in locations.items()],
        )

    def _pupil(self, line: int, cells: list[Any]) -> RosterPupil:
        group, location = self._text(cells, "group")[:64], self._text(cells, "location")[:64]
        admitted, left = self._day(cells, "admitted_on"), self._day(cells, "left_on")
        if admitted and left and left < admitted:
            raise Wrong(_("the last day lies before the day of admission"))
        return RosterPupil(
            line=line,
            key=stable(self._short(cells, "key")),
            eck_id=self._short(cells, "eck_id") or None,
            **self._names(cells),
            birth_date=self._day(cells, "birth_date"),
            gender=GENDERS.get(self._text(cells, "gender").casefold()),
            year_group=self._year_group(cells) or None,
            group=f"#{group}" if group else None,
            location=f"#{location}" if location else None,
            admitted_on=admitted,
            left_on=left,
        )

    def _names(self, cells: list[Any]) -> dict[str, Any]:
        """Call name, prefix and family name, from columns of their own or from the whole name."""
        call, prefix, family = (self._short(cells, name) for name in ("call_name", "prefix", "family_name"))
        if not call and (whole := self._text(cells, "name")):
            call, prefix, family = _split(whole)
        if not (call or family):
            raise Wrong(_("has no name"))
        if family and not prefix and "prefix" not in self.at and not self.is_flemish:
            prefix, family = _prefix_of(family)
        if any(len(value) > LENGTHS[name] for name, value in (("call_name", call), ("prefix", prefix))):
            raise Wrong(_("has a name that is too long"))
        return {"call_name": call or family, "prefix": prefix, "family_name": family if call else ""}

    def _year_group(self, cells: list[Any]) -> str:
        return year_group_of(self._text(cells, "year_group"), is_flemish=self.is_flemish)

    def _day(self, cells: list[Any], name: str) -> dt.date | None:
        cell = cells[self.at[name]] if name in self.at else None
        if not as_text(cell):
            return None
        try:
            day = as_day(cell, self.ways.dates)
        except ValueError:
            told = {"column": FIELDS[name], "text": as_text(cell)[:30]}
            raise Wrong(_("%(column)s: “%(text)s” is not a date") % told) from None
        if not 1900 <= day.year <= 2100:
            raise Wrong(_("%(column)s: “%(text)s” is not a date") % {"column": FIELDS[name], "text": day.isoformat()})
        return day

    def _short(self, cells: list[Any], name: str) -> str:
        text = self._text(cells, name)
        if len(text) > LENGTHS[name]:
            raise Wrong(_("%(column)s is too long") % {"column": FIELDS[name]})
        return text

    def _text(self, cells: list[Any], name: str) -> str:
        return " ".join(as_text(cells[self.at[name]]).split()) if name in self.at else ""

    def _shown(self, cells: list[Any]) -> str:
        parts = (self._text(cells, name) for name in ("call_name", "prefix", "family_name", "name"))
        return " ".join(filter(None, parts))[:80]


def _split(whole: str) -> tuple[str, str, str]:
    """ "Dijk, Noor van" and "Noor van Dijk" → Noor, van, Dijk."""
    if "," in whole:
        family, _comma, rest = (part.strip() for part in whole.partition(","))
        call, _space, prefix = rest.partition(" ")
        return call, prefix.strip(), family
    call, _space, family = whole.partition(" ")
    prefix, family = _prefix_of(family)
    return call, prefix, family


def _prefix_of(family: str) -> tuple[str, str]:
    found = PREFIXES.fullmatch(family)
    return (" ".join(found[1].split()), found[2]) if found and len(found[1]) <= LENGTHS["prefix"] else ("", family)


def year_group_of(text: str, *, is_flemish: bool) -> str:
    """EDEXML's code for a year group as schools write it: "Groep 5" → "5"; in Flanders "L3" → "5", "K2" → "1"."""
    folded = text.casefold().strip()
    if is_flemish:
        if found := re.fullmatch(r"(?:k|kleuter(?:klas)?)\s*([1-3])\S{0,2}|([1-3])e? kleuter(?:klas)?", folded):
            return str(int(found[1] or found[2]) - 1)
        found = re.fullmatch(r"(?:l|lj|leerjaar|lager)?\s*([1-6])\S{0,2}(?: leerjaar)?", folded)
        return str(int(found[1]) + 2) if found else ""
    found = re.fullmatch(r"(?:groep|gr\.?|jaargroep|leerjaar|g)?\s*([0-8])\s*[a-z]?", folded)
    return found[1] if found else ""


def _common(years: set[str], name: str, pupils: ListedPupils) -> str:
    """A group's year group: of all its pupils, "C" for several, else what its name says."""
    if len(years) > 1:
        return "C"
    read: Callable[[str], str] = lambda text: year_group_of(text, is_flemish=pupils.is_flemish)  # noqa: E731
    return next(iter(years), "") or read(name)
