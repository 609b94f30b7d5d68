"""Suppliers' ways in: made, ended and recognised. The secret is shown once; what is kept is its hash."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_scopes import scopes_disabled

from gezien.audit.log import record
from gezien.common import clock
from gezien.imports.models import Connection
from gezien.imports.rules import SUPPLIERS_MAY
from gezien.schools.models import School
from gezien.schools.roles import Permission
from gezien.schools.rules import CommandLine, Member, require_import


@dataclass(frozen=True)
class Supplier:
    """A supplier who showed its secret: may deliver results to one school, and nothing else."""

    connection: Connection
    school: School
    user: None = None

    @property
    def name(self) -> str:
        """For the log."""
        return f"{self.connection.name}, {self.connection.get_kind_display()}"

    def may(self, permission: Permission) -> bool:
        """Delivering is importing without a screen."""
        return permission in SUPPLIERS_MAY

    @property
    def audit_fields(self) -> dict[str, Any]:
        """No user: the supplier's name."""
        return {"actor_id": None, "actor_name": self.name, "roles": "", "school_id": self.school.pk}


@transaction.atomic
def make_connection(*, by: Member | CommandLine, kind: str, name: str) -> tuple[Connection, str]:
    """Let a supplier in; returns its connection and the secret, which nobody can look up again."""
    require_import(by)
    secret = secrets.token_urlsafe(32)
    connection = Connection.objects.create(
        school=by.school,
        kind=kind,
        name=name,
        client_id=f"{by.school.slug[:40]}-{secrets.token_hex(6)}",
        secret_hash=hash_of(secret),
        made_by=by.user,
    )
    record(by, "connection.made", connection, kind=kind, name=name, client=connection.client_id)
    return connection, secret


@transaction.atomic
def revoke_connection(*, by: Member | CommandLine, connection: Connection) -> Connection:
    """End a supplier's way in, for good and at once. What it delivered stays."""
    require_import(by)
    connection = Connection.objects.select_for_update().get(pk=connection.pk)
    if connection.revoked_at is None:
        connection.revoked_by, connection.revoked_at = by.user, clock.now()
        connection.save(update_fields=["revoked_by", "revoked_at"])
        record(by, "connection.revoked", connection, kind=connection.kind, name=connection.name)
    return connection


@scopes_disabled()
def recognise(kind: str, client_id: str, secret: str) -> Supplier | None:
    """Whose secret this is, or None: unknown, ended or wrong are one answer."""
    found = Connection.objects.filter(kind=kind, client_id=client_id[:64], revoked_at=None).select_related("school")
    connection = found.first()
    kept = connection.secret_hash if connection else ""
    if not hmac.compare_digest(kept.encode(), hash_of(secret).encode()) or connection is None:
        return None
    return Supplier(connection, connection.school)


@scopes_disabled()
def still_there(pk: int, begins: str) -> Supplier | None:
    """The supplier of a connection that has not been ended; `begins` is how the hash of its secret does."""
    connection = Connection.objects.filter(pk=pk, secret_hash__startswith=begins, revoked_at=None).select_related(
        "school"
    )
    found = connection.first()
    return Supplier(found, found.school) if found else None


def hash_of(secret: str) -> str:
    """What is kept of a secret: it has 256 bits of chance, so that guessing is hopeless and no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
