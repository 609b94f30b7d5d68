"""The one place that knows what day it is.

Everything that reasons in school days asks here, never `timezone.now()`: the demo school lives in a school year of
its own, and tests stand still on one day. Audit entries, sessions and locks keep real time.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def now() -> dt.datetime:
    """This moment in the school's time zone; in the demo shifted by whole weeks, in tests on the fixed day."""
    moment = timezone.localtime()
    if fixed := getattr(settings, "TODAY", None):
        return moment.replace(
            year=int(fixed[:4]), month=int(fixed[5:7]), day=int(fixed[8:]), hour=10, minute=0, second=0, microsecond=0
        )
    return moment + dt.timedelta(days=getattr(settings, "CLOCK_OFFSET_DAYS", 0))


def today() -> dt.date:
    """The school's day."""
    return now().date()


def in_school_time(moment: dt.datetime) -> dt.datetime:
    """A stored moment (a save, an audit entry) as the school's own time: in the demo shifted like everything else."""
    return timezone.localtime(moment) + dt.timedelta(days=getattr(settings, "CLOCK_OFFSET_DAYS", 0))
