"""What the parts of the demo share while it is built: the school with its lists, and the children in memory."""

import datetime as dt
import random
from dataclasses import dataclass, field

from gezien.demo.stories import Story
from gezien.pupils.models import Group, Pupil
from gezien.results.models import Instrument
from gezien.schools.models import Period, School, SchoolYear, Subject, User


@dataclass
class Child:
    """A pupil with what the database does not hold: talents, and the course of the results."""

    pupil: Pupil
    group: str  # this year's group
    grade: int  # this year's year group (the Flemish third year is 5)
    since: int  # first school year at this school
    story: Story | None = None
    talent: dict[str, float] = field(default_factory=dict)  # subject code → standard deviations from the mean
    groups: dict[int, str] = field(default_factory=dict)  # school year → group
    # instrument code → [(moment, day, figure, level, z)], oldest first
    course: dict[str, list[tuple]] = field(default_factory=dict)

    told: set[str] = field(default_factory=set)  # sentences already used about this child

    @property
    def came_on(self) -> dt.date:
        """The first day at this school."""
        return self.pupil.admitted_on or dt.date.min

    def chance(self, topic: str) -> random.Random:
        """The child's own luck on one topic: a change in one part of the demo leaves the others as they were."""
        return random.Random(f"{self.pupil.school.name} {self.pupil.key} {topic}")


@dataclass
class World:
    """One school on its way to being filled."""

    school: School
    years: dict[int, SchoolYear]
    periods: dict[tuple[int, int], Period]  # (first calendar year, number)
    groups: dict[tuple[int, str], Group]
    teachers: dict[tuple[int, str], list[User]]  # those with an account
    coach: User | None
    administrator: User | None
    subjects: dict[str, Subject]
    instruments: dict[str, Instrument]
    children: list[Child] = field(default_factory=list)

    @property
    def is_flemish(self) -> bool:
        """Whether terms, tests and year groups are those of Flanders."""
        return self.school.country == School.Country.FLANDERS

    @property
    def first_day(self) -> tuple[int, int]:
        """Month and day on which a school year begins."""
        return (9, 1) if self.is_flemish else (8, 1)

    def in_group(self, name: str) -> list[Child]:
        """The children of a group of this year, without those who left."""
        return [child for child in self.children if child.group == name and child.pupil.left_on is None]

    def writer(self, first: int, group: str, number: int = 0) -> User | None:
        """Who writes about this group: its teachers in turn, else the internal coach."""
        teachers = self.teachers.get((first, group))
        return teachers[number % len(teachers)] if teachers else self.coach
