"""What stimulates and what hinders: strengths for everyone who has a line at all, always first."""

import datetime as dt

from gezien.demo.days import school_day
from gezien.demo.factor_texts import HINDRANCES, STRENGTHS, YOUNGEST_HINDRANCES, YOUNGEST_STRENGTHS
from gezien.demo.stories import ARITHMETIC, ATTITUDE, HOME, LANGUAGE, SOCIAL
from gezien.demo.world import Child, World
from gezien.notes.models import Factor


def add_factors(world: World) -> None:
    """Stories as told; of the others most have one to three strengths, and about half of those a hindrance."""
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
            rows += [_factor(world, child, chance, direction, line) for line in lines]
    Factor.objects.bulk_create(rows)


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


def _factor(world: World, child: Child, chance, direction: str, line: tuple[str, str, str]) -> Factor:
    domain, source, text = line
    return Factor(
        school=world.school,
        pupil=child.pupil,
        direction=direction,
        domain=domain,
        source=source,
        text=text,
        can_be_influenced=source != HOME,
        noted_on=school_day(chance, max(dt.date(2026, 8, 31), child.came_on), dt.date(2027, 1, 29)),
        author=world.writer(2026, child.group, chance.randrange(4)),
    )
