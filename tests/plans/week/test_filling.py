"""Filling the week: what is placed never clashes, comes once a day, and is the same each time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.plans.week.clashes import Placed, clashes
from gezien.plans.week.filling import Wanted, fill
from gezien.plans.week.hours import breaks_text, parse_breaks, usual_week
from tests.plans.week.test_clashes import slots

pytestmark = pytest.mark.requirement("H26")
HOURS = usual_week("NL")
PEOPLE = dict.fromkeys(HOURS, "staff 1")


@pytest.fixture(autouse=True)
def _database():
    """Plain facts need no demo school."""


@st.composite
def wishes(draw, row):
    pupils = draw(st.frozensets(st.integers(1, 6), max_size=4))
    like = Placed(key=0, group=1, weekday=0, start=0, minutes=0, pupils=pupils)
    return Wanted(row, draw(st.integers(1, 5)), draw(st.integers(1, 12)) * 5, like)


@given(st.tuples(wishes(1), wishes(2), wishes(3)), st.lists(slots(0), max_size=3))
def test_what_is_filled_in_clashes_with_nothing(wanted, there):
    placed = [
        Placed(**{name: getattr(one, name) for name in one.__slots__} | {"key": 100 + n}) for n, one in enumerate(there)
    ]
    found = fill(wanted, placed, HOURS, PEOPLE)
    by_row = {want.row: want for want in wanted}
    new = [
        Placed(-n, 1, day, start, minutes, PEOPLE[day], pupils=by_row[row].like.pupils)
        for n, (row, day, start, minutes) in enumerate(found, start=1)
    ]
    assert [clash for clash in clashes([*placed, *new], {1: HOURS}) if clash.key < 0] == []
    assert len({(row, day) for row, day, _start, _minutes in found}) == len(found)
    assert fill(wanted, placed, HOURS, PEOPLE) == found


def test_three_times_is_spread_over_the_week():
    want = Wanted(1, 3, 20, Placed(key=0, group=1, weekday=0, start=0, minutes=20))
    assert fill([want], [], HOURS, PEOPLE) == [(1, 1, 540, 20), (1, 2, 540, 20), (1, 4, 540, 20)]


def test_a_full_week_gets_no_more():
    want = Wanted(1, 5, 240, Placed(key=0, group=1, weekday=0, start=0, minutes=240))
    assert fill([want], [], HOURS, PEOPLE) == []


@given(st.lists(st.tuples(st.integers(1, 1400), st.integers(1, 30)), max_size=4))
def test_breaks_are_read_as_they_are_written(found):
    breaks = tuple(sorted((start, start + length) for start, length in found))
    assert parse_breaks(breaks_text(breaks)) == breaks


@pytest.mark.parametrize("text", ["10:15", "10:30-10:15", "10:75-11:00", "pauze", "9-10"])
def test_what_is_no_break_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_breaks(text)
