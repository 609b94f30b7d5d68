"""Counting the school's terms."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.plans.terms import months_after, weeks_after

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
AUTUMN = (dt.date(2026, 10, 17), dt.date(2026, 10, 25))
pytestmark = pytest.mark.requirement("H24")


@given(DAYS, st.integers(0, 20))
def test_term_without_holidays_is_so_many_weeks(start, weeks):
    assert weeks_after(start, weeks) == start + dt.timedelta(weeks=weeks)


@given(DAYS, st.integers(1, 12), st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=4))
def test_term_counts_no_day_of_a_holiday_and_ends_on_none(start, weeks, starts):
    holidays = [(first, first + dt.timedelta(days=days)) for first, days in starts]
    end = weeks_after(start, weeks, holidays)
    days = [start + dt.timedelta(days=number) for number in range(1, (end - start).days + 1)]
    counted = [day for day in days if not any(first <= day <= last for first, last in holidays)]
    assert len(counted) == weeks * 7
    assert counted[-1] == end


def test_six_weeks_over_the_autumn_holiday_end_nine_days_later():
    assert weeks_after(dt.date(2026, 9, 14), 6, [AUTUMN]) == dt.date(2026, 11, 4)


def test_term_of_a_school_that_is_always_free_ends_some_day():
    always = [(dt.date(2000, 1, 1), dt.date(2100, 1, 1))]
    assert weeks_after(dt.date(2026, 9, 14), 6, always) > dt.date(2026, 9, 14)


@given(DAYS, st.integers(1, 36))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + dt.timedelta(days=1)).day == 1)
