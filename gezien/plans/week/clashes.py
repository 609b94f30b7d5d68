"""What cannot be at once in a week: the same person, pupil or room in two places, or no school at that time.

Everything here works on plain facts, so that a proposal can ask the same questions before anything is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gezien.plans.week.hours import Day


@dataclass(frozen=True, slots=True)
class Placed:
    """A slot as the finder sees it. `person`: who teaches it, None: unknown; `room` folded, empty: the own room.

    `staff`: the key of the member of staff who was chosen for it, when one was.
    """

    key: int
    group: int
    weekday: int
    start: int
    minutes: int
    person: str | None = None
    room: str = ""
    pupils: frozenset[int] = frozenset()
    staff: int | None = None

    @property
    def end(self) -> int:
        """The minute at which it is over."""
        return self.start + self.minutes


class Kind(StrEnum):
    """What clashes."""

    PERSON = "person"
    PUPILS = "pupils"
    ROOM = "room"
    OUTSIDE = "outside"
    BREAK = "break"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Clash:
    """Something about one slot that cannot be, with the other one where there are two; `pupils` who are in both."""

    kind: Kind
    key: int
    other: int | None = None
    pupils: frozenset[int] = frozenset()


def overlap(one: Placed, other: Placed) -> bool:
    """Whether they take the same time on the same day; one that begins when the other ends does not."""
    return one.weekday == other.weekday and one.start < other.end and other.start < one.end


def between(one: Placed, other: Placed) -> list[Clash]:
    """What cannot be about these two at once, told of the first."""
    if one.key == other.key or not overlap(one, other):
        return []
    found = []
    if one.person is not None and one.person == other.person:
        found.append(Clash(Kind.PERSON, one.key, other.key))
    if both := one.pupils & other.pupils:
        found.append(Clash(Kind.PUPILS, one.key, other.key, both))
    if one.room and one.room == other.room:
        found.append(Clash(Kind.ROOM, one.key, other.key))
    return found


def within(one: Placed, hours: Mapping[int, Day]) -> list[Clash]:
    """What cannot be about this one in its group's week: no school, a break, a teacher who is there on other days."""
    day = hours.get(one.weekday)
    if day is None or one.start < day.start or one.end > day.end:
        return [Clash(Kind.OUTSIDE, one.key)]
    found = [Clash(Kind.BREAK, one.key) for start, end in day.breaks if one.start < end and start < one.end][:1]
    teachers = {other.teacher for other in hours.values()} - {None}
    if one.staff in teachers and day.teacher is not None and one.staff != day.teacher:
        found.append(Clash(Kind.AWAY, one.key))
    return found


def clashes(placed: Iterable[Placed], hours: Mapping[int, Mapping[int, Day]]) -> list[Clash]:
    """Every clash of these slots, told of each slot it concerns; `hours` by group.

    Slots of other groups may be among them: of those whose group has no hours here, only what they do to the others.
    """
    by_day: dict[int, list[Placed]] = defaultdict(list)
    for one in placed:
        by_day[one.weekday].append(one)
    found = []
    for day in by_day.values():
        for one in day:
            if one.group not in hours:
                continue
            found += within(one, hours[one.group])
            found += [clash for other in day for clash in between(one, other)]
    return found
