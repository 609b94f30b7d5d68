"""The engine that finds a day for each review: never two at once, never a free day, as many as can be."""

import datetime as dt
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gezien.meetings.propose import Slot, Wanted, propose, slots

MONDAY = dt.date(2027, 2, 1)
HALF_PAST_THREE = dt.time(15, 30)
COACH = 0


def days(count, **values):
    end = MONDAY + dt.timedelta(days=count - 1)
    usual = {
        "weekdays": {1, 2, 3, 4, 5},
        "start": HALF_PAST_THREE,
        "length": 60,
        "a_day": 1,
        "is_free": lambda day: False,
    }
    return slots(MONDAY, end, **(usual | values))


@pytest.mark.requirement("Z1")
def test_slots_skip_weekends_holidays_and_other_weekdays():
    holiday = {MONDAY + dt.timedelta(days=1)}

    found = days(8, weekdays={1, 2, 4}, is_free=lambda day: day in holiday or day.isoweekday() > 5)

    assert [slot.day.day for slot in found] == [1, 4, 8]


def test_several_on_one_day_follow_each_other_and_none_passes_midnight():
    found = days(1, start=dt.time(21), a_day=5)

    assert [(slot.start.hour, slot.end.hour) for slot in found] == [(21, 22), (22, 23)]


@pytest.mark.requirement("Z1", "E2")
def test_duo_teachers_get_a_day_on_which_both_work():
    away = {1: {1}, 2: {2}, 4: {1}}

    found = propose([Wanted(5, frozenset({COACH, 1, 2}), away)], days(5))

    assert found[5].day.isoweekday() == 3


def test_second_review_of_a_day_is_the_last_resort():
    wanted = [Wanted(key, frozenset({COACH})) for key in range(3)]

    found = propose(wanted, days(2, a_day=2))

    assert sorted((slot.day.day, slot.start.hour) for slot in found.values()) == [(1, 15), (1, 16), (2, 15)]


def test_day_on_which_one_is_away_is_better_than_none():
    away = {day: {1} for day in range(1, 6)}

    assert propose([Wanted(5, frozenset({COACH, 1}), away)], days(5))[5].day == MONDAY


def test_group_that_can_go_anywhere_makes_room_for_one_that_cannot():
    [monday, tuesday] = days(2)
    picky = Wanted(2, frozenset({COACH, 2}))
    busy = {2: [tuesday]}

    found = propose([Wanted(1, frozenset({COACH, 1})), picky], [monday, tuesday], busy)

    assert found == {1: tuesday, 2: monday}


groups = st.lists(
    st.tuples(st.frozensets(st.integers(1, 4), max_size=2), st.frozensets(st.integers(1, 5))), min_size=1, max_size=4
)
meetings = st.dictionaries(st.integers(0, 4), st.lists(st.integers(0, 6), max_size=3), max_size=3)


@settings(max_examples=60)
@given(groups, meetings, st.integers(1, 6))
def test_as_many_as_possible_find_a_slot_and_nobody_is_at_two_places(asked, taken, length):
    wanted = [
        Wanted(key, frozenset({COACH, *people}), dict.fromkeys(off, people)) for key, (people, off) in enumerate(asked)
    ]
    free = days(length)
    busy = {
        person: [Slot(MONDAY + dt.timedelta(days=day), dt.time(16), dt.time(17)) for day in numbers]
        for person, numbers in taken.items()
    }

    found = propose(wanted, free, busy)

    assert len(set(found.values())) == len(found)
    for group in wanted:
        mine = [moment for person in group.people for moment in busy.get(person, ())]
        assert group.key not in found or not any(found[group.key].overlaps(moment) for moment in mine)
    assert len(found) == most(wanted, free, busy)


def most(wanted, free, busy):
    """How many groups can get a slot, by trying everything."""
    choices = [
        [None, *(s for s in free if not any(s.overlaps(m) for person in group.people for m in busy.get(person, ())))]
        for group in wanted
    ]
    tries = ([slot for slot in choice if slot] for choice in product(*choices))
    return max(len(slots) for slots in tries if len(set(slots)) == len(slots))
