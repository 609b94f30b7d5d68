"""From what is known of pupils to what a proposal of clusters is made from."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gezien.needs.clustering import Ask, Due, Kind, Learner, Pair, Place
from gezien.needs.models import Cluster, Clustering, Placement, PupilPair, SignalRule
from gezien.needs.queries.pupils import Known
from gezien.needs.signals import Scale, figure_of, moment_of
from gezien.needs.signals.engine import STALE
from gezien.notes.models import Factor
from gezien.results.queries import Score

# Within the band of a level the figure counts for half of the band: two pupils of one level are never far apart.
WITHIN = 0.5
# With fewer growths than this nobody grew more or less than most.
ENOUGH = 6
# What a rule about levels says is in the level already.
LEVEL_RULES = {SignalRule.Measure.LOWEST_LEVELS, SignalRule.Measure.HIGHEST_LEVELS}


@dataclass(frozen=True)
class Stands:
    """Where a pupil of the board is today, by the board's own clusters, and where they were before."""

    cluster: int | None = None
    is_fixed: bool = False
    before: int | None = None


@dataclass(frozen=True)
class Sources:
    """What the learners are made from beside what is known of each. By pupil: signals, factors, goals due, places."""

    subject: int
    scale: Scale | None
    day: dt.date
    signals: Mapping[int, Sequence] = field(default_factory=dict)
    factors: Mapping[int, Sequence[tuple]] = field(default_factory=dict)
    due: Mapping[int, Sequence[Due]] = field(default_factory=dict)
    stands: Mapping[int, Stands] = field(default_factory=dict)


def ask_of(
    head: Clustering, clusters: Sequence[Cluster], pupils: Sequence[Known], pairs: Iterable[PupilPair], sources: Sources
) -> Ask:
    """The ask of a board: its clusters, its pupils, and the wishes that its reader may see."""
    standings, growths = _standings(pupils, sources), _growths(pupils, sources)
    return Ask(
        learners=tuple(_learner(known, sources, standings, growths) for known in pupils),
        places=tuple(_place(cluster) for cluster in clusters),
        pairs=tuple(Pair(pair.one_id, pair.other_id, together=pair.is_together) for pair in pairs),
        most_groups=head.most_groups,
        seed=f"clustering {head.pk}",
    )


def _place(cluster: Cluster) -> Place:
    return Place(
        key=cluster.pk,
        name=cluster.name,
        kind=Kind(cluster.kind),
        words=cluster.word_list,
        least=cluster.least,
        most=cluster.most,
        year_group=cluster.year_group,
    )


def _learner(known: Known, sources: Sources, standings: Mapping[int, float], growths: Mapping[int, float]) -> Learner:
    stands = sources.stands.get(known.pk, Stands())
    newest = next(iter(_scores(known, sources)), None)
    signals = [one for one in sources.signals.get(known.pk, ()) if one.rule.measure not in LEVEL_RULES]
    factors = sources.factors.get(known.pk, ())
    return Learner(
        key=known.pk,
        name=known.name,
        year_group=known.year_group,
        standing=standings.get(known.pk),
        level=_level(sources.scale, newest) if sources.scale and newest else "",
        growth=growths.get(known.pk),
        needs=tuple(f"{need.goal} {need.support}" for need in known.needs if need.subject_id == sources.subject),
        stimulating=_texts(factors, Factor.Direction.STIMULATING),
        hindering=_texts(factors, Factor.Direction.HINDERING),
        support=_label(signals, SignalRule.Direction.SUPPORT),
        challenge=_label(signals, SignalRule.Direction.CHALLENGE),
        due=tuple(sources.due.get(known.pk, ())),
        stands=stands.cluster or stands.before,
        fixed=stands.cluster if stands.is_fixed else None,
    )


def _scores(known: Known, sources: Sources) -> Sequence[Score]:
    """The pupil's results on the board's test, newest first; none when the newest says nothing about today."""
    scores = known.scores.get(sources.scale.instrument_id, ()) if sources.scale else ()
    return scores if scores and scores[0].taken_on >= sources.day - STALE else ()


def _level(scale: Scale, score: Score) -> str:
    """ "IV at M5"."""
    text = score.level or figure_of(scale, score)
    return _("%(level)s at %(moment)s") % {"level": text, "moment": moment_of(score)}


def _texts(factors: Sequence[tuple], direction: str) -> tuple[str, ...]:
    return tuple(text for _pk, way, _domain, text, *_rest in factors if way == direction)


def _label(signals: Sequence, direction: str) -> str:
    return next((one.label for one in signals if one.direction == direction), "")


def _standings(pupils: Sequence[Known], sources: Sources) -> dict[int, float]:
    """By pupil from 0 (strongest) to 1: the middle of the level's band, within it by the figure among the same level.

    A level that rises with the years, or a figure without levels, is compared with the pupils of the same year group
    at the same moment.
    """
    scale, found = sources.scale, {}
    newest = {known.pk: (known, scores[0]) for known in pupils if (scores := _scores(known, sources))}
    if scale is None:
        return {}
    if scale.among_peers and scale.levels:
        bands = {pk: scale.places.get(score.level) for pk, (_known, score) in newest.items()}
        for pk, (known, score) in newest.items():
            if (band := bands[pk]) is None:
                continue
            same = [
                _height(scale, other)
                for key, (who, other) in newest.items()
                if bands[key] == band and who.year_group == known.year_group and other.moment == score.moment
            ]
            within = 0.5 + WITHIN * (_share_above(_height(scale, score), same) - 0.5)
            found[pk] = (band + within) / len(scale.levels)
        return found
    for pk, (known, score) in newest.items():
        peers = [
            _height(scale, other)
            for who, other in newest.values()
            if who.year_group == known.year_group and other.moment == score.moment
        ]
        if len([one for one in peers if one is not None]) > 1 and _height(scale, score) is not None:
            found[pk] = _share_above(_height(scale, score), peers)
    return found


def _height(scale: Scale, score: Score) -> float | None:
    """How high a result lies, on its own scale."""
    if score.figure is not None:
        return float(score.figure)
    place = scale.places.get(score.level)
    return None if place is None else float(-place)


def _share_above(own: float | None, others: Sequence[float | None]) -> float:
    """Which share of the others lies higher, the equal ones for half; a half when there is no figure."""
    known = sorted(one for one in others if one is not None)
    if own is None or not known:
        return 0.5
    low, high = bisect_left(known, own), bisect_right(known, own)
    return (len(known) - high + (high - low) / 2) / len(known)


def _growths(pupils: Sequence[Known], sources: Sources) -> dict[int, float]:
    """By pupil -1 for the quarter of the group that grew least since the moment before, 1 for the quarter that grew
    most; nobody in a group with few growths, or on tests that cannot be compared.
    """
    scale, grown = sources.scale, {}
    if scale is None:
        return {}
    for known in pupils:
        scores = _scores(known, sources)
        amounts = [scale.amount(score) for score in scores[:2]]
        if len(amounts) == 2 and amounts[0] is not None and amounts[1] is not None:
            grown[known.pk] = amounts[0] - amounts[1]
    if len(grown) < ENOUGH:
        return {}
    every = sorted(grown.values())
    low, high = every[len(every) // 4], every[-1 - len(every) // 4]
    if low == high:
        return {}
    return {
        pk: -1.0 if one < low else 1.0 if one > high else 0.0 for pk, one in grown.items() if not low <= one <= high
    }


def board_stands(
    now: Mapping[int, Placement], clusters: Sequence[Cluster], before: Sequence[Placement]
) -> dict[int, Stands]:
    """By pupil where they stand today, and in the period before by the name of the cluster then."""
    by_name = {cluster.name.casefold(): cluster.pk for cluster in clusters}
    was = {row.pupil_id: by_name.get(row.cluster.name.casefold()) for row in before}
    return {
        pupil: Stands(
            cluster=by_name.get(now[pupil].cluster.name.casefold()) if pupil in now else None,
            is_fixed=pupil in now and now[pupil].is_fixed,
            before=was.get(pupil),
        )
        for pupil in {*now, *was}
    }
