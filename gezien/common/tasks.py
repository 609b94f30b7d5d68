"""Housekeeping of the work itself."""

import datetime as dt

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gezien.common import erasing
from gezien.common.work import every

KEPT = dt.timedelta(days=14)


@every(dt.timedelta(days=1))
def forget_finished_work() -> None:
    """What was done two weeks ago need not be known any more."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()


@every(dt.timedelta(minutes=10))
def empty_log_of_writes() -> None:
    """What was deleted for good while somebody read leaves the database's files as soon as nobody does."""
    erasing.try_again()
