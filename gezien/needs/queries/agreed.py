"""What the school agreed and measures, subject by subject, in the form in which rules and pages need it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import BigIntegerField, Exists, FilteredRelation, OuterRef, Q, Subquery, Value

from gezien.common import clock
from gezien.needs.models import Clustering, Signal, SignalRule, SignalRun, SignalTouch
from gezien.needs.signals import Rule, Scale
from gezien.pupils.models import Group
from gezien.results.queries import AMONG_PEERS
from gezien.schools.models import Period, School, Subject

LEARNING = (Subject.Domain.LANGUAGE, Subject.Domain.ARITHMETIC, Subject.Domain.OTHER)


@dataclass
class Line:
    """One subject: its scales (the main one first), the ambition by year group ("" for all), and its clustering."""

    pk: int
    name: str
    short: str
    domain: str
    clustering: int | None = None
    scales: list[Scale] = field(default_factory=list)
    ambitions: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def has_plans(self) -> bool:
        """Learning is planned and clustered; attitude and behaviour have needs of their own."""
        return self.domain in LEARNING

    def ambition(self, year_group: str) -> tuple[int, str] | None:
        """(share in per cent, level) for a year group; its own row outranks the one for every year group."""
        return self.ambitions.get(year_group) or self.ambitions.get("")


COLUMNS = ("pk", "name", "short_name", "domain", "clustering_id")
SCALE = ("pk", "name", "level_type", "levels", "figure")
AMBITION = ("year_group", "share", "level")
ORDER = ("-instruments__is_active", "-instruments__is_main", "instruments__name", "instruments__pk")


def subject_lines(school: School, *, group: Group | None = None, period: Period | None = None) -> list[Line]:
    """The school's subjects in order with instruments and ambitions, in one statement; tests in use come first.

    With `group` and `period` also the clustering of that group in that period.
    """
    clustering = Clustering.objects.filter(subject=OuterRef("pk"), group=group, period=period).values("pk")[:1]
    rows = (
        Subject.objects.filter(school=school)
        .annotate(
            clustering_id=Subquery(clustering) if group and period else Value(None, output_field=BigIntegerField())
        )
        .order_by("position", "name", "pk", *ORDER)
        .values_list(
            *COLUMNS, *(f"instruments__{name}" for name in SCALE), *(f"ambitions__{name}" for name in AMBITION)
        )
    )
    lines: dict[int, Line] = {}
    seen = set()
    for row in rows:
        line = lines.setdefault(row[0], Line(*row[:5]))
        instrument, name, kind, levels, figure = row[5:10]
        year_group, share, level = row[10:]
        if share is not None:
            line.ambitions[year_group] = (share, level)
        if instrument is not None and instrument not in seen:
            seen.add(instrument)
            peers = kind in AMONG_PEERS
            line.scales.append(
                Scale(
                    *(instrument, name, line.pk, line.name, line.short, tuple(levels), peers, figure, line.has_plans),
                    area=line.domain,
                )
            )
    return list(lines.values())


class Kept(NamedTuple):
    """What the last look kept of one signal, and what became of it: see `Signal`."""

    pupil_id: int
    rule_id: int
    key: str
    pk: int
    version: int
    state: str
    first_seen_on: dt.date
    mark: str
    returns: int
    aside_until: dt.date | None
    reason: str
    evidence: dict
    since: dt.date
    subject_id: int | None
    times: int
    trend: str


@dataclass(frozen=True)
class InForce:
    """The rules that flag pupils on a day, in the school's order, with what is kept of the signals of some pupils.

    `is_fresh`: what is kept is up to date, that is, everybody was looked at today and nothing came in since.
    """

    rules: list[Rule]
    day: dt.date
    is_fresh: bool = False
    kept: Sequence[Kept] = ()


RULE = (
    *("pk", "name", "direction", "measure", "threshold", "subject_id", "severity", "times", "amount", "level", "kind"),
    *("weeks", "area", "questionnaire_domain_id", "year_groups", "instrument_id", "score", "valid_from", "valid_until"),
    *("looked_on", "is_waited_for"),
)


def rules_in_force(school: School, day: dt.date, pupils: Collection[int] = ()) -> InForce:
    """The rules of a day, with what is kept of these pupils' signals, and whether that is up to date: one statement.

    What is over by itself is left out; what somebody closed is not, since it may still hold.
    """
    over = Q(signals__ending__in=(Signal.Ending.GONE, Signal.Ending.RULE))
    rows = (
        SignalRule.objects.filter(school=school, is_active=True, removed_at=None)
        .annotate(
            looked_on=Subquery(SignalRun.objects.filter(school=school).values("day")[:1]),
            is_waited_for=Exists(SignalTouch.objects.filter(school=school)),
            kept=FilteredRelation("signals", condition=Q(signals__pupil__in=list(pupils) or [0]) & ~over),
        )
        .order_by("position", "pk", "kept__pk")
        .values_list(*RULE, *(f"kept__{name}" for name in Kept._fields), named=True)
    )
    rules: dict[int, Rule] = {}
    kept, is_fresh = [], day == clock.today()
    for row in rows:
        if row.pk not in rules and (row.valid_from or day) <= day <= (row.valid_until or day):
            rules[row.pk] = Rule.of(row)
        is_fresh = is_fresh and row.looked_on == day and not row.is_waited_for
        if row.kept__pk is not None and row.pk in rules:
            kept.append(Kept._make(row[len(RULE) :]))
    return InForce(list(rules.values()), day, is_fresh, kept)


def plain_rules(rules: Sequence[SignalRule]) -> list[Rule]:
    """Rules as the signals need them."""
    return [Rule.of(rule) for rule in rules]
