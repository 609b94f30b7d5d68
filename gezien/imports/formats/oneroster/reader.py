"""OneRoster 1.1: from the tables of the ZIP to the roster of one school and year.

There is no Dutch profile, so what it leaves open is read as follows. A class of type "homeroom" is a base group, others
are composite groups; without any homeroom, classes are base groups when nobody is in two of them. A pupil's key is
`identifier`, the number in the school's own system, else `sourcedId`. Of demographics only birth date and sex are read.
"""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.imports.formats.oneroster.archive import Archive, Row
from gezien.imports.formats.oneroster.names import split_prefix
from gezien.imports.problems import ImportProblem
from gezien.imports.roster.contents import (
    Notice,
    Refusal,
    Roster,
    RosterGroup,
    RosterPupil,
    RosterSchool,
    RosterTeacher,
)

NUMBER = re.compile(r"\d{2}[A-Za-z]{2}(\d{2})?|\d{2,6}")
TEACHES = frozenset({"teacher", "aide"})
SEXES = {"male": 1, "female": 2}
NAME = 64


def read(path: Path) -> Roster:
    """The roster in this ZIP. Raises `ImportProblem` when it is no whole OneRoster with at least one pupil."""
    archive = Archive(path)
    _check_manifest(archive)
    return _Reader(archive).roster()


def _check_manifest(archive: Archive) -> None:
    said = {row.get("propertyname", ""): row.get("value", "") for _line, row in archive.rows("manifest.csv")}
    if not said:
        raise ImportProblem(_("manifest.csv is missing in the ZIP; it must lie at its root."))
    if said.get("oneroster.version", "1.1") not in ("1.1", "1.1.0"):
        raise ImportProblem(
            _("This is OneRoster %(version)s; 1.1 is read.") % {"version": said["oneroster.version"][:10]}
        )
    parts = [name for name, value in said.items() if name.startswith("file.") and value.lower() == "delta"]
    if parts:
        raise ImportProblem(_("This file holds only what changed. Export the whole roster (“bulk”)."))


class _Reader:
    """All tables; they refer to each other, so they are held in memory."""

    def __init__(self, archive: Archive):
        self.archive = archive
        self.demographics = {row.get("sourcedid", ""): row for _line, row in archive.rows("demographics.csv")}
        self.places: dict[str, list[str]] = defaultdict(list)
        self.teaching: dict[str, list[str]] = defaultdict(list)
        self.notices: list[Notice] = []

    def roster(self) -> Roster:
        """The whole."""
        school = self._school()
        self._read_enrolments()
        groups = self._groups()
        people = [(line, row) for line, row in self.archive.rows("users.csv") if row.get("sourcedid")]
        base = {group.ref for group in groups if not group.is_composite}
        pupils = [self._pupil(line, row, base) for line, row in people if row.get("role") == "student"]
        if not pupils:
            raise ImportProblem(_("There are no pupils in this file."))
        known = {group.ref for group in groups}
        teachers = [
            self._teacher(line, row, known)
            for line, row in people
            if row.get("role") in TEACHES | {"administrator"} and _is_active(row)
        ]
        return Roster(school, pupils, groups, [_with_kinds(one, base) for one in teachers], notices=self.notices)

    def _school(self) -> RosterSchool:
        orgs = (row for _line, row in self.archive.rows("orgs.csv") if _is_active(row))
        schools = [row for row in orgs if row.get("type") == "school"]
        if len(schools) > 1:
            raise ImportProblem(_("There are several schools in this file; export one school at a time."))
        number = schools[0].get("identifier", "").upper() if schools else ""
        number = number if NUMBER.fullmatch(number) else ""
        return RosterSchool(self._first_year(), number, "BE" if number.isdigit() else "NL" if number else "")

    def _first_year(self) -> int:
        """The calendar year in which the school year of the file begins: the latest that has begun, or the first."""
        days = [
            (row.get("type", "") == "schoolYear", day)
            for _line, row in self.archive.rows("academicsessions.csv")
            if _is_active(row) and (day := _day(row.get("startdate", "")))
        ]
        years = sorted(day for is_year, day in days if is_year) or sorted(day for _is_year, day in days)
        if not years:
            raise ImportProblem(_("The file does not say which school year it is about."))
        begun = [day for day in years if day <= clock.today()]
        day = begun[-1] if begun else years[0]
        return day.year if day.month >= 7 else day.year - 1

    def _read_enrolments(self) -> None:
        today = clock.today()
        for _line, row in self.archive.rows("enrollments.csv"):
            last = _day(row.get("enddate", ""))
            if not _is_active(row) or (last and last < today):
                continue
            where = self.places if row.get("role") == "student" else self.teaching
            if row.get("role") == "student" or row.get("role") in TEACHES:
                where[row.get("usersourcedid", "")].append(row.get("classsourcedid", ""))

    def _groups(self) -> list[RosterGroup]:
        classes = self.archive.rows("classes.csv")
        rows = [(line, row) for line, row in classes if _is_active(row) and row.get("sourcedid")]
        has_homerooms = any(row.get("classtype") == "homeroom" for _line, row in rows)
        if not has_homerooms and any(len(set(places)) > 1 for places in self.places.values()):
            raise ImportProblem(
                _("The file does not say which classes are base groups: give those the type “homeroom”.")
            )
        groups = [
            RosterGroup(
                line,
                row["sourcedid"][:256],
                (row.get("title") or row.get("classcode") or row["sourcedid"])[:NAME],
                _year_group(row.get("grades", "")),
                is_composite=has_homerooms and row.get("classtype") != "homeroom",
            )
            for line, row in rows
        ]
        return list({group.ref: group for group in groups}.values())

    def _pupil(self, line: int, row: Row, base: set[str]) -> RosterPupil | Refusal:
        names, key = _names(row), _key(row)
        if not names["call_name"] or len(key) > 256:
            return Refusal(line, "", _("has no name") if not names["call_name"] else _("has too long a key"), key[:256])
        about = self.demographics.get(row["sourcedid"], {})
        places = list(dict.fromkeys(self.places[row["sourcedid"]]))
        in_base = [place for place in places if place in base]
        if len(in_base) > 1:
            return Refusal(line, " ".join(filter(None, names.values())), _("is in two base groups"), key)
        return RosterPupil(
            line=line,
            key=key,
            eck_id=_eck_id(row),
            **names,
            birth_date=_day(about.get("birthdate", "")),
            gender=SEXES.get(about.get("sex", "").lower()),
            year_group=_own_year_group(row.get("grades", "")),
            group=in_base[0] if in_base else None,
            composite_groups=tuple(place for place in places if place not in base),
            is_historical=not _is_active(row),
        )

    def _teacher(self, line: int, row: Row, known: set[str]) -> RosterTeacher | Refusal:
        names, key = _names(row), _key(row)
        if not names["call_name"] or len(key) > 256:
            return Refusal(line, "", _("has no name") if not names["call_name"] else _("has too long a key"), key[:256])
        groups = tuple((ref, False) for ref in dict.fromkeys(self.teaching[row["sourcedid"]]) if ref in known)
        return RosterTeacher(
            line=line,
            key=key,
            eck_id=_eck_id(row),
            **names,
            email=row.get("email", "")[:254] or None,
            roles=(row["role"],),
            groups=groups,
        )


def _with_kinds(one: RosterTeacher | Refusal, base: set[str]) -> RosterTeacher | Refusal:
    if isinstance(one, Refusal):
        return one
    return replace(one, groups=tuple((ref, ref not in base) for ref, _unknown in one.groups))


def _is_active(row: Row) -> bool:
    return row.get("status", "").lower() not in ("tobedeleted", "inactive")


def _key(row: Row) -> str:
    return row.get("identifier") or row["sourcedid"]


def _names(row: Row) -> dict[str, Any]:
    prefix, family = split_prefix(row.get("familyname", "")[:200])
    call = row.get("givenname", "") or family
    return {"call_name": call[:NAME], "prefix": prefix, "family_name": family if row.get("givenname") else ""}


def _eck_id(row: Row) -> str | None:
    """From "{eckid:https://…},{ldap:…}"."""
    found = re.search(r"\{eck[_-]?id:([^{}]{1,256})\}", row.get("userids", ""), re.IGNORECASE)
    return found.group(1) if found else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _year_group(grades: str) -> str:
    """ "05" → "5"; several grades → "C"; what is no Dutch year group says nothing."""
    found = {group for grade in re.split(r"[,;]", grades) if (group := _own_year_group(grade))}
    return "C" if len(found) > 1 else next(iter(found), "")


def _own_year_group(grade: str) -> str | None:
    grade = grade.strip().lstrip("0") or ("0" if grade.strip() else "")
    return grade if grade in set("012345678") else None
