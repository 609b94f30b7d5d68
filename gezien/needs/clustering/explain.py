"""Why somebody stands somewhere, in sentences, and what a move would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs.clustering.conflicts import pair_in_words
from gezien.needs.clustering.facts import Ask, Learner, Place
from gezien.needs.clustering.fit import Fit
from gezien.needs.clustering.problem import Problem, themes_of

# Who is nearer than this to another cluster is a matter of judgement: 1000 points are the whole line.
DOUBT = 100


@dataclass(frozen=True)
class Change:
    """What moving one pupil to another cluster does: points, and what no longer holds."""

    place: int
    name: str
    points: int
    counts: tuple[int, int]  # pupils left behind, pupils there
    broken: tuple[str, ...]


class Explained:
    """An answer, to be asked about each pupil."""

    def __init__(self, ask: Ask, fits: dict[int, Fit], problem: Problem, answer: Sequence[int]):
        self.ask, self.fits, self.problem, self.answer = ask, fits, problem, list(answer)
        self.learners = {learner.key: learner for learner in ask.learners}
        self.at = {key: number for number, item in enumerate(problem.items) for key in item.keys}
        self.counts = problem.counts(answer)
        self.points = problem.points(answer)

    def place_of(self, key: int) -> Place:
        """Where a pupil stands in the answer."""
        return self.ask.places[self.answer[self.at[key]]]

    def why(self, key: int) -> str:
        """What speaks for this cluster, from the pupil's own data."""
        learner, fit, place = self.learners[key], self.fits[key], self.place_of(key)
        parts = [learner.level or _("no result yet")]
        parts += [reason.text for reason in sorted(fit.reasons, key=lambda reason: -abs(reason.weight))]
        if words := fit.words.get(place.key):
            parts.append(_("needs %(words)s") % {"words": ", ".join(f"“{word}”" for word in words)})
        parts += self._shared(learner, place)
        if learner.stands == place.key:
            parts.append(_("stood here already"))
        text = "; ".join(parts)
        return f"{text[:1].upper()}{text[1:]}."

    def _shared(self, learner: Learner, place: Place) -> Iterator[str]:
        """A goal due that others in this cluster have too."""
        mine = dict.fromkeys(due.name for due in learner.due)
        for name in list(mine)[:1]:
            others = [
                other
                for other in self.ask.learners
                if other.key != learner.key
                and self.place_of(other.key) == place
                and ("goal", name) in themes_of(other, self.fits[other.key])
            ]
            if others:
                text = ngettext(
                    "%(count)s other here has the goal “%(goal)s”",
                    "%(count)s others here have the goal “%(goal)s”",
                    len(others),
                )
                yield text % {"count": len(others), "goal": name}

    def limit(self, key: int) -> str:
        """Why not the nearest cluster; empty for who stands in it."""
        learner, fit, here = self.learners[key], self.fits[key], self.place_of(key)
        if learner.fixed is not None:
            return _("Fixed by the teacher.")
        nearest = min(fit.distances, key=lambda place: (fit.distances[place], place != here.key))
        if nearest == here.key:
            return ""
        change = next(one for one in self.changes(key) if one.place == nearest)
        because = change.broken or (self._soft(learner, here),)
        return _("Nearer to %(cluster)s, but: %(because)s.") % {"cluster": change.name, "because": "; ".join(because)}

    def _soft(self, learner: Learner, here: Place) -> str:
        """What counted, when nothing forbids the nearest cluster."""
        if len(self.problem.items[self.at[learner.key]].keys) > 1:
            return _("kept together with another pupil")
        if learner.stands == here.key:
            return _("stood here already, and the difference is small")
        return _("that cluster becomes large, or a shared goal would be met in two places")

    def doubt(self, key: int) -> str:
        """Why a pupil is on the border; empty when the place is clear."""
        learner, fit, here = self.learners[key], self.fits[key], self.place_of(key)
        if learner.fixed is not None:
            return ""
        if learner.standing is None and not fit.words:
            return _("no result and no named need: you know more than the figures")
        if self._same_elsewhere(key):
            return _("on the figures the same as a pupil in another cluster: choose yourself")
        others = {place.key: place.name for place in self.ask.places if place.key in fit.distances}
        others.pop(here.key)
        near = [place for place in others if fit.distances[place] - fit.distances[here.key] < DOUBT]
        if not near:
            return ""
        nearest = min(near, key=lambda place: fit.distances[place])
        gap = fit.distances[nearest] - fit.distances[here.key]
        text = _("nearer to %(cluster)s") if gap < 0 else _("almost as near to %(cluster)s")
        return text % {"cluster": others[nearest]}

    def _same_elsewhere(self, key: int) -> bool:
        """Whether lots decided: somebody with the same costs stands elsewhere."""
        own = self.at[key]
        item = self.problem.items[own]
        return any(
            other.costs == item.costs and other.count == item.count and self.answer[number] != self.answer[own]
            for number, other in enumerate(self.problem.items)
        )

    def changes(self, key: int) -> list[Change]:
        """What a move to each of the other clusters would change, the others staying where they are."""
        own, found = self.at[key], []
        here = self.answer[own]
        for number, place in enumerate(self.ask.places):
            if number == here or place.key not in self.fits[key].distances:
                continue
            moved = list(self.answer)
            moved[own] = number
            counts = self.problem.counts(moved)
            found.append(
                Change(
                    place=place.key,
                    name=place.name,
                    points=self.problem.points(moved) - self.points,
                    counts=(counts[here], counts[number]),
                    broken=tuple(self._broken(key, here, number, moved)),
                )
            )
        return found

    def _broken(self, key: int, here: int, there: int, moved: Sequence[int]) -> Iterator[str]:
        """The wishes that no longer hold after a move."""
        counts, places = self.problem.counts(moved), self.ask.places
        least, most = self.problem.sizes[here][0], self.problem.sizes[there][1]
        if counts[there] > most:
            yield _("%(cluster)s has at most %(count)s") % {"cluster": places[there].name, "count": most}
        if 0 < counts[here] < least:
            yield _("%(cluster)s has at least %(count)s") % {"cluster": places[here].name, "count": least}
        if counts[there] < places[there].least:
            yield _("%(cluster)s has at least %(count)s") % {
                "cluster": places[there].name,
                "count": places[there].least,
            }
        if sum(map(bool, counts)) > self.problem.most_groups:
            yield ngettext("at most %(count)s group", "at most %(count)s groups", self.problem.most_groups) % {
                "count": self.problem.most_groups
            }
        names = {learner.key: learner.name for learner in self.ask.learners}
        together = set(self.problem.items[self.at[key]].keys)
        for pair in self.ask.pairs:
            if pair.together or pair.one not in names or pair.other not in names:
                continue
            if {pair.one, pair.other} & together and moved[self.at[pair.one]] == moved[self.at[pair.other]]:
                yield pair_in_words(pair, names)
