"""Days and numbers as tables write them."""

import datetime as dt

import pytest

from gezien.imports.formats.results.ways import as_day, normal_day, normal_number

DAY = dt.date(2026, 1, 29)


@pytest.mark.parametrize("cell", ["29-01-2026", "29/1/26", "2026-01-29", "20260129", "46051", 46051.0, "46051,00"])
def test_day_is_read_as_it_is_written_or_counted_by_a_spreadsheet(cell):
    assert as_day(cell) == DAY
    assert normal_day(46051.0, "") == "2026-01-29"


@pytest.mark.parametrize("cell", ["", "ooit", "2026-02-30", "12345", "460510", 46051.5, "0-0-0", "99999"])
def test_what_is_no_day_is_none(cell):
    with pytest.raises(ValueError, match=r"."):
        as_day(cell)


@pytest.mark.parametrize(
    ("cell", "decimal", "read"), [("1.234,5", ",", "1234,5"), ("7,5", ",", "7,5"), ("x", ",", "x")]
)
def test_signs_between_thousands_go(cell, decimal, read):
    assert normal_number(cell, decimal) == read
