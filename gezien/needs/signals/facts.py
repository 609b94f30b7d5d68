"""What signals are made from and of: rules, scales, what is known of a pupil, and a rule that holds."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from gezien.needs.models import Signal, SignalRule
from gezien.needs.signals import words
from gezien.results.models import Instrument
from gezien.results.queries import Score
from gezien.results.queries.questionnaires import DomainScore

MEASURE = SignalRule.Measure
TREND = Signal.Trend
# So many of the school's own pupils must have taken a test before "the lowest ten per cent" means something.
ENOUGH = 10


@dataclass(frozen=True)
class Rule:
    """A signal rule of the school, as `SignalRule` explains its fields; nothing in it knows who a pupil is."""

    pk: int
    name: str
    direction: str
    measure: str
    threshold: int
    subject_id: int | None = None
    severity: int = SignalRule.Severity.ACT
    times: int = 1
    amount: Decimal | None = None
    level: str = ""
    kind: str = ""
    weeks: int = 0
    area: str = ""
    questionnaire_domain_id: int | None = None
    year_groups: frozenset[str] = frozenset()
    instrument_id: int | None = None
    score: str = ""

    @classmethod
    def of(cls, rule: Any) -> "Rule":
        """The rule as it is stored (a `SignalRule`, or a row with its fields), or as somebody is still writing it."""
        return cls(
            pk=rule.pk or 0,
            name=rule.name,
            direction=rule.direction,
            measure=rule.measure,
            threshold=rule.threshold,
            subject_id=rule.subject_id,
            severity=rule.severity,
            times=rule.times,
            amount=rule.amount,
            level=rule.level,
            kind=rule.kind,
            weeks=rule.weeks or 0,
            area=rule.area,
            questionnaire_domain_id=rule.questionnaire_domain_id,
            year_groups=frozenset(rule.year_groups or ()),
            instrument_id=rule.instrument_id,
            score=rule.score,
        )

    def is_about(self, year_group: str) -> bool:
        """Whether it looks at pupils of this year group."""
        return not self.year_groups or year_group in self.year_groups

    def looks_at(self, scale: "Scale") -> bool:
        """Whether it looks at results on this scale."""
        return (
            self.subject_id in (None, scale.subject_id)
            and self.instrument_id in (None, scale.instrument_id)
            and self.area in ("", scale.area)
        )


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
    area: str = ""

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

    def height(self, score: Score) -> float | None:
        """What says that one result of a pupil is better than another on this scale: the figure, else the level."""
        if score.figure is not None and self.figure != Instrument.Figure.LEVEL:
            return float(score.figure)
        place = self.places.get(score.level)
        return None if place is None else float(-place)


type Bounds = Mapping[tuple[int, str], Mapping[str, Decimal]]  # (test, moment) → level → its lowest figure


@dataclass(frozen=True)
class Surroundings:
    """What is the same for every pupil: the school's norm tables, and the figures its pupils have.

    `figures`: by (test, score, moment, year group) the figures of the pupils who are at school now, in order.
    `subjects`: by family the subject under which needs of attitude and behaviour are named.
    """

    bounds: Bounds = field(default_factory=dict)
    figures: Mapping[tuple[int, str, str, str], Sequence[float]] = field(default_factory=dict)
    subjects: Mapping[str, int] = field(default_factory=dict)

    def bound(self, instrument: int, moment: str, level: str) -> Decimal | None:
        """The lowest figure of a level at a moment by the school's own norm table; None where it has none."""
        table = self.bounds.get((instrument, moment)) or self.bounds.get((instrument, "")) or {}
        return table.get(level)

    def share_below(self, key: tuple[int, str, str, str], figure: float) -> tuple[float, float, int] | None:
        """(share with a lower figure and oneself, share with a higher one and oneself, number of pupils), in per cent.

        None where too few pupils took the test.
        """
        figures = self.figures.get(key, ())
        if len(figures) < ENOUGH:
            return None
        lower, until = bisect_left(figures, figure), bisect_right(figures, figure)
        return 100 * (lower + 1) / len(figures), 100 * (len(figures) - until + 1) / len(figures), len(figures)


NOWHERE = Surroundings()
type Track = tuple[Scale, Sequence[Score]]


@dataclass(frozen=True)
class Facts:
    """What is known of one pupil on a day. `tracks`: each scale with its results, newest first.

    `scored`: by (test, score) the same results with another score as their figure. `counted`: what came in as
    (kind, family of subjects, day). `social`: the newest figure of each domain of a questionnaire. `needs`: the
    subjects in which a need is named. No name, age, sex or origin: a rule cannot ask for what is not here.
    """

    today: dt.date
    known_since: dt.date
    tracks: Sequence[Track] = ()
    seen_on: dt.date | None = None
    talked_on: dt.date | None = None
    has_need: bool = False
    parents_on: dt.date | None = None
    year_group: str = ""
    scored: Mapping[tuple[int, str], Sequence[Score]] = field(default_factory=dict)
    counted: Sequence[tuple[str, str, dt.date]] = ()
    social: Sequence[DomainScore] = ()
    around: Surroundings = NOWHERE


@dataclass(frozen=True)
class Life:
    """What became of a signal so far, from its `Signal`."""

    pk: int
    version: int
    state: str
    first_seen_on: dt.date
    mark: str
    returns: int = 0
    aside_until: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Found:
    """A rule that holds for a pupil, with what bears it out as data; words.py makes sentences of it.

    `key` tells the signals of one rule apart; `mark` names the newest fact it rests on; `since_on` is the day from
    which the facts bear it out, `times` how many moments in a row, `trend` how it goes on.
    """

    rule: Rule
    key: str
    mark: str
    since_on: dt.date
    data: Mapping[str, Any]
    subject_id: int | None = None
    short: str = ""
    level: str = ""
    times: int = field(default=1, compare=False)
    trend: str = field(default=TREND.NEW, compare=False)
    life: Life | None = field(default=None, compare=False)

    @classmethod
    def of(cls, kept: Any, rule: Rule | None = None, life: Life | None = None) -> "Found":
        """From a kept signal; its rule comes along with it, or is given."""
        return cls(
            rule=rule or Rule.of(kept.rule),
            key=kept.key,
            mark=kept.mark,
            since_on=kept.since,
            data=kept.evidence,
            subject_id=kept.subject_id,
            short=kept.evidence.get("short") or kept.evidence.get("domain", ""),
            level=kept.evidence.get("level", ""),
            times=kept.times,
            trend=kept.trend,
            life=life,
        )

    @property
    def direction(self) -> str:
        """Support, challenge or attention."""
        return self.rule.direction

    @property
    def label(self) -> str:
        """In a few words: "RW V, 2 times in a row"."""
        return words.label(self)

    @property
    def figure(self) -> str:
        """What was measured: "V at M5"."""
        return words.figure(self)

    @property
    def threshold(self) -> str:
        """From when the rule holds."""
        return words.threshold(self)

    @property
    def since(self) -> str:
        """From which moment, or day, it holds."""
        return words.since(self)

    @property
    def source(self) -> str:
        """Where the figure comes from."""
        return words.source(self)
