"""A factor as the pages show it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.notes.models import Factor, FactorStep
from gezien.notes.queries.factor_terms import months_in_words


def factor_row(factor: Factor) -> dict[str, Any]:
    """One factor of `queries.factors.marked`: its words, what they are about and where it lies, and its age."""
    is_plus = factor.direction == Factor.Direction.STIMULATING
    about = [factor.domain.name, factor.source.name]
    if not factor.can_be_influenced:
        about.append(_("beyond our influence"))
    return {
        "pk": factor.pk,
        "row_id": f"#factor-{factor.pk}",
        "text": factor.text,
        "mark": "plus" if is_plus else "min",
        "direction": factor.get_direction_display(),
        "about": " · ".join(about),
        "is_old": factor.is_old,
        "asks": _("older than %(term)s: does it still hold?") % {"term": months_in_words(factor.renewal)},
        "said": _said(factor),
        "done": None,
    }


def done_in_words(step: FactorStep) -> dict[str, Any]:
    """What was just done with a factor, in a sentence."""
    sentences = {
        FactorStep.Kind.ADDED: _("“%(text)s” is noted."),
        FactorStep.Kind.CONFIRMED: _("“%(text)s” still holds."),
        FactorStep.Kind.CHANGED: _("“%(text)s” is changed."),
        FactorStep.Kind.ENDED: _("“%(text)s” no longer holds."),
        FactorStep.Kind.REOPENED: _("“%(text)s” holds again."),
    }
    return {"factor": step.factor_id, "text": sentences[FactorStep.Kind(step.kind)] % {"text": step.factor.text}}


def _said(factor: Factor) -> str:
    """When it was noted, and when it was last said to hold."""
    noted = _("noted %(day)s") % {"day": date_format(factor.noted_on, "j b Y")}
    if factor.confirmed_on is None or factor.confirmed_on == factor.noted_on:
        return noted
    confirmed = _("still held %(day)s") % {"day": date_format(factor.confirmed_on, "j b Y")}
    return f"{noted} · {confirmed}"
