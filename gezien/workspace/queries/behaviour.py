"""How a pupil feels and works, by the school's questionnaires: for each domain a trend of its own."""

from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from gezien.common.markup import growth, sparkline_svg
from gezien.pupils.models import Pupil
from gezien.results.queries.questionnaires import DomainScore, for_pupil
from gezien.schools.models import School

SHOWN = 6
LOWEST, HIGHEST = 1.0, 5.0
NOTICEABLE = 0.25  # smaller changes of a mean say nothing


def behaviour(pupil: Pupil, school: School) -> list[dict[str, Any]]:
    """Each domain of each questionnaire with its figures, oldest first: one statement."""
    return [_row(scores[-SHOWN:]) for scores in for_pupil(school, pupil.pk) if scores]


def _row(scores: list[DomainScore]) -> dict[str, Any]:
    newest = scores[-1]
    told = ", ".join(f"{date_format(one.day, 'b Y')} {_figure(one.mean)}" for one in scores)
    return {
        "domain": newest.domain,
        "area": newest.area,
        "figure": _("%(mean)s of 5") % {"mean": _figure(newest.mean)},
        "day": date_format(newest.day, "j b Y"),
        "change": _change(newest),
        "trend": sparkline_svg([one.mean for one in scores], f"{newest.domain}: {told}", (LOWEST, HIGHEST)),
        "told": told,
    }


def _change(score: DomainScore) -> str:
    if score.change is None:
        return ""
    if abs(score.change) < NOTICEABLE:
        return growth(_("the same"), "even")
    sign = "+" if score.change > 0 else "\N{MINUS SIGN}"
    return growth(f"{sign}{_figure(abs(score.change))}", "up" if score.change > 0 else "down")


def _figure(mean: float) -> str:
    return number_format(round(mean, 1), 1)
