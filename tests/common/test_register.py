"""The register of requirements and the marks in the tests."""

import pytest

from gezien.common.management.commands.requirements import verdict
from gezien.common.register import missing_ids, requirements


@pytest.fixture(autouse=True)
def _database():
    """Text only."""


def test_rows_of_the_table_are_read():
    rows = requirements("# Title\n\n| ID | what | screens |\n|---|---|---|\n| H17 | Clustering | `needs:clusters` |\n")

    assert [(row.id, row.title, row.screens) for row in rows.values()] == [("H17", "Clustering", "`needs:clusters`")]


def test_missing_ids_are_named():
    assert missing_ids(set(requirements()) - {"H46", "B1"}) == ["H46", "B1"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "not yet"),
        ({"passed": 1}, "1 test passes"),
        ({"passed": 3}, "3 tests pass"),
        ({"passed": 2, "failed": 1}, "1 of 3 tests FAIL"),
        ({"passed": 1, "skipped": 1}, "2 tests, 1 skipped"),
    ],
)
def test_verdict_tells_how_it_stands(counts, words):
    assert verdict(counts) == words
