"""Deliveries: add, change, leave, undo."""

import datetime as dt
from decimal import Decimal

import pytest

from gezien.audit.models import AuditEvent
from gezien.results.actions import CannotUndo, NewResult, deliver_results, undo_delivery
from gezien.results.models import Instrument, Result
from gezien.schools.rules import CommandLine

DAY = dt.date(2026, 11, 3)


@pytest.fixture
def deliver(zwaluw, pupils_5b):
    """`deliver(51, 60)` delivers those arithmetic scores for the first pupils of 5b."""
    instrument = Instrument.objects.get(code="methode-rekenen")

    def deliver_figures(*figures: int, source: str = "file.csv"):
        results = [
            NewResult(pupil.pk, instrument.pk, "blok 3", DAY, Decimal(figure))
            for pupil, figure in zip(pupils_5b, figures, strict=False)
        ]
        return deliver_results(by=CommandLine(zwaluw), school=zwaluw, source=source, results=results)

    return deliver_figures


def stored(zwaluw) -> list[int]:
    """The delivered scores by pupil."""
    return [
        int(f)
        for f in Result.objects.filter(taken_on=DAY, moment="blok 3").order_by("pk").values_list("figure", flat=True)
    ]


def test_same_delivery_again_changes_nothing(zwaluw, deliver):
    deliver(51, 60)
    delivery, tally = deliver(51, 60)
    assert (delivery, tally.added, tally.changed, tally.same) == (None, 0, 0, 2)


def test_undoing_restores_what_was_changed_and_removes_what_was_added(zwaluw, deliver):
    deliver(51, 60)
    second, _tally = deliver(51, 99, 70)
    assert stored(zwaluw) == [51, 99, 70]
    undo_delivery(by=CommandLine(zwaluw), delivery=second)
    assert stored(zwaluw) == [51, 60]


def test_undoing_twice_is_refused(zwaluw, deliver):
    delivery, _tally = deliver(51)
    undo_delivery(by=CommandLine(zwaluw), delivery=delivery)
    with pytest.raises(CannotUndo, match="al ongedaan"):
        undo_delivery(by=CommandLine(zwaluw), delivery=delivery)


def test_undoing_what_a_later_delivery_built_on_names_that_one(zwaluw, deliver):
    first, _tally = deliver(51)
    deliver(52, source="later.csv")
    with pytest.raises(CannotUndo, match=r"later\.csv"):
        undo_delivery(by=CommandLine(zwaluw), delivery=first)
    assert stored(zwaluw) == [52]


def test_undoing_in_reverse_order_works(zwaluw, deliver):
    first, _tally = deliver(51)
    second, _tally = deliver(52)
    undo_delivery(by=CommandLine(zwaluw), delivery=second)
    undo_delivery(by=CommandLine(zwaluw), delivery=first)
    assert stored(zwaluw) == []


def test_delivery_and_undoing_stand_in_the_log(zwaluw, deliver):
    delivery, _tally = deliver(51, 60)
    undo_delivery(by=CommandLine(zwaluw), delivery=delivery)
    verbs = AuditEvent.objects.filter(object_id=delivery.pk, object_type="results.delivery").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "results.delivered",
        "results.undone",
    ]
