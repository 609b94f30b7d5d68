"""The roster goes out, and suppliers get their keys, by the administrator alone."""

from tests.permissions import Row

ROWS = [
    Row("imports:export", {"petra": 200}),
    Row("imports:export", {"petra": 200}, method="post", data=lambda world: {"year": world.group_5b.year_id}),
]
