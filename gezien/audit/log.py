"""Writing the log. Every action and every page of a pupil's file calls `record`."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

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
    event = AuditEvent.objects.create(
        **by.audit_fields,
        verb=verb,
        object_type=target._meta.label_lower if target is not None else "",
        object_id=target.pk if target is not None else None,
        pupil_id=pupil.pk if pupil is not None else None,
        group_id=group.pk if group is not None else None,
        reason=reason,
        details=details,
    )
    logged.send(AuditEvent, events=[event])
    return event


def record_each(by: Actor, verb: str, rows: list[tuple[models.Model, dict[str, Any]]]) -> None:
    """Log the same verb for many pupils, each with its own details: one statement for all."""
    events = AuditEvent.objects.bulk_create(
        AuditEvent(
            **by.audit_fields,
            verb=verb,
            object_type=pupil._meta.label_lower,
            object_id=pupil.pk,
            pupil_id=pupil.pk,
            details=details,
        )
        for pupil, details in rows
    )
    logged.send(AuditEvent, events=events)


def record_reading(by: Actor, pupils: list[models.Model], *, reason: str, screen: str) -> None:
    """Log that a screen showed these pupils' files: one statement however many pupils."""
    AuditEvent.objects.bulk_create(
        AuditEvent(
            **by.audit_fields,
            verb="pupil.read",
            object_type=pupil._meta.label_lower,
            object_id=pupil.pk,
            pupil_id=pupil.pk,
            reason=reason,
            details={"screen": screen},
        )
        for pupil in pupils
    )
