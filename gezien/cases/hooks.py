"""What others may want to know about cases; who listens is listed in docs/architecture.md."""

from django.dispatch import Signal

# Sent inside the action's transaction and the school's scope, with `case`, `key` (the part, or what else changed) and
# `by` (the member): whoever shows the case to many at once tells them.
case_changed = Signal()

# Asked with `school`: answer with a queryset of the keys of cases of which something came, for whoever would take a
# registration back.
case_used = Signal()
