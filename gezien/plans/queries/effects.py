"""What worked here: approaches of evaluated plans with what came of their goals. Never of few pupils, never by teacher.

An approach is what plans call it: rows of one subject with the same text count together. Shares are of pupils and
goals judged by teachers; the growth beside it is that of the main test over the same period. Neither proves that the
approach did it: the page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from django.utils.formats import number_format

from gezien.plans.models import GoalOutcome, GroupPlan, PlanRow, RowReflection
from gezien.plans.queries.effect_trend import FEWEST, InPeriod, merged, trend
from gezien.results.models import Instrument
from gezien.results.queries import Score, recent_scores
from gezien.schools.models import School

OUTCOME = GoalOutcome.Outcome


@dataclass
class _Approach:
    """One approach while it is counted."""

    text: str
    subject: int
    subject_name: str
    kind: str
    plans: set[int] = field(default_factory=set)
    pupils: set[tuple[int, int]] = field(default_factory=set)  # plan and pupil
    judged: int = 0
    reached: int = 0
    helped: list[str] = field(default_factory=list)
    periods: list[Any] = field(default_factory=list)
    by_period: dict[int, InPeriod] = field(default_factory=dict)


@dataclass(frozen=True)
class Effects:
    """What worked: a row for each approach (see `effects`), and all of them together over the periods (`trend`)."""

    rows: list[dict[str, Any]]
    together: dict[str, Any]


def effects(school: School, subject: int | None = None) -> list[dict[str, Any]]:
    """The rows of `all_effects`."""
    return all_effects(school, subject).rows


def all_effects(school: School, subject: int | None = None) -> Effects:
    """A row for each approach, the most used first; of all subjects or one. Four statements.

    subject, kind, text, plans, pupils (how many), share (of judgements reached; None below `FEWEST` pupils), trend
    (over the periods), growth (in words; empty without enough results), helped (how often it was said to help, of how
    many plans; not of one alone, which would tell who said it).
    """
    rows = PlanRow.objects.filter(school=school, plan__status=GroupPlan.Status.EVALUATED).exclude(approach="")
    if subject:
        rows = rows.filter(plan__subject=subject)
    found = {
        row.pk: row
        for row in rows.select_related("plan__subject", "plan__period__year", "cluster", "reflection").order_by("pk")
    }
    judged = GoalOutcome.objects.filter(goal__row__in=found, goal__removed_at=None).exclude(outcome="")
    approaches: dict[tuple[int, str], _Approach] = {}
    for row_id, pupil, outcome in judged.values_list("goal__row", "pupil", "outcome"):
        _count(approaches, found[row_id], pupil, outcome)
    growths = _growths(school, list(approaches.values()))
    shown = [_shown(one, growths.get(id(one))) for one in approaches.values()]
    rows_shown = sorted(shown, key=lambda row: (row["subject"], -row["pupils"], row["text"]))
    return Effects(rows_shown, trend(merged(one.by_period for one in approaches.values())))


def _count(approaches: dict[tuple[int, str], _Approach], row: PlanRow, pupil: int, outcome: str) -> None:
    text = " ".join(row.approach.split())
    key = (row.plan.subject_id, text.casefold().rstrip(". "))
    one = approaches.setdefault(
        key, _Approach(text, row.plan.subject_id, row.plan.subject.name, row.cluster.get_kind_display())
    )
    if row.pk not in one.plans:
        one.plans.add(row.pk)
        reflection = getattr(row, "reflection", None)
        one.helped += [reflection.helped] if reflection and reflection.helped else []
    if (row.pk, pupil) not in one.pupils:
        one.pupils.add((row.pk, pupil))
        one.periods.append((pupil, row.plan.period))
    period = row.plan.period
    one.by_period.setdefault(period.pk, InPeriod(period)).add(pupil, reached=outcome == OUTCOME.REACHED)
    one.judged += 1
    one.reached += outcome == OUTCOME.REACHED


def _growths(school: School, approaches: Sequence[_Approach]) -> dict[int, tuple[str, float, int]]:
    """By approach the test, the mean growth over its periods and of how many pupils: two statements."""
    tests = {one.subject_id: one for one in Instrument.objects.filter(school=school, is_main=True).order_by("pk")}
    pupils = {pupil for one in approaches for pupil, _period in one.periods}
    keys = [test.pk for test in tests.values()]
    scores = recent_scores(school, pupils, moments=12, instruments=keys) if pupils else {}
    found = {}
    for one in approaches:
        test = tests.get(one.subject)
        if test is None:
            continue
        grown = [
            growth
            for pupil, period in one.periods
            if (growth := _growth(scores.get((pupil, test.pk), ()), period)) is not None
        ]
        if len(grown) >= FEWEST:
            found[id(one)] = (test.name, fmean(grown), len(grown))
    return found


def _growth(scores: Sequence[Score], period: Any) -> float | None:
    """From the last figure before the period to the last one within it; None where one lacks."""
    within = [one.figure for one in scores if period.starts_on <= one.taken_on <= period.ends_on]
    before = [one.figure for one in scores if one.taken_on < period.starts_on]
    if not within or not before or within[0] is None or before[0] is None:
        return None
    return float(within[0] - before[0])


def _shown(one: _Approach, growth: tuple[str, float, int] | None) -> dict[str, Any]:
    number = len({pupil for _plan, pupil in one.pupils})
    yes = sum(said == RowReflection.Helped.YES for said in one.helped)
    return {
        "text": one.text,
        "subject": one.subject_name,
        "kind": one.kind,
        "plans": len(one.plans),
        "pupils": number,
        "judged": one.judged,
        "share": round(100 * one.reached / one.judged) if number >= FEWEST and one.judged else None,
        "helped": (yes, len(one.helped)) if len(one.helped) > 1 else (0, 0),
        "trend": trend(one.by_period.values()),
        "growth": f"{growth[1]:+.1f}".replace(".", _separator()) if growth else "",
        "growth_of": growth[2] if growth else 0,
        "test": growth[0] if growth else "",
    }


def _separator() -> str:
    return number_format(0.5, 1)[1]
