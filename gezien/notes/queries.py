"""Reads of notes and factors. Callers pass pupils they have already been allowed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Max, Q

from gezien.common import clock
from gezien.notes.models import Factor, Note


def current_factors(school, pupil_ids: Collection[int]) -> dict[int, list[tuple]]:
    """(pk, direction, domain, text, version) of the factors that hold today, by pupil; stimulating first."""
    rows = (
        Factor.objects.filter(Q(ended_on=None) | Q(ended_on__gt=clock.today()), school=school, pupil_id__in=pupil_ids)
        .order_by("-direction", "domain", "pk")
        .values_list("pupil_id", "pk", "direction", "domain", "text", "version")
    )
    factors = defaultdict(list)
    for pupil_id, *rest in rows:
        factors[pupil_id].append(tuple(rest))
    return dict(factors)


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
    seen = defaultdict(dict)
    for pupil_id, kind, last in rows:
        seen[pupil_id][kind] = last
    return dict(seen)
