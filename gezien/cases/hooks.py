"""What others may want to know about cases; who listens is listed in docs/architecture.md."""

import datetime as dt
from dataclasses import dataclass

from django.dispatch import Signal

# Sent inside the action's transaction and the school's scope, with `case`, `key` (the part, or what else changed), `by`
# (the member), and of a part its new `version`: whoever shows the case to many at once tells them.
case_changed = Signal()

# Asked with `school`: answer with a queryset of the keys of cases of which something came, for whoever would take a
# registration back.
case_used = Signal()

# Asked with `case`: answer with the `Table` of the open review with this case on its agenda, or None.
table_asked = Signal()

# Asked with `case`: answer with the `NextReview` in which it is talked about, or None.
review_asked = Signal()

# Asked with `case`: answer with a list of what was `Said` of it in reviews that were held, the newest first.
said_asked = Signal()


@dataclass(frozen=True)
class NextReview:
    """The review to come in which a case is talked about, and the day by which the parents are spoken with: a school
    day, still to come as long as the review is.
    """

    day: dt.date
    talk_by: dt.date


@dataclass(frozen=True)
class Said:
    """The minutes of a review that was held, as far as they are about one case."""

    day: dt.date
    text: str


@dataclass(frozen=True)
class Table:
    """An open review with a case on its agenda: what its screens follow, whether the case is or was talked about."""

    topic: str
    is_now: bool
    was: bool
