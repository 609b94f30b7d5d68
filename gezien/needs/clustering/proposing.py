"""The proposal: who stands where, why, how far from elsewhere, and what would change by a move."""

import hashlib
from dataclasses import dataclass

from gezien.needs.clustering.conflicts import colliding, homeless
from gezien.needs.clustering.explain import Change, Explained
from gezien.needs.clustering.facts import Ask
from gezien.needs.clustering.fit import fit_of
from gezien.needs.clustering.problem import problem_of
from gezien.needs.clustering.solving import solve


@dataclass(frozen=True)
class Proposed:
    """One pupil in the proposal.

    `why` rests on the pupil's own data; `limit` tells which wish or limit counted and may name another pupil: only
    for who may divide the group, never kept. `doubt` is empty when the place is clear. `distances` by cluster.
    """

    pupil: int
    place: int
    why: str
    limit: str
    doubt: str
    distances: dict[int, int]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Proposal:
    """What came of an ask. Without `placed`: `collisions` are the wishes that collide, or `homeless` has no cluster."""

    placed: dict[int, Proposed]
    proven: bool = False
    points: int = 0
    seconds: float = 0.0
    collisions: tuple[str, ...] = ()
    homeless: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Changes as soon as anybody's place does: taking over takes over what was seen."""
        text = ",".join(f"{key}:{one.place}" for key, one in sorted(self.placed.items()))
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def propose(ask: Ask) -> Proposal:
    """The best division of the pupils over the clusters, with its proof and its reasons."""
    if not ask.learners or not ask.places:
        return Proposal({})
    if alone := homeless(ask):
        return Proposal({}, homeless=tuple(learner.name for learner in alone))
    fits = {learner.key: fit_of(learner, ask.places) for learner in ask.learners}
    problem = problem_of(ask, fits)
    answer = solve(problem)
    if answer is None:
        return Proposal({}, collisions=tuple(colliding(ask)))
    explained = Explained(ask, fits, problem, answer.places)
    return Proposal(
        placed={key: _proposed(explained, key) for key in fits},
        proven=answer.proven,
        points=answer.points,
        seconds=answer.seconds,
    )


def _proposed(explained: Explained, key: int) -> Proposed:
    return Proposed(
        pupil=key,
        place=explained.place_of(key).key,
        why=explained.why(key),
        limit=explained.limit(key),
        doubt=explained.doubt(key),
        distances=explained.fits[key].distances,
        changes=tuple(explained.changes(key)),
    )
