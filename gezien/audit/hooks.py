"""What others may want to know about the log; who listens is listed in docs/architecture.md."""

from django.dispatch import Signal

# Sent inside the action's transaction with `events`, the rows that were just added; not for reading lists of pupils.
# Every write is logged, so whoever shows the same thing to many at once hears of it here.
logged = Signal()
