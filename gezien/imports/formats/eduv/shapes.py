"""How a piece of JSON must look, said as a table; `faults` names every place where it does not.

Small on purpose: what the Results API asks and no more. Unknown fields are allowed, as in the standard.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

TEXT, YES_NO, WHOLE, MOMENT = "text", "yes_no", "whole", "moment"
type Shape = str | frozenset[str] | "Each" | "Fields"


@dataclass(frozen=True, slots=True)
class Each:
    """A list of things of one shape."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Fields:
    """An object: which fields it must have, and which it may have."""

    required: dict[str, Shape] = field(default_factory=dict)
    optional: dict[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place such as ("studentScoresAndResults", 3, "student"), and what is wrong there as half a sentence."""

    path: tuple[str | int, ...]
    reason: str

    @property
    def place(self) -> str:
        """The place as people write it."""
        return ".".join(map(str, self.path))


def faults(value: Any, shape: Shape, path: tuple[str | int, ...] = ()) -> Iterator[Fault]:
    """Every fault of a value."""
    if isinstance(shape, Fields):
        yield from _faults_of_object(value, shape, path)
    elif isinstance(shape, Each):
        if not isinstance(value, list):
            yield Fault(path, _("is no list"))
        else:
            for number, one in enumerate(value):
                yield from faults(one, shape.shape, (*path, number))
    elif isinstance(shape, frozenset):
        if not isinstance(value, str) or value not in shape:
            yield Fault(path, _("is none of the codes of the standard"))
    elif not _CHECKS[shape](value):
        yield Fault(path, _("is missing or is not of the right kind"))


def _faults_of_object(value: Any, shape: Fields, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(path, _("is no object"))
        return
    for name, wanted in shape.required.items():
        if name not in value:
            yield Fault((*path, name), _("is missing"))
        else:
            yield from faults(value[name], wanted, (*path, name))
    for name, wanted in shape.optional.items():
        if name in value:
            yield from faults(value[name], wanted, (*path, name))


def moment_of(text: Any) -> dt.datetime | None:
    """A moment with its time zone (RFC 3339), or None."""
    if not isinstance(text, str) or len(text) < len("2026-09-01T12:00Z") or text[10] not in "Tt":
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


_CHECKS = {
    TEXT: lambda value: isinstance(value, str),
    YES_NO: lambda value: isinstance(value, bool),
    WHOLE: lambda value: isinstance(value, int) and not isinstance(value, bool),
    MOMENT: lambda value: moment_of(value) is not None,
}
