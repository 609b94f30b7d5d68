"""From counted levels to figures: share at or above the ambition, now and the moment before. No database here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Count:
    """How many pupils of one year group have one level at one moment of one school year, on one instrument."""

    school_id: int
    instrument_id: int
    year_group: str
    moment: str  # "M5"
    is_this_year: bool
    level: str
    pupils: int
    last_on: str  # ISO day of the last of them


@dataclass(frozen=True)
class Standard:
    """An instrument's levels, strongest first, and the ambition (share in per cent, level) of a year group, if any.

    `top`: the same for those who can do more ("20 % at level I").
    """

    levels: tuple[str, ...]
    ambition: tuple[int, str] | None = None
    top: tuple[int, str] | None = None

    @property
    def goal_place(self) -> int | None:
        """Place of the ambition's level among the levels; None without an ambition in these levels."""
        return self._place(self.ambition)

    @property
    def top_place(self) -> int | None:
        """The same of the ambition for those who can do more."""
        return self._place(self.top)

    def _place(self, goal: tuple[int, str] | None) -> int | None:
        return self.levels.index(goal[1]) if goal and goal[1] in self.levels else None


@dataclass
class Tally:
    """Pupils by level at one moment, and how many of them reach their year group's ambition."""

    moments: list[str] = field(default_factory=list)
    last_on: str = ""
    levels: dict[str, int] = field(default_factory=dict)
    measured: int = 0  # those whose year group has an ambition in these levels
    reached: int = 0
    top_measured: int = 0
    top_reached: int = 0

    @property
    def pupils(self) -> int:
        """Everyone with a level."""
        return sum(self.levels.values())

    @property
    def share(self) -> int | None:
        """Per cent at or above the ambition; None when nobody could be measured."""
        return round(100 * self.reached / self.measured) if self.measured else None

    @property
    def top_share(self) -> int | None:
        """Per cent at or above the ambition for those who can do more; None when nobody could be measured."""
        return round(100 * self.top_reached / self.top_measured) if self.top_measured else None

    def add(self, other: "Tally") -> None:
        """Take in the pupils of another tally, of another year group or school."""
        self.moments += [moment for moment in other.moments if moment not in self.moments]
        self.last_on = max(self.last_on, other.last_on)
        for level, pupils in other.levels.items():
            self.levels[level] = self.levels.get(level, 0) + pupils
        self.measured += other.measured
        self.reached += other.reached
        self.top_measured += other.top_measured
        self.top_reached += other.top_reached


@dataclass
class Figure:
    """One cell: the last moment and the one before, of the pupils who are here now."""

    enrolled: int
    now: Tally = field(default_factory=Tally)
    before: Tally = field(default_factory=Tally)
    goals: set[int] = field(default_factory=set)  # agreed shares

    def add(self, other: "Figure") -> None:
        """Take in another cell: the school is the sum of its year groups."""
        self.enrolled += other.enrolled
        self.now.add(other.now)
        self.before.add(other.before)
        self.goals |= other.goals

    @property
    def goal(self) -> int | None:
        """The agreed share; None when none is set or the year groups differ."""
        return next(iter(self.goals)) if len(self.goals) == 1 else None

    @property
    def reaches_goal(self) -> bool:
        """Whether the share is as agreed, or more."""
        return self.goal is not None and self.now.share is not None and self.now.share >= self.goal


def figure_of(counts: Sequence[Count], enrolled: int, standard: Standard) -> Figure:
    """The figure of one year group on one instrument: its two latest moments that most pupils took part in."""
    figure = Figure(enrolled, goals={standard.ambition[0]} if standard.ambition else set())
    moments = _usual_moments(counts)
    for place, tally in zip(moments, (figure.now, figure.before), strict=False):
        tally.add(tally_of([one for one in counts if (one.is_this_year, one.moment) == place], standard))
    return figure


def _usual_moments(counts: Sequence[Count]) -> list[tuple[bool, str]]:
    """(this year, moment), latest first; a moment at which few were tested (a pupil who stayed a year) is left out."""
    taken: dict[tuple[bool, str], tuple[str, int]] = {}
    for count in counts:
        last_on, pupils = taken.get((count.is_this_year, count.moment), ("", 0))
        taken[count.is_this_year, count.moment] = max(last_on, count.last_on), pupils + count.pupils
    most = max((pupils for _last_on, pupils in taken.values()), default=0)
    usual = [moment for moment, (_last_on, pupils) in taken.items() if 2 * pupils >= most]
    return sorted(usual, key=lambda moment: taken[moment], reverse=True)


def tally_of(counts: Iterable[Count], standard: Standard) -> Tally:
    """Counted levels of one moment together; a level outside the list is not counted."""
    tally = Tally()
    for count in counts:
        if count.level in standard.levels:
            tally.add(_one(count, standard))
    return tally


def _one(count: Count, standard: Standard) -> Tally:
    goal, top, place = standard.goal_place, standard.top_place, standard.levels.index(count.level)
    return Tally(
        moments=[count.moment],
        last_on=count.last_on,
        levels={count.level: count.pupils},
        measured=count.pupils if goal is not None else 0,
        reached=count.pupils if goal is not None and place <= goal else 0,
        top_measured=count.pupils if top is not None else 0,
        top_reached=count.pupils if top is not None and place <= top else 0,
    )


def together(figures: Iterable[Figure]) -> Figure:
    """Several cells as one."""
    whole = Figure(0)
    for figure in figures:
        whole.add(figure)
    return whole
