"""What others may want to know about cases; who listens is listed in docs/architecture.md."""

import datetime as dt
from dataclasses import dataclass

from django.dispatch import Signal

# Sent inside the action's transaction and the school's scope, with `case`, `key` (the part, or what else changed) and
# `by` (the member): whoever shows the case to many at once tells them.
case_changed = Signal()

# Asked with `school`: answer with a queryset of the keys of cases of which something came, for whoever would take a
# registration back.
case_used = Signal()

# Asked with `case`: answer with the `NextReview` in which it is talked about, or None.
review_asked = Signal()


@dataclass(frozen=True)
class NextReview:
    """The review to come in which a case is talked about, and the day by which the parents are spoken with."""

    day: dt.date
    talk_by: dt.date
