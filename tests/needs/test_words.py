"""Small words that a reader must not take for something else."""

import datetime as dt

import pytest

from gezien.needs.queries.attention import _short


@pytest.mark.parametrize(("day", "text"), [(dt.date(2026, 9, 3), "3 sep"), (dt.date(2026, 4, 22), "22 apr 2026")])
def test_day_of_another_school_year_is_told_with_its_year(monkeypatch, day, text):
    monkeypatch.setattr("gezien.common.clock.today", lambda: dt.date(2027, 2, 7))

    assert _short(day).replace(".", "") == text
