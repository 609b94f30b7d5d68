"""The final test in words, ready for a template; what is about too few pupils stays out."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gezien.quality.models import InspectionValues
from gezien.results.queries.final_test import MEAN_OF, FinalTest, Reached, YearOutcome, final_test
from gezien.results.rules import FEWEST
from gezien.results.share_words import FEW, HARD, NOTHING, SHOWN
from gezien.schools.models import School, Subject


def final_test_for(school: School) -> dict[str, Any] | None:
    """For the template `results/final_test.html`; None while there is nothing to show."""
    found = final_test(school)
    return in_words(found) if found.years else None


def in_words(found: FinalTest) -> dict[str, Any]:
    """The years by subject, and the last three together beside the values of the inspectorate."""
    return {
        "subjects": [one.name for one in found.subjects],
        "years": [_year(one, found.subjects) for one in found.years],
        "together": _together(found.together, found.values),
        "mean_of": min(MEAN_OF, len(found.years)),
        "fewest": FEWEST,
        "source": found.values.source if found.values else "",
        "weighting": _decimal(found.values.weighting) if found.values else "",
    }


def _year(year: YearOutcome, subjects: list[Subject]) -> dict[str, Any]:
    return {
        "name": f"{year.first}-{year.first + 1}",
        "cells": [
            {"subject": one.name, "is_typed": one.pk in year.typed} | _cell(year.subjects.get(one.pk))
            for one in subjects
        ],
    }


def _cell(reached: Reached | None) -> dict[str, Any]:
    if reached is None:
        return {"state": NOTHING}
    if not reached.is_shown:
        return {"state": FEW}
    return {
        "state": SHOWN,
        "basic": _per_cent(reached.basic_share),
        "target": _per_cent(reached.target_share),
        "pupils": reached.pupils,
    }


def _together(reached: Reached, values: InspectionValues | None) -> dict[str, Any]:
    if not reached.is_shown:
        return {"state": FEW}
    basic, target = (values.basic, values.target) if values else (None, None)
    return {
        "state": SHOWN,
        "rows": [
            _beside(_("at least 1F"), reached.basic_share, basic),
            _beside(_("at least 1S or 2F"), reached.target_share, target),
        ],
    }


def _beside(name: str, share: float, value: Decimal | None) -> dict[str, Any]:
    return {
        "name": name,
        "share": _per_cent(share),
        "value": "" if value is None else _per_cent(value),
        "is_reached": value is not None and share >= value,
        "is_below": value is not None and share < value,
    }


def _per_cent(share: float | Decimal) -> str:
    return f"{number_format(share, 1)}{HARD}%"


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else number_format(value, 2)
