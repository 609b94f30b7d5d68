"""Results imports: the administrator alone. The run waits for its mapping, so there is nothing to undo yet."""

from gezien.imports.models import InstrumentMatch, PupilMatch
from tests.imports.results.runs import waiting_run
from tests.permissions import Row


def waiting_preview(world) -> dict:
    """A run that was judged and has nothing to ask."""
    run = waiting_run(world.school)
    run.state, run.summary = run.State.PREVIEWED, {"unknown": []}
    run.save()
    return {"pk": run.pk}


def remembered_pupil(world) -> dict:
    """A choice about a name."""
    return {"pk": PupilMatch.objects.create(school=world.school, sign="x", label="X", pupil=world.pupil).pk}


def remembered_test(world) -> dict:
    """A choice about a test."""
    return {"pk": InstrumentMatch.objects.create(school=world.school, sign="x", label="X").pk}


ROWS = [
    Row("imports:match", {"petra": 200}, waiting_preview),
    Row("imports:match", {"petra": 302}, waiting_preview, "post"),
    Row("imports:matches", {"petra": 200}),
    Row("imports:forget_pupil", {"petra": 302}, remembered_pupil, "post"),
    Row("imports:forget_test", {"petra": 302}, remembered_test, "post"),
    Row("imports:columns", {"petra": 422}, lambda world: {"pk": waiting_run(world.school).pk}, "post"),
    Row("imports:recolumns", {"petra": 404}, lambda world: {"pk": waiting_run(world.school).pk}, "post"),
    Row("imports:ways", {"petra": 302}, lambda world: {"pk": waiting_run(world.school).pk}, "post"),
    Row("imports:undo", {"petra": 404}, lambda world: {"pk": waiting_run(world.school).pk}, "post"),
]
