"""Did it help, over periods: for an approach, for all of them, and for what was agreed. Never of few."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.common.markup import sparkline_svg
from gezien.schools.models import Period, School

# Fewer pupils than this are named by a share: then only how many there were is told.
FEWEST = 5
SHOWN = 6  # periods, the newest


@dataclass
class InPeriod:
    """What came of goals in one period, while it is counted."""

    period: Period
    judged: int = 0
    reached: int = 0
    pupils: set[int] = field(default_factory=set)

    def add(self, pupil: int, *, reached: bool) -> None:
        """Count one judgement."""
        self.judged += 1
        self.reached += reached
        self.pupils.add(pupil)

    @property
    def share(self) -> int | None:
        """Per cent reached; None of too few pupils."""
        return round(100 * self.reached / self.judged) if len(self.pupils) >= FEWEST else None


def trend(periods: Iterable[InPeriod]) -> dict[str, Any]:
    """The share reached in each period, oldest first: `points` [(name, share or None, pupils)], `words` and a `line`.

    A period of few pupils stands there without its share; a line needs two shares.
    """
    newest = sorted(periods, key=lambda one: one.period.starts_on)[-SHOWN:]
    points = [(short_name(one.period), one.share, len(one.pupils)) for one in newest]
    shares = [float(share) for _name, share, _pupils in points if share is not None]
    words = " → ".join(f"{name} {share} %" for name, share, _pupils in points if share is not None)
    line = sparkline_svg(shares, _("goals reached: %(words)s") % {"words": words}, (0, 100)) if len(shares) > 1 else ""
    return {"points": points, "words": words, "line": line, "change": _change(shares)}


def merged(approaches: Iterable[dict[int, InPeriod]]) -> list[InPeriod]:
    """All approaches together, by period."""
    together: dict[int, InPeriod] = {}
    for periods in approaches:
        for pk, one in periods.items():
            whole = together.setdefault(pk, InPeriod(one.period))
            whole.judged += one.judged
            whole.reached += one.reached
            whole.pupils |= one.pupils
    return list(together.values())


def agreements_by_period(school: School) -> list[dict[str, Any]]:
    """Of each period how many agreements were done, of how many somebody said whether it helped, and of those whether
    it did, the newest first; of fewer than `FEWEST` answers only their number. Two statements.
    """
    periods = list(
        Period.objects.filter(school=school, starts_on__lte=clock.today()).select_related("year").order_by("-starts_on")
    )[:SHOWN]
    done = Agreement.objects.filter(school=school, outcome=Agreement.Outcome.DONE)
    counts: dict[int, Counter[str]] = {period.pk: Counter() for period in periods}
    for closed_at, helped in done.values_list("closed_at", "helped"):
        day = timezone.localtime(closed_at).date()
        period = next((one for one in periods if one.starts_on <= day <= one.ends_on), None)
        if period:
            counts[period.pk][helped] += 1
    return [_agreed(period, counts[period.pk]) for period in periods if counts[period.pk].total()]


def short_name(period: Period) -> str:
    """ "2026-2027 P1"."""
    return _("%(year)s P%(number)s") % {"year": period.year.name, "number": period.number}


def _change(shares: list[float]) -> str:
    """From the first to the last share, in points: "+12"."""
    if len(shares) < 2:
        return ""
    change = round(shares[-1] - shares[0])
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change)}"


def _agreed(period: Period, counts: Counter[str]) -> dict[str, Any]:
    helped = Agreement.Helped
    answered = sum(counts[one] for one in helped.values)
    tells = answered >= FEWEST
    return {
        "period": short_name(period),
        "done": counts.total(),
        "answered": answered,
        "share": round(100 * counts[helped.YES] / answered) if tells else None,
        "partly": round(100 * counts[helped.PARTLY] / answered) if tells else None,
    }
