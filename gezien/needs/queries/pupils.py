"""What is known of the pupils of a group or school: the facts from which overview and signals are made."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from gezien.needs.queries.agreed import Line
from gezien.needs.seen import known_since
from gezien.needs.signals import NOWHERE, Facts, Surroundings
from gezien.notes.queries import seen_columns
from gezien.pupils.models import Enrolment
from gezien.results.queries import Score, recent_scores
from gezien.results.queries.questionnaires import DomainScore
from gezien.schools.models import Period, School
from gezien.schools.rules import current

MOMENTS = 5
# What a trend of five moments may need at two a year, and a little more.
YEARS = 4
# Needs and the place in a cluster come along as joined columns, so that a page is one statement however many there are.
COLUMNS = (
    *("pupil_id", "pupil__call_name", "pupil__prefix", "pupil__family_name", "pupil__year_group"),
    *("group_id", "starts_on", "pupil__created_at", "observation", "pupil_talk", "parent_talk"),
    *("place__cluster__position", "place__cluster_id", "place__cluster__name"),
    *("need__subject__position", "need__subject_id", "need__subject__short_name", "need__goal", "need__support"),
    *("need__pk", "need__number", "need__outcome"),
)


@dataclass(slots=True)
class Need:
    """A need as the overview shows it."""

    position: int
    subject_id: int
    short: str
    goal: str
    support: str
    pk: int
    number: int
    outcome: str  # empty while open


@dataclass(frozen=True)
class More:
    """What some rules ask for beside results, needs and days: by pupil, and what is the same for all."""

    around: Surroundings = NOWHERE
    scored: dict[int, dict[tuple[int, str], list[Score]]] = field(default_factory=dict)
    counted: dict[int, list[tuple[str, str, dt.date]]] = field(default_factory=dict)
    social: dict[int, list[DomainScore]] = field(default_factory=dict)

    def of(self, pupil: int) -> dict[str, Any]:
        """The fields of one pupil's facts."""
        return {
            "around": self.around,
            "scored": self.scored.get(pupil, {}),
            "counted": self.counted.get(pupil, ()),
            "social": self.social.get(pupil, ()),
        }


@dataclass(slots=True)
class Known:
    """One pupil with what is known. `seen`: the last day by kind of note; `cluster`: (position, pk, name).

    `named` are the needs of the period; those that are still open are its `needs`. `known_since`: from when one may ask
    whether somebody saw the pupil here: enrolled, and known in Gezien.
    """

    pk: int
    name: str
    year_group: str
    groups: set[int]
    known_since: dt.date
    seen: dict[str, dt.date | None]
    cluster: tuple[int, int, str] | None
    named: list[Need] = field(default_factory=list)
    scores: dict[int, Sequence[Score]] = field(default_factory=dict)  # by instrument, newest first

    @property
    def needs(self) -> list[Need]:
        """The needs of the period that nobody closed."""
        return [need for need in self.named if not need.outcome]

    def facts(self, lines: Sequence[Line], today: dt.date, more: More | None = None) -> Facts:
        """The form in which the signal rules read it; `more` holds what some rules ask for beside (`more_facts`)."""
        days = [day for day in self.seen.values() if day]
        return Facts(
            today=today,
            known_since=self.known_since,
            tracks=[
                (scale, found[:MOMENTS])
                for line in lines
                for scale in line.scales
                if (found := self.scores.get(scale.instrument_id))
            ],
            seen_on=max(days, default=None),
            talked_on=self.seen["pupil_talk"],
            has_need=bool(self.needs),
            parents_on=self.seen["parent_talk"],
            year_group=self.year_group,
            **(more.of(self.pk) if more else {}),
        )


def known_pupils(
    school: School,
    enrolments: QuerySet[Enrolment],
    *,
    period: Period,
    day: dt.date,
    lines: Sequence[Line],
    clustering: int | None = None,
    moments: int = MOMENTS,
) -> list[Known]:
    """The pupils enrolled on `day` in order of name, with what is known of them by then: two statements.

    `enrolments` are those the reader may see, `lines` say which instruments count, `clustering` is the key of the
    clustering whose clusters are wanted, and `moments` how far back the results of one test go.
    """
    rows = (
        enrolments.filter(current(day), school=school)
        .annotate(
            place=FilteredRelation("pupil__placements", condition=Q(pupil__placements__clustering=clustering or 0)),
            need=FilteredRelation("pupil__needs", condition=Q(pupil__needs__period=period.pk)),
            **seen_columns("pupil_id", day),
        )
        .order_by(
            "pupil__call_name",
            "pupil__family_name",
            "pupil_id",
            F("need__subject__position").asc(nulls_first=True),
            "need__number",
        )
    )
    pupils: dict[int, Known] = {}
    for row in rows.values_list(*COLUMNS):
        _take_in(row, pupils)
    _add_scores(school, pupils, lines, day, moments)
    return list(pupils.values())


def _take_in(row: tuple[Any, ...], pupils: dict[int, Known]) -> None:
    """One row of the query: a pupil in a group, with one need or none."""
    pk, call_name, prefix, family_name, year_group, group_id, since, created_at, *rest = row
    observed, talked, parents, position, cluster, cluster_name, *need = rest
    if pk not in pupils:
        pupils[pk] = Known(
            pk=pk,
            name=" ".join(filter(None, (call_name, prefix, family_name))),
            year_group=year_group,
            groups=set(),
            known_since=known_since(since, created_at),
            seen={"observation": observed, "pupil_talk": talked, "parent_talk": parents},
            cluster=None if cluster is None else (position, cluster, cluster_name),
        )
    known = pupils[pk]
    known.groups.add(group_id)
    if need[5] is not None and all(other.pk != need[5] for other in known.named):
        known.named.append(Need(*need))


def _add_scores(school: School, pupils: dict[int, Known], lines: Sequence[Line], day: dt.date, moments: int) -> None:
    since = day.replace(day=1, year=day.year - YEARS)
    used = [scale.instrument_id for line in lines for scale in line.scales]
    for (pupil_id, instrument_id), scores in recent_scores(
        school, list(pupils), moments=moments, since=since, until=day, instruments=used
    ).items():
        pupils[pupil_id].scores[instrument_id] = scores


def day_of(period: Period, today: dt.date) -> dt.date:
    """The day on which a period is looked at: today, or its nearest day when it is over or to come."""
    return min(max(today, period.starts_on), period.ends_on)
