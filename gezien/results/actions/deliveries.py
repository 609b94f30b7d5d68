"""Writes of results: a delivery adds and changes, undoing takes it back."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import batched

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import Actor, record
from gezien.results.models import Delivery, Result, ResultChange
from gezien.schools.models import School

BATCH = 2000
VALUES = ("figure", "level", "scores", "references")


class CannotUndo(Exception):
    """Undoing would lose what came later; the message says what to undo first."""


@dataclass(frozen=True, slots=True)
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


@dataclass
class Tally:
    """What a delivery did, or would do."""

    added: int = 0
    changed: int = 0
    same: int = 0


def compare(school: School, results: Iterable[NewResult]) -> Iterator[tuple[NewResult, Result | None, bool]]:
    """Each result with the stored one of the same key (or None) and whether the two differ.

    Works in batches of `BATCH`, two statements less than one per result, flat in memory.
    """
    for batch in batched(results, BATCH):
        stored = {
            (row.pupil_id, row.instrument_id, row.moment, row.taken_on): row
            for row in Result.objects.filter(
                school=school,
                pupil_id__in={new.pupil_id for new in batch},
                taken_on__in={new.taken_on for new in batch},
            )
        }
        for new in batch:
            old = stored.get(new.key)
            yield (
                new,
                old,
                old is not None and any(getattr(old, name) != getattr(new, name) for name in VALUES),
            )


@transaction.atomic
def deliver_results(
    *, by: Actor, school: School, source: str, results: Iterable[NewResult]
) -> tuple[Delivery | None, Tally]:
    """Add what is new, change what differs (keeping what it was), leave what is the same.

    Returns the delivery, or None when nothing changed, and the counts. `results` holds each key once.
    """
    delivery = Delivery.objects.create(school=school, source=source[:200], made_by=getattr(by, "user", None))
    tally = Tally()
    for batch in batched(compare(school, results), BATCH):
        _add(delivery, [new for new, old, _differs in batch if old is None], tally)
        _change(
            delivery,
            [(new, old) for new, old, differs in batch if old is not None and differs],
            tally,
        )
        tally.same += sum(1 for _new, old, differs in batch if old is not None and not differs)
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
    Result.objects.bulk_create(
        Result(
            school_id=delivery.school_id,
            pupil_id=new.pupil_id,
            instrument_id=new.instrument_id,
            moment=new.moment,
            taken_on=new.taken_on,
            delivery=delivery,
            source_line=new.line,
            entered_by_id=delivery.made_by_id,
            **{name: getattr(new, name) for name in VALUES},
        )
        for new in news
    )
    tally.added += len(news)


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
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.undone_at:
        raise CannotUndo(_("This import has been undone already."))
    _refuse_when_built_upon(delivery)
    changes = list(ResultChange.objects.filter(delivery=delivery).select_related("result"))
    for change in changes:
        _restore(change.result, change.before)
    Result.objects.bulk_update(
        [change.result for change in changes],
        [*VALUES, "delivery", "source_line", "version"],
        batch_size=BATCH,
    )
    added, _by_model = Result.objects.filter(delivery=delivery).delete()
    delivery.undone_at, delivery.undone_by = timezone.now(), getattr(by, "user", None)
    delivery.save(update_fields=["undone_at", "undone_by"])
    record(by, "results.undone", delivery, removed=added, restored=len(changes))
    return Tally(added=added, changed=len(changes))


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
    if later:
        raise CannotUndo(
            _("Later results changed some of these. First undo the import of %(source)s.")
            % {"source": later.delivery.source}
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
