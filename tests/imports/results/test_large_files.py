"""Files of many batches: nothing is kept in memory, nothing falls between two batches, undo is one."""

import datetime as dt
import tracemalloc

import pytest

from gezien.imports.formats.results.actions import deliver_reading
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.reading import SHOWN, preview, read_results
from gezien.imports.formats.results.table import Table, count_rows, read_table
from gezien.results.actions import BATCH, Tally, undo_delivery
from gezien.results.models import Result
from gezien.schools.rules import CommandLine

MAPPING = Mapping(
    {"Nr": "pupil.key", "Datum": "row.taken_on", "Score": "row.figure"},
    {"instrument": "methode-rekenen", "moment": "groot"},
)


@pytest.fixture
def large(zwaluw, pupils_5b):
    """`large(…)` reads more than a batch: each pupil of 5b on enough days, then the rows given."""
    days = BATCH // len(pupils_5b) + 10
    rows = [
        [pupil.key, (dt.date(2020, 1, 1) + dt.timedelta(day)).isoformat(), "60"]
        for day in range(days)
        for pupil in pupils_5b
    ]

    def read(*more: list[str]):
        table = Table(list(MAPPING.columns), list(enumerate([*rows, *more], start=2)), [])
        return read_results(zwaluw, table, MAPPING)

    read.count, read.first = len(rows), rows[0]
    return read


def test_preview_counts_all_and_keeps_few(zwaluw, large):
    outcome = preview(zwaluw, large())
    assert outcome.counts == Tally(added=large.count)
    assert len(outcome.new) == SHOWN


def test_row_contradicting_one_of_an_earlier_batch_is_refused(large):
    key, day, _score = large.first
    reading = large([key, day, "61"], [key, day, "60"])
    assert sum(1 for _result in reading) == large.count
    assert [(one.line, "regel 2 " in one.reason) for one in reading.refused] == [(large.count + 2, True)]


def test_large_delivery_again_changes_nothing_and_is_undone_as_one(zwaluw, large):
    given = {"by": CommandLine(zwaluw), "school": zwaluw, "source": "groot.csv", "without_refused": False}
    delivery, tally = deliver_reading(reading=large(), **given)
    assert deliver_reading(reading=large(), **given) == (None, Tally(same=tally.added))
    undone = undo_delivery(by=CommandLine(zwaluw), delivery=delivery)
    assert (undone.added, Result.objects.filter(moment="groot").count()) == (large.count, 0)


def test_rows_stay_in_the_file(tmp_path):
    path = tmp_path / "groot.csv"
    path.write_text("Nummer;Datum;Score\n" + "L12345;2027-01-20;51,5\n" * 100_000)
    tracemalloc.start()
    assert count_rows(read_table(path, path.name)) == 100_000
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024
