"""The week of small groups, hours, the sheet for a substitute and the class folder: as group plans themselves."""

from typing import Any

from gezien.plans.models import Slot
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

WRITES_5B = (*OWN_TEACHERS, "sanne")
ONLY_WRITERS = everyone(*WRITES_5B, status=302, karim=403)


def of_5b(world: Any) -> dict:
    return {"group": world.group_5b.pk}


def slot_of(world: Any) -> Slot:
    """The first place of 5b in the week."""
    return Slot.objects.filter(row__plan__group=world.group_5b).order_by("pk")[0]


def moved(world: Any) -> dict:
    return {"slot": slot_of(world).pk, "version": slot_of(world).version, "weekday": 5, "starts_at": "13:30"}


ROWS = [
    Row("plans:week", everyone(*SEES_5B), of_5b),
    Row("plans:place", ONLY_WRITERS, of_5b, method="post", data=moved),
    Row("plans:take_off", ONLY_WRITERS, of_5b, method="post", data=lambda world: {"slot": slot_of(world).pk}),
    Row("plans:fill", ONLY_WRITERS, of_5b, method="post"),
    Row("plans:undo_week", ONLY_WRITERS, of_5b, method="post"),
    Row("plans:hours", everyone("sanne", "karim", "marleen", "petra", emmy=403, tom=403, fleur=403)),
    Row("plans:group_hours", everyone(*WRITES_5B, karim=403), of_5b),
    Row("plans:substitute", everyone(*SEES_5B), of_5b),
    Row("plans:substitute_write", everyone(*WRITES_5B, karim=403), of_5b),
    Row("plans:folder", everyone(*SEES_5B), of_5b),
]
