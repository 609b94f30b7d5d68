"""Norm tables: the school's own bounds, for drawing and explaining alone."""

from decimal import Decimal

import pytest

from gezien.results.models import Instrument, NormBand, NormTable
from gezien.results.queries.norms import bands_for, drawn, level_in_norm, norm_at


def figures(*bands):
    """("A", 100, None) with decimals."""
    number = [[None if edge is None else Decimal(edge) for edge in edges] for _level, *edges in bands]
    return [(level, *edges) for (level, *_edges), edges in zip(bands, number, strict=True)]


@pytest.fixture
def table(zwaluw):
    """Invented bounds for a test of which the demo has none."""
    instrument = Instrument.objects.get(code="dia-rekenen")
    table = NormTable.objects.create(school=zwaluw, instrument=instrument, moment="M5", source="handleiding")
    NormBand.objects.bulk_create(
        NormBand(school=zwaluw, table=table, position=place, level=level, lowest=lowest, highest=highest)
        for place, (level, lowest, highest) in enumerate(figures(("A", 100, None), ("B", 90, 99), ("C", None, 89)))
    )
    return table


def test_bands_leave_no_gap_in_a_plot():
    bands = drawn(figures(("A", 100, None), ("B", 90, 99), ("C", None, 89)))
    assert [(band.low, band.high) for band in bands] == [(100, None), (90, 100), (None, 90)]


def test_bands_of_many_tests_are_one_statement(table, django_assert_num_queries):
    for instruments in ([table.instrument], list(Instrument.objects.all())):
        with django_assert_num_queries(1):
            found = bands_for(instruments)[table.instrument_id]
    assert [band.level for band in norm_at(found, "M5").bands] == ["A", "B", "C"]
    assert norm_at(found, "E5") is None


def test_removed_table_is_drawn_no_longer(table):
    NormTable.objects.update(removed_at="2027-02-01T10:00Z")
    assert bands_for([table.instrument]) == {}


@pytest.mark.parametrize(
    ("level", "words"), [("A", "A: 100 en meer (handleiding)"), ("B", "B: 90–99 (handleiding)"), ("E", "")]
)
def test_level_is_explained_by_the_school_s_own_bounds(table, level, words):
    norm = norm_at(bands_for([table.instrument]).get(table.instrument_id), "M5")
    assert level_in_norm(norm, level) == words
