"""Housekeeping of the work itself."""

import datetime as dt

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gezien.common.work import every

KEPT = dt.timedelta(days=14)


@every(dt.timedelta(days=1))
def forget_finished_work() -> None:
    """What was done two weeks ago need not be known any more."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
