"""What a proposal rests on. A name is only for the sentences; gender, origin and age are no input at all."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """For whom a cluster is meant, whatever the school calls it. OWN: for whom its words fit, or its teacher says."""

    MORE = "more"
    BASIC = "basic"
    CHALLENGE = "challenge"
    OWN = "own"


@dataclass(frozen=True)
class Due:
    """A goal of the coming period on which a pupil probably needs instruction before the others."""

    key: int
    name: str


@dataclass(frozen=True)
class Place:
    """A cluster: its kind, the words in needs that belong to it, and its limits. `year_group` empty: for everyone.

    `most` None: no limit. The limits hold when anybody is in it; an empty cluster is always allowed.
    """

    key: int
    name: str
    kind: Kind
    words: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    year_group: str = ""


@dataclass(frozen=True)
class Learner:
    """A pupil for one subject.

    `standing` runs from 0 (strongest) to 1 among peers on the pupil's own scale, None without a result; `growth` from
    -1 (least of the group) to 1. `stands` is the cluster of today, else of the period before; `fixed` what the
    teacher decided.
    """

    key: int
    name: str
    year_group: str = ""
    standing: float | None = None
    level: str = ""
    growth: float | None = None
    needs: tuple[str, ...] = ()
    stimulating: tuple[str, ...] = ()
    hindering: tuple[str, ...] = ()
    support: str = ""  # the signal that asks for support, in words
    challenge: str = ""
    due: tuple[Due, ...] = ()
    stands: int | None = None
    fixed: int | None = None


@dataclass(frozen=True)
class Pair:
    """Two pupils who are to be taught together, or apart."""

    one: int
    other: int
    together: bool = False


@dataclass(frozen=True)
class Ask:
    """Everything a proposal is made from. `most_groups` 0: no limit. `seed` draws the lots that break full ties."""

    learners: tuple[Learner, ...]
    places: tuple[Place, ...]
    pairs: tuple[Pair, ...] = ()
    most_groups: int = 0
    seed: str = ""
