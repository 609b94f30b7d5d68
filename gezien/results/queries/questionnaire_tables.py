"""Rounds as tables: for the groups one sees this year, and for one group through the years."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.pupils.models import Group
from gezien.results.models import QuestionnaireRound
from gezien.results.queries.questionnaire_rounds import progress_of, with_names
from gezien.results.rules import editable_rounds, visible_rounds
from gezien.schools.queries import current_year
from gezien.schools.rules import Member


def overview_rows(member: Member) -> list[dict[str, Any]]:
    """This year's rounds by questionnaire and period, the newest first, a row for each group: six statements."""
    year = current_year(member.school)
    found = list(
        with_names(visible_rounds(member))
        .filter(period__year=year)
        .order_by("-period__starts_on", "questionnaire__name", "questionnaire_id", "group__year_group", "group__name")
    )
    rows = _rows(member, found)
    tables = groupby(zip(found, rows, strict=True), key=lambda pair: (pair[0].period_id, pair[0].questionnaire_id))
    return [_table(list(pairs)) for _key, pairs in tables]


def group_rows(member: Member, group: Group) -> list[dict[str, Any]]:
    """Every round of one group, the newest first."""
    return _rows(member, list(with_names(visible_rounds(member)).filter(group=group).order_by("-opened_on", "-pk")))


def _table(pairs: list[tuple[QuestionnaireRound, dict[str, Any]]]) -> dict[str, Any]:
    first = pairs[0][0]
    return {
        "key": f"{first.questionnaire_id}-{first.period_id}",
        "name": first.questionnaire.name,
        "period": _("period %(number)d") % {"number": first.period.number},
        "rows": [row for _round, row in pairs],
        "whole": sum(row["done"] >= row["all"] for _round, row in pairs),
    }


def _rows(member: Member, found: Sequence[QuestionnaireRound]) -> list[dict[str, Any]]:
    progress = progress_of(member, found)
    mine = set(editable_rounds(member).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    return [_row(one, *progress[one.pk], can_edit=one.pk in mine) for one in found]


def _row(one: QuestionnaireRound, done: int, asked: int, *, can_edit: bool) -> dict[str, Any]:
    today = clock.today()
    is_open = one.closed_on is None
    is_late = is_open and done < asked and one.due_on is not None and one.due_on < today
    return {
        "pk": one.pk,
        "questionnaire": one.questionnaire.name,
        "group": one.group.name,
        "group_pk": one.group_id,
        "when": date_format(one.opened_on, "F Y"),
        "done": done,
        "all": asked,
        "state": "done" if done >= asked and asked else "late" if is_late else "running" if is_open else "coming",
        "said": _said(one, today),
        "is_open": is_open,
        "can_fill": can_edit and is_open,
        "can_edit": can_edit,
        "has_answers": done > 0 or not is_open,
    }


def _said(one: QuestionnaireRound, today) -> str:
    """Where the round stands: "by 26 February", "round closed on 27 November"."""
    if one.closed_on:
        return _("round closed on %(day)s") % {"day": date_format(one.closed_on, "j F Y")}
    if one.due_on:
        return _("by %(day)s") % {"day": date_format(one.due_on, "j F")}
    return _("open")
