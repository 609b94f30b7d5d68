"""Who of the school a row of the file is about: stable key, then ECK iD, then the name with what else is known.

A row that could be two persons, or two rows that could be one, are refused with the reason: a wrong match mixes two
children's files, and nobody would notice.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from gezien.imports.roster.contents import RosterPupil, RosterTeacher


class Refused(Exception):
    """This row cannot be taken in; the text says why."""


class Row(Protocol):
    """What matching needs to know of a row."""

    @property
    def line(self) -> int:
        """Where it stands in the file."""

    @property
    def key(self) -> str:
        """The stable key, or ""."""

    @property
    def eck_id(self) -> str | None:
        """The ECK iD, or None."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What somebody is recognised by without a key: names (with the day of birth), all alike, and the gender.

    A gender that is not known (None, or 0 of ISO 5218) contradicts none.
    """

    names: Hashable
    gender: int | None = None

    def agrees(self, gender: int | None) -> bool:
        """Whether somebody of this gender could be the same person, the names being alike."""
        return not self.gender or not gender or self.gender == gender


@dataclass(slots=True)
class Matcher:
    """All that is known of one kind of person (pupils, or staff), and what the file claims.

    First `know` everyone of the school, then `claim` each row of the file, then `find` each row.
    """

    by_key: dict[str, int] = field(default_factory=dict)
    by_eck_id: dict[str, int] = field(default_factory=dict)
    by_names: dict[Hashable, list[tuple[int | None, int]]] = field(default_factory=lambda: defaultdict(list))
    claimed: set[int] = field(default_factory=set)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    twice: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    rows: dict[Hashable, Counter[int | None]] = field(default_factory=lambda: defaultdict(Counter))
    sought: Counter[int] = field(default_factory=Counter)

    def know(self, pk: int, key: str, eck_id: str, identity: Identity) -> None:
        """Someone the school has, by everything that makes them recognisable."""
        if key:
            self.by_key[key] = pk
        if eck_id:
            self.by_eck_id[eck_id] = pk
        self.by_names[identity.names].append((identity.gender, pk))

    def claim(self, row: Row, identity: Identity) -> None:
        """Take note of a row of the file: what it says for certain, and whom else it could be about."""
        for mark in _marks(row):
            if mark in self.lines:
                self.twice.setdefault(mark, [self.lines[mark]]).append(row.line)
            self.lines.setdefault(mark, row.line)
        self.rows[identity.names][identity.gender] += 1
        if certain := self.certain(row):
            self.claimed |= certain
        else:
            self.sought.update(self._alike(identity))

    def certain(self, row: Row) -> set[int]:
        """Whom key and ECK iD point at: nobody, one person, or two."""
        return {pk for pk in (self.by_key.get(row.key), self.by_eck_id.get(row.eck_id or "")) if pk}

    def find(self, row: Row, identity: Identity) -> int | None:
        """Whom the row is about, None when it is someone new. Raises `Refused` when that cannot be told."""
        for mark in _marks(row):
            if mark in self.twice:
                raise Refused(_twice(mark[0], self.twice[mark]))
        certain = self.certain(row)
        if len(certain) > 1:
            raise Refused(_("the key belongs to one person of the school and the ECK iD to another"))
        return certain.pop() if certain else self._by_name(row, identity)

    def _alike(self, identity: Identity) -> list[int]:
        return [pk for gender, pk in self.by_names.get(identity.names, ()) if identity.agrees(gender)]

    def _by_name(self, row: Row, identity: Identity) -> int | None:
        found = [pk for pk in self._alike(identity) if pk not in self.claimed]
        if len(found) > 1:
            raise Refused(_("more than one person of the school has this name and date of birth, and there is no key"))
        recognisable = bool(row.key or row.eck_id)
        # Two rows of the file that could be one known person, or of which one could be the other.
        if (found and self.sought[found[0]] > 1) or (not recognisable and self._rows_alike(identity) > 1):
            raise Refused(
                _("the same name and date of birth stand in the file more than once, and keys do not tell who is who")
            )
        return found[0] if found else None

    def _rows_alike(self, identity: Identity) -> int:
        return sum(count for gender, count in self.rows[identity.names].items() if identity.agrees(gender))


def check_groups(refs: Iterable[str | None], groups: dict[str, Any]) -> None:
    """Refuse a row that points at a group the file does not have."""
    for ref in refs:
        if ref and ref not in groups:
            raise Refused(_("the group with key %(key)s does not stand in the file") % {"key": ref[:40]})


def pupil_identity(family_name: str | None, call_name: str, gender: int | None, birth_date: date | None) -> Identity:
    """What makes a pupil recognisable without a key: family name, call name, birth date and gender."""
    return Identity(((family_name or "").casefold(), call_name.casefold(), birth_date), gender)


def identity_of_pupil(row: RosterPupil) -> Identity:
    """The identity of a row."""
    return pupil_identity(row.family_name, row.call_name, row.gender, row.birth_date)


def staff_identity(family_name: str | None, prefix: str | None, call_name: str) -> Identity:
    """What makes someone of the staff recognisable without a key."""
    return Identity(((family_name or "").casefold(), (prefix or "").casefold(), call_name.casefold()))


def identity_of_teacher(row: RosterTeacher) -> Identity:
    """The identity of a row."""
    return staff_identity(row.family_name, row.prefix, row.call_name)


def _marks(row: Row) -> Iterable[tuple[str, str]]:
    if row.key:
        yield "key", row.key
    if row.eck_id:
        yield "eckid", row.eck_id


def _twice(what: str, lines: list[int]) -> str:
    name = "ECK iD" if what == "eckid" else _("key")
    where = ", ".join(str(line) for line in lines)
    return _("the %(name)s stands in the file more than once: lines %(lines)s") % {"name": name, "lines": where}
