"""The pupil file, who may open it, and finding it."""

from tests.permissions import SEES_5B, STAFF, Row, everyone


def of_pupil(world):
    return {"pk": world.pupil.pk}


ROWS = [
    Row("workspace:pupil", everyone(*SEES_5B), of_pupil),
    Row("workspace:pupil-results", everyone(*SEES_5B), of_pupil),
    Row("workspace:pupil-timeline", everyone(*SEES_5B), of_pupil),
    Row("workspace:pupil-print", everyone(*SEES_5B), of_pupil),
    Row("workspace:pupil-access", everyone(*SEES_5B), of_pupil),
    Row("workspace:seen-group", everyone(*SEES_5B), lambda world: {"pk": world.group_5b.pk}),
    Row("workspace:seen", everyone("sanne", "karim", emmy=302, tom=302, fleur=302)),
    # Whoever works at the school may search; they find what they may see.
    Row("workspace:search", everyone(*STAFF)),
]
