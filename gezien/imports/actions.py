"""Writes of import runs: take a file in, apply it, throw it away. What a file does is its format's business."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from gezien.audit.log import record
from gezien.common import clock
from gezien.imports import uploads
from gezien.imports.formats.registry import FORMATS
from gezien.imports.models import ImportRun
from gezien.imports.waiting import WAITING, locked
from gezien.schools.rules import CommandLine, Member, require_import

PATIENCE = dt.timedelta(days=7)
PATIENCE_SENT = dt.timedelta(days=60)  # what a supplier sent by itself nobody chose to upload: it waits for a person


def upload_file(
    *, by: Member, kind: str, file: UploadedFile, later: Callable[[ImportRun], None] | None = None
) -> ImportRun:
    """Store a file and judge it. Raises `ImportProblem`, and then neither file nor run is kept.

    With `later` it is not judged here: that is called with the stored run, inside the transaction.
    """
    require_import(by)
    kept_as, digest = uploads.store(file.chunks())
    run = ImportRun(
        school=by.school,
        kind=kind,
        file_name=(file.name or "")[:200],
        file_hash=digest,
        stored_as=kept_as,
        uploaded_by=by.user,
    )
    try:
        if later is None:
            FORMATS[kind].start(by, run)
        with transaction.atomic():
            _discard_waiting(by, kind)
            run.save()
            record(by, "import.uploaded", run, kind=kind, sha256=digest)
            if later is not None:
                later(run)
    except BaseException:
        uploads.remove(kept_as)
        raise
    return run


def apply_run(*, by: Member, run: ImportRun, data: Mapping[str, Any], busy: str = "") -> ImportRun:
    """Do what the run's preview said, in one transaction; the file is removed when that has succeeded.

    Raises what the format's `apply` raises, and `AlreadyDone` when the run is no longer waiting. `busy` is for the
    worker: the work that it was marked with.
    """
    require_import(by)
    with transaction.atomic():
        run = locked(run, busy)
        FORMATS[run.kind].apply(by, run, data)
        run.state, run.applied_at, kept_as = ImportRun.State.APPLIED, clock.now(), run.stored_as
        run.stored_as = run.problem = ""
        run.save()
        record(by, "import.applied", run, kind=run.kind)
        transaction.on_commit(lambda: uploads.remove(kept_as))
    return run


def judge_again(*, by: Member, run: ImportRun, busy: str = "") -> ImportRun:
    """Make the preview anew, because the school changed since it was made, or for the first time by the worker."""
    require_import(by)
    FORMATS[run.kind].start(by, run)
    with transaction.atomic():
        locked(run, busy)
        run.problem = ""
        run.save(update_fields=["summary", "state", "problem"])
        record(by, "import.judged", run, kind=run.kind)
    return run


@transaction.atomic
def discard_run(*, by: Member | CommandLine, run: ImportRun) -> ImportRun:
    """Throw a waiting run and its file away; nothing in the school changes. Names in its preview go too."""
    require_import(by)
    run, kept_as = locked(run), run.stored_as
    run.state, run.stored_as, run.problem, run.summary = ImportRun.State.DISCARDED, "", "", {}
    run.save()
    record(by, "import.discarded", run, kind=run.kind)
    transaction.on_commit(lambda: uploads.remove(kept_as))
    return run


def _discard_waiting(by: Member, kind: str) -> None:
    """Nobody decided about these any more: what a new file of its kind replaces, and what waited for a week."""
    left = _abandoned()
    if FORMATS[kind].one_at_a_time:
        left |= Q(kind=kind, connection=None)
    for run in ImportRun.objects.filter(left, school=by.school, state__in=WAITING, work=""):
        discard_run(by=by, run=run)


def discard_abandoned(*, by: Member | CommandLine) -> int:
    """Throw away what nobody decided about for a week; returns how many runs."""
    left = ImportRun.objects.filter(_abandoned(), school=by.school, state__in=WAITING, work="")
    return len([discard_run(by=by, run=run) for run in left])


def _abandoned() -> Q:
    now = clock.now()
    return Q(connection=None, uploaded_at__lt=now - PATIENCE) | Q(uploaded_at__lt=now - PATIENCE_SENT)
