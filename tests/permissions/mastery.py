"""What pupils master: noted by who writes in the group's files, read by who sees the pupil."""

from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")


def of_group(world):
    return {"group": world.group_5b.pk}


ROWS = [
    Row("results:mastery", everyone(*WRITERS, karim=403), of_group),
    Row(
        "results:mastery",
        everyone(*WRITERS, status=302, karim=403),
        of_group,
        "post",
        lambda world: {"source": "observed", "day": "2027-02-01"},
    ),
    Row("results:mastery_undo", everyone(*WRITERS, karim=403, status=404), of_group, "post"),
    Row("results:pupil_mastery", everyone(*SEES_5B), lambda world: {"pupil": world.pupil.pk}),
]
