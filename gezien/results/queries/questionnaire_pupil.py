"""What questionnaires say of one pupil over the rounds: for each domain a line, a table and what stands out."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common.plots import Point, Tick, line_plot
from gezien.pupils.models import Pupil
from gezien.results.models import Questionnaire, QuestionnaireAnswer
from gezien.results.models.questionnaires import STEPS
from gezien.results.queries.questionnaire_profile import (
    HIGH_ANSWER,
    LOW_ANSWER,
    change_mark,
    figure,
    said,
)
from gezien.results.queries.questionnaires import DomainScore, for_pupil
from gezien.results.questionnaire_scoring import counted

ROUNDS_SHOWN = 8


def pupil_trends(pupil: Pupil) -> list[dict[str, Any]]:
    """By questionnaire its domains, the newest questionnaire first: three statements however many rounds."""
    found = for_pupil(pupil.school, pupil.pk)
    if not found:
        return []
    lists = Questionnaire.objects.in_bulk({trend[0].questionnaire_id for trend in found})
    newest = {trend[0].questionnaire_id: max(score.day for one in found for score in one) for trend in found}
    striking = _striking(pupil, {trend[-1].round_id for trend in found})
    rows = [
        {
            "name": lists[key].name,
            "is_by_pupil": lists[key].is_by_pupils,
            "labels": list(enumerate(lists[key].labels, start=1)),
            "domains": [_domain(trend, striking) for trend in trends],
            "newest": newest[key],
        }
        for key, trends in groupby(found, key=lambda trend: trend[0].questionnaire_id)
    ]
    return sorted(rows, key=lambda row: row["newest"], reverse=True)


def _domain(trend: Sequence[DomainScore], striking: dict[tuple[int, int], dict[str, list[str]]]) -> dict[str, Any]:
    """One domain: the last rounds as a line and as a table, and the statements that stand out in the newest."""
    shown, last = trend[-ROUNDS_SHOWN:], trend[-1]
    course = ", ".join(f"{moment(score)}: {figure(score.mean)}" for score in shown)
    points = [Point(score.day, score.mean, moment(score), figure(score.mean)) for score in shown]
    ticks = [Tick(step, str(step)) for step in (1, 3, STEPS)]
    return {
        "name": last.domain,
        "figure": figure(last.mean),
        "change": "" if last.change is None else change_mark(last.change),
        "plot": line_plot(
            points, label=_("%(domain)s: %(said)s") % {"domain": last.domain, "said": course}, ticks=ticks
        ),
        "rounds": [{"moment": moment(score), "figure": figure(score.mean)} for score in shown],
        **striking.get((last.round_id, last.domain_id), {"strong": [], "weak": []}),
    }


def _striking(pupil: Pupil, rounds: set[int]) -> dict[tuple[int, int], dict[str, list[str]]]:
    """By round and domain the statements answered at either end, in their own words."""
    answers = QuestionnaireAnswer.objects.filter(pupil=pupil, round__in=rounds, value__isnull=False)
    found: dict[tuple[int, int], dict[str, list[str]]] = {}
    for answer in answers.select_related("item").order_by("item__position", "pk"):
        value = counted(answer.value or 0, is_negative=answer.item.is_negative)
        side = "strong" if value >= HIGH_ANSWER else "weak" if value <= LOW_ANSWER else ""
        if side:
            both = found.setdefault((answer.round_id, answer.item.domain_id), {"strong": [], "weak": []})
            both[side].append(said(answer.item.text, answer.value or 0))
    return found


def moment(score: DomainScore) -> str:
    """When a round was: "nov 2026"."""
    return date_format(score.day, "b Y")
