"""Results removed a stretch at a time, with what hangs on them and nothing else."""

import datetime as dt
from decimal import Decimal

import pytest

from gezien.imports.models import SentResult
from gezien.results.actions import NewResult, deliver_results, removing, undo_delivery
from gezien.results.models import Instrument, Result
from gezien.schools.rules import CommandLine


@pytest.fixture
def deliver(zwaluw, pupils_5b):
    """`deliver(count)` delivers a result of that many pupils of 5b."""
    test = Instrument.objects.get(code="methode-rekenen")

    def delivered(count: int, moment: str = "proef"):
        news = [NewResult(pupil.pk, test.pk, moment, dt.date(2027, 1, 8), Decimal(7)) for pupil in pupils_5b[:count]]
        return deliver_results(by=CommandLine(zwaluw), school=zwaluw, source="x", results=news)[0]

    return delivered


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_undoing_removes_each_result_whatever_the_stretches(zwaluw, deliver, monkeypatch, count):
    monkeypatch.setattr(removing, "BATCH", 2)
    deliver(3, "ander")
    before = Result.objects.count()
    tally = undo_delivery(by=CommandLine(zwaluw), delivery=deliver(count))
    assert (tally.added, Result.objects.count()) == (count, before)


def test_what_hangs_on_a_removed_result_goes_along_and_nothing_else(zwaluw, deliver):
    kept, gone = deliver(2, "ander"), deliver(2)
    for number, result in enumerate(Result.objects.filter(delivery__in=[kept, gone]).order_by("pk")):
        SentResult.objects.create(school=zwaluw, source="x", key=str(number), taken_on=result.taken_on, result=result)
    undo_delivery(by=CommandLine(zwaluw), delivery=gone)
    assert list(SentResult.objects.values_list("key", flat=True)) == ["0", "1"]


@pytest.mark.parametrize("count", [1, 8])
def test_undoing_takes_as_many_statements_for_more_results(zwaluw, deliver, count, django_assert_num_queries):
    delivery = deliver(count)
    with django_assert_num_queries(18):
        undo_delivery(by=CommandLine(zwaluw), delivery=delivery)
