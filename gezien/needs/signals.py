"""Which pupils deserve a closer look, and why: pure functions of the school's rules and what is known of a pupil.

Nothing here reads the database. Levels are taken as the provider delivered them and ordered by the instrument's own
list; a level outside that list, or an instrument without levels, gives no signal. Figures of two instruments are never
compared.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gezien.needs.models import SignalRule
from gezien.results.models import Instrument
from gezien.results.queries import Score

MEASURE = SignalRule.Measure
# A result older than this says nothing about today: the instrument may not be used any more.
STALE = dt.timedelta(days=400)


@dataclass(frozen=True)
class Rule:
    """A signal rule of the school; `subject_id` None: every subject."""

    pk: int
    name: str
    direction: str
    measure: str
    threshold: int
    subject_id: int | None = None


@dataclass(frozen=True)
class Scale:
    """What an instrument measures in, for one subject.

    `levels` runs from highest to lowest. `among_peers`: a level says where a pupil stands among pupils of the same
    moment (A to E, I to V), so that the lowest and highest mean something; other levels (AVI) rise with the years.
    `is_learning`: about learning, not attitude or behaviour; only there does a highest level ask for more challenge.
    """

    instrument_id: int
    name: str
    subject_id: int
    subject: str
    short: str
    levels: tuple[str, ...] = ()
    among_peers: bool = True
    figure: str = Instrument.Figure.SKILL_SCORE
    is_learning: bool = True

    @property
    def counts_figure(self) -> bool:
        """Whether the figure itself grows over the moments: a skill score runs through the years."""
        return self.figure == Instrument.Figure.SKILL_SCORE

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each level, 0 for the highest."""
        return {level: place for place, level in enumerate(self.levels)}

    def amount(self, score: Score) -> float | None:
        """What growth is counted in: the skill score, or the step of a level that rises with the years.

        None when the two moments cannot be compared: percentages and grades belong to one test each, and a level among
        peers that stays the same is growth.
        """
        if self.counts_figure:
            return None if score.figure is None else float(score.figure)
        place = None if self.among_peers else self.places.get(score.level)
        return None if place is None else float(-place)


@dataclass(frozen=True)
class Facts:
    """What is known of one pupil on a day. `tracks`: each scale with its results, newest first."""

    today: dt.date
    known_since: dt.date
    tracks: Sequence[tuple[Scale, Sequence[Score]]] = ()
    seen_on: dt.date | None = None
    talked_on: dt.date | None = None
    has_need: bool = False


@dataclass(frozen=True)
class Signal:
    """A rule that holds for a pupil, explained: figure, threshold, since when, and where the figure comes from."""

    rule: Rule
    label: str
    figure: str
    threshold: str
    since: str
    source: str
    subject_id: int | None = None
    short: str = ""
    level: str = ""
    times: int = field(default=1, compare=False)  # moments in a row

    @property
    def direction(self) -> str:
        """Support, challenge or attention."""
        return self.rule.direction


def signals_of(rules: Sequence[Rule], facts: Facts) -> list[Signal]:
    """Every signal the rules give for one pupil, in the order of the rules, then of the tracks.

    The rule about talks comes last: it asks for a talk with who needs extra support, by a need or a signal.
    """
    found = [signal for rule in rules if rule.measure in BY_TRACK for signal in _by_track(rule, facts)]
    found += [signal for rule in rules if rule.measure == MEASURE.NOT_SEEN for signal in _not_seen(rule, facts)]
    if facts.has_need or asks_for_support(found):
        found += [s for rule in rules if rule.measure == MEASURE.NO_PUPIL_TALK for s in _no_pupil_talk(rule, facts)]
    return found


def asks_for_support(found: Sequence[Signal]) -> bool:
    """Whether one of the signals asks for extra support, and so for a named need."""
    return any(signal.direction == SignalRule.Direction.SUPPORT for signal in found)


def asks_for_challenge(found: Sequence[Signal]) -> bool:
    """Whether one of the signals asks for more challenge."""
    return any(signal.direction == SignalRule.Direction.CHALLENGE for signal in found)


def _by_track(rule: Rule, facts: Facts) -> Iterator[Signal]:
    """The signals of one rule about results, track by track; a track nobody tests any more is silent."""
    measure, oldest = BY_TRACK[rule.measure], facts.today - STALE
    for scale, scores in facts.tracks:
        if (
            scores
            and scores[0].taken_on >= oldest
            and rule.subject_id in (None, scale.subject_id)
            and (signal := measure(rule, scale, scores)) is not None
        ):
            yield signal


# --- levels -----------------------------------------------------------------------------------------------------------


def _level(rule: Rule, scale: Scale, scores: Sequence[Score]) -> Signal | None:
    """The signal when the newest level is among the lowest (or highest) ones; it counts the moments in a row."""
    if not scale.among_peers or (rule.measure == MEASURE.HIGHEST_LEVELS and not scale.is_learning):
        return None
    flagged = _flagged_levels(rule, scale)
    if scores[0].level not in flagged:
        return None
    times = 1
    while times < len(scores) and scores[times].level in flagged:
        times += 1
    if rule.measure == MEASURE.LOWEST_LEVELS:
        threshold = _("the lowest %(count)s of %(of)s levels")
    else:
        threshold = _("the highest %(count)s of %(of)s levels")
    newest = scores[0]
    label = f"{scale.short} {newest.level}"
    if times > 1:
        label += _(", %(n)s times in a row") % {"n": times}
    return Signal(
        rule=rule,
        label=label,
        figure=_("%(level)s at %(moment)s") % {"level": newest.level, "moment": moment_of(newest)},
        threshold=threshold % {"count": rule.threshold, "of": len(scale.levels)},
        since=moment_of(scores[times - 1]),
        source=f"{scale.name}, {day_text(newest.taken_on)}",
        subject_id=scale.subject_id,
        short=scale.short,
        level=newest.level,
        times=times,
    )


def _flagged_levels(rule: Rule, scale: Scale) -> tuple[str, ...]:
    if rule.measure == MEASURE.HIGHEST_LEVELS:
        return scale.levels[: rule.threshold]
    return scale.levels[max(len(scale.levels) - rule.threshold, 0) :]


# --- growth -----------------------------------------------------------------------------------------------------------


def _not_grown(rule: Rule, scale: Scale, scores: Sequence[Score]) -> Signal | None:
    """The signal when as many moments in a row as the threshold brought no growth on this one scale."""
    times = 0
    newer = scale.amount(scores[0])
    for score in scores[1:]:
        older = scale.amount(score)
        if newer is None or older is None or newer > older:
            break
        newer, times = older, times + 1
    if times < max(rule.threshold, 1) or _at_the_top(scale, scores[0]):
        return None
    shown = [figure_of(scale, score) for score in reversed(scores[: times + 1])]
    return Signal(
        rule=rule,
        label=ngettext("%(subject)s once without growth", "%(subject)s %(n)s times without growth", times)
        % {"subject": scale.short, "n": times},
        figure=" → ".join(shown),
        threshold=ngettext("%(n)s moment", "%(n)s moments in a row", rule.threshold) % {"n": rule.threshold},
        since=moment_of(scores[times - 1]),
        source=f"{scale.name}, {day_text(scores[0].taken_on)}",
        subject_id=scale.subject_id,
        short=scale.short,
        times=times,
    )


def _at_the_top(scale: Scale, score: Score) -> bool:
    """Whoever reads at the highest level cannot rise further."""
    return not scale.counts_figure and score.level == scale.levels[0]


type Measured = Callable[[Rule, Scale, Sequence[Score]], Signal | None]
BY_TRACK: dict[str, Measured] = {
    MEASURE.LOWEST_LEVELS: _level,
    MEASURE.HIGHEST_LEVELS: _level,
    MEASURE.NOT_GROWN: _not_grown,
}


# --- seen and spoken with ---------------------------------------------------------------------------------------------


def _not_seen(rule: Rule, facts: Facts) -> Iterator[Signal]:
    weeks = weeks_since(facts.seen_on or facts.known_since, facts.today)
    if weeks >= rule.threshold:
        label = ngettext("not seen for %(n)s week", "not seen for %(n)s weeks", weeks) % {"n": weeks}
        yield _weeks_signal(rule, label, facts.seen_on, facts.known_since, _("observations and talks"))


def _no_pupil_talk(rule: Rule, facts: Facts) -> Iterator[Signal]:
    weeks = weeks_since(facts.talked_on or facts.known_since, facts.today)
    if weeks >= rule.threshold:
        label = ngettext("%(n)s week without a pupil talk", "%(n)s weeks without a pupil talk", weeks) % {"n": weeks}
        yield _weeks_signal(rule, label, facts.talked_on, facts.known_since, _("talks with the pupil"))


def _weeks_signal(rule: Rule, label: str, last: dt.date | None, known_since: dt.date, source: str) -> Signal:
    if last:
        figure = _("last on %(day)s") % {"day": day_text(last)}
    else:
        figure = _("not yet since %(day)s") % {"day": day_text(known_since)}
    return Signal(
        rule=rule,
        label=label,
        figure=figure,
        threshold=ngettext("%(n)s week", "%(n)s weeks", rule.threshold) % {"n": rule.threshold},
        since=day_text((last or known_since) + dt.timedelta(weeks=rule.threshold)),
        source=source,
    )


# --- words ------------------------------------------------------------------------------------------------------------


def weeks_since(day: dt.date, today: dt.date) -> int:
    """Whole weeks from a day until today; 0 for a day to come."""
    return max((today - day).days, 0) // 7


def day_text(day: dt.date, form: str = "j b Y") -> str:
    """A day in the reader's language: "2 feb 2027"; the same days come back on every row."""
    return _day_text(day, form, get_language() or "")


@lru_cache(maxsize=4096)
def _day_text(day: dt.date, form: str, language: str) -> str:
    return date_format(day, form)


def moment_of(score: Score) -> str:
    """ "M5", or the day for a test of the method."""
    return score.moment or day_text(score.taken_on)


def figure_of(scale: Scale, score: Score) -> str:
    """The figure as read on screen, else the level."""
    if score.figure is None or scale.figure == Instrument.Figure.LEVEL:
        return score.level
    unit = " %" if scale.figure == Instrument.Figure.PERCENTAGE else ""
    return number(score.figure) + unit


def number(figure: Decimal) -> str:
    """A figure without needless zeros: 41, 7,5."""
    whole = int(figure)
    return str(whole) if figure == whole else number_format(figure.normalize())
