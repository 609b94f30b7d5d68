"""A day and an hour for each of many reviews, such that as many as possible find one. Plain values in and out.

Whoever leads the reviews is in all of them, so a slot holds one review: finding slots is matching groups to slots. A
largest matching is found by looking for augmenting paths (Kuhn); days on which every teacher works come first, within
that the earliest hour (a second review on one day only when the days are full), then the earliest day.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A place for one review."""

    day: dt.date
    start: dt.time
    end: dt.time

    def overlaps(self, other: "Slot") -> bool:
        """Whether somebody cannot be at both."""
        return self.day == other.day and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Wanted:
    """A group that needs a slot: whom it needs there, and who does not work on which weekday (1–5), as far as known."""

    key: int
    people: frozenset[int]
    away: Mapping[int, Collection[int]] = field(default_factory=dict)

    def missing(self, day: dt.date) -> int:
        """How many of its people do not work that day."""
        return len(self.people & set(self.away.get(day.isoweekday(), ())))


def slots(
    first: dt.date,
    last: dt.date,
    *,
    weekdays: Collection[int],
    start: dt.time,
    length: int,
    a_day: int,
    is_free: Callable[[dt.date], bool],
) -> list[Slot]:
    """The slots from `first` to `last`: these weekdays, no free days, `a_day` after each other, none past midnight."""
    found = []
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        if day.isoweekday() not in weekdays or is_free(day):
            continue
        for turn in range(a_day):
            begins = dt.datetime.combine(day, start) + dt.timedelta(minutes=turn * length)
            ends = begins + dt.timedelta(minutes=length)
            if ends.date() == day:
                found.append(Slot(day, begins.time(), ends.time()))
    return found


def propose(
    wanted: Sequence[Wanted], free: Sequence[Slot], busy: Mapping[int, Iterable[Slot]] | None = None
) -> dict[int, Slot]:
    """By group its slot; a group that finds none is left out.

    As many groups as possible get one. Nobody is asked to be at two places; a day on which somebody does not work is
    taken only when the group would otherwise find none.
    """
    taken = {person: tuple(moments) for person, moments in (busy or {}).items()}
    ordered = sorted(free, key=lambda slot: (slot.start, slot.day))

    def open_to(group: Wanted) -> list[int]:
        mine = [moment for person in group.people for moment in taken.get(person, ())]
        return [place for place, slot in enumerate(ordered) if not any(slot.overlaps(moment) for moment in mine)]

    choices = {group.key: open_to(group) for group in wanted}
    best = {
        group.key: [place for place in choices[group.key] if not group.missing(ordered[place].day)] for group in wanted
    }
    holder: dict[int, int] = {}
    for group in wanted:
        _augment(group.key, best, holder, set())
    ranked = {
        group.key: sorted(choices[group.key], key=lambda place: (group.missing(ordered[place].day), place))
        for group in wanted
    }
    for group in wanted:
        if group.key not in holder.values():
            _augment(group.key, ranked, holder, set())
    return {key: ordered[place] for place, key in sorted(holder.items())}


def _augment(key: int, choices: Mapping[int, Sequence[int]], holder: dict[int, int], tried: set[int]) -> bool:
    """Give this group a slot, if need be by letting others move on; whether that worked."""
    for place in choices[key]:
        if place in tried:
            continue
        tried.add(place)
        if place not in holder or _augment(holder[place], choices, holder, tried):
            holder[place] = key
            return True
    return False
