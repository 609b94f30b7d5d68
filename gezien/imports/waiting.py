"""Runs that wait for somebody's decision, each changed by one at a time."""

from collections.abc import Collection

from gezien.imports.models import ImportRun
from gezien.imports.problems import AlreadyDone

WAITING = (ImportRun.State.UPLOADED, ImportRun.State.PREVIEWED)


def locked(run: ImportRun, busy: str = "", states: Collection[str] = WAITING) -> ImportRun:
    """The run as it is now, held until the transaction ends, provided it still waits and nobody else works on it."""
    fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
    if fresh.state not in states:
        raise AlreadyDone(fresh.get_state_display())
    if fresh.work and fresh.work != busy:
        raise AlreadyDone(fresh.get_work_display())
    return fresh
