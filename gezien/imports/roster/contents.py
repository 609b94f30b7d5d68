"""What a roster file says about a school, whatever its format.

None means that the file does not say: what the school already knows stays. An empty text means that it says "none".
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RosterSchool:
    """Which school and year the file is about. `number`: BRIN with location ("99ZZ00"), or the Flemish number."""

    first_year: int
    number: str = ""
    country: str = ""
    made_on: dt.date | None = None

    @property
    def year_name(self) -> str:
        """The school year as people write it."""
        return f"{self.first_year}-{self.first_year + 1}"


@dataclass(frozen=True, slots=True)
class RosterLocation:
    """A building (*vestiging*). `ref` is how the file points at it."""

    line: int
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class RosterGroup:
    """A base class or a composite group. `year_group` is "" where the file gives none."""

    line: int
    ref: str
    name: str
    year_group: str = ""
    is_composite: bool = False

    @property
    def key(self) -> str:
        """The stable key, or "" for a dummy."""
        return stable(self.ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPupil:
    """A pupil. `group` and `composite_groups` are references within the file; `is_historical` is EDEXML's code H."""

    line: int
    call_name: str
    key: str = ""
    eck_id: str | None = None
    family_name: str | None = None
    prefix: str | None = None
    birth_date: dt.date | None = None
    gender: int | None = None
    year_group: str | None = None
    year_3_started_on: dt.date | None = None
    group: str | None = None
    composite_groups: tuple[str, ...] = ()
    location: str | None = None
    admitted_on: dt.date | None = None
    left_on: dt.date | None = None
    is_historical: bool = False

    @property
    def name(self) -> str:
        """Call name, prefix, family name."""
        return " ".join(part for part in (self.call_name, self.prefix, self.family_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterTeacher:
    """Someone of the staff. `roles` are proposals and nothing more; `groups` taught are (reference, is composite)."""

    line: int
    call_name: str
    key: str = ""
    eck_id: str | None = None
    family_name: str | None = None
    prefix: str | None = None
    email: str | None = None
    roles: tuple[str, ...] = ()
    groups: tuple[tuple[str, bool], ...] = ()

    @property
    def name(self) -> str:
        """Call name, prefix, family name."""
        return " ".join(part for part in (self.call_name, self.prefix, self.family_name) if part)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken in: where, who (as far as the file says), and why."""

    line: int
    name: str
    reason: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader passed over, for whoever looks after the file."""

    line: int | None
    text: str


@dataclass(slots=True)
class Roster:
    """A whole file. `pupils` may be iterated more than once and is read anew each time, so that memory stays flat."""

    school: RosterSchool
    pupils: Iterable[RosterPupil | Refusal]
    groups: list[RosterGroup] = field(default_factory=list)
    teachers: list[RosterTeacher | Refusal] = field(default_factory=list)
    locations: list[RosterLocation] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    source: str = ""  # whose numbers these are, for what was once recognised (imports/matching)

    @property
    def has_composite_groups(self) -> bool:
        """Whether the file says anything about composite groups at all (EDEXML 1.03 cannot)."""
        return any(group.is_composite for group in self.groups)


def stable(key: str) -> str:
    """The key as something to recognise by: keys that start with "#" are dummies of the exporting program."""
    return "" if key.startswith("#") else key
