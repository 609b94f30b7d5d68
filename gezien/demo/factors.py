"""What stimulates and what hinders: strengths for everyone who has a line at all, always first."""

import datetime as dt

from gezien.demo.days import school_day
from gezien.demo.factor_texts import HINDRANCES, STRENGTHS, YOUNGEST_HINDRANCES, YOUNGEST_STRENGTHS
from gezien.demo.stories import ARITHMETIC, ATTITUDE, CHILD, EDUCATION, HOME, LANGUAGE, SOCIAL
from gezien.demo.world import Child, World
from gezien.notes.models import Factor, FactorDomain, FactorSource

FIRST_DAY, LAST_DAY = dt.date(2026, 8, 31), dt.date(2027, 1, 29)
LAST_YEAR = (dt.date(2025, 9, 8), dt.date(2026, 6, 26))
# Where a factor of the demo lies, in the words a new school begins with.
SOURCES = {CHILD: "child", EDUCATION: "teacher", HOME: "home", "group": "group", "school": "school"}
# What no longer holds: direction, domain, source, text.
OUTGROWN = [
    ("hindering", ATTITUDE, CHILD, "durft nog niet te beginnen"),
    ("hindering", SOCIAL, CHILD, "afscheid nemen 's ochtends"),
    ("hindering", LANGUAGE, CHILD, "verwisselt b en d"),
    ("hindering", ARITHMETIC, CHILD, "telt op de vingers tot twintig"),
    ("stimulating", SOCIAL, EDUCATION, "zit naast een vast maatje"),
]
# What some have besides, about moving and about the group and the school they are in.
BESIDES = [
    ("stimulating", "motor", CHILD, "klautert en danst graag"),
    ("stimulating", "motor", CHILD, "schrijft vloeiend"),
    ("hindering", "motor", CHILD, "schrijft met verkrampte hand"),
    ("stimulating", SOCIAL, "group", "hoort er helemaal bij in deze groep"),
    ("hindering", ATTITUDE, "group", "drukke tafelgroep"),
    ("stimulating", ATTITUDE, "school", "gaat graag naar de schooltuin"),
]


def add_factors(world: World) -> None:
    """Stories as told; of the others most have one to three strengths, and about half of those a hindrance.

    About a quarter dates from last year: some were confirmed since, the others ask whether they still hold. Now and
    then something was outgrown.
    """
    words = _words(world)
    rows = []
    for child in world.children:
        chance = child.chance("factors")
        if child.story:
            strengths, hindrances = child.story.strengths, child.story.hindrances
        elif chance.random() < 0.7:
            strengths, hindrances = _choose(child, chance)
        else:
            continue
        for direction, lines in (("stimulating", strengths), ("hindering", hindrances)):
            made = [_made(world, words, child, (direction, *line)) for line in lines]
            rows += [_dated(world, child, chance, factor) for factor in made]
        rows += _outgrown(world, words, child)
        if not child.story and (besides := child.chance("factor besides")).random() < 0.18:
            factor = _made(world, words, child, besides.choice(BESIDES))
            rows.append(_dated(world, child, besides, factor))
    Factor.objects.bulk_create(rows)


def _words(world: World) -> tuple[dict[str, FactorDomain], dict[str, FactorSource]]:
    """The school's domains and sources by code."""
    domains = {row.code: row for row in FactorDomain.objects.filter(school=world.school)}
    return domains, {row.code: row for row in FactorSource.objects.filter(school=world.school)}


def _choose(child: Child, chance) -> tuple[list, list]:
    """Strengths follow what the child is good at, hindrances what is hard."""
    strong, weak = (STRENGTHS, HINDRANCES) if child.grade >= 3 else (YOUNGEST_STRENGTHS, YOUNGEST_HINDRANCES)
    strengths = chance.sample(_fitting(child, strong, strongest=True), chance.choice([1, 1, 2, 2, 3]))
    has_it_hard = min(child.talent.values(), default=0) < -0.5
    count = chance.choice([1, 1, 2]) if has_it_hard else chance.choice([0, 0, 1])
    return strengths, chance.sample(_fitting(child, weak, strongest=False), count)


def _fitting(child: Child, lines: list, *, strongest: bool) -> list:
    """Lines in the three domains in which the child is strongest, or the two in which it is weakest."""
    domains = {
        LANGUAGE: child.talent.get("begrijpend-lezen", 0),
        ARITHMETIC: child.talent.get("rekenen", 0),
        ATTITUDE: child.talent.get("werkhouding", 0),
        SOCIAL: child.talent.get("sociaal-emotioneel", 0),
    }
    ranked = sorted(domains, key=lambda domain: domains[domain], reverse=strongest)[: 3 if strongest else 2]
    return [line for line in lines if line[0] in ranked]


def _dated(world: World, child: Child, chance, factor: Factor) -> Factor:
    """When it was noted and by whom; about a quarter last year, of which some were confirmed this year."""
    factor.noted_on = school_day(chance, max(FIRST_DAY, child.came_on), LAST_DAY)
    factor.author = world.writer(2026, child.group, chance.randrange(4))
    age = child.chance(f"age of {factor.text}")
    if child.came_on < LAST_YEAR[0] and age.random() < 0.28:
        this_year, factor.noted_on = factor.noted_on, school_day(age, *LAST_YEAR)
        factor.confirmed_on = this_year if age.random() < 0.4 else None
    return factor


def _outgrown(world: World, words, child: Child) -> list[Factor]:
    """What was noted last year and no longer holds, for a few of those who were here then."""
    chance = child.chance("outgrown factor")
    if child.grade < 4 or child.came_on >= LAST_YEAR[0] or chance.random() > 0.2:
        return []
    factor = _made(world, words, child, chance.choice(OUTGROWN))
    factor.noted_on, factor.ended_on = school_day(chance, *LAST_YEAR), school_day(chance, FIRST_DAY, LAST_DAY)
    factor.author = world.writer(2026, child.group)
    return [factor]


def _made(world: World, words, child: Child, line: tuple[str, str, str, str]) -> Factor:
    """Direction, domain, source and text as a factor without a day."""
    direction, domain, source, text = line
    domains, sources = words
    return Factor(
        school=world.school,
        pupil=child.pupil,
        direction=direction,
        domain=domains[domain],
        source=sources[SOURCES[source]],
        text=text,
        can_be_influenced=source != HOME,
    )
