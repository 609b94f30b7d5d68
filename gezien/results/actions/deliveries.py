"""Writes of results: a delivery adds and changes, undoing takes it back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import batched
from typing import Literal

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import Actor, record
from gezien.common.work import tick
from gezien.results.actions.inserting import insert_results
from gezien.results.actions.removing import BATCH, delete_results
from gezien.results.actions.withdrawals import bring_back
from gezien.results.models import Delivery, Result, ResultChange, Withdrawal
from gezien.schools.models import School

FETCHED = 4  # pupils times days that a statement may look through, for each result of a batch
VALUES = ("figure", "level", "scores", "references")


class CannotUndo(Exception):
    """Undoing would lose what came later; the message says what to undo first."""


@dataclass(slots=True)
class NewResult:
    """A result on its way in; the first four fields tell it apart from every other."""

    pupil_id: int
    instrument_id: int
    moment: str
    taken_on: dt.date
    figure: Decimal | None = None
    level: str = ""
    scores: dict = field(default_factory=dict)
    references: list = field(default_factory=list)
    line: int | None = None

    @property
    def key(self) -> tuple:
        """One result a pupil, instrument, moment and day."""
        return self.pupil_id, self.instrument_id, self.moment, self.taken_on

    @property
    def values(self) -> tuple:
        """What may change, in the order of `VALUES`."""
        return self.figure, self.level, self.scores, self.references


@dataclass
class Tally:
    """What a delivery did, or would do."""

    added: int = 0
    changed: int = 0
    same: int = 0


def compare(
    school: School, results: Iterable[NewResult]
) -> Iterator[tuple[NewResult, Literal["added", "changed", "same"], Result | None]]:
    """Each result with what it would be, and the stored one when it would change that.

    Works in batches of `BATCH`, flat in memory.
    """
    for batch in batched(results, BATCH):
        stored = _stored(school, batch)
        pairs = [(new, stored.get(new.key)) for new in batch] if stored else [(new, None) for new in batch]
        changed = {found[0]: new for new, found in pairs if found is not None and found[1:] != new.values}
        whole = Result.objects.in_bulk(changed) if changed else {}
        for new, found in pairs:
            if found is None:
                yield new, "added", None
            elif found[0] in changed:
                yield new, "changed", whole[found[0]]
            else:
                yield new, "same", None


def _stored(school: School, batch: Sequence[NewResult]) -> dict[tuple, tuple]:
    """By key the primary key and values of what is stored: in one statement, or one for each day and test."""
    places = defaultdict(set)
    for new in batch:
        places[new.taken_on, new.instrument_id].add(new.pupil_id)
    days, instruments = {day for day, _test in places}, {test for _day, test in places}
    pupils = set().union(*places.values())
    if len(pupils) * len(days) * len(instruments) <= FETCHED * len(batch):
        wanted = [(days, instruments, pupils)]
    else:
        wanted = [({day}, {instrument}, some) for (day, instrument), some in places.items()]
    columns = ("pupil_id", "instrument_id", "moment", "taken_on", "pk", *VALUES)
    return {
        tuple(row[:4]): tuple(row[4:])
        for some_days, tests, some in wanted
        for row in Result.objects.filter(
            school=school, pupil_id__in=some, instrument_id__in=tests, taken_on__in=some_days
        )
        .order_by()
        .values_list(*columns)
    }


def one_at_a_time(school: School) -> None:
    """Wait until no other delivery to this school, or undoing of one, is under way; lasts until the transaction ends.

    Two suppliers who send the same result in the same instant would otherwise both find that it is new. SQLite lets one
    writer in at a time by itself. Rows that point at the school may be added meanwhile: only deliveries wait.
    """
    School.objects.select_for_update(no_key=True).get(pk=school.pk)


@transaction.atomic
def deliver_results(
    *, by: Actor, school: School, source: str, results: Iterable[NewResult]
) -> tuple[Delivery | None, Tally]:
    """Add what is new, change what differs (keeping what it was), leave what is the same.

    Returns the delivery, or None when nothing changed, and the counts. `results` holds each key once.
    """
    one_at_a_time(school)
    delivery = Delivery.objects.create(school=school, source=source[:200], made_by=getattr(by, "user", None))
    tally = Tally()
    for batch in batched(compare(school, results), BATCH):
        _add(delivery, [new for new, outcome, _old in batch if outcome == "added"], tally)
        _change(delivery, [(new, old) for new, _outcome, old in batch if old is not None], tally)
        tally.same += sum(1 for _new, outcome, _old in batch if outcome == "same")
    if not tally.added and not tally.changed:
        delivery.delete()
        return None, tally
    record(
        by,
        "results.delivered",
        delivery,
        source=source,
        added=tally.added,
        changed=tally.changed,
    )
    return delivery, tally


def _add(delivery: Delivery, news: list[NewResult], tally: Tally) -> None:
    added = insert_results(delivery, news) if news else 0
    tally.added += added
    if added < len(news):  # somebody entered some of them by hand meanwhile
        changed = [(new, old) for new, _outcome, old in compare(delivery.school, news) if old is not None]
        _change(delivery, changed, tally)
        tally.same += len(news) - added - len(changed)


def _change(delivery: Delivery, pairs: list[tuple[NewResult, Result]], tally: Tally) -> None:
    ResultChange.objects.bulk_create(
        ResultChange(
            school_id=delivery.school_id,
            delivery=delivery,
            result=old,
            before=values_before(old),
        )
        for _new, old in pairs
    )
    for new, old in pairs:
        for name in VALUES:
            setattr(old, name, getattr(new, name))
        old.delivery, old.source_line, old.version = delivery, new.line, old.version + 1
    Result.objects.bulk_update([old for _new, old in pairs], [*VALUES, "delivery", "source_line", "version"])
    tally.changed += len(pairs)


def values_before(result: Result) -> dict:
    """The values a change overwrites, as JSON."""
    return {
        "figure": None if result.figure is None else str(result.figure),
        "level": result.level,
        "scores": result.scores,
        "references": result.references,
        "delivery": result.delivery_id,
        "source_line": result.source_line,
    }


@transaction.atomic
def undo_delivery(*, by: Actor, delivery: Delivery) -> Tally:
    """Remove what the delivery added and restore what it changed; the counts say how many.

    Raises `CannotUndo` when it is undone already, or a later delivery changed one of its results.
    """
    one_at_a_time(delivery.school)
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.undone_at:
        raise CannotUndo(_("This import has been undone already."))
    _refuse_when_built_upon(delivery)
    restored = sum(_restore_batch(changes) for changes in _batches(ResultChange.objects.filter(delivery=delivery)))
    removed = delete_results(delivery)
    restored += bring_back(delivery)
    delivery.undone_at, delivery.undone_by = timezone.now(), getattr(by, "user", None)
    delivery.save(update_fields=["undone_at", "undone_by"])
    record(by, "results.undone", delivery, removed=removed, restored=restored)
    return Tally(added=removed, changed=restored)


def _batches[T: Model](rows: QuerySet[T]) -> Iterator[list[T]]:
    """These rows, `BATCH` at a time in the order of their keys, so that a large delivery takes no memory."""
    last = done = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last, done = batch[-1].pk, done + len(batch)
        tick(done)


def _restore_batch(changes: list[ResultChange]) -> int:
    results = Result.objects.in_bulk([change.result_id for change in changes])
    for change in changes:
        _restore(results[change.result_id], change.before)
    Result.objects.bulk_update(results.values(), [*VALUES, "delivery", "source_line", "version"], batch_size=500)
    return len(changes)


def _refuse_when_built_upon(delivery: Delivery) -> None:
    later = (
        ResultChange.objects.filter(
            school_id=delivery.school_id,
            before__delivery=delivery.pk,
            delivery__undone_at=None,
        )
        .select_related("delivery")
        .first()
    )
    taken_back = (
        Withdrawal.objects.filter(school_id=delivery.school_id, values__delivery=delivery.pk, delivery__undone_at=None)
        .select_related("delivery")
        .first()
    )
    if blocking := later or taken_back:
        raise CannotUndo(
            _("Later results changed some of these. First undo the import of %(source)s.")
            % {"source": blocking.delivery.source}
        )


def _restore(result: Result, before: dict) -> None:
    result.figure = None if before["figure"] is None else Decimal(before["figure"])
    result.level, result.scores, result.references = (
        before["level"],
        before["scores"],
        before["references"],
    )
    result.delivery_id, result.source_line = before["delivery"], before["source_line"]
    result.version += 1
