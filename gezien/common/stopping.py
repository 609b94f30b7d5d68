"""Stopping work that was handed to the worker."""

from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gezien.common import work


def stop(key: str, task: str) -> bool:
    """Ask whoever does this to stop. True: nobody was doing it (yet, or any more), so whoever asked may clear up."""
    work.ask_to_stop(key)
    found = DBTaskResult.objects.filter(pk__in=[task] if task else [])
    waiting, busy = (found.filter(status=status) for status in (TaskResultStatus.READY, TaskResultStatus.RUNNING))
    if waiting.update(status=TaskResultStatus.FAILED) or not busy.exists():
        work.forget(key)
        return True
    return False
