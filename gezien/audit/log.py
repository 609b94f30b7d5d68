"""Writing the log. Every action and every page of a pupil's file calls `record`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models
from django.utils.crypto import salted_hmac

from gezien.audit.hooks import logged
from gezien.audit.models import AuditEvent


class Actor(Protocol):
    """Whoever acts: a member of a school, or the command line."""

    @property
    def name(self) -> str:
        """How the log calls them."""

    @property
    def audit_fields(self) -> dict[str, Any]:
        """actor_id, actor_name, roles and school_id."""


@dataclass(frozen=True)
class Outsider:
    """Whoever acts without an account, by a link: the name the school gave, with the number of the link."""

    name: str
    school_id: int

    @property
    def audit_fields(self) -> dict[str, Any]:
        """No user, the school."""
        return {"actor_id": None, "actor_name": self.name[:200], "roles": "", "school_id": self.school_id}


@dataclass(frozen=True)
class Entry:
    """One of many rows of the same verb: about what, and whom."""

    target: models.Model | None = None
    pupil: models.Model | None = None
    group: models.Model | None = None
    reason: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def record(
    by: Actor,
    verb: str,
    target: models.Model | None = None,
    *,
    pupil: models.Model | None = None,
    group: models.Model | None = None,
    reason: str = "",
    **details: Any,
) -> AuditEvent:
    """Add one row: `verb` is "<noun>.<past tense>" ("need.saved", "pupil.read"); `details` must be JSON."""
    event = _event(by, verb, Entry(target, pupil, group, reason, details))
    event.save(force_insert=True)
    logged.send(AuditEvent, events=[event])
    return event


def record_all(by: Actor, verb: str, entries: Iterable[Entry]) -> list[AuditEvent]:
    """Add a row for each, and tell of all at once: one statement however many."""
    events = AuditEvent.objects.bulk_create(_event(by, verb, entry) for entry in entries)
    if events:
        logged.send(AuditEvent, events=events)
    return events


def record_each(by: Actor, verb: str, rows: list[tuple[models.Model, dict[str, Any]]]) -> None:
    """Log the same verb for many pupils, each with its own details: one statement for all."""
    record_all(by, verb, [Entry(pupil, pupil=pupil, details=details) for pupil, details in rows])


def _event(by: Actor, verb: str, entry: Entry) -> AuditEvent:
    target = entry.target
    return AuditEvent(
        **by.audit_fields,
        verb=verb,
        object_type=target._meta.label_lower if target is not None else "",
        object_id=target.pk if target is not None else None,
        pupil_id=entry.pupil.pk if entry.pupil is not None else None,
        group_id=entry.group.pk if entry.group is not None else None,
        reason=entry.reason,
        details=entry.details,
    )


def mark(value: object) -> str:
    """What a text can be known again by, without keeping it: with `was={field: mark of it}` in the details of a save
    one can tell whether the field says again what it said before.
    """
    return salted_hmac("gezien.audit.log", str(value), algorithm="sha256").hexdigest()[:16]


def record_reading(by: Actor, pupils: list[models.Model], *, reason: str, screen: str) -> None:
    """Log that a screen showed these pupils' files: one statement however many pupils."""
    AuditEvent.objects.bulk_create(
        _event(by, "pupil.read", Entry(pupil, pupil=pupil, reason=reason, details={"screen": screen}))
        for pupil in pupils
    )
