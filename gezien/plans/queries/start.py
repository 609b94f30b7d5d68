"""What somebody sees before drawing up a plan: what it will start from, and where each text comes from."""

from dataclasses import dataclass

from gezien.plans.queries.basis import Basis
from gezien.plans.queries.goal_proposal import MOST_GOALS, ProposedGoal
from gezien.plans.queries.proposal import FIELDS, Proposed, ProposedRow, propose, propose_general
from gezien.plans.words import LABELS, enumerated, time_in_words


@dataclass(frozen=True, slots=True)
class StartText:
    """One field that will be filled."""

    label: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class StartRow:
    """One cluster with what its row starts with; `empty` names the fields that stay to be written, `more`
    counts the goals that are offered in the plan itself.
    """

    name: str
    count: int
    pupils: str
    goals: tuple[ProposedGoal, ...]
    more: int
    texts: tuple[StartText, ...]
    time: str
    time_source: str
    empty: str


@dataclass(frozen=True, slots=True)
class Start:
    """What a new plan starts from. `is_clustered` False: its clusters will be the school's own, without pupils."""

    rows: tuple[StartRow, ...]
    general: Proposed
    is_clustered: bool
    missing: str
    missing_count: int


def starting_point(basis: Basis) -> Start:
    """What a plan drawn up now would start from."""
    missing = basis.without_cluster()
    return Start(
        rows=tuple(_row(basis, proposed) for proposed in propose(basis)),
        general=propose_general(basis),
        is_clustered=basis.is_clustered,
        missing=enumerated([basis.names[pupil.pk] for pupil in missing]),
        missing_count=len(missing),
    )


def _row(basis: Basis, proposed: ProposedRow) -> StartRow:
    filled = [name for name in FIELDS if proposed.texts[name].text]
    return StartRow(
        name=proposed.cluster.name,
        count=len(proposed.cluster.pupil_ids),
        pupils=enumerated([basis.names[pk] for pk in proposed.cluster.pupil_ids], most=40),
        goals=proposed.goals[:MOST_GOALS],
        more=len(proposed.goals[MOST_GOALS:]),
        texts=tuple(
            StartText(str(LABELS[name]), proposed.texts[name].text, proposed.texts[name].source) for name in filled
        ),
        time=time_in_words(proposed.minutes_a_week, proposed.times_a_week),
        time_source=proposed.time_source,
        empty=enumerated([str(LABELS[name]).lower() for name in FIELDS if name not in filled]),
    )
