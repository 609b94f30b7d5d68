"""Reads of results for overview, file, signals and figures. Callers pass pupils they have already been allowed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from gezien.results.models import Instrument, Result


class Score(NamedTuple):
    """One result as rules and pages need it. `level` as delivered; `figure` in the instrument's own unit.

    A tuple, since a page makes well over a thousand of them.
    """

    pupil_id: int
    instrument_id: int
    moment: str
    taken_on: dt.date
    figure: Decimal | None
    level: str


# Levels that say where a pupil stands among pupils of the same moment. Others (AVI, functioning level, reference level)
# say how far a pupil has come: they rise with the years, so that their lowest and highest mean nothing by themselves.
AMONG_PEERS = frozenset({"", "AE", "IV", "CAE", "CIV", "LA", "LGH", "OVG"})


def school_instruments(school) -> list[Instrument]:
    """The instruments the school uses, with their subject, main ones first."""
    return list(
        Instrument.objects.filter(school=school, is_active=True)
        .select_related("subject")
        .order_by("subject__position", "-is_main", "name", "pk")
    )


def recent_scores(
    school,
    pupil_ids: Collection[int],
    *,
    moments: int = 6,
    since: dt.date | None = None,
    until: dt.date | None = None,
    instruments: Collection[int] | None = None,
) -> dict[tuple[int, int], list[Score]]:
    """The last `moments` results by (pupil, instrument), newest first, in one statement whatever the history.

    `since` and `until` limit the days, `instruments` the tests. With `since` and `instruments` the cost stays the same
    however long a school has used Gezien: the index leads from each pupil and test straight to those days.
    """
    limits = {"taken_on__gte": since, "taken_on__lte": until, "instrument_id__in": instruments}
    rank = Window(
        RowNumber(),
        partition_by=[F("pupil_id"), F("instrument_id")],
        order_by=[F("taken_on").desc(), F("pk").desc()],
    )
    rows = (
        Result.objects.filter(school=school, pupil_id__in=pupil_ids, **_given(limits))
        .annotate(rank=rank)
        .filter(rank__lte=moments)
        .order_by()  # the rank comes along and is sorted by here: the database would sort everything twice
        .values_list("rank", "pupil_id", "instrument_id", "moment", "taken_on", "figure", "level")
    )
    scores = defaultdict(list)
    for row in sorted(rows, key=itemgetter(0)):
        scores[row[1], row[2]].append(Score._make(row[1:]))
    return dict(scores)


def _given(limits: dict) -> dict:
    """The limits somebody asked for."""
    return {name: value for name, value in limits.items() if value is not None}
