"""Which wishes collide, when no division meets them all: as few as possible, each in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs.clustering.facts import Ask, Learner, Pair
from gezien.needs.clustering.problem import problem_of
from gezien.needs.clustering.solving import solve


@dataclass(frozen=True)
class Wish:
    """Something the teacher asked that can be let go, and how the ask is without it."""

    text: str
    without: Callable[[Ask], Ask]


def homeless(ask: Ask) -> list[Learner]:
    """The pupils for whose year group there is no cluster at all: no wish can be let go for them."""
    open_to = {place.year_group for place in ask.places}
    return [] if "" in open_to else [learner for learner in ask.learners if learner.year_group not in open_to]


def colliding(ask: Ask) -> list[str]:
    """The wishes that do not go together, in words: letting any one of them go helps."""
    wishes = _wishes(ask)
    return [wish.text for wish in _smallest(ask, [], wishes, wishes, is_new=False)] if wishes else []


def _smallest(ask: Ask, kept: list[Wish], among: list[Wish], every: list[Wish], *, is_new: bool) -> list[Wish]:
    """The smallest part of `among` that collides with `kept` (QuickXplain: halves, so few questions to the solver)."""
    if is_new and not _is_possible(ask, kept, every):
        return []
    if len(among) == 1:
        return among
    half = len(among) // 2
    first, second = among[:half], among[half:]
    late = _smallest(ask, kept + first, second, every, is_new=bool(first))
    early = _smallest(ask, kept + late, first, every, is_new=bool(late))
    return early + late


def _is_possible(ask: Ask, kept: Sequence[Wish], every: Sequence[Wish]) -> bool:
    """Whether a division exists that meets the wishes that are kept."""
    for wish in every:
        if wish not in kept:
            ask = wish.without(ask)
    return solve(problem_of(ask), only_feasible=True) is not None


def _wishes(ask: Ask) -> list[Wish]:
    """What can be let go, in the order of the page."""
    return [*_about_groups(ask), *_about_sizes(ask), *_about_pupils(ask), *_about_pairs(ask)]


def _about_groups(ask: Ask) -> list[Wish]:
    if not ask.most_groups:
        return []
    text = ngettext("at most %(count)s group", "at most %(count)s groups", ask.most_groups)
    return [Wish(text % {"count": ask.most_groups}, lambda one: replace(one, most_groups=0))]


def _about_sizes(ask: Ask) -> list[Wish]:
    found = []
    for place in ask.places:
        if place.least:
            text = _("%(cluster)s: at least %(count)s") % {"cluster": place.name, "count": place.least}
            found.append(Wish(text, lambda one, key=place.key: _resized(one, key, "least")))  # type: ignore[misc]
        if place.most is not None:
            text = _("%(cluster)s: at most %(count)s") % {"cluster": place.name, "count": place.most}
            found.append(Wish(text, lambda one, key=place.key: _resized(one, key, "most")))  # type: ignore[misc]
    return found


def _resized(ask: Ask, key: int, limit: str) -> Ask:
    """Without the lower or upper limit of one cluster."""
    free = {"least": 0} if limit == "least" else {"most": None}
    places = tuple(replace(place, **free) if place.key == key else place for place in ask.places)
    return replace(ask, places=places)


def _about_pupils(ask: Ask) -> list[Wish]:
    names = {place.key: place.name for place in ask.places}
    return [
        Wish(
            _("%(pupil)s stays in %(cluster)s") % {"pupil": learner.name, "cluster": names.get(learner.fixed, "")},
            lambda one, key=learner.key: replace(  # type: ignore[misc]
                one, learners=tuple(replace(who, fixed=None) if who.key == key else who for who in one.learners)
            ),
        )
        for learner in ask.learners
        if learner.fixed is not None
    ]


def _about_pairs(ask: Ask) -> list[Wish]:
    names = {learner.key: learner.name for learner in ask.learners}
    return [
        Wish(
            pair_in_words(pair, names),
            lambda one, gone=pair: replace(one, pairs=tuple(p for p in one.pairs if p != gone)),  # type: ignore[misc]
        )
        for pair in ask.pairs
        if pair.one in names and pair.other in names
    ]


def pair_in_words(pair: Pair, names: dict[int, str]) -> str:
    """ "Cato and Dries apart"."""
    text = _("%(one)s and %(other)s together") if pair.together else _("%(one)s and %(other)s apart")
    return text % {"one": names[pair.one], "other": names[pair.other]}
