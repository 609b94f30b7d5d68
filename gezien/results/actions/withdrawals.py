"""Taking results back because their supplier did, and bringing them back when that is undone."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from gezien.audit.log import Actor, record
from gezien.results.models import Delivery, Result, ResultChange, Withdrawal

PLAIN = ("moment", "level", "scores", "references", "source_line", "version")


@transaction.atomic
def withdraw_results(
    *, by: Actor, source: str, results: Sequence[Result], delivery: Delivery | None = None
) -> Delivery | None:
    """Take these results back, as a part of a delivery or as one of its own. Returns it; None when there are none."""
    if not results:
        return delivery
    if delivery is None:
        delivery = Delivery.objects.create(
            school_id=results[0].school_id, source=source[:200], made_by=getattr(by, "user", None)
        )
    keys = [result.pk for result in results]
    changes: dict[int, list] = {key: [] for key in keys}
    for change in ResultChange.objects.filter(result__in=keys).order_by("pk"):
        changes[change.result_id].append([change.delivery_id, change.before])
    Withdrawal.objects.bulk_create(
        Withdrawal(
            school_id=result.school_id,
            delivery=delivery,
            pupil_id=result.pupil_id,
            instrument_id=result.instrument_id,
            result_id=result.pk,
            values={**_as_json(result), "changes": changes[result.pk]},
        )
        for result in results
    )
    Result.objects.filter(pk__in=keys).delete()
    record(by, "results.withdrawn", delivery, source=source, count=len(keys))
    return delivery


def bring_back(delivery: Delivery) -> int:
    """Make the results that a delivery took back again, with the keys and the past they had; how many."""
    rows = list(Withdrawal.objects.filter(delivery=delivery))
    known = set(Delivery.objects.filter(school_id=delivery.school_id).values_list("pk", flat=True)) if rows else set()
    Result.objects.bulk_create(_result(row, known) for row in rows)
    ResultChange.objects.bulk_create(
        ResultChange(school_id=row.school_id, delivery_id=changed_by, result_id=row.result_id, before=before)
        for row in rows
        for changed_by, before in row.values["changes"]
        if changed_by in known
    )
    return len(rows)


def _as_json(result: Result) -> dict[str, Any]:
    return {
        **{name: getattr(result, name) for name in PLAIN},
        "taken_on": result.taken_on.isoformat(),
        "figure": None if result.figure is None else str(result.figure),
        "delivery": result.delivery_id,
        "entered_by": result.entered_by_id,
    }


def _result(row: Withdrawal, deliveries: set[int]) -> Result:
    values = row.values
    return Result(
        pk=row.result_id,
        school_id=row.school_id,
        pupil_id=row.pupil_id,
        instrument_id=row.instrument_id,
        taken_on=dt.date.fromisoformat(values["taken_on"]),
        figure=None if values["figure"] is None else Decimal(values["figure"]),
        delivery_id=values["delivery"] if values["delivery"] in deliveries else None,
        entered_by_id=values["entered_by"],
        **{name: values[name] for name in PLAIN},
    )
