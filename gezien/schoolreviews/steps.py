"""The steps by which a school holds its reviews: which there are, and by which lists of them a review can go."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gezien.schoolreviews.models import ReviewStep

Kind = ReviewStep.Kind
AFTERWARDS = (Kind.PROCESSING, Kind.MONITORING)  # they have no clock and are not gone to during the meeting
REPEATABLE = (Kind.OTHER,)
MOST_STEPS = 16
USUAL_MINUTES = 10


def check_steps(kinds: Sequence[str]) -> None:
    """Raise `ValidationError` with the reason when a review cannot go by these steps in this order.

    Each kind but a step of the school's own stands once: its question, board or rounds are those of the whole review.
    """
    during = [place for place, kind in enumerate(kinds) if kind not in AFTERWARDS]
    if not during:
        raise ValidationError(_("There must be a step during the meeting itself."))
    if len(kinds) > MOST_STEPS:
        raise ValidationError(_("These are too many steps: at most %(number)d.") % {"number": MOST_STEPS})
    for kind in Kind:
        if kind not in REPEATABLE and kinds.count(kind) > 1:
            raise ValidationError(_("“%(kind)s” can stand in the list once.") % {"kind": kind.label})
    if during[-1] != len(during) - 1:
        raise ValidationError(_("What comes afterwards stands at the end of the list."))
    if Kind.CLOSING in kinds and Kind.OPENING in kinds and kinds.index(Kind.CLOSING) < kinds.index(Kind.OPENING):
        raise ValidationError(_("The closing comes after the opening."))


def addable(kinds: Sequence[str]) -> list[tuple[str, str]]:
    """The kinds of steps that can be added to these: (kind, in words)."""
    return [(kind.value, str(kind.label)) for kind in Kind if kind in REPEATABLE or kind not in kinds]


def arranged(rows: list[dict[str, Any]], do: str, new_kind: str = "") -> list[dict[str, Any]]:
    """The rows with one moved ("up-2", "down-2"), left out ("out-2") or added ("add"); anything else leaves them."""
    rows = list(rows)
    what, _dash, number = do.partition("-")
    if what == "add" and new_kind in dict(addable([row["kind"] for row in rows])):
        _add(rows, Kind(new_kind))
    if number in map(str, range(len(rows))):
        place = int(number)
        if what == "out":
            del rows[place]
        to = {"up": place - 1, "down": place + 1}.get(what, -1)
        if 0 <= to < len(rows):
            rows[place], rows[to] = rows[to], rows[place]
    return rows


def _add(rows: list[dict[str, Any]], kind: Kind) -> None:
    """Before what comes afterwards; afterwards itself at the end."""
    minutes = 0 if kind in AFTERWARDS else USUAL_MINUTES
    row = {"key": "", "kind": kind.value, "title": str(kind.label), "minutes": minutes, "guidance": ""}
    during = sum(one["kind"] not in AFTERWARDS for one in rows)
    rows.insert(len(rows) if kind in AFTERWARDS else during, row)
