"""Suppliers that the demo school let in. Their secrets are nobody's: no key opens these connections."""

import datetime as dt

from django.utils import timezone

from gezien.demo import cast
from gezien.demo.world import World
from gezien.imports.models import Connection

Kind = Connection.Kind
NO_SECRET = "-" * 64  # the hash of nothing
# kind, name, client, made on, last used, ended on
ROWS = [
    (Kind.UWLR, "Toetshuis Noord", "zwaluw-3f1c90aa27d4", (2026, 8, 25), (2027, 1, 29), None),
    (Kind.EDUV, "Leesplein", "zwaluw-b07e5512c6f8", (2026, 11, 3), (2027, 1, 22), None),
    (Kind.UWLR, "Rekenrijk (oud)", "zwaluw-91d2a4407e3b", (2025, 9, 2), (2026, 6, 30), (2026, 8, 25)),
]


def add_connections(world: World) -> None:
    """Two that deliver and one that was ended; at the school with the large cast alone."""
    if world.school.name != cast.SCHOOL:
        return
    Connection.objects.bulk_create(
        Connection(
            school=world.school,
            kind=kind,
            name=name,
            client_id=client,
            secret_hash=NO_SECRET,
            made_by=world.administrator,
            made_at=_morning(made),
            last_used_at=_morning(used),
            revoked_by=world.administrator if ended else None,
            revoked_at=_morning(ended) if ended else None,
        )
        for kind, name, client, made, used, ended in ROWS
    )


def _morning(day: tuple[int, int, int]) -> dt.datetime:
    return timezone.make_aware(dt.datetime(*day, 7, 40))
