"""What a supplier's message says about results, whatever its standard."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from gezien.imports.matching import PupilMark, TestMark
from gezien.imports.problems import ImportProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One result. `key` is the supplier's own: the same key again is the same result, corrected or not.

    * `plain`: a bare number whose kind the test tells ("score" of UWLR). Of the norm that the supplier sent with it:
      `term`, what it calls this score; `top`, the highest score it knows (0: not said); `grade`, when it gives one.
    * `scores`: by Edu-V score type; `references`: [{"type", "group", "value"}], types of the Edu-V list.
    * `is_cancelled`: the supplier takes the result back.
    * `item`: what the answer calls it (an Edu-V student's statement); `part` tells its results apart.
    """

    key: str
    pupil: PupilMark
    test: TestMark
    taken_on: dt.date
    line: int | None = None
    plain: str = ""
    term: str = ""
    top: int = 0
    grade: str = ""
    scores: dict[str, str] = field(default_factory=dict)
    references: list[dict[str, str]] = field(default_factory=list)
    is_cancelled: bool = False
    item: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Malformed:
    """A result that is not as the standard wants it: where, and why as half a sentence."""

    line: int | None
    column: str
    reason: str
    item: str = ""


@dataclass(slots=True)
class Message:
    """A whole message. `results` may be gone through more than once.

    `source` names the system that made it, as it calls itself; `number` is the school's, "" when it does not say.
    """

    results: Iterable[Sent | Malformed]
    source: str = ""
    number: str = ""
    notices: list[str] = field(default_factory=list)


class OtherSchool(ImportProblem):
    """The message is about another school than the one it was brought to."""
