"""The picture of the scale question: counts, mean and spread, before beside after; never of fewer than five."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

from django.db.models import Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gezien.schoolreviews.models import ScaleRound, ScaleTally, SchoolReview, VoteToken

FEWEST = 5  # nothing is shown of fewer
VALUES = range(11)


@dataclass(frozen=True)
class Spread:
    """Eleven counts with their mean and standard deviation."""

    counts: list[int]

    @property
    def total(self) -> int:
        """How many chose."""
        return sum(self.counts)

    @property
    def mean(self) -> float:
        """The mean; 0 when nobody chose."""
        return sum(value * count for value, count in enumerate(self.counts)) / (self.total or 1)

    @property
    def deviation(self) -> float:
        """How far apart: the standard deviation of all who chose."""
        mean = self.mean
        return sqrt(sum(count * (value - mean) ** 2 for value, count in enumerate(self.counts)) / (self.total or 1))


def live_counts(round_: ScaleRound) -> list[int]:
    """The eleven counts as they are now."""
    found = dict(ScaleTally.objects.filter(round=round_).values_list("value", "count"))
    return [found.get(value, 0) for value in VALUES]


def cast(round_: ScaleRound) -> int:
    """How many chose so far; one statement."""
    return ScaleTally.objects.filter(round=round_).aggregate(cast=Sum("count"))["cast"] or 0


def has_voted(round_: ScaleRound, token: str) -> bool:
    """Whether this token was used."""
    return VoteToken.objects.filter(round=round_, token=token).exists()


def picture(review: SchoolReview) -> dict[str, Any]:
    """Before and after as the screens show them; one statement, two while the team is choosing."""
    rounds = {one.moment: one for one in review.scale_rounds.all()}
    before, after = rounds.get(ScaleRound.Moment.BEFORE), rounds.get(ScaleRound.Moment.AFTER)
    shown = [_round(one) for one in (before, after) if one is not None]
    spreads = [Spread(one.shown) if one is not None and one.shown else None for one in (before, after)]
    return {
        "question": review.scale_question,
        "low": review.anchor_low,
        "high": review.anchor_high,
        "rounds": shown,
        "shift": _shift(*spreads),
        "has_bars": any(one["bars"] for one in shown),
    }


def _round(one: ScaleRound) -> dict[str, Any]:
    row: dict[str, Any] = {"pk": one.pk, "moment": one.moment, "name": one.get_moment_display(), "bars": []}
    if one.revealed_at is None:
        return row | {"state": "choosing", "cast": cast(one)}
    if not one.shown:
        return row | {"state": "few"}
    spread = Spread(one.shown)
    most = max(spread.counts)
    bars = [_bar(value, count, most) for value, count in enumerate(spread.counts)]
    return row | {
        "state": "shown",
        "bars": bars,
        "total": spread.total,
        "mean": number_format(round(spread.mean, 1), 1),
        "deviation": number_format(round(spread.deviation, 1), 1),
        "words": spread_in_words(spread),
    }


def _bar(value: int, count: int, most: int) -> dict[str, int]:
    """Where a bar stands in a drawing of 330 by 160."""
    height = round(110 * count / most)
    return {
        "value": value,
        "count": count,
        "x": value * 30 + 4,
        "middle": value * 30 + 15,
        "y": 134 - height,
        "label_y": 128 - height,
        "height": height,
    }


def spread_in_words(spread: Spread) -> str:
    """The picture in one sentence, for who does not see it."""
    chosen = [_("%(count)d × %(value)d") % {"count": n, "value": value} for value, n in enumerate(spread.counts) if n]
    return ", ".join(chosen)


def _shift(before: Spread | None, after: Spread | None) -> dict[str, Any] | None:
    """By how much the mean moved, and which way; None until both are shown."""
    if before is None or after is None:
        return None
    moved = round(round(after.mean, 1) - round(before.mean, 1), 1)
    sign = "+" if moved > 0 else "\N{MINUS SIGN}" if moved < 0 else ""
    return {
        "text": f"{sign}{number_format(abs(moved), 1)}",
        "way": "up" if moved > 0 else "down" if moved < 0 else "even",
    }
