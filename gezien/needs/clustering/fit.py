"""How far a pupil stands from each cluster, in points, and on what that rests.

A pupil's *asking* runs from 0 (more challenge) to 1 (more instruction). It begins with the place among peers; growth,
signals and goals due shift it. A cluster has its place on the same line by its kind. Words of the school that stand in
the pupil's needs and factors bring a cluster nearer. 1000 points are the whole line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs.clustering.facts import Kind, Learner, Place

# Where each kind stands on the line; between two of them lies the border at a quarter and three quarters.
STANDS = {Kind.MORE: 1.0, Kind.BASIC: 0.5, Kind.CHALLENGE: 0.0}
# A cluster of the school's own kind lies this far from everyone; its words bring it nearer.
OWN = 400
UNKNOWN = 0.5  # without a result: the middle, and marked as such
GROWTH, SIGNAL, DUE, DUE_MOST = 0.10, 0.05, 0.05, 0.15
NEED, NEED_MORE, FACTOR = 300, 50, 60


@dataclass(frozen=True)
class Reason:
    """Something that speaks for a place on the line or for a cluster, in words."""

    text: str
    weight: float


@dataclass(frozen=True)
class Fit:
    """One pupil and all clusters: `asking`, what it rests on, and by cluster the distance and the words found."""

    asking: float
    reasons: tuple[Reason, ...]
    distances: dict[int, int]
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)


def fit_of(learner: Learner, places: Sequence[Place]) -> Fit:
    """The distances of one pupil; a cluster for another year group is left out."""
    reasons = _reasons(learner)
    start = UNKNOWN if learner.standing is None else learner.standing
    asking = min(max(start + sum(reason.weight for reason in reasons), 0.0), 1.0)
    open_to = [place for place in places if place.year_group in ("", learner.year_group)]
    found = {place.key: _words(place, learner.needs) for place in open_to}
    distances = {place.key: _distance(asking, place, found[place.key], learner) for place in open_to}
    return Fit(asking, tuple(reasons), distances, {key: words for key, words in found.items() if words})


def _reasons(learner: Learner) -> list[Reason]:
    """What shifts a pupil from the place their level gives."""
    found = []
    if learner.growth:
        text = _("grew less than most of the group") if learner.growth < 0 else _("grew more than most of the group")
        found.append(Reason(text, -GROWTH * learner.growth))
    if learner.support:
        found.append(Reason(_("signal: %(signal)s") % {"signal": learner.support}, SIGNAL))
    if learner.challenge:
        found.append(Reason(_("signal: %(signal)s") % {"signal": learner.challenge}, -SIGNAL))
    if learner.due:
        text = ngettext(
            "%(count)s goal of this period asks for instruction beforehand",
            "%(count)s goals of this period ask for instruction beforehand",
            len(learner.due),
        )
        found.append(Reason(text % {"count": len(learner.due)}, min(DUE * len(learner.due), DUE_MOST)))
    return found


def _distance(asking: float, place: Place, words: Sequence[str], learner: Learner) -> int:
    """From 0; what the school's words take off cannot make it less."""
    points = OWN if place.kind == Kind.OWN else round(abs(asking - STANDS[place.kind]) * 1000)
    if words:
        points -= NEED + NEED_MORE * min(len(words) - 1, 2)
    if _words(place, learner.stimulating):
        points -= FACTOR
    if _words(place, learner.hindering):
        points += FACTOR if place.kind == Kind.CHALLENGE else -FACTOR
    return max(points, 0)


def _words(place: Place, texts: Sequence[str]) -> tuple[str, ...]:
    """The words of a cluster that stand in these texts, as whole words or their beginning."""
    return tuple(word for word in place.words if any(_stands_in(word, text) for text in texts))


@lru_cache(maxsize=8192)
def _stands_in(word: str, text: str) -> bool:
    plain = " ".join(word.casefold().split())
    return bool(plain) and re.search(rf"\b{re.escape(plain)}", " ".join(text.casefold().split())) is not None
