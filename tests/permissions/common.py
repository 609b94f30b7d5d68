"""Pages that belong to no school."""

from tests.permissions import PEOPLE, Row, everyone

SIGNED_IN = tuple(person for person in PEOPLE if person != "nobody")
ROWS = [
    Row("appearance", everyone(*SIGNED_IN, status=302), method="post"),
    Row("gallery", everyone(*SIGNED_IN)),
    Row("home", everyone(*SIGNED_IN, status=302)),
]
