"""Whether it helps, over time; and which cases ask for it now."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gezien.agreements.hooks import ComesBack
from gezien.agreements.words import due_in_words
from gezien.cases.models import Case, CaseEffect
from gezien.cases.queries.cases import with_names
from gezien.cases.rules import waiting_cases
from gezien.common import clock
from gezien.schools.rules import Member

ASPECTS: dict[str, Promise] = {
    "pupil_goes": _("Does it go well with the pupil?"),
    "group_goes": _("Does it go well with the group?"),
    "teacher_goes": _("Does it go well with you as a teacher?"),
    "time_goes": _("Can the pupil use the teaching time?"),
    "development_goes": _("Does the pupil develop well?"),
}


def effects_over_time(case: Case, member: Member | None = None) -> dict[str, Any]:
    """A column for each moment, a row for each question; and what was written, the newest first. One statement.

    When two answered on one day each has a column with a name. `today` is what `member` answered today.
    """
    moments = list(case.effects.select_related("answered_by").order_by("asked_on", "pk"))
    several = Counter(one.asked_on for one in moments)
    return {
        "days": [_moment(one, several[one.asked_on] > 1) for one in moments],
        "rows": [
            {"label": label, "cells": [_cell(getattr(one, name)) for one in moments]} for name, label in ASPECTS.items()
        ],
        "words": [
            {
                "pk": one.pk,
                "day": date_format(one.asked_on, "j F Y"),
                "text": one.words,
                "who": one.answered_by.name if one.answered_by else "",
            }
            for one in reversed(moments)
            if one.words
        ],
        "today": next((one.pk for one in moments if member and _is_of(one, member)), None),
        "last": moments[-1] if moments else None,
    }


def _moment(one: CaseEffect, with_name: bool) -> str:
    day = date_format(one.asked_on, "j b")
    return f"{day} · {one.answered_by.name}" if with_name and one.answered_by else day


def _is_of(one: CaseEffect, member: Member) -> bool:
    return one.asked_on == clock.today() and one.answered_by_id == member.user.pk


def _cell(value: int | None) -> dict[str, Any]:
    """A word and a mark: never by colour alone."""
    return {"value": value or 0, "text": CaseEffect.Going(value).label if value else "–"}


def asking(member: Member) -> QuerySet[Case]:
    """The cases that wait for this member (`rules.waiting_cases`), with their names, in order."""
    return with_names(waiting_cases(member)).order_by("effect_on", "registered_on", "pk")


def effects_to_ask(member: Member) -> list[ComesBack]:
    """The cases of which this member is asked today whether it helps, for the list of agreements. One statement."""
    today = clock.today()
    found: list[Any] = list(asking(member).filter(effect_on__lte=today))  # Any: with what `with_names` adds
    return [
        ComesBack(
            question=gettext("Does it help? The pupil review asks it again."),
            about=" · ".join(filter(None, [case.pupil.name, case.group_name])),
            due=due_in_words(case.effect_on, today),
            is_overdue=case.effect_on < today,
            url=reverse("cases:case", args=[member.school.slug, case.pk]) + "#check",
        )
        for case in found
    ]
