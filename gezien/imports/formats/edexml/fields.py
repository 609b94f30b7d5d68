"""The fields of EDEXML 1.03, 2.0 and 2.1 as rules of our own: which are read, how they are checked, which never are.

The official schemas are not shipped and would refuse real files: their list of school years ends in 2025 and vendor
blocks (`toevoegingen`) need the vendor's schema. So the order of elements is not checked, unknown elements are passed
over with a notice, and what is read is checked here.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

KEY_LENGTH = 256  # 64 in 1.03 and 2.0, 256 in 2.1
YEAR_GROUPS = frozenset({*"BD012345678SVCNH", "11", "12", "13", "14", "15", "16"})
GENDERS = frozenset({0, 1, 2, 9})
# Elements whose contents are never read: not into memory, not into a preview, not into a log (decision 0010).
SENSITIVE = frozenset(
    {
        "etniciteit",
        "land",
        "land_vader",
        "land_moeder",
        "sofinummer",
        "bsn",
        "onderwijsnummer",
        "bsn_ondwnr-4",
        "rijksregisternummer",
        "gewicht",
        "gewicht_nieuw",
        "postcodenl",
        "postnummerbe",
        "postcodeoverig",
    }
)
# Elements of the standard that Gezien has no use for: not read either.
UNUSED = frozenset(
    {
        "toevoegingen",
        "mutatiedatum",
        "omschrijving",
        "gebruikersnaam",
        "fotourl",
        "schoolkey",
        "xsdversie",
        "peildatum",
        "auteur",
        "commentaar",
    }
)
DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(Z|[+-]\d{2}:\d{2})?")
SCHOOL_YEAR = re.compile(r"(\d{4})-(\d{4})")
SHOWN = 30


class Wrong(Exception):
    """A value that cannot be right; says where and why."""

    def __init__(self, reason: str, line: int):
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Rule:
    """How one element's text becomes a value, and what a right one looks like when it does not."""

    parse: Callable[[str], Any]
    expected: Callable[[], str]


def text(limit: int) -> Rule:
    """A text of at most `limit` characters."""

    def parse(value: str) -> str:
        if len(value) > limit:
            raise ValueError
        return value

    return Rule(parse, lambda: _("is longer than %(limit)d characters") % {"limit": limit})


def pattern(regex: str) -> Rule:
    """A text of a fixed shape."""

    def parse(value: str) -> str:
        if not re.fullmatch(regex, value):
            raise ValueError
        return value

    return Rule(parse, lambda: _("does not have the form of the standard"))


def one_of(values: frozenset, kind: Callable[[str], Any] = str) -> Rule:
    """One of the codes of a list."""

    def parse(value: str) -> Any:
        if kind(value) not in values:
            raise ValueError
        return kind(value)

    return Rule(parse, lambda: _("is none of the codes of the standard"))


def as_date(value: str) -> dt.date:
    """An xs:date, with or without a time zone."""
    if not (found := DATE.fullmatch(value)):
        raise ValueError
    return dt.date(*(int(part) for part in found.groups()[:3]))


def first_year(value: str) -> int:
    """The year in which a school year such as "2026-2027" begins, by pattern and not by the schema's list."""
    found = SCHOOL_YEAR.fullmatch(value)
    if not found or int(found[2]) != int(found[1]) + 1 or not 1990 <= int(found[1]) <= 2090:
        raise ValueError
    return int(found[1])


DAY = Rule(as_date, lambda: _("is no date such as 2026-09-01"))
MOMENT = Rule(lambda value: as_date(value[:10]), lambda: _("is no moment such as 2026-09-01T12:00:00"))
NAME_RULES = {
    "achternaam": text(200),
    "voorvoegsel": text(20),
    "voornamen": text(200),
    "voorletters-1": text(20),
    "roepnaam": text(64),
}
SCHOOL_RULES = {
    "schooljaar": Rule(first_year, lambda: _("is no school year such as 2026-2027")),
    "brincode": pattern(r"\d{2}[A-Za-z]{2}\d{0,2}"),
    "dependancecode": pattern(r"\d{1,2}"),
    "instellingsnummer": pattern(r"\d{2,6}"),
    "aanmaakdatum": MOMENT,
}
NAMED_RULES = {"naam": text(64)}
GROUP_RULES = {**NAMED_RULES, "jaargroep": one_of(YEAR_GROUPS)}
PUPIL_RULES = {
    **NAME_RULES,
    "geboortedatum": DAY,
    "geslacht": one_of(GENDERS, int),
    "start_ondw_jgr3": DAY,
    "jaargroep": one_of(YEAR_GROUPS),
    "instroomdatum": DAY,
    "uitstroomdatum": DAY,
}
TEACHER_RULES = {**NAME_RULES, "emailadres": text(254)}


def values_of(
    element: etree._Element, rules: dict[str, Rule], passed_over: Callable[[str, int], None]
) -> dict[str, Any]:
    """The checked values of an element's children; an empty child says nothing. Raises `Wrong` at the first fault.

    `passed_over` is told of elements that are neither read nor of the standard. Children with children of their own
    (groups) are the caller's: they are not in `rules` and not reported.
    """
    values: dict[str, Any] = {}
    for child in element:
        name = child.tag
        if name in SENSITIVE or name in UNUSED or not isinstance(name, str):
            continue
        if name not in rules:
            passed_over(name, child.sourceline)
            continue
        value = " ".join((child.text or "").split())
        if name in values:
            raise Wrong(_("“%(name)s” stands there twice") % {"name": name}, child.sourceline)
        if value:
            values[name] = _checked(rules[name], name, value, child.sourceline)
    return values


def _checked(rule: Rule, name: str, value: str, line: int) -> Any:
    try:
        return rule.parse(value)
    except ValueError:
        shown = value if len(value) <= SHOWN else value[:SHOWN] + "…"
        reason = _("“%(name)s” %(expected)s: %(value)s")
        raise Wrong(reason % {"name": name, "expected": rule.expected(), "value": shown}, line) from None


def key_of(element: etree._Element, attribute: str = "key") -> str:
    """A key as the file has it; "" when there is none. Raises `Wrong` when it is longer than the standard allows."""
    key = " ".join(element.get(attribute, "").split())
    if len(key) > KEY_LENGTH:
        too_long = _("“%(name)s” is longer than %(limit)d characters") % {"name": attribute, "limit": KEY_LENGTH}
        raise Wrong(too_long, element.sourceline)
    return key
