"""Removing results by the thousand: a stretch of keys at a time, and first what hangs on them.

Fetching the rows to be deleted and naming each of their keys again in every statement takes most of the time of undoing
a large import. Foreign keys are checked by the database: something that hangs on a result and is not found here stops
the whole.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import CASCADE, Model, QuerySet
from django.db.models.deletion import get_candidate_relations_to_delete

from gezien.common.work import tick
from gezien.results.models import Delivery, Result

BATCH = 5000


def delete_results(delivery: Delivery) -> int:
    """Delete a delivery's results, with what they take along; returns how many. The caller holds the transaction."""
    done = 0
    for first, last in _stretches(Result.objects.filter(delivery=delivery)):
        stretch = {"delivery": delivery, "pk__gt": first, "pk__lte": last}
        for model, name in _hanging_on():
            model._base_manager.filter(**{f"{name}__{key}": value for key, value in stretch.items()}).delete()
        rows = Result.objects.filter(**stretch)
        done += rows._raw_delete(rows.db)
        tick(done)
    return done


def _hanging_on() -> Iterator[tuple[type[Model], str]]:
    """The models whose rows are deleted with their result, each with the name of its foreign key."""
    options: Any = Result._meta
    for relation in get_candidate_relations_to_delete(options):
        if getattr(relation, "on_delete", None) is not CASCADE or relation.remote_field is None:
            raise TypeError(f"{relation.name} is not deleted with its result")
        yield relation.remote_field.model, relation.remote_field.name


def _stretches(rows: QuerySet) -> Iterator[tuple[int, int]]:
    """Keys (after the first, up to and including the second) between which there are at most `BATCH` of these rows."""
    keys = rows.order_by("pk").values_list("pk", flat=True)
    last = 0
    while found := list(keys.filter(pk__gt=last)[BATCH - 1 : BATCH]) or list(keys.filter(pk__gt=last).reverse()[:1]):
        yield last, found[0]
        last = found[0]
