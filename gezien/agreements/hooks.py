"""What apps above add to the list of agreements; who listens stands in docs/architecture.md."""

from dataclasses import dataclass

from django.dispatch import Signal

# Asked with `member`: answer with `ComesBack` rows of what waits for them beside agreements, for their own list.
waiting_asked = Signal()


@dataclass(frozen=True)
class ComesBack:
    """Something that comes back on its day: the question, about whom or what, when in words, and where to answer it."""

    question: str
    about: str
    due: str
    is_overdue: bool
    url: str
