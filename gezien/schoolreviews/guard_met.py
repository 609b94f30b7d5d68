"""What the guard knows beforehand, and what it meets; no rules and no words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an objection is about."""

    NAME = "name"
    COLLEAGUE = "colleague"
    ONE = "one"
    SOMEBODY = "somebody"
    FEW = "few"
    REST = "rest"
    SMALL_GROUP = "small_group"


@dataclass(frozen=True, order=True)
class Objection:
    """What was met: in which line (from 1), from which letter, the words, and why they cannot stay.

    `about`: how many children a number comes down to, are left beside it, or are in the group; None where that is not
    known. `is_word`: a name that is an ordinary word too.
    """

    line: int
    start: int
    quote: str
    kind: Kind
    about: int | None = None
    is_word: bool = False


@dataclass(frozen=True)
class Known:
    """Names of pupils and of who works here, and how many pupils each group and year group has ("5b", "groep 5")."""

    call_names: frozenset[str] = frozenset()
    family_names: frozenset[str] = frozenset()
    colleagues: frozenset[str] = frozenset()
    groups: Mapping[str, int] = field(default_factory=dict)
