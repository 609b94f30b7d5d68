"""What has to hold and what counts, in whole numbers: the same for everyone, and nothing about a person.

Pupils who are kept together become one item. Items stand in an order of their own data, then of lots, so that the
order in which pupils come in changes nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gezien.needs.clustering.facts import Ask, Kind, Learner
from gezien.needs.clustering.fit import Fit, fit_of

# Points for what counts beside the distance to a cluster (docs/decisions: the proposal of clusters).
MOVE = 120  # a pupil leaves the cluster they stand in only for a fit that is better by more than this
THEME = 25  # for each cluster more in which a need or goal that several pupils share has to be met
CROWD = 60  # for each pupil above a third of the group in a cluster for more instruction or more challenge
UNEVEN = 20  # for each pupil that one of two clusters for the same pupils has more than the other
THEMES = 8  # the most shared needs and goals that count, most pupils first
# Full ties: whoever stands somewhere stays, then lots decide. Together less than one point.
TIE, STAY, LOTS = 1024, 8, 8


@dataclass(frozen=True)
class Item:
    """One pupil, or several who are kept together. `costs` by place: points, None where they may not be."""

    keys: tuple[int, ...]
    costs: tuple[int | None, ...]
    ties: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many pupils."""
        return len(self.keys)


@dataclass(frozen=True)
class Problem:
    """Items to divide over places, by number.

    `sizes`: (least, most) of each place that is used. `apart`: two items never in one place. `themes`: (points,
    items), paid for each place in which one of the items is. `crowds`: (place, above, points) for each pupil more.
    `even`: (one place, other place, points) for each pupil of difference.
    """

    items: tuple[Item, ...]
    sizes: tuple[tuple[int, int], ...]
    most_groups: int
    apart: tuple[tuple[int, int], ...] = ()
    themes: tuple[tuple[int, tuple[int, ...]], ...] = ()
    crowds: tuple[tuple[int, int, int], ...] = ()
    even: tuple[tuple[int, int, int], ...] = ()

    def allows(self, answer: Sequence[int]) -> bool:
        """Whether an answer (a place for each item) respects everything that has to hold."""
        counts = self.counts(answer)
        used = [count for count in counts if count]
        return (
            all(item.costs[place] is not None for item, place in zip(self.items, answer, strict=True))
            and all(not count or low <= count <= high for count, (low, high) in zip(counts, self.sizes, strict=True))
            and len(used) <= self.most_groups
            and all(answer[one] != answer[other] for one, other in self.apart)
        )

    def counts(self, answer: Sequence[int]) -> list[int]:
        """Pupils in each place."""
        counts = [0] * len(self.sizes)
        for item, place in zip(self.items, answer, strict=True):
            counts[place] += item.count
        return counts

    def points(self, answer: Sequence[int]) -> int:
        """What an answer costs, ties left out: the lower the better."""
        counts = self.counts(answer)
        return (
            sum(item.costs[place] or 0 for item, place in zip(self.items, answer, strict=True))
            + sum(points * len({answer[item] for item in items}) for points, items in self.themes)
            + sum(points * max(counts[place] - above, 0) for place, above, points in self.crowds)
            + sum(points * abs(counts[one] - counts[other]) for one, other, points in self.even)
        )

    def ties(self, answer: Sequence[int]) -> int:
        """What decides between answers of the same points."""
        return sum(item.ties[place] for item, place in zip(self.items, answer, strict=True))


def problem_of(ask: Ask, fits: dict[int, Fit] | None = None) -> Problem:
    """The problem of what was asked."""
    fits = fits or {learner.key: fit_of(learner, ask.places) for learner in ask.learners}
    items = sorted(_items(ask, fits), key=lambda item: (item.costs_key, item.ties, item.keys))
    plain = tuple(Item(one.keys, one.costs, one.ties) for one in items)
    at = {key: number for number, item in enumerate(plain) for key in item.keys}
    apart = {tuple(sorted((at[pair.one], at[pair.other]))) for pair in _pairs(ask) if not pair.together}
    return Problem(
        items=plain,
        sizes=tuple((place.least, len(at) if place.most is None else place.most) for place in ask.places),
        most_groups=ask.most_groups or len(ask.places),
        apart=tuple(sorted((low, high) for low, high in apart)),
        themes=_themes(ask, fits, at),
        crowds=_crowds(ask),
        even=_even(ask),
    )


@dataclass(frozen=True)
class _Sortable(Item):
    @property
    def costs_key(self) -> tuple[int, ...]:
        return tuple(-1 if cost is None else cost for cost in self.costs)


def _pairs(ask: Ask) -> list:
    """The pairs of pupils who are both here."""
    here = {learner.key for learner in ask.learners}
    return [pair for pair in ask.pairs if pair.one in here and pair.other in here]


def _items(ask: Ask, fits: dict[int, Fit]) -> list[_Sortable]:
    """Pupils, with those who are kept together as one."""
    root = {learner.key: learner.key for learner in ask.learners}

    def find(key: int) -> int:
        while root[key] != key:
            key = root[key]
        return key

    for pair in _pairs(ask):
        if pair.together:
            one, other = sorted((find(pair.one), find(pair.other)))
            root[other] = one
    together: dict[int, list[Learner]] = defaultdict(list)
    for learner in ask.learners:
        together[find(learner.key)].append(learner)
    return [_item(ask, fits, learners) for learners in together.values()]


def _item(ask: Ask, fits: dict[int, Fit], learners: Sequence[Learner]) -> _Sortable:
    keys = tuple(sorted(learner.key for learner in learners))
    costs: list[int | None] = []
    for place in ask.places:
        own = [cost_of(learner, place.key, fits[learner.key]) for learner in learners]
        costs.append(None if None in own else sum(cost for cost in own if cost is not None))
    ties = tuple(
        sum(
            (0 if learner.stands in (None, place.key) else STAY) + _lot(ask.seed, learner.key, place.key)
            for learner in learners
        )
        for place in ask.places
    )
    return _Sortable(keys, tuple(costs), ties)


def cost_of(learner: Learner, place: int, fit: Fit) -> int | None:
    """The points of a pupil in a cluster: the distance, and leaving where they stand; None where they may not be."""
    if place not in fit.distances or learner.fixed not in (None, place):
        return None
    return fit.distances[place] + (MOVE if learner.stands not in (None, place) else 0)


def _lot(seed: str, key: int, place: int) -> int:
    """A drawn number that stays the same: no name, no trait, and another one for each clustering."""
    return hashlib.blake2b(f"{seed}/{key}/{place}".encode(), digest_size=2).digest()[0] % LOTS


def _themes(ask: Ask, fits: dict[int, Fit], at: dict[int, int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Needs and goals that two or more pupils share; those of most pupils first."""
    shared: dict[tuple[str, str], set[int]] = defaultdict(set)
    for learner in ask.learners:
        for name in themes_of(learner, fits[learner.key]):
            shared[name].add(at[learner.key])
    found = sorted((-len(items), name, tuple(sorted(items))) for name, items in shared.items() if len(items) > 1)
    return tuple((THEME, items) for _count, _name, items in found[:THEMES])


def themes_of(learner: Learner, fit: Fit) -> list[tuple[str, str]]:
    """What a pupil may share with others: the school's words found in the needs, and goals due."""
    words = {word for found in fit.words.values() for word in found}
    return [("word", word) for word in sorted(words)] + [("goal", due.name) for due in learner.due]


def _crowds(ask: Ask) -> tuple[tuple[int, int, int], ...]:
    """Small groups stay small: a third of the group."""
    above = -(-len(ask.learners) // 3)
    small = (Kind.MORE, Kind.CHALLENGE)
    return tuple((number, above, CROWD) for number, place in enumerate(ask.places) if place.kind in small)


def _even(ask: Ask) -> tuple[tuple[int, int, int], ...]:
    """Two clusters for the same pupils."""
    numbered = list(enumerate(ask.places))
    return tuple(
        (one, other, UNEVEN)
        for one, first in numbered
        for other, second in numbered[one + 1 :]
        if (first.kind, first.year_group) == (second.kind, second.year_group) and first.kind != Kind.OWN
    )
