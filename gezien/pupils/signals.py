"""What other apps may want to know about pupils; who listens is listed in docs/architecture.md."""

from collections.abc import Collection

from django.dispatch import Signal

from gezien.schools.models import School

# Sent inside the transaction of a write and the school's scope, with `school` and `pupils` (their keys; None:
# everybody): something came in, changed or went about them. Whoever keeps what follows from it looks again.
pupils_changed = Signal()


def tell_changed(school: School, pupils: Collection[int] | None) -> None:
    """Say that something about these pupils (None: everybody) was written; once for a whole import."""
    pupils_changed.send(School, school=school, pupils=pupils)
