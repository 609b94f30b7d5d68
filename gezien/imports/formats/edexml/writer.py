"""EDEXML 2.1 out: a roster as the file other systems take in.

The order of elements is that of the official schema. Left out on purpose: whatever decision 0010 does not let in. Two
things may differ from the schema, because shortening somebody's name or year is worse: the list of school years of the
schema ends in 2025, and a prefix of a name may be longer than its ten characters.
"""

import datetime as dt
import re
from collections.abc import Iterable
from io import BytesIO

from lxml import etree

from gezien.imports.roster.contents import Refusal, Roster, RosterGroup, RosterPupil, RosterSchool, RosterTeacher

VERSION = "2.1"
COMBINATION = "C"
NAME_LENGTH = ROLE_LENGTH = 64
ROLES = frozenset(
    [
        "ADJ",
        "ADM",
        "CON",
        "DIR",
        "ICT",
        "IB",
        "KLA",
        "LRK",
        "LOS",
        "LOC",
        "OWA",
        "OUD",
        "RT",
        "SMW",
        "STA",
        "TAL",
        "VAK",
    ]
)
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(roster: Roster, made_at: dt.datetime) -> bytes:
    """The roster as an EDEXML file; it needs one pupil at least."""
    out = BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("EDEX"):
            file.write(_school(roster.school, made_at), pretty_print=True)
            _section(file, "vestigingen", (_named("vestiging", row.ref, row.name) for row in roster.locations))
            _section(file, "groepen", map(_group, roster.groups))
            _section(file, "leerlingen", (_pupil(row) for row in roster.pupils if isinstance(row, RosterPupil)))
            _section(file, "leerkrachten", (_teacher(row) for row in roster.teachers if not isinstance(row, Refusal)))
    return out.getvalue()


def _section(file, name: str, elements: Iterable[etree._Element]) -> None:
    """A section with its records; none when there are no records."""
    elements = iter(elements)
    first = next(elements, None)
    if first is None:
        return
    with file.element(name):
        file.write(first, pretty_print=True)
        for element in elements:
            file.write(element, pretty_print=True)


def _school(school: RosterSchool, made_at: dt.datetime) -> etree._Element:
    element = etree.Element("school")
    _say(element, "schooljaar", school.year_name)
    _say(element, "peildatum", school.made_on)
    if re.fullmatch(r"\d{2}[A-Z]{2}\d{0,2}", school.number):
        _say(element, "brincode", school.number[:4])
        _say(element, "dependancecode", school.number[4:].rjust(2, "0"))
    elif school.number.isdigit():
        _say(element, "instellingsnummer", school.number.lstrip("0").rjust(2, "0"))
    _say(element, "aanmaakdatum", made_at.replace(microsecond=0, tzinfo=None).isoformat())
    _say(element, "auteur", "Gezien")
    _say(element, "xsdversie", VERSION)
    return element


def _group(group: RosterGroup) -> etree._Element:
    element = _named("samengestelde_groep" if group.is_composite else "groep", group.ref, group.name)
    if not group.is_composite:  # a base class needs one; "C" says that each pupil has their own
        _say(element, "jaargroep", group.year_group or COMBINATION)
    return element


def _pupil(row: RosterPupil) -> etree._Element:
    element = _person("leerling", row)
    _say(element, "geboortedatum", row.birth_date)
    _say(element, "geslacht", row.gender)
    _say(element, "start_ondw_jgr3", row.year_3_started_on)
    _say(element, "jaargroep", row.year_group)
    _point(element, "groep", row.group)
    if row.composite_groups:
        groups = etree.SubElement(element, "samengestelde_groepen")
        for ref in row.composite_groups:
            _point(groups, "samengestelde_groep", ref)
    _point(element, "vestiging", row.location)
    _say(element, "instroomdatum", row.admitted_on)
    _say(element, "uitstroomdatum", row.left_on)
    return element


def _teacher(row: RosterTeacher) -> etree._Element:
    element = _person("leerkracht", row)
    _say(element, "emailadres", row.email)
    for name, role in _roles(row.roles):
        _say(element, name, role)
    if row.groups:
        groups = etree.SubElement(element, "groepen")
        for ref, is_composite in row.groups:
            _point(groups, "samengestelde_groep" if is_composite else "groep", ref)
    return element


def _roles(roles: Iterable[str]) -> list[tuple[str, str]]:
    """Each role as a code or a description. What is said again stands in the description before it, with a comma."""
    told: list[tuple[str, str]] = []
    for role in roles:
        if role in ROLES and ("rol", role) not in told:
            told.append(("rol", role))
        elif told and told[-1][0] == "rolomschrijving" and len(f"{told[-1][1]}, {role}") <= ROLE_LENGTH:
            told[-1] = ("rolomschrijving", f"{told[-1][1]}, {role}")
        else:
            told.append(("rolomschrijving", role[:ROLE_LENGTH]))
    return told


def _person(tag: str, row: RosterPupil | RosterTeacher) -> etree._Element:
    """Key and name. Without a key in the pupil administration a dummy ("#12"), that nobody will match on."""
    element = etree.Element(tag, key=_clean(row.key) or f"#{row.line}")
    if row.eck_id:
        element.set("eckid", _clean(row.eck_id))
    if row.family_name:
        _say(element, "achternaam", row.family_name)
        _say(element, "voorvoegsel", row.prefix)
    _say(element, "roepnaam", row.call_name)
    return element


def _named(tag: str, key: str, name: str) -> etree._Element:
    element = etree.Element(tag, key=_clean(key))
    _say(element, "naam", name[:NAME_LENGTH])
    return element


def _say(parent: etree._Element, name: str, value: object) -> None:
    """An element with this text; none when there is nothing to say."""
    if value not in (None, ""):
        etree.SubElement(parent, name).text = _clean(str(value))


def _point(parent: etree._Element, name: str, ref: str | None) -> None:
    if ref:
        etree.SubElement(parent, name, key=_clean(ref))


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return NOT_XML.sub("", text)
