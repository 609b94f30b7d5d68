"""What the school agreed and measures, subject by subject, in the form in which rules and pages need it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Exists, OuterRef, Subquery, Value

from gezien.common import clock
from gezien.needs.models import Clustering, SignalRule, SignalRun, SignalTouch
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


@dataclass(frozen=True)
class InForce:
    """The rules that flag pupils on a day, in the school's order. `is_fresh`: what is kept of their signals is up to
    date, that is, everybody was looked at today and nothing came in since.
    """

    rules: list[Rule]
    day: dt.date
    is_fresh: bool = False


def rules_in_force(school: School, day: dt.date) -> InForce:
    """The rules of a day, and whether their signals are known already: one statement."""
    looked_on = SignalRun.objects.filter(school=school).values("day")[:1]
    rows = list(
        SignalRule.objects.filter(school=school, is_active=True, removed_at=None).annotate(
            looked_on=Subquery(looked_on), is_waited_for=Exists(SignalTouch.objects.filter(school=school))
        )
    )
    is_fresh = day == clock.today() and all(row.looked_on == day and not row.is_waited_for for row in rows)
    return InForce(plain_rules([row for row in rows if row.is_valid_on(day)]), day, is_fresh)


def active_rules(school: School, day: dt.date | None = None) -> list[Rule]:
    """The rules that flag pupils today, or on another day, in the school's order."""
    return rules_in_force(school, day or clock.today()).rules


def plain_rules(rules: Sequence[SignalRule]) -> list[Rule]:
    """Rules as the signals need them."""
    return [Rule.of(rule) for rule in rules]
