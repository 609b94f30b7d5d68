"""The roster goes out, and suppliers get their keys, by the administrator alone."""

from gezien.imports.models import Connection
from tests.permissions import PEOPLE, Row, everyone

# Suppliers have no session: who is signed in makes no difference, and a stranger learns nothing.
STRANGERS = everyone(*PEOPLE, status=401)


def connection(world) -> dict:
    """A supplier's way in."""
    made = Connection.objects.create(school=world.school, kind="uwlr", name="Toetshuis", client_id="zwaluw-1")
    return {"pk": made.pk}


ROWS = [
    Row("imports:connections", {"petra": 200}),
    Row("imports:connections", {"petra": 200}, method="post", data=lambda world: {"name": "Huis", "kind": "eduv"}),
    Row("imports:revoke", {"petra": 302}, connection, "post"),
    Row("imports:export", {"petra": 200}),
    Row("imports:export", {"petra": 200}, method="post", data=lambda world: {"year": world.group_5b.year_id}),
    Row("exchange:uwlr", everyone(*PEOPLE)),
    Row("exchange:uwlr", everyone(*PEOPLE, status=500), method="post"),  # SOAP says everything with a fault
    Row("exchange:token", everyone(*PEOPLE, status=400), method="post"),
    Row("exchange:eduv", STRANGERS, method="post"),
]
