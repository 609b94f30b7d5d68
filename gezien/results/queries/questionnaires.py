"""Figures of questionnaires, for overview and file. Callers pass pupils they have already been allowed.

Each public read is one statement, whatever the number of pupils and rounds.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.db.models import Avg, Case, Count, F, FloatField, QuerySet, TextField, When
from django.db.models.functions import Cast

from gezien.results.models import Questionnaire, QuestionnaireAnswer
from gezien.results.models.questionnaires import STEPS
from gezien.results.questionnaire_scoring import is_enough

# Rounds longer ago than this are history: they stand in the pupil's own trend, not in what is known now.
RECENT = dt.timedelta(days=550)


class DomainScore(NamedTuple):
    """What one round says of one pupil on one domain.

    `mean` runs from 1 to 5, where 5 is always the favourable end; `change` is that against the pupil's round before
    with the same questionnaire, None without one. `area` is a `Subject.Domain`: "social" or "work_attitude". `day` is
    the day the round was opened.
    """

    pupil_id: int
    questionnaire_id: int
    domain_id: int
    domain: str
    area: str
    round_id: int
    day: dt.date
    mean: float
    answered: int
    asked: int
    change: float | None = None


def latest_for_group(
    school, pupil_ids: Collection[int], *, until: dt.date | None = None
) -> dict[int, list[DomainScore]]:
    """By pupil the newest figure of each domain of each questionnaire that a teacher filled in, in its own order.

    `until` leaves out rounds opened later than that day. Pupils without a figure are not in the answer.
    """
    answers = QuestionnaireAnswer.objects.filter(
        school=school,
        pupil_id__in=pupil_ids,
        round__questionnaire__respondent=Questionnaire.Respondent.TEACHER,
        **({"round__opened_on__lte": until, "round__opened_on__gte": until - RECENT} if until else {}),
    )
    found: dict[int, list[DomainScore]] = {}
    for trend in trends(answers):
        found.setdefault(trend[-1].pupil_id, []).append(trend[-1])
    return found


def for_pupil(school, pupil_id: int) -> list[list[DomainScore]]:
    """The trend of each domain of each questionnaire about one pupil: its figures, oldest first."""
    return trends(QuestionnaireAnswer.objects.filter(school=school, pupil_id=pupil_id))


def trends(answers: QuerySet[QuestionnaireAnswer]) -> list[list[DomainScore]]:
    """The figures in these answers, by pupil and domain, oldest first, each with its change: one statement."""
    scores = groupby(_scores(answers), key=lambda score: (score.pupil_id, score.domain_id))
    return [_with_changes(found) for _whose, found in scores]


def domains_of(scores: Iterable[Collection[DomainScore]]) -> list[DomainScore]:
    """One figure of each domain that occurs, in the order in which the questionnaire has them: the heads of columns."""
    seen: dict[int, DomainScore] = {}
    for found in scores:
        for score in found:
            seen.setdefault(score.domain_id, score)
    return list(seen.values())


def _scores(answers: QuerySet[QuestionnaireAnswer]) -> list[DomainScore]:
    """Every mean that says something, by pupil, questionnaire, domain and day: one statement."""
    value = Case(
        When(item__is_negative=True, then=STEPS + 1 - F("value")), default=F("value"), output_field=FloatField()
    )
    rows = (
        answers.order_by(
            *("pupil_id", "round__questionnaire_id", "item__domain__position", "item__domain_id"),
            *("round__opened_on", "round_id"),
        )
        .values_list(
            *("pupil_id", "round__questionnaire_id", "item__domain_id", "item__domain__name", "item__domain__area"),
            *("round_id", "round__opened_on"),
        )
        .annotate(
            mean=Avg(value),
            answered=Count("value"),
            put=Cast("round__items", TextField()),
        )
    )
    return [
        DomainScore._make((*row, mean, answered, asked, None))
        for *row, mean, answered, put in rows
        if is_enough(answered, asked := asked_by_domain(put).get(row[2], 0))
    ]


@lru_cache(maxsize=256)
def asked_by_domain(put: str) -> dict[int, int]:
    """How many statements each domain had in a round, from `QuestionnaireRound.items` as the database keeps it."""
    return {domain: len(items) for domain, items in json.loads(put)}


def _with_changes(scores: Iterable[DomainScore]) -> list[DomainScore]:
    """The figures of one domain, oldest first, each with its change against the one before."""
    changed: list[DomainScore] = []
    for score in scores:
        before = changed[-1].mean if changed else None
        changed.append(score if before is None else score._replace(change=score.mean - before))
    return changed
