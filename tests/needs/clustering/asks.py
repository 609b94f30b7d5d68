"""Groups to divide, drawn at random, and the wishes of a teacher."""

import random

from gezien.needs.clustering import Ask, Due, Kind, Learner, Pair, Place

WORDS = (("stap voor stap", "voordoen"), ("samen starten",), ("eigen vraag", "verrijking"), ("woorden",), ("project",))
KINDS = (Kind.MORE, Kind.BASIC, Kind.CHALLENGE, Kind.MORE, Kind.OWN)


def random_ask(seed: int, pupils: int, clusters: int, *, wishes: bool = True, most: int = 0) -> Ask:
    """A group with figures that say little by themselves: harder to divide than a real one."""
    dice = random.Random(seed)  # noqa: S311 - a test
    every = [word for words in WORDS[:clusters] for word in words]
    places = tuple(
        Place(
            key=100 + number,
            name=f"Cluster {number}",
            kind=KINDS[number],
            words=WORDS[number],
            least=dice.choice((0, 1, 2)) if wishes else 0,
            most=dice.choice((None, pupils // 2 + 1, pupils)) if wishes else None,
        )
        for number in range(clusters)
    )
    learners = tuple(
        Learner(
            key=number,
            name=f"Kind {number}",
            standing=dice.choice((None, round(dice.random(), 2), 0.1, 0.9)),
            level="III",
            growth=dice.choice((None, -1.0, 0.5, 1.0)),
            needs=tuple(dice.sample(every, dice.choice((0, 0, 1, 2)))),
            hindering=tuple(dice.sample(every, dice.choice((0, 0, 1)))),
            due=tuple(Due(goal, f"doel {goal}") for goal in range(3) if dice.random() < 0.2),
            stands=dice.choice((None, *(place.key for place in places))),
            fixed=dice.choice(places).key if wishes and dice.random() < 0.1 else None,
        )
        for number in range(pupils)
    )
    pairs = tuple(
        Pair(*dice.sample(range(pupils), 2), together=dice.random() < 0.3) for _ in range(pupils // 3) if wishes
    )
    return Ask(learners, places, pairs, most, seed="test")
