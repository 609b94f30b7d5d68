"""Writes of import runs: take a file in, apply it, throw it away. What a file does is its format's business."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from gezien.audit.log import record
from gezien.common import clock
from gezien.imports import uploads
from gezien.imports.formats.registry import FORMATS
from gezien.imports.models import ImportRun
from gezien.imports.problems import AlreadyDone
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, require

PATIENCE = dt.timedelta(days=7)
WAITING = (ImportRun.State.UPLOADED, ImportRun.State.PREVIEWED)


def upload_file(*, by: Member, kind: str, file: UploadedFile) -> ImportRun:
    """Store a file and judge it. Raises `ImportProblem`, and then neither file nor run is kept."""
    require(by, Permission.IMPORT)
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
        FORMATS[kind].start(by, run)
        with transaction.atomic():
            _discard_waiting(by, kind)
            run.save()
            record(by, "import.uploaded", run, kind=kind, sha256=digest)
    except BaseException:
        uploads.remove(kept_as)
        raise
    return run


def apply_run(*, by: Member, run: ImportRun, data: Mapping[str, Any]) -> ImportRun:
    """Do what the run's preview said, in one transaction; the file is removed when that has succeeded.

    Raises what the format's `apply` raises, and `AlreadyDone` when the run is no longer waiting.
    """
    require(by, Permission.IMPORT)
    with transaction.atomic():
        run = _locked(run)
        FORMATS[run.kind].apply(by, run, data)
        run.state, run.applied_at, kept_as = ImportRun.State.APPLIED, clock.now(), run.stored_as
        run.stored_as = ""
        run.save()
        record(by, "import.applied", run, kind=run.kind)
        transaction.on_commit(lambda: uploads.remove(kept_as))
    return run


def judge_again(*, by: Member, run: ImportRun) -> ImportRun:
    """Make the preview anew, because the school changed since it was made."""
    require(by, Permission.IMPORT)
    FORMATS[run.kind].start(by, run)
    with transaction.atomic():
        _locked(run)
        run.save(update_fields=["summary", "state"])
        record(by, "import.judged", run, kind=run.kind)
    return run


@transaction.atomic
def discard_run(*, by: Member, run: ImportRun) -> ImportRun:
    """Throw a waiting run and its file away; nothing in the school changes. Names in its preview go too."""
    require(by, Permission.IMPORT)
    run, kept_as = _locked(run), run.stored_as
    run.state, run.stored_as, run.summary = ImportRun.State.DISCARDED, "", {}
    run.save()
    record(by, "import.discarded", run, kind=run.kind)
    transaction.on_commit(lambda: uploads.remove(kept_as))
    return run


def _locked(run: ImportRun) -> ImportRun:
    """The run as it is now, held until the transaction ends, provided it still waits."""
    fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
    if fresh.state not in WAITING:
        raise AlreadyDone(fresh.get_state_display())
    return fresh


def _discard_waiting(by: Member, kind: str) -> None:
    """Nobody decided about these any more: what a new file of its kind replaces, and what waited for a week."""
    left = Q(uploaded_at__lt=clock.now() - PATIENCE)
    if FORMATS[kind].one_at_a_time:
        left |= Q(kind=kind)
    for run in ImportRun.objects.filter(left, school=by.school, state__in=WAITING):
        discard_run(by=by, run=run)
