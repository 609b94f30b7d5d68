"""What others may want to know about needs; who listens is listed in docs/architecture.md."""

from django.dispatch import Signal

# Each is sent inside the action's transaction and the school's scope, with `need` and `by` (the member).
# A pupil got a need, written anew or taken along from the period before.
need_named = Signal()
# Somebody said how a need ended: `need.outcome` ("not_reached": whatever asked for it asks again).
need_closed = Signal()
# A closed need was opened again.
need_reopened = Signal()

# Asked with `school` and `pupils` (keys): what an app above this one did for them of late. Each receiver answers with
# {pupil: [(day, words with %(day)s)]}: what was done since a signal's newest fact is attention (queries/attention.py).
attention_asked = Signal()
