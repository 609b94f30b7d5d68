"""The kinds of rules one may begin with, in families, each with figures that mean something from the start."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from gezien.needs.models import SignalRule
from gezien.schools.models import School

M, D = SignalRule.Measure, SignalRule.Direction
FAMILIES = (
    (
        _("Levels and norms"),
        (M.LOWEST_LEVELS, M.HIGHEST_LEVELS, M.LEVEL_AT_MOST, M.LEVEL_AT_LEAST, M.BELOW_NORM, M.ABOVE_NORM),
    ),
    (_("Growth"), (M.NOT_GROWN, M.GREW_LESS, M.DROPPED)),
    (_("Beside the other pupils of the school"), (M.LOWEST_SHARE, M.HIGHEST_SHARE)),
    (
        _("Well-being, behaviour and work attitude"),
        (M.SCORE_BELOW, M.SCORE_ABOVE, M.SCORE_FELL, M.COUNTED),
    ),
    (_("Seen, spoken with and tested"), (M.NOT_SEEN, M.NO_PUPIL_TALK, M.NO_PARENT_TALK, M.NO_RESULT)),
)
_CHALLENGE = {M.HIGHEST_LEVELS, M.LEVEL_AT_LEAST, M.ABOVE_NORM, M.HIGHEST_SHARE, M.SCORE_ABOVE}
_ATTENTION = {M.COUNTED, M.NOT_SEEN, M.NO_PUPIL_TALK, M.NO_PARENT_TALK, M.NO_RESULT}
_FIGURES: dict[str, dict[str, Any]] = {
    M.NOT_GROWN: {"threshold": 2},
    M.GREW_LESS: {"amount": Decimal(5)},
    M.DROPPED: {"amount": Decimal(5)},
    M.LOWEST_SHARE: {"threshold": 10},
    M.HIGHEST_SHARE: {"threshold": 10},
    M.COUNTED: {"threshold": 3, "weeks": 6, "kind": SignalRule.Kind.OBSERVATION},
    M.SCORE_BELOW: {"amount": Decimal("2.5")},
    M.SCORE_ABOVE: {"amount": Decimal("4.5")},
    M.SCORE_FELL: {"amount": Decimal(1)},
    M.NOT_SEEN: {"threshold": 6},
    M.NO_PUPIL_TALK: {"threshold": 20},
    M.NO_PARENT_TALK: {"threshold": 26},
    M.NO_RESULT: {"threshold": 30},
}


def new_rule(school: School, measure: str, levels: Sequence[str] = ()) -> SignalRule:
    """An unsaved rule of this kind to begin with; its name is still to be given.

    `levels`: those of a test of the school, from highest to lowest; of those the outermost.
    """
    rule = SignalRule(school=school, measure=measure, direction=_direction(measure), **_FIGURES.get(measure, {}))
    if "level" in rule.uses and levels:
        rule.level = levels[0] if measure in _CHALLENGE else levels[-1]
    return rule


def _direction(measure: str) -> str:
    if measure in _CHALLENGE:
        return D.CHALLENGE
    return D.ATTENTION if measure in _ATTENTION else D.SUPPORT
