"""The sheet on which a round is filled in, as plain rows: by domain, by statement, or by pupil."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gezien.results.models import QuestionnaireAnswer, QuestionnaireItem
from gezien.results.models.questionnaires import STEPS
from gezien.results.queries.calendar import Enrolled
from gezien.results.queries.questionnaire_rounds import AskedDomain, Cell, Sheet

DOMAIN, ITEM, PUPIL = "domain", "item", "pupil"
NOT_SEEN = "x"


@dataclass(frozen=True)
class Part:
    """Which part of the sheet one fills in: one domain, one statement or one pupil."""

    kind: str
    pk: int
    pupils: Sequence[Enrolled]
    domains: Sequence[AskedDomain]

    @property
    def items(self) -> list[QuestionnaireItem]:
        """The statements of this part."""
        return [item for domain in self.domains for item in domain.items]

    @property
    def query(self) -> str:
        """The part as it stands in the address."""
        return f"{self.kind}={self.pk}"


def choose_part(sheet: Sheet, asked: Mapping[str, str]) -> Part | None:
    """The part asked for in the address; without one the first domain; None for what is not in the sheet."""
    for kind, parts in ((PUPIL, _by_pupil), (ITEM, _by_item), (DOMAIN, _by_domain)):
        if kind in asked:
            return next((part for part in parts(sheet) if str(part.pk) == asked[kind]), None)
    return next(iter(parts_of(sheet)), None)


def parts_of(sheet: Sheet, kind: str = "") -> list[Part]:
    """All parts of one kind, in order; what a pupil answers is a part a pupil, else by domain."""
    kind = kind or (PUPIL if sheet.round.questionnaire.is_by_pupils else DOMAIN)
    return {PUPIL: _by_pupil, ITEM: _by_item, DOMAIN: _by_domain}[kind](sheet)


def _by_domain(sheet: Sheet) -> list[Part]:
    return [Part(DOMAIN, domain.pk, sheet.pupils, (domain,)) for domain in sheet.domains]


def _by_item(sheet: Sheet) -> list[Part]:
    return [
        Part(ITEM, item.pk, sheet.pupils, (AskedDomain(domain.pk, domain.name, domain.area, (item,)),))
        for domain in sheet.domains
        for item in domain.items
    ]


def _by_pupil(sheet: Sheet) -> list[Part]:
    return [Part(PUPIL, pupil.pk, (pupil,), sheet.domains) for pupil in sheet.pupils]


def heading(part: Part) -> str:
    """What one is filling in: the domain, the statement, or whom it is about."""
    if part.kind == PUPIL:
        return part.pupils[0].name
    return part.domains[0].name if part.kind == DOMAIN else part.items[0].text


def table(sheet: Sheet, part: Part, clashes: Mapping[Cell, dict[str, str]] | None = None) -> dict[str, Any]:
    """The grid: heads of columns, and sections of rows with their cells.

    By domain and by statement the rows are pupils and the columns statements; by pupil each statement is a row of its
    own, under the name of its domain.
    """
    options = _options(sheet)
    noted = clashes or {}

    def cell(pupil: Enrolled, item: QuestionnaireItem) -> dict[str, Any]:
        return _cell(pupil, item, token(sheet.answers.get((pupil.pk, item.pk))), options, noted)

    if part.kind == PUPIL:
        pupil = part.pupils[0]
        return {
            "heads": [],
            "sections": [
                {
                    "name": domain.name,
                    "rows": [{"name": item.text, "cells": [cell(pupil, item)]} for item in domain.items],
                }
                for domain in part.domains
            ],
        }
    heads = [{"text": item.text, "url": f"?{ITEM}={item.pk}"} for item in part.items]
    rows = [{"name": pupil.name, "cells": [cell(pupil, item) for item in part.items]} for pupil in part.pupils]
    return {"heads": heads, "sections": [{"name": "", "rows": rows}]}


def scale(sheet: Sheet) -> list[dict[str, str]]:
    """The five words with their figures, and the sign for what was not seen."""
    return _options(sheet)


def token(answer: QuestionnaireAnswer | None) -> str:
    """An answer as a page writes it: "1" to "5", "x" for not seen, "" for nothing yet."""
    if answer is None:
        return ""
    return NOT_SEEN if answer.value is None else str(answer.value)


def progress(sheet: Sheet) -> dict[str, Any]:
    """How many pupils are whole, in all and by part: {"done": 18, "all": 24, "parts": {"domain=3": 20, …}}."""
    return {
        "done": sheet.done(),
        "all": len(sheet.pupils),
        "parts": {f"{DOMAIN}={domain.pk}": sheet.done(domain.items) for domain in sheet.domains},
    }


def _options(sheet: Sheet) -> list[dict[str, str]]:
    labels = sheet.round.questionnaire.labels
    steps = [{"token": str(step), "sign": str(step), "word": labels[step - 1]} for step in range(1, STEPS + 1)]
    return [*steps, {"token": NOT_SEEN, "sign": "?", "word": _("not seen")}]


def _cell(
    pupil: Enrolled,
    item: QuestionnaireItem,
    now: str,
    options: list[dict[str, str]],
    clashes: Mapping[Cell, dict[str, str]],
) -> dict[str, Any]:
    return {
        "key": f"{pupil.pk}-{item.pk}",
        "was": now,
        "text": item.text,
        "pupil": pupil.name,
        "options": [(one["token"], one["sign"], one["word"], one["token"] == now) for one in options],
        "clash": clashes.get((pupil.pk, item.pk)),
    }
