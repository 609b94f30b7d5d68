"""Reads of notes and factors. Callers pass pupils they have already been allowed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Max, OuterRef, Subquery

from gezien.notes.models import Note
from gezien.notes.queries.factors import current_factors, factor_wordings, factors_of

__all__ = ["current_factors", "factor_wordings", "factors_of", "last_seen", "seen_columns"]


def last_seen(school, pupil_ids: Collection[int]) -> dict[int, dict[str, dt.date]]:
    """By pupil the last day of each kind of note (observation, pupil_talk, parent_talk): when the child was seen.

    Counts restricted notes too: that a pupil was seen is no secret, what was written is.
    """
    rows = (
        Note.objects.filter(school=school, pupil_id__in=pupil_ids)
        .exclude(kind=Note.Kind.MEMO)
        .order_by("pupil_id", "kind")
        .values_list("pupil_id", "kind")
        .annotate(last=Max("happened_on"))
    )
    seen: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for pupil_id, kind, last in rows:
        seen[pupil_id][kind] = last
    return dict(seen)


def seen_columns(pupil: str, until: dt.date) -> dict[str, Subquery]:
    """Annotations for a query whose rows have the pupil's key in column `pupil`: the same days as `last_seen`, not
    later than `until`, under the names of the kinds.

    Each is one step in an index, so that the cost does not grow with the number of notes.
    """
    notes = Note.objects.filter(pupil=OuterRef(pupil), happened_on__lte=until).order_by("-happened_on")
    kinds = (Note.Kind.OBSERVATION, Note.Kind.PUPIL_TALK, Note.Kind.PARENT_TALK)
    return {kind.value: Subquery(notes.filter(kind=kind).values("happened_on")[:1]) for kind in kinds}
