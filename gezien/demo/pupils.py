"""Three school years of groups, and the pupils who went through them."""

import datetime as dt
import random

from gezien.demo import cast, names
from gezien.demo.days import LAST_DAY
from gezien.demo.stories import STORIES, Story
from gezien.demo.world import Child, World
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import SchoolYear

FIRST_YEARS = (2024, 2025, 2026)
# The demo school has worked with Gezien since then; a new pupil is known from the first day in a group.
KNOWN_SINCE = dt.datetime(2024, 8, 19, 8, tzinfo=dt.UTC)
# group of this year → how many pupils stay all year
SIZES = {
    cast.SCHOOL: {"1-2": 26, "3": 25, "4": 27, "5a": 23, "5b": 24, "6": 28, "7": 25, "8": 24},
    cast.OTHER_SCHOOL: {"4/5": 12, "6": 12},
    cast.FLEMISH_SCHOOL: {"3A": 18},
}
# group of this year → where that class was one and two years ago; two names: the class came from both
EARLIER = {
    cast.SCHOOL: {
        2025: {"1-2": "1-2a 1-2b", "3": "1-2a 1-2b", "4": "3", "5a": "4a", "5b": "4b", "6": "5", "7": "6", "8": "7"},
        2024: {"3": "1-2a 1-2b", "4": "1-2a 1-2b", "5a": "3a", "5b": "3b", "6": "4", "7": "5", "8": "6"},
    },
    cast.OTHER_SCHOOL: {2025: {"4/5": "3/4", "6": "5"}, 2024: {"4/5": "2/3", "6": "4"}},
    cast.FLEMISH_SCHOOL: {2025: {"3A": "2A"}, 2024: {"3A": "1A"}},
}
# group of this year → last day of a pupil who moved away
LEAVERS = {cast.SCHOOL: {"6": dt.date(2026, 11, 27), "8": dt.date(2026, 12, 18)}}
LATER_SHARE = 0.08  # of the pupils of group 4 and up: came from another school in one of the last years


def add_earlier_groups(school, years: dict[int, SchoolYear]) -> list[Group]:
    """The groups of the two school years before this one."""
    return Group.objects.bulk_create(
        Group(school=school, year=years[first], name=name, key=f"G{first}-{name}", year_group=_code(school, name))
        for first, row in EARLIER[school.name].items()
        for name in sorted({name for both in row.values() for name in both.split()})
    )


def _code(school, name: str) -> str:
    """EDEXML year group of a group by its name; a Flemish first year is code 3."""
    if "-" in name or "/" in name:
        return "C"
    return str(int(name[0]) + 2) if school.name == cast.FLEMISH_SCHOOL else name[0]


def add_pupils(world: World) -> None:
    """Pupils with their enrolments of up to three years; fills `world.children`."""
    chance = random.Random(f"{world.school.name} pupils")
    rows: list[tuple[Child, int]] = []
    for group, size in SIZES[world.school.name].items():
        leaver = LEAVERS.get(world.school.name, {}).get(group)
        stories = STORIES if (world.school.name, group) == (cast.SCHOOL, "5b") else []
        taken = {name for story in stories for name in (story.name[0], story.name[2])}
        for place in range(size + (leaver is not None)):
            story = stories[place] if place < len(stories) else None
            grade = _grade(world, group, place)
            since = 2024 if story else _first_year(grade, chance)
            pupil = _pupil(world, (grade, since), story, taken, chance)
            pupil.key = f"{1001 + len(rows)}"
            if leaver and place == size:
                pupil.left_on = leaver
            rows.append((Child(pupil, group, grade, since, story), place))
    Pupil.objects.bulk_create(child.pupil for child, _place in rows)
    world.children = [child for child, _place in rows]
    Enrolment.objects.bulk_create(enrolment for child, place in rows for enrolment in _enrolments(world, child, place))


def _grade(world: World, group: str, place: int) -> int:
    if "-" in group or "/" in group:
        grades = group.replace("/", "-").split("-")
        return int(grades[place * len(grades) // SIZES[world.school.name][group]])
    return int(group[0]) + (2 if world.is_flemish else 0)


def _first_year(grade: int, chance: random.Random) -> int:
    if grade >= 4 and chance.random() < LATER_SHARE:
        return chance.choice([2025, 2026])
    return max(2024, 2027 - grade)


def _pupil(world: World, stay: tuple[int, int], story: Story | None, taken: set[str], chance: random.Random) -> Pupil:
    """A pupil by year group and first year here; group 1 began at or after the fourth birthday."""
    grade, since = stay
    if story:
        call_name, prefix, family_name, gender = *story.name, story.gender
    else:
        call_name, prefix, family_name, gender = names.draw(
            names.FLEMISH if world.is_flemish else names.DUTCH, chance, taken
        )
    born = dt.date(2022 - grade, 10, 1) + dt.timedelta(days=chance.randrange(450 if grade == 1 else 365))
    if grade >= 4 and story is None and chance.random() < 0.05:
        born -= dt.timedelta(days=250)  # was given a year more, once
    first_of_all = dt.date(2027 - grade, *world.first_day)
    admitted_on = max(first_of_all, _birthday(born, 4))
    if since > max(2024, 2027 - grade):  # came from another school, some in the course of the year
        admitted_on = chance.choice([world.years[since].starts_on, dt.date(since, 11, 2)])
    return Pupil(
        school=world.school,
        created_at=KNOWN_SINCE,
        call_name=call_name,
        prefix=prefix,
        family_name=family_name,
        birth_date=born,
        year_group=str(grade),
        gender=gender,
        year_3_started_on=dt.date(2029 - grade, *world.first_day) if grade >= 3 else None,
        admitted_on=min(admitted_on, LAST_DAY),
    )


def _birthday(born: dt.date, age: int) -> dt.date:
    leap = (born.month, born.day) == (2, 29)
    return dt.date(born.year + age, 3, 1) if leap else born.replace(year=born.year + age)


def _enrolments(world: World, child: Child, place: int) -> list[Enrolment]:
    """One for each school year the pupil was here; those of past years have ended."""
    rows = []
    for first in range(child.since, 2027):
        if (name := group_name(world, child, first, place)) is None:
            continue
        year = world.years[first]
        rows.append(
            Enrolment(
                school=world.school,
                pupil=child.pupil,
                group=world.groups[first, name],
                starts_on=max(year.starts_on, child.came_on),
                ends_on=year.ends_on if first < 2026 else child.pupil.left_on,
            )
        )
        child.groups[first] = name
    return rows


def group_name(world: World, child: Child, first: int, place: int) -> str | None:
    """The group this child was in; None before the first year group."""
    if first == 2026:
        return child.group
    both = EARLIER[world.school.name][first].get(child.group)
    if both is None or child.grade - (2026 - first) < 1:
        return None
    return both.split()[place % len(both.split())]
