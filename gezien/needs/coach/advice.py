"""What the coach has to say: per part whether it is there, on which words that rests, why it matters and what to ask."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

type Text = str | Promise
Span = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """One part of a goal. `found` is None where there is nothing to judge by (no level known)."""

    name: str
    title: Text
    found: bool | None
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    why: Text
    ask: Text
    note: Text = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of the scaffold: the teacher's own words, or a blank with what belongs there."""

    text: Text
    blank: bool = False


@dataclass(frozen=True)
class Advice:
    """The whole advice on one goal. It says and asks; it decides nothing."""

    behaviour: Part
    measure: Part
    context: Part
    term: Part
    challenge: Part
    single: Part
    is_vague: bool
    is_empty: bool
    labels: tuple[str, ...]
    problems: tuple[str, ...]
    questions: tuple[Text, ...]
    scaffold: tuple[Piece, ...]
    until: dt.date | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the order in which they are told."""
        return (self.behaviour, self.measure, self.context, self.term, self.challenge, self.single)

    @property
    def missing(self) -> tuple[Part, ...]:
        """What a reader of this goal still has to guess."""
        return tuple(part for part in self.parts if part.found is False)

    @property
    def is_complete(self) -> bool:
        """Nothing to add."""
        return not self.is_empty and not self.missing and not self.is_vague

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)
