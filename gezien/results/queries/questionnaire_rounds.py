"""Reads of rounds: what is asked, about whom, and how far one is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, QuerySet

from gezien.common import clock
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_pupils
from gezien.results.models import (
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireItem,
    QuestionnaireRound,
)
from gezien.results.queries.calendar import Enrolled, enrolled
from gezien.schools.rules import Member

type Cell = tuple[int, int]  # pupil, statement


@dataclass(frozen=True)
class AskedDomain:
    """A domain with the statements a round asks, in order."""

    pk: int
    name: str
    area: str
    items: tuple[QuestionnaireItem, ...]


@dataclass(frozen=True)
class Sheet:
    """A round with its statements, its pupils and what is answered so far."""

    round: QuestionnaireRound
    domains: Sequence[AskedDomain]
    pupils: Sequence[Enrolled]
    answers: dict[Cell, QuestionnaireAnswer]

    @cached_property
    def items(self) -> list[QuestionnaireItem]:
        """All statements, in order."""
        return [item for domain in self.domains for item in domain.items]

    def done(self, items: Iterable[QuestionnaireItem] | None = None) -> int:
        """How many pupils have an answer on all of these statements, or on all there are."""
        asked = list(self.items if items is None else items)
        return sum(all((pupil.pk, item.pk) in self.answers for item in asked) for pupil in self.pupils)


def asked_items(questionnaire: Questionnaire) -> list[list]:
    """The statements in use, by domain and in order, as a round keeps them: [[domain, [item, …]], …]."""
    by_domain: dict[int, list[int]] = defaultdict(list)
    rows = QuestionnaireItem.objects.filter(domain__questionnaire=questionnaire, is_active=True)
    ordered = rows.order_by("domain__position", "domain_id", "position", "pk")
    for domain, item in ordered.values_list("domain_id", "pk"):
        by_domain[domain].append(item)
    return [[domain, items] for domain, items in by_domain.items()]


def item_count(found: QuestionnaireRound) -> int:
    """How many statements a round asks."""
    return sum(len(items) for _domain, items in found.items)


def sheet_of(member: Member, found: QuestionnaireRound) -> Sheet:
    """The round with its pupils of today that the member sees: three statements."""
    pupils = asked_pupils(member, [found])[found.pk]
    return Sheet(found, _domains(found), pupils, answers_of(found, [pupil.pk for pupil in pupils]))


def answers_of(found: QuestionnaireRound, pupil_ids: Collection[int]) -> dict[Cell, QuestionnaireAnswer]:
    """What is answered about these pupils, with who answered it."""
    rows = QuestionnaireAnswer.objects.filter(round=found, pupil_id__in=pupil_ids).select_related("answered_by")
    return {(row.pupil_id, row.item_id): row for row in rows.order_by("pk")}


def asked_pupils(
    member: Member, rounds: Sequence[QuestionnaireRound], today: Sequence[Enrolled] | None = None
) -> dict[int, list[Enrolled]]:
    """By round the pupils it asks about: in the group (today, or on its year's last day) and of its year groups.

    `today`: the pupils of today in these groups, where the caller has them already.
    """
    found: dict[int, list[Enrolled]] = {one.pk: [] for one in rounds}
    by_day: dict[dt.date, list[QuestionnaireRound]] = defaultdict(list)
    for one in rounds:
        by_day[_day_in(one.group)].append(one)
    for day, same in by_day.items():
        pupils = today if day == clock.today() else None
        if pupils is None:
            groups = {one.group_id: one.group for one in same}
            pupils = enrolled(list(groups.values()), visible_pupils(member), day=day)
        for one in same:
            found[one.pk] = [
                pupil
                for pupil in pupils
                if pupil.group_id == one.group_id and is_for(one.questionnaire, pupil.year_group)
            ]
    return found


def is_for(questionnaire: Questionnaire, year_group: str) -> bool:
    """Whether the questionnaire asks about pupils of this year group; who has none in figures is asked about too."""
    return year_group in questionnaire.year_groups or not year_group.isdigit()


def without_pupils(member: Member, questionnaire: Questionnaire, groups: Sequence[Group]) -> list[str]:
    """The names of the groups in which the questionnaire asks about nobody."""
    pupils = enrolled(groups, visible_pupils(member), day=clock.today())
    asked = {pupil.group_id for pupil in pupils if is_for(questionnaire, pupil.year_group)}
    return [group.name for group in groups if group.pk not in asked]


def progress_of(
    member: Member, rounds: Sequence[QuestionnaireRound], today: Sequence[Enrolled] | None = None
) -> dict[int, tuple[int, int]]:
    """By round how many of its pupils are filled in whole, and how many there are: two statements for one year, or one
    with the pupils of `today`.
    """
    asked = asked_pupils(member, rounds, today)
    rows = (
        QuestionnaireAnswer.objects.filter(round__in=[one.pk for one in rounds])
        .order_by()
        .values_list("round_id", "pupil_id")
        .annotate(count=Count("pk"))
    )
    counts = {(round_id, pupil): count for round_id, pupil, count in rows}
    return {
        one.pk: (
            sum(counts.get((one.pk, pupil.pk), 0) >= item_count(one) for pupil in asked[one.pk]),
            len(asked[one.pk]),
        )
        for one in rounds
    }


def with_names(rounds: QuerySet[QuestionnaireRound]) -> QuerySet[QuestionnaireRound]:
    """The rounds with what every page about them shows."""
    return rounds.select_related("questionnaire", "group__year", "period__year", "school")


def to_fill(rounds: QuerySet[QuestionnaireRound]) -> QuerySet[QuestionnaireRound]:
    """Those still open, the most urgent first."""
    today = clock.today()
    running = rounds.filter(closed_on=None, group__year__ends_on__gte=today, opened_on__lte=today)
    return with_names(running).order_by("due_on", "group__year_group", "group__name", "pk")


def _day_in(group: Group) -> dt.date:
    return min(max(clock.today(), group.year.starts_on), group.year.ends_on)


def _domains(found: QuestionnaireRound) -> list[AskedDomain]:
    keys = [item for _domain, items in found.items for item in items]
    rows = QuestionnaireItem.objects.filter(school_id=found.school_id, pk__in=keys).select_related("domain")
    items = {row.pk: row for row in rows}
    return [
        AskedDomain(domain, items[keys[0]].domain.name, items[keys[0]].domain.area, tuple(items[key] for key in keys))
        for domain, keys in found.items
    ]
