"""Imports exist for the administrator alone: a preview names the whole school."""

from gezien.imports.models import ImportRun
from tests.permissions import Row


def waiting_run(world) -> dict:
    """A roster that has been judged."""
    summary = {"rows": [], "cautions": [], "notices": [], "counts": {}, "nothing_changes": True, "year": "2026-2027"}
    run = ImportRun.objects.create(
        school=world.school,
        kind=ImportRun.Kind.EDEXML,
        state=ImportRun.State.PREVIEWED,
        file_name="EDEX.xml",
        summary={**summary, "number": "00ZW00", "made_on": "", "day": "2027-02-04", "fingerprint": "x"},
    )
    return {"pk": run.pk}


ROWS = [
    Row("imports:list", {"petra": 200}),
    Row("imports:upload", {"petra": 200}),
    Row("imports:upload", {"petra": 422}, method="post"),
    Row("imports:run", {"petra": 200}, waiting_run),
    Row("imports:progress", {"petra": 200}, waiting_run),
    Row("imports:stop", {"petra": 302}, waiting_run, "post"),
    Row("imports:judge", {"petra": 302}, waiting_run, "post"),
    Row("imports:apply", {"petra": 302}, waiting_run, "post"),
    Row("imports:discard", {"petra": 302}, waiting_run, "post"),
]
