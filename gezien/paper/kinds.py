"""The kinds of documents. Each app registers its own when it is ready; this app knows none of them.

    register(Kind(key="group_plan", …))

A kind says what it tells (fields), how it looks (a typst template for PDF, a function that writes the shipped Word
template), whose it is (`find`), and a sample for whoever tries a template of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from gezien.audit.log import record, record_reading
from gezien.documents.build import Builder
from gezien.documents.fields import SHARED, Field, Schema, schema
from gezien.schools.rules import Member


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be put on paper, and the lists it stands in ("group": "5b"). `is_now`: of this period."""

    pk: int
    name: str
    facets: dict[str, str]
    is_now: bool = True


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of document.

    `find(member)`: what this member may have on paper; a queryset by the rule of the app. `data(thing, member)`: what
    it tells, texts only, in the reader's language. `about(thing)`: group and pupil for the log. `verb`: what the log
    calls an export. `choices(member)`: what may be chosen when many are made at once; None: only one at a time.
    `facets`: what the lists are called in which a choice stands; the first is that of time.
    `pupils(thing, member)`: whose reading is logged one by one besides, when `about` does not name them.
    """

    key: str
    name: str | Promise
    plural: str | Promise
    fields: tuple[Field, ...]
    write: Callable[[Builder], None]
    typst: str
    sample: Callable[[], dict[str, Any]]
    find: Callable[[Member], QuerySet]
    data: Callable[[Any, Member], dict[str, Any]]
    file_name: Callable[[Any], str]
    about: Callable[[Any], dict[str, Any]]
    why: Callable[[Member, Any], str | None]
    verb: str
    choices: Callable[[Member], list[Choice]] | None = None
    pupils: Callable[[Any, Member], list[Any]] | None = None
    facets: dict[str, Any] = field(default_factory=dict)
    flipped: bool = False
    all_fields: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "all_fields", (*SHARED, *self.fields))

    def log(self, member: Member, thing: Any, **details: Any) -> None:
        """Note in the log that this document left the application, and whom it was about."""
        reason = self.why(member, thing) or ""
        record(member, self.verb, thing, **self.about(thing), reason=reason, **details)
        if self.pupils:
            record_reading(member, self.pupils(thing, member), reason=reason, screen=self.key)

    @property
    def schema(self) -> Schema:
        """The names that a template of this kind may use."""
        return schema(self.all_fields)


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; the same key twice is a mistake."""
    if kind.key in KINDS:
        raise ValueError(f"There is a kind {kind.key!r} already")
    KINDS[kind.key] = kind
    return kind
