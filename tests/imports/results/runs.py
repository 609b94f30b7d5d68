"""Results runs for tests."""

from gezien.imports import uploads
from gezien.imports.models import ImportRun
from gezien.schools.models import School


def waiting_run(school: School, content: bytes = b"Nr;Score\nP1;51\n") -> ImportRun:
    """An uploaded file that waits for its mapping."""
    name, digest = uploads.store([content])
    return ImportRun.objects.create(
        school=school, kind=ImportRun.Kind.RESULTS, file_name="scores.csv", file_hash=digest, stored_as=name
    )
