"""Agreements: made by who works with group or school, closed by who does them or works with the group."""

from typing import Any

from gezien.agreements.models import Agreement
from gezien.common import clock
from tests.factories.agreements import closed, make_agreement
from tests.permissions import OWN_TEACHERS, SEES_5B, STAFF, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")


def of_pupil(world: Any) -> dict:
    """One of Emmy about the pupil of 5b."""
    owner = world.group_5b.teaching.get(staff_member__user__username="leerkracht").staff_member.user
    return {"pk": make_agreement(world.school, owner, pupil=world.pupil).pk}


def newest(world: Any) -> Agreement:
    return Agreement.objects.latest("pk")


def closing(world: Any) -> dict:
    return {"outcome": "done", "version": newest(world).version}


def done(world: Any) -> dict:
    """The same, done: one can tell whether it helped."""
    closed(Agreement.objects.get(**of_pupil(world)))
    return {"pk": newest(world).pk}


def telling(world: Any) -> dict:
    return {"helped": "yes", "version": newest(world).version}


def replacing(world: Any) -> dict:
    """Without a reason: asked again, so that the next of the cast finds it open."""
    return changing(world) | {"why": ""}


def changing(world: Any) -> dict:
    found = newest(world)
    return {"what": found.what, "owner": found.owner_id, "due_on": clock.today(), "version": found.version}


ROWS = [
    Row("agreements:list", everyone(*STAFF)),
    Row("agreements:add", everyone("emmy", "tom", "fleur", "sanne", "karim", "marleen", petra=403)),
    Row("agreements:edit", everyone(*WRITERS, karim=403), of_pupil),
    Row("agreements:edit", everyone(*WRITERS, status=302, karim=403), of_pupil, "post", changing),
    Row("agreements:closure", everyone(*WRITERS, karim=403), of_pupil),
    Row("agreements:closure", everyone(*WRITERS, status=302, karim=403), of_pupil, "post", closing),
    Row("agreements:closure", everyone(*SEES_5B, status=302, karim=403), of_pupil, "post", lambda world: {"undo": "1"}),
    Row("agreements:successor", everyone(*WRITERS, karim=403), of_pupil),
    Row("agreements:successor", everyone(*WRITERS, karim=403), of_pupil, "post", replacing),
    Row("agreements:effect", everyone(*WRITERS, karim=403), done),
    Row("agreements:effect", everyone(*WRITERS, status=302, karim=403), done, "post", telling),
]
