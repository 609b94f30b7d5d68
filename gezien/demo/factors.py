"""What stimulates and what hinders: strengths for everyone who has a line at all, always first."""

import datetime as dt

from gezien.demo.days import school_day
from gezien.demo.stories import ARITHMETIC, ATTITUDE, CHILD, EDUCATION, HOME, LANGUAGE, SOCIAL
from gezien.demo.world import Child, World
from gezien.notes.models import Factor

# domain, source, text
STRENGTHS = [
    (LANGUAGE, CHILD, "leest graag dieren- en avonturenboeken"),
    (LANGUAGE, CHILD, "vertelt beeldend"),
    (LANGUAGE, CHILD, "grote woordenschat"),
    (LANGUAGE, CHILD, "onthoudt rijtjes en versjes snel"),
    (LANGUAGE, CHILD, "schrijft graag eigen verhalen"),
    (LANGUAGE, EDUCATION, "bloeit op bij hardop samen lezen"),
    (LANGUAGE, HOME, "gaat elke week naar de bibliotheek"),
    (ARITHMETIC, CHILD, "ziet snel patronen"),
    (ARITHMETIC, CHILD, "rekent handig met geld"),
    (ARITHMETIC, CHILD, "legt de eigen oplossing helder uit"),
    (ARITHMETIC, CHILD, "sterk in meten en bouwen"),
    (ARITHMETIC, EDUCATION, "leert veel van materiaal in handen"),
    (ATTITUDE, CHILD, "doorzetter"),
    (ATTITUDE, CHILD, "nieuwsgierig"),
    (ATTITUDE, CHILD, "begint meteen"),
    (ATTITUDE, CHILD, "werkt netjes en met plezier"),
    (ATTITUDE, CHILD, "vraagt op tijd om hulp"),
    (ATTITUDE, EDUCATION, "werkt goed met een dagtaak"),
    (ATTITUDE, EDUCATION, "groeit van gerichte complimenten"),
    (SOCIAL, CHILD, "hulpvaardig"),
    (SOCIAL, CHILD, "humor"),
    (SOCIAL, CHILD, "neemt makkelijk contact"),
    (SOCIAL, CHILD, "komt op voor een ander"),
    (SOCIAL, CHILD, "rustig en vriendelijk"),
    (SOCIAL, EDUCATION, "vaste maatjes in de groep"),
    (SOCIAL, HOME, "ouders helpen graag mee"),
]
HINDRANCES = [
    (LANGUAGE, CHILD, "leest snel, mist details"),
    (LANGUAGE, CHILD, "woordenschat bij zaakvakken"),
    (LANGUAGE, CHILD, "tempo bij het lezen"),
    (LANGUAGE, CHILD, "werkwoorden en verdubbeling"),
    (LANGUAGE, EDUCATION, "teksten die te lang zijn"),
    (ARITHMETIC, CHILD, "automatiseren"),
    (ARITHMETIC, CHILD, "verhaaltjessommen"),
    (ARITHMETIC, CHILD, "slaat tussenstappen over"),
    (ARITHMETIC, EDUCATION, "veel soorten sommen door elkaar"),
    (ATTITUDE, CHILD, "start moeilijk"),
    (ATTITUDE, CHILD, "snel afgeleid bij zelfstandig werken"),
    (ATTITUDE, CHILD, "geeft snel op als het lastig wordt"),
    (ATTITUDE, CHILD, "kijkt eigen werk niet na"),
    (ATTITUDE, EDUCATION, "veel opdrachten tegelijk"),
    (ATTITUDE, EDUCATION, "plek midden in de klas"),
    (SOCIAL, CHILD, "zegt weinig in de kring"),
    (SOCIAL, CHILD, "moeite met verliezen"),
    (SOCIAL, CHILD, "vindt overgangen lastig"),
    (SOCIAL, HOME, "drukke middagen na school"),
]


def add_factors(world: World) -> None:
    """Stories as told; of the others about half have one to three strengths, and some a hindrance."""
    rows = []
    for child in world.children:
        chance = child.chance("factors")
        if child.story:
            strengths, hindrances = child.story.strengths, child.story.hindrances
        elif chance.random() < 0.56:
            strengths, hindrances = _choose(child, chance)
        else:
            continue
        for direction, lines in (("stimulating", strengths), ("hindering", hindrances)):
            rows += [_factor(world, child, chance, direction, line) for line in lines]
    Factor.objects.bulk_create(rows)


def _choose(child: Child, chance) -> tuple[list, list]:
    """Strengths follow what the child is good at, hindrances what is hard."""
    weak = min(child.talent.values(), default=0) < -0.5
    strengths = chance.sample(_fitting(child, STRENGTHS, strongest=True), chance.choice([1, 1, 2, 2, 3]))
    count = chance.choice([1, 1, 2]) if weak else chance.choice([0, 0, 1])
    return strengths, chance.sample(_fitting(child, HINDRANCES, strongest=False), count)


def _fitting(child: Child, lines: list, *, strongest: bool) -> list:
    """Lines for the child's age, in its two strongest or weakest domains."""
    domains = {
        LANGUAGE: child.talent.get("begrijpend-lezen", 0),
        ARITHMETIC: child.talent.get("rekenen", 0),
        ATTITUDE: child.talent.get("werkhouding", 0),
        SOCIAL: child.talent.get("sociaal-emotioneel", 0),
    }
    if child.grade < 3:
        lines = [line for line in lines if line[0] in (ATTITUDE, SOCIAL)]
    ranked = sorted(domains, key=domains.get, reverse=strongest)
    chosen = [line for line in lines if line[0] in ranked[:2]]
    return chosen if len(chosen) >= 3 else lines


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
        noted_on=school_day(chance, max(dt.date(2026, 8, 31), child.pupil.admitted_on), dt.date(2027, 1, 29)),
        author=world.writer(2026, child.group, chance.randrange(4)),
    )
