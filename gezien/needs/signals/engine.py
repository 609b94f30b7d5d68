"""Every signal the rules give for one pupil."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from gezien.needs.models import SignalRule
from gezien.needs.signals import results, seen
from gezien.needs.signals.facts import MEASURE, Facts, Found, Rule, Scale
from gezien.results.queries import Score

# A result older than this says nothing about today: the instrument may not be used any more.
STALE = dt.timedelta(days=400)
type Measured = Callable[[Rule, Scale, Sequence[Score], Facts], Found | None]
type Looked = Callable[[Rule, Facts], Iterator[Found]]

BY_TRACK: dict[str, Measured] = {
    MEASURE.LOWEST_LEVELS: results.by_level,
    MEASURE.HIGHEST_LEVELS: results.by_level,
    MEASURE.LEVEL_AT_MOST: results.by_level,
    MEASURE.LEVEL_AT_LEAST: results.by_level,
    MEASURE.BELOW_NORM: results.by_norm,
    MEASURE.ABOVE_NORM: results.by_norm,
    MEASURE.NOT_GROWN: results.not_grown,
    MEASURE.GREW_LESS: results.by_change,
    MEASURE.DROPPED: results.by_change,
    MEASURE.LOWEST_SHARE: results.by_share,
    MEASURE.HIGHEST_SHARE: results.by_share,
}
BY_PUPIL: dict[str, Looked] = {
    MEASURE.NO_RESULT: seen.no_result,
    MEASURE.COUNTED: seen.counted,
    MEASURE.SCORE_BELOW: seen.by_score,
    MEASURE.SCORE_ABOVE: seen.by_score,
    MEASURE.SCORE_FELL: seen.by_score,
    MEASURE.NOT_SEEN: seen.not_seen,
}
# Asked only for who needs extra support, by a need or another signal.
WHILE_SUPPORTED: dict[str, Looked] = {
    MEASURE.NO_PUPIL_TALK: seen.no_pupil_talk,
    MEASURE.NO_PARENT_TALK: seen.no_parent_talk,
}


def signals_of(rules: Sequence[Rule], facts: Facts) -> list[Found]:
    """Every signal the rules give for one pupil: those about results by rule and track, then the others by rule.

    The rules about talks come last: they ask for a talk with, or about, who needs extra support.
    """
    asked = [rule for rule in rules if rule.is_about(facts.year_group)]
    found = [one for rule in asked if rule.measure in BY_TRACK for one in _by_track(rule, facts)]
    found += [one for rule in asked if rule.measure in BY_PUPIL for one in BY_PUPIL[rule.measure](rule, facts)]
    talks = [rule for rule in asked if rule.measure in WHILE_SUPPORTED]
    if talks and (facts.has_need or asks_for_support(found)):
        found += [one for rule in talks for one in WHILE_SUPPORTED[rule.measure](rule, facts)]
    return found


def asks_for_support(found: Sequence[Found]) -> bool:
    """Whether one of the signals asks for extra support, and so for a named need."""
    return any(one.rule.direction == SignalRule.Direction.SUPPORT for one in found)


def asks_for_challenge(found: Sequence[Found]) -> bool:
    """Whether one of the signals asks for more challenge."""
    return any(one.rule.direction == SignalRule.Direction.CHALLENGE for one in found)


def needed_facts(rules: Sequence[Rule]) -> frozenset[str]:
    """Which facts beside results, needs and days these rules ask for: "bounds", "figures", "scored", "counted",
    "social". What no rule asks for is not fetched.
    """
    needed = set()
    for rule in rules:
        if rule.score:
            needed.add("scored")
        if rule.measure in (MEASURE.BELOW_NORM, MEASURE.ABOVE_NORM):
            needed.add("bounds")
        if rule.measure in (MEASURE.LOWEST_SHARE, MEASURE.HIGHEST_SHARE):
            needed.add("figures")
        if rule.measure == MEASURE.COUNTED:
            needed.add("counted")
        if rule.measure in (MEASURE.SCORE_BELOW, MEASURE.SCORE_ABOVE, MEASURE.SCORE_FELL):
            needed.add("social")
    return frozenset(needed)


def _by_track(rule: Rule, facts: Facts) -> Iterator[Found]:
    """The signals of one rule about results, track by track; a track nobody tests any more is silent."""
    measure, oldest = BY_TRACK[rule.measure], facts.today - STALE
    for scale, delivered in facts.tracks:
        if not rule.looks_at(scale) or not delivered or delivered[0].taken_on < oldest:
            continue
        scores = facts.scored.get((scale.instrument_id, rule.score), ()) if rule.score else delivered
        if scores and scores[0].taken_on >= oldest and (found := measure(rule, scale, scores, facts)) is not None:
            yield found
