"""Results imports: the administrator alone. The run waits for its mapping, so there is nothing to undo yet."""

from tests.imports.results.runs import waiting_run
from tests.permissions import Row

ROWS = [
    Row("imports:mapping", {"petra": 422}, lambda world: {"pk": waiting_run(world.school).pk}, "post"),
    Row("imports:remapping", {"petra": 404}, lambda world: {"pk": waiting_run(world.school).pk}, "post"),
    Row("imports:undo", {"petra": 404}, lambda world: {"pk": waiting_run(world.school).pk}, "post"),
]
