"""EDEXML 1.03, 2.0 and 2.1: from the file to plain facts about school, groups, pupils and teachers.

The file is read from disk again and again: once for everything but the pupils, and once for each iteration over the
pupils. Nothing of a pupil is kept here.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from gezien.imports.formats.edexml import fields
from gezien.imports.formats.edexml.fields import Wrong, key_of, values_of
from gezien.imports.formats.xml import records
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.contents import (
    Notice,
    Refusal,
    Roster,
    RosterGroup,
    RosterLocation,
    RosterPupil,
    RosterSchool,
    RosterTeacher,
    stable,
)

SECTIONS = {"school", "vestigingen", "groepen", "leerlingen", "leerkrachten"}
BASE, COMPOSITE = "groep", "samengestelde_groep"
HISTORICAL, COMBINATION = "H", "C"


def read(path: Path) -> Roster:
    """The roster in this file. Raises `ImportProblem` when it is no whole EDEXML with at least one pupil."""
    return _Reader(path).roster()


class Pupils:
    """The pupils of a file, read anew at each iteration."""

    def __init__(self, path: Path):
        self.path = path

    def __iter__(self) -> Iterator[RosterPupil | Refusal]:
        for section, element in records(self.path, "EDEX", whole="school"):
            if section == "leerlingen" and element.tag == "leerling":
                yield pupil_of(element)


class _Reader:
    """One pass over the file for all but the pupils: school, locations, groups, staff, and what was passed over."""

    def __init__(self, path: Path):
        self.path = path
        self.school: RosterSchool | None = None
        self.locations: list[RosterLocation] = []
        self.groups: dict[str, RosterGroup] = {}
        self.teachers: list[RosterTeacher | Refusal] = []
        self.notices: list[Notice] = []
        self.unknown: Counter[str] = Counter()
        self.unknown_at: dict[str, int] = {}
        self.pupil_count = 0

    def roster(self) -> Roster:
        readers = {
            "school": self._read_school,
            "vestigingen": self._read_location,
            "groepen": self._read_group,
            "leerlingen": self._count_pupil,
            "leerkrachten": self._read_teacher,
        }
        for section, element in records(self.path, "EDEX", whole="school"):
            if section in readers:
                readers[section](element)
            else:
                self._passed_over(section, element.sourceline)
        if self.school is None:
            raise ImportProblem(_("The file does not say which school it is about: <school> is missing."))
        if not self.pupil_count:
            raise ImportProblem(_("There are no pupils in this file."))
        return Roster(
            school=self.school,
            pupils=Pupils(self.path),
            groups=list(self.groups.values()),
            teachers=self.teachers,
            locations=self.locations,
            notices=self.notices + list(self._about_unknown()),
        )

    def _read_school(self, element: etree._Element) -> None:
        try:
            values = values_of(element, fields.SCHOOL_RULES, self._passed_over)
        except Wrong as wrong:
            raise ImportProblem(wrong.reason, wrong.line) from None
        if "schooljaar" not in values:
            raise ImportProblem(_("The file does not say which school year it is about."), element.sourceline)
        number, country = _number_of(values)
        self.school = RosterSchool(
            first_year=values["schooljaar"],
            number=number,
            country=country,
            made_on=values.get("aanmaakdatum"),
        )

    def _read_location(self, element: etree._Element) -> None:
        try:
            ref, values = key_of(element), values_of(element, fields.NAMED_RULES, self._passed_over)
        except Wrong as wrong:
            self.notices.append(Notice(wrong.line, wrong.reason))
            return
        if ref and "naam" in values:
            self.locations.append(RosterLocation(element.sourceline, ref, values["naam"]))

    def _read_group(self, element: etree._Element) -> None:
        if element.tag not in (BASE, COMPOSITE):
            self._passed_over(element.tag, element.sourceline)
            return
        try:
            ref, values = key_of(element), values_of(element, fields.GROUP_RULES, self._passed_over)
        except Wrong as wrong:
            raise ImportProblem(wrong.reason, wrong.line) from None
        if not ref:
            raise ImportProblem(_("This group has no key, so no pupil can be placed in it."), element.sourceline)
        if ref in self.groups:
            twice = _("Two groups have the same key %(key)s; the other one stands at line %(line)d.")
            raise ImportProblem(twice % {"key": ref, "line": self.groups[ref].line}, element.sourceline)
        self.groups[ref] = RosterGroup(
            element.sourceline, ref, values.get("naam", ref)[:64], values.get("jaargroep", ""), element.tag == COMPOSITE
        )

    def _count_pupil(self, element: etree._Element) -> None:
        if element.tag != "leerling":
            self._passed_over(element.tag, element.sourceline)
            return
        self.pupil_count += 1
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _KNOWN_OF_PUPIL:
                self._passed_over(child.tag, child.sourceline)

    def _read_teacher(self, element: etree._Element) -> None:
        if element.tag != "leerkracht":
            self._passed_over(element.tag, element.sourceline)
            return
        self.teachers.append(teacher_of(element, self._passed_over))

    def _passed_over(self, name: str, line: int) -> None:
        self.unknown[name[:40]] += 1
        self.unknown_at.setdefault(name[:40], line)

    def _about_unknown(self) -> Iterator[Notice]:
        for name, times in self.unknown.items():
            text = ngettext(
                "“%(name)s” is not of the standard and was passed over.",
                "“%(name)s” is not of the standard and was passed over, %(times)d times.",
                times,
            )
            yield Notice(self.unknown_at[name], text % {"name": name, "times": times})


_POINTERS = {BASE, "samengestelde_groepen", "vestiging"}
_KNOWN_OF_PUPIL = set(fields.PUPIL_RULES) | fields.SENSITIVE | fields.UNUSED | _POINTERS | {"emailadres"}


def _nothing(name: str, line: int) -> None:
    """Unknown elements of pupils were counted in the first pass."""


def pupil_of(element: etree._Element) -> RosterPupil | Refusal:
    """The pupil in a <leerling>, or why it cannot be taken in. Sensitive elements are not looked at."""
    line, key, name = element.sourceline, "", ""
    try:
        key = _required_key(element)
        name = _shown_name(element)
        values = values_of(element, fields.PUPIL_RULES, _nothing)
        _check_dates(values, line)
        year_group = values.get("jaargroep")
        return RosterPupil(
            line=line,
            key=stable(key),
            eck_id=key_of(element, "eckid") or None,
            **_names(values, line),
            birth_date=values.get("geboortedatum"),
            gender=values.get("geslacht"),
            year_group=None if year_group in (HISTORICAL, COMBINATION) else year_group,
            year_3_started_on=values.get("start_ondw_jgr3"),
            group=_pointer(element.find(BASE)),
            composite_groups=tuple(filter(None, map(_pointer, element.iterfind(f"samengestelde_groepen/{COMPOSITE}")))),
            location=_pointer(element.find("vestiging")),
            admitted_on=values.get("instroomdatum"),
            left_on=values.get("uitstroomdatum"),
            is_historical=year_group == HISTORICAL,
        )
    except Wrong as wrong:
        return Refusal(wrong.line, name, wrong.reason, stable(key))


def teacher_of(element: etree._Element, passed_over) -> RosterTeacher | Refusal:
    """The person in a <leerkracht>, or why they cannot be taken in."""
    line, key, name = element.sourceline, "", ""
    known = partial(_unless, {"rol", "rolomschrijving", "groepen"}, passed_over)
    try:
        key = _required_key(element)
        name = _shown_name(element)
        values = values_of(element, fields.TEACHER_RULES, known)
        groups = [group for group in element.iterfind("groepen/*") if group.tag in (BASE, COMPOSITE)]
        return RosterTeacher(
            line=line,
            key=stable(key),
            eck_id=key_of(element, "eckid") or None,
            **_names(values, line),
            email=values.get("emailadres"),
            roles=_unique(role for holder in (element, *groups) for role in _roles(holder)),
            groups=_unique((key_of(group), group.tag == COMPOSITE) for group in groups if teaches(_roles(group))),
        )
    except Wrong as wrong:
        return Refusal(wrong.line, name, wrong.reason, stable(key))


# Administration, caretaker, ICT, parent, social worker, trainee: in a group, but not its teacher.
NOT_TEACHING = frozenset({"ADM", "CON", "ICT", "OUD", "SMW", "STA"})


def teaches(roles: tuple[str, ...]) -> bool:
    """Whether someone with these roles at a group teaches it: no role said, or at least one that teaches."""
    return not roles or not set(roles) <= NOT_TEACHING


def _unless(known: set[str], passed_over, name: str, line: int) -> None:
    if name not in known:
        passed_over(name, line)


def _roles(holder: etree._Element) -> tuple[str, ...]:
    found = (" ".join((child.text or "").split()) for child in holder if child.tag in ("rol", "rolomschrijving"))
    return tuple(role[:64] for role in found if role)


def _unique(items) -> tuple:
    return tuple(dict.fromkeys(items))


def _required_key(element: etree._Element) -> str:
    if key := key_of(element):
        return key
    raise Wrong(_("has no key"), element.sourceline)


def _pointer(element: etree._Element | None) -> str | None:
    return None if element is None else key_of(element) or None


def _shown_name(element: etree._Element) -> str:
    """The name as far as it can be read, for a refusal."""
    parts = (element.findtext(tag) or "" for tag in ("roepnaam", "voorvoegsel", "achternaam"))
    return " ".join(" ".join(parts).split())[:80]


def _names(values: dict[str, Any], line: int) -> dict[str, Any]:
    """Call name, prefix and family name.

    Files hold anything from only a call name to only a family name. Without a call name the first given name stands in,
    else the initials, else the family name itself: nobody is without a name on screen.
    """
    family, given = values.get("achternaam"), values.get("voornamen", "")
    call = values.get("roepnaam") or given.split(" ")[0] or _initials(values.get("voorletters-1", ""))
    if not call and not family:
        raise Wrong(_("has no name"), line)
    if not call:
        whole = " ".join(filter(None, (values.get("voorvoegsel"), family)))
        return {"call_name": whole[:64], "prefix": "", "family_name": ""}
    prefix = values.get("voorvoegsel", "" if family else None)
    return {"call_name": call[:64], "prefix": prefix, "family_name": family}


def _initials(letters: str) -> str:
    """ "IH" → "I.H."; what is already written with dots stays."""
    return letters if "." in letters else "".join(f"{letter}." for letter in letters if letter.isalpha())


def _check_dates(values: dict[str, Any], line: int) -> None:
    admitted, left = values.get("instroomdatum"), values.get("uitstroomdatum")
    if admitted and left and left < admitted:
        raise Wrong(_("“uitstroomdatum” lies before “instroomdatum”"), line)


def _number_of(values: dict[str, Any]) -> tuple[str, str]:
    """The school's official number and its country: BRIN with two digits of the location, or the Flemish number."""
    if brin := values.get("brincode", "").upper():
        location = (brin[4:] or values.get("dependancecode", "")).rjust(2, "0")
        return brin[:4] + location, "NL"
    if number := values.get("instellingsnummer", ""):
        return number.rjust(6, "0"), "BE"
    return "", ""
