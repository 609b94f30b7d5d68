"""The goals a row may start with: not reached before, from the needs, crucial moments, the ambition of the school."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from gezien.needs.models import Cluster
from gezien.plans.models import Goal, PlanRow
from gezien.plans.queries.basis import Basis, ClusterFacts
from gezien.plans.queries.figures import standing
from gezien.plans.queries.goals import KnownGoal, carry_over
from gezien.plans.words import enumerated, from_period
from gezien.results.models import Instrument

# More goals than this in one row are read by nobody: a new plan starts with the first, the others are offered.
MOST_GOALS = 4


@dataclass(frozen=True, slots=True)
class ProposedGoal:
    """A goal that may stand in a row, with where it comes from. Never more than is known: no target is made up.

    `key` names it among the offers of its row. `names`: whose needs it came from.
    """

    key: str
    text: str
    source: str
    names: tuple[str, ...] = ()
    needs: tuple[int, ...] = ()
    learning_goal: int | None = None
    carried_from: int | None = None
    measure: str = ""
    instrument: int | None = None
    score_type: str = ""
    level: str = ""
    current: Decimal | None = None
    target: Decimal | None = None


def proposed_goals(basis: Basis, cluster: ClusterFacts, before: PlanRow | None) -> list[ProposedGoal]:
    """Every goal that is known to fit this cluster, what matters most first; each said once.

    What was not reached in the period before, the needs of the pupils, the crucial goals of the period (not where more
    challenge is asked), the ambition of the school (for the group that follows the basis). What the plan before it said
    and nobody judged comes first where nothing else is known of the pupils, and last otherwise.
    """
    earlier = basis.goals.get(before.pk, []) if before else []
    known = [*_not_reached(basis, cluster, earlier), *_from_needs(basis, cluster)]
    agreed = [*_education(basis, cluster), *_crucial(basis, cluster), *_ambition(basis, cluster)]
    unjudged = list(_unjudged(basis, cluster, earlier))
    ordered = [*known, *agreed, *unjudged] if known else [*unjudged, *agreed]
    return list({same(goal.text): goal for goal in reversed(ordered)}.values())[::-1]


def _not_reached(basis: Basis, cluster: ClusterFacts, earlier: list[KnownGoal]) -> Iterator[ProposedGoal]:
    """What pupils of this cluster did not reach before, wherever they were then; those of the same cluster first.

    A pupil takes an unreached goal along to another cluster. While nobody has a place, what goes along goes by name.
    """
    period = from_period(basis.previous[0].plan.period) if basis.previous else ""
    if not cluster.pupil_ids:
        for known in carry_over(earlier):
            yield _again(basis, cluster, known, f"{period}: {known.outcome}", target=known.goal.target)
        return
    others = [known for row in basis.previous for known in basis.goals.get(row.pk, []) if known not in earlier]
    for known in carry_over([*earlier, *others]):
        behind = tuple(basis.names[pk] for pk in cluster.pupil_ids if pk in known.unreached)
        if behind:
            source = f"{period}: {known.outcome}; {_('not by %(names)s') % {'names': enumerated(list(behind))}}"
            yield _again(basis, cluster, known, source, target=known.goal.target, names=behind)


def _unjudged(basis: Basis, cluster: ClusterFacts, earlier: list[KnownGoal]) -> Iterator[ProposedGoal]:
    """Goals of the plan before of which nobody said what came of them: their target was for then."""
    for known in earlier:
        if not known.judged and known.goal.text.strip():
            yield _again(basis, cluster, known, from_period(basis.previous[0].plan.period), target=None)


def _again(
    basis: Basis,
    cluster: ClusterFacts,
    known: KnownGoal,
    source: str,
    *,
    target: Decimal | None,
    names: tuple[str, ...] = (),
) -> ProposedGoal:
    goal = known.goal
    instrument = next((one for one in basis.instruments if one.pk == goal.instrument_id), None)
    return ProposedGoal(
        key=f"carry-{goal.pk}",
        text=goal.text,
        source=source,
        names=names,
        needs=tuple(sorted(known.needs)),
        learning_goal=min(known.learning_goals, default=None),
        carried_from=goal.pk,
        measure=goal.measure,
        instrument=instrument.pk if instrument else None,
        score_type=goal.score_type if instrument else "",
        level=goal.level if instrument else "",
        current=_current(basis, cluster, instrument, goal.score_type, goal.level) if instrument else None,
        target=target if instrument else None,
    )


def _from_needs(basis: Basis, cluster: ClusterFacts) -> list[ProposedGoal]:
    """The distinct goals of the pupils' needs, each with the names of the pupils it came from."""
    found: dict[str, tuple[str, list[str], list[int]]] = {}
    for pupil_id in cluster.pupil_ids:
        for need in basis.needs.get(pupil_id, ()):
            if text := " ".join(need.goal.split()):
                _text, names, keys = found.setdefault(same(text), (text, [], []))
                names.append(basis.names[pupil_id])
                keys.append(need.pk)
    return [
        ProposedGoal(
            key=f"need-{min(keys)}",
            text=text,
            source=_("from the educational needs of %(names)s") % {"names": enumerated(list(dict.fromkeys(names)))},
            names=tuple(names),
            needs=tuple(keys),
        )
        for text, names, keys in found.values()
    ]


def _education(basis: Basis, cluster: ClusterFacts) -> Iterator[ProposedGoal]:
    """The goals of the education plan for this cluster, a line each."""
    said = basis.education.rows.get(cluster.name.casefold()) if basis.education else None
    for number, text in enumerate(said["goal"].splitlines() if said else []):
        if text.strip():
            yield ProposedGoal(key=f"education-{number}", text=text.strip(), source=_("as in the education plan"))


def _crucial(basis: Basis, cluster: ClusterFacts) -> Iterator[ProposedGoal]:
    if cluster.kind == Cluster.Kind.CHALLENGE:
        return
    for goal in basis.crucial:
        source = _("crucial goal of this period: %(line)s") % {"line": goal.line.name}
        yield ProposedGoal(key=f"line-{goal.pk}", text=goal.text, source=source, learning_goal=goal.pk)


def _ambition(basis: Basis, cluster: ClusterFacts) -> Iterator[ProposedGoal]:
    """The share the school aims for, as a goal with a figure; only on a test that has this level."""
    test = basis.instrument
    if cluster.kind != Cluster.Kind.BASIC or not basis.ambition or not test:
        return
    share, level = basis.ambition
    if level in test.levels:
        yield ProposedGoal(
            key=f"ambition-{test.pk}",
            text=_("At least %(share)s %% of these pupils is at level %(level)s or higher on %(test)s.")
            % {"share": share, "level": level, "test": test.name},
            source=_("from the ambition of the school"),
            instrument=test.pk,
            score_type=Goal.ScoreType.SHARE,
            level=level,
            current=_current(basis, cluster, test, Goal.ScoreType.SHARE, level),
            target=Decimal(share),
        )


def _current(
    basis: Basis, cluster: ClusterFacts, instrument: Instrument, score_type: str, level: str
) -> Decimal | None:
    """Where the cluster stands now, from the results."""
    found = standing(cluster.pupil_ids, instrument, basis.scores, level)
    return found.value(score_type) if found else None


def same(text: str) -> str:
    """Two goals are the same when they differ only in capitals, spaces or the last full stop."""
    return " ".join(text.split()).casefold().rstrip(". ")
