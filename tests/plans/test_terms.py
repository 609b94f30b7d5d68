"""Counting the school's terms."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.plans.terms import due_before, is_free, months_after, weeks_after

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


@given(DAYS, st.integers(-5, 60), st.integers(0, 30), st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=4))
def test_what_is_due_before_an_event_to_come_is_due_on_a_school_day_to_come_or_the_day_itself(
    event, ahead, days, starts
):
    holidays = [(first, first + dt.timedelta(days=length)) for first, length in starts]
    today = event - dt.timedelta(days=ahead)
    due = due_before(event, days, today, holidays)
    assert (due == event and ahead >= 0) or not is_free(due, holidays)
    assert due >= today or event < today


@pytest.mark.parametrize(
    ("today", "days", "due"),
    [
        (dt.date(2026, 9, 1), 7, dt.date(2026, 10, 16)),  # a week before is in the autumn holiday
        (dt.date(2026, 9, 1), 1, dt.date(2026, 10, 28)),
        (dt.date(2026, 10, 20), 4, dt.date(2026, 10, 26)),  # planned in the holiday: the first school day after it
        (dt.date(2026, 10, 27), 7, dt.date(2026, 10, 28)),  # the term has gone: the last school day before
        (dt.date(2026, 10, 29), 7, dt.date(2026, 10, 29)),
        (dt.date(2026, 11, 2), 7, dt.date(2026, 10, 16)),  # over: the term it had
    ],
)
def test_term_before_a_thursday_after_the_autumn_holiday_is_a_school_day(today, days, due):
    assert due_before(dt.date(2026, 10, 29), days, today, [AUTUMN]) == due
