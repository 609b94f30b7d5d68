"""Factors and notes: read by who sees the pupil, written by who may write in the file."""

from gezien.notes.models import Factor
from tests.factories.notes import make_factor
from tests.permissions import OWN_TEACHERS, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")
FACTOR = {"text": "hulpvaardig", "domain": "social", "source": "child", "direction": "stimulating"}


def of_pupil(world):
    return {"pupil": world.pupil.pk}


def of_factor(world):
    return {"pk": make_factor(world.pupil).pk}


ROWS = [
    Row("notes:factors", everyone(*WRITERS, "karim"), of_pupil),
    Row("notes:factors", everyone(*WRITERS, status=302, karim=403), of_pupil, "post", lambda world: FACTOR),
    Row("notes:factor", everyone(*WRITERS, karim=403), of_factor),
    Row(
        "notes:factor",
        everyone(*WRITERS, status=302, karim=403),
        of_factor,
        "post",
        lambda world: {**FACTOR, "version": Factor.objects.latest("pk").version},
    ),
    Row("notes:factor-end", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
    Row("notes:factor-reopen", everyone(*WRITERS, status=302, karim=403), of_factor, "post"),
]
