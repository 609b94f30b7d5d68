"""Rules about results: level, norm, growth, drop, and the place among the school's own pupils."""

from collections.abc import Callable, Sequence

from gezien.needs.signals.facts import MEASURE, TREND, Facts, Found, Rule, Scale
from gezien.results.models import Instrument
from gezien.results.queries import Score

SUPPORTING = (MEASURE.LOWEST_LEVELS, MEASURE.LEVEL_AT_MOST, MEASURE.BELOW_NORM, MEASURE.LOWEST_SHARE)
CHANGING = (MEASURE.NOT_GROWN, MEASURE.GREW_LESS, MEASURE.DROPPED)


def by_level(rule: Rule, scale: Scale, scores: Sequence[Score], facts: Facts) -> Found | None:
    """The signal when the newest level is among those the rule names, as many moments in a row as it asks."""
    counts_places = rule.measure in (MEASURE.LOWEST_LEVELS, MEASURE.HIGHEST_LEVELS)
    if counts_places and not scale.among_peers:
        return None
    if rule.measure == MEASURE.HIGHEST_LEVELS and not scale.is_learning:
        return None
    flagged = _flagged_levels(rule, scale)
    return _in_a_row(rule, scale, scores, lambda score: score.level in flagged)


def _flagged_levels(rule: Rule, scale: Scale) -> tuple[str, ...]:
    if rule.measure == MEASURE.HIGHEST_LEVELS:
        return scale.levels[: rule.threshold]
    if rule.measure == MEASURE.LOWEST_LEVELS:
        return scale.levels[max(len(scale.levels) - rule.threshold, 0) :]
    if rule.level not in scale.places:
        return ()
    place = scale.places[rule.level]
    return scale.levels[: place + 1] if rule.measure == MEASURE.LEVEL_AT_LEAST else scale.levels[place:]


def by_norm(rule: Rule, scale: Scale, scores: Sequence[Score], facts: Facts) -> Found | None:
    """The signal when the figure lies on the wrong (or right) side of the school's own bound of a level.

    A moment without a bound says nothing: no norm is made up.
    """

    def holds(score: Score) -> bool:
        bound = facts.around.bound(scale.instrument_id, score.moment, rule.level)
        if score.figure is None or bound is None:
            return False
        return score.figure < bound if rule.measure == MEASURE.BELOW_NORM else score.figure >= bound

    bound = facts.around.bound(scale.instrument_id, scores[0].moment, rule.level)
    return _in_a_row(rule, scale, scores, holds, bound=None if bound is None else str(bound))


def by_share(rule: Rule, scale: Scale, scores: Sequence[Score], facts: Facts) -> Found | None:
    """The signal when the figure is among the lowest (or highest) per cent of the school's own pupils."""

    def place(score: Score) -> tuple[float, int] | None:
        if score.figure is None:
            return None
        key = (scale.instrument_id, rule.score, score.moment, facts.year_group)
        found = facts.around.share_below(key, float(score.figure))
        if found is None:
            return None
        low, high, count = found
        return (low if rule.measure == MEASURE.LOWEST_SHARE else high), count

    def holds(score: Score) -> bool:
        found = place(score)
        return found is not None and found[0] <= rule.threshold

    if scale.figure == Instrument.Figure.LEVEL and not rule.score:
        return None
    found = place(scores[0])
    return _in_a_row(rule, scale, scores, holds, of=found[1] if found else 0)


def _in_a_row(
    rule: Rule, scale: Scale, scores: Sequence[Score], holds: Callable[[Score], bool], **more: object
) -> Found | None:
    """The signal when as many newest moments as the rule asks hold."""
    times = 0
    while times < len(scores) and holds(scores[times]):
        times += 1
    if times < max(rule.times, 1):
        return None
    trend = TREND.REPEATS if times > 1 else TREND.NEW
    if rule.measure in SUPPORTING and times > 1 and _is_better(scale, scores[0], scores[1]):
        trend = TREND.IMPROVES
    return _found(rule, scale, scores, times, trend, shown=1, **more)


def _is_better(scale: Scale, newest: Score, before: Score) -> bool:
    """Whether the newest result is better than the one before, though the rule still holds."""
    now, then = scale.height(newest), scale.height(before)
    return now is not None and then is not None and now > then


def not_grown(rule: Rule, scale: Scale, scores: Sequence[Score], facts: Facts) -> Found | None:
    """The signal when as many moments in a row as the threshold brought no growth on this one scale."""
    times = 0
    newer = _measured(rule, scale, scores[0])
    for score in scores[1:]:
        older = _measured(rule, scale, score)
        if newer is None or older is None or newer > older:
            break
        newer, times = older, times + 1
    if times < max(rule.threshold, 1) or _at_the_top(rule, scale, scores[0]):
        return None
    trend = TREND.REPEATS if times > max(rule.threshold, 1) else TREND.NEW
    return _found(rule, scale, scores, times, trend, shown=times + 1)


def by_change(rule: Rule, scale: Scale, scores: Sequence[Score], facts: Facts) -> Found | None:
    """The signal when the change over `threshold` moments is less than `amount`, or a drop of at least that."""
    steps = max(rule.threshold, 1)
    if rule.amount is None or len(scores) <= steps or _at_the_top(rule, scale, scores[0]):
        return None

    def holds(newest: int) -> bool:
        if newest + steps >= len(scores):
            return False
        now, then = _measured(rule, scale, scores[newest]), _measured(rule, scale, scores[newest + steps])
        if now is None or then is None:
            return False
        amount = float(rule.amount or 0)
        return now - then < amount if rule.measure == MEASURE.GREW_LESS else then - now >= amount

    if not holds(0):
        return None
    trend = TREND.REPEATS if holds(1) else TREND.NEW
    return _found(rule, scale, scores, steps, trend, shown=steps + 1)


def _measured(rule: Rule, scale: Scale, score: Score) -> float | None:
    """What change is counted in: another score the rule names, else that of the scale."""
    if rule.score:
        return None if score.figure is None else float(score.figure)
    return scale.amount(score)


def _at_the_top(rule: Rule, scale: Scale, score: Score) -> bool:
    """Whoever reads at the highest level cannot rise further."""
    return not rule.score and not scale.counts_figure and bool(scale.levels) and score.level == scale.levels[0]


def _found(
    rule: Rule, scale: Scale, scores: Sequence[Score], times: int, trend: str, *, shown: int, **more: object
) -> Found:
    """The signal with its evidence: the newest results, and that from which it holds."""
    newest, first = scores[0], scores[times - 1]
    level = "" if rule.measure in CHANGING else newest.level
    data = {
        "test": scale.name,
        "short": scale.short,
        "unit": "" if rule.score else scale.figure,
        "of": len(scale.levels),
        "points": [_point(score) for score in scores[:shown]],
        "first": _point(first),
        "times": times,
        "level": level,
        **more,
    }
    return Found(
        rule=rule,
        key=f"test:{scale.instrument_id}",
        mark=f"{newest.taken_on.isoformat()} {newest.moment}".strip(),
        since_on=first.taken_on,
        data=data,
        subject_id=scale.subject_id,
        short=scale.short,
        level=level,
        times=times,
        trend=trend,
    )


def _point(score: Score) -> list[str | None]:
    """A result as data: moment, day, figure, level."""
    figure = None if score.figure is None else str(score.figure)
    return [score.moment, score.taken_on.isoformat(), figure, score.level]
