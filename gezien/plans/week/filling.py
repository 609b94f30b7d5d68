"""Where in the week the times of a row fit: spread over the days, without a clash, as early as it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gezien.plans.week.clashes import Placed, between, within
from gezien.plans.week.hours import Day

STEP = 15
SETTLE = 30  # the first half hour belongs to coming in and starting together
SPREAD = {1: (2,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that lacks slots: so many times so many minutes, taught as `like` is.

    `on` holds the days it has already.
    """

    row: int
    times: int
    minutes: int
    like: Placed
    on: frozenset[int] = frozenset()


def fill(
    wanted: Sequence[Wanted], placed: Sequence[Placed], hours: Mapping[int, Day], people: Mapping[int, str]
) -> list[tuple[int, int, int, int]]:
    """(row, weekday, start, minutes) for what is lacking; what fits nowhere is left out.

    `people`: who is before the group, by weekday. Rows that want most go first; each comes once a day at most, on the
    days of `SPREAD` when there is room. The same week gives the same answer.
    """
    taken: list[Placed] = list(placed)
    found = []
    for want in sorted(wanted, key=lambda one: (-one.times * one.minutes, one.row)):
        days = SPREAD.get(min(want.times + len(want.on), 5), ())
        for _time in range(want.times):
            if (spot := _spot(want, days, taken, hours, people)) is None:
                break
            taken.append(spot)
            want = replace(want, on=want.on | {spot.weekday})
            found.append((want.row, spot.weekday, spot.start, spot.minutes))
    return found


def _spot(
    want: Wanted,
    preferred: Sequence[int],
    taken: Sequence[Placed],
    hours: Mapping[int, Day],
    people: Mapping[int, str],
) -> Placed | None:
    """The first free time on the best day; its key is one that nothing else has."""
    load = {day: sum(one.minutes for one in taken if one.weekday == day) for day in hours}
    key = min([0, *(one.key for one in taken)]) - 1
    for weekday in sorted(set(hours) - want.on, key=lambda day: (day not in preferred, load[day], day)):
        day = hours[weekday]
        for start in range(day.start + SETTLE, day.end - want.minutes + 1, STEP):
            spot = replace(
                want.like,
                key=key,
                weekday=weekday,
                start=start,
                minutes=want.minutes,
                person=people.get(weekday),
            )
            if not within(spot, hours) and not any(between(spot, other) for other in taken):
                return spot
    return None
