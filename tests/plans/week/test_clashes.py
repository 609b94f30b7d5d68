"""The clash finder: the same both ways round, silent when nothing touches, and never missing what is at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gezien.plans.week.clashes import Kind, Placed, between, clashes, within
from gezien.plans.week.hours import Day

pytestmark = pytest.mark.requirement("H26")


@pytest.fixture(autouse=True)
def _database():
    """Plain facts need no demo school."""


DAY = Day(1, 8 * 60 + 30, 15 * 60, ((12 * 60, 12 * 60 + 30),), teacher=1)
HOURS = {1: DAY, 2: Day(2, 8 * 60 + 30, 15 * 60, teacher=2)}


@st.composite
def slots(draw, key):
    return Placed(
        key=key,
        group=1,
        weekday=draw(st.integers(1, 5)),
        start=draw(st.integers(84, 200)) * 5,
        minutes=draw(st.integers(1, 24)) * 5,
        person=draw(st.sampled_from([None, "staff 1", "staff 2", "words bea"])),
        room=draw(st.sampled_from(["", "leerplein", "gang"])),
        pupils=draw(st.frozensets(st.integers(1, 6), max_size=4)),
    )


@given(slots(1), slots(2))
def test_what_clashes_one_way_clashes_the_other(one, other):
    there, back = between(one, other), between(other, one)
    assert [(clash.kind, clash.pupils) for clash in there] == [(clash.kind, clash.pupils) for clash in back]
    assert all((clash.key, clash.other) == (1, 2) for clash in there)


@given(slots(1), slots(2))
def test_there_is_no_clash_when_one_ends_before_the_other_or_they_share_nothing(one, other):
    apart = one.weekday != other.weekday or one.end <= other.start or other.end <= one.start
    same_person = one.person is not None and one.person == other.person
    same_room = one.room != "" and one.room == other.room
    shares = same_person or same_room or bool(one.pupils & other.pupils)
    assert bool(between(one, other)) == (shares and not apart)


@given(st.lists(slots(0), max_size=5))
def test_nothing_clashes_with_itself_and_every_clash_names_slots_that_are_there(found):
    placed = [
        Placed(**{name: getattr(one, name) for name in one.__slots__} | {"key": key}) for key, one in enumerate(found)
    ]
    keys = {one.key for one in placed}
    for clash in clashes(placed, {1: HOURS}):
        assert clash.key in keys
        assert clash.other is None or (clash.other in keys and clash.other != clash.key)


def slot(weekday=1, start=9 * 60, minutes=20, **values):
    return Placed(key=1, group=1, weekday=weekday, start=start, minutes=minutes, **values)


@pytest.mark.parametrize(
    ("placed", "kinds"),
    [
        (slot(), []),
        (slot(start=8 * 60 + 30), []),
        (slot(start=8 * 60 + 25), [Kind.OUTSIDE]),
        (slot(start=14 * 60 + 50), [Kind.OUTSIDE]),
        (slot(weekday=3), [Kind.OUTSIDE]),
        (slot(start=11 * 60 + 40), []),
        (slot(start=11 * 60 + 45), [Kind.BREAK]),
        (slot(staff=1, person="staff 1"), []),
        (slot(staff=2, person="staff 2"), [Kind.AWAY]),
        (slot(staff=9, person="staff 9"), []),
    ],
)
def test_school_time_breaks_and_days_of_a_teacher(placed, kinds):
    assert [clash.kind for clash in within(placed, HOURS)] == kinds


def test_of_another_group_only_what_it_does_to_this_one_is_told():
    own, other = slot(person="staff 1"), Placed(2, 7, 1, 9 * 60, 20, person="staff 1")
    assert [(clash.kind, clash.key, clash.other) for clash in clashes([own, other], {1: HOURS})] == [
        (Kind.PERSON, 1, 2)
    ]
