"""The school review: the whole team takes part; coach, head and whoever is in the chair lead."""

from tests.permissions import STAFF, Row, everyone

ROWS = [
    Row("schoolreviews:list", everyone(*STAFF)),
]
