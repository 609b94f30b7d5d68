"""What a new plan starts from, and where each text comes from. Pure functions of what is known; nothing is invented.

The same functions fill a new plan and tell, beside an existing one, which of its texts stand as they were proposed.
"""

from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.needs.models import ClusterTemplate
from gezien.plans.models import GroupPlan, PlanRow
from gezien.plans.queries.basis import Basis, ClusterFacts
from gezien.plans.queries.goal_proposal import ProposedGoal, proposed_goals
from gezien.plans.words import from_period, period_name
from gezien.results.models import Instrument
from gezien.schools.models import Period, School

FIELDS = ("content", "approach", "organisation", "evaluation")
# Year groups whose tests are named after them: M5 is the middle, E5 the end of year group 5.
TESTED_YEARS = tuple("345678")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A text with where it comes from; both empty when nothing is known."""

    text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """What the row of one cluster starts with: the first `MOST_GOALS` of its goals, the texts, and the time."""

    cluster: ClusterFacts
    goals: tuple[ProposedGoal, ...]
    texts: dict[str, Proposed]
    minutes_a_week: int = 0
    times_a_week: int = 0
    time_source: str = ""


def propose(basis: Basis) -> list[ProposedRow]:
    """A row for each cluster."""
    return [_row(basis, cluster) for cluster in basis.clusters]


def propose_general(basis: Basis) -> Proposed:
    """What holds for the whole group: as it was in the period before."""
    plan = basis.previous_plan
    if plan is None:
        return Proposed()
    return _with_adjustments(plan.general.strip(), from_period(plan.period), plan)


def _row(basis: Basis, cluster: ClusterFacts) -> ProposedRow:
    before = next((row for row in basis.previous if row.cluster.name.casefold() == cluster.name.casefold()), None)
    template = basis.templates.get(cluster.name.casefold())
    texts = {
        "content": _as_before(before, "content"),
        "approach": _approach(template, before),
        "organisation": _agreed(template, before, "organisation"),
        "evaluation": _evaluation(basis, before),
    } | by_education(basis, cluster)
    time, source = _time(basis, cluster, template, before)
    return ProposedRow(
        cluster=cluster,
        goals=tuple(proposed_goals(basis, cluster, before)),
        texts=texts,
        minutes_a_week=time.minutes_a_week if time else 0,
        times_a_week=time.times_a_week if time else 0,
        time_source=source,
    )


def by_education(basis: Basis, cluster: ClusterFacts) -> dict[str, Proposed]:
    """What the education plan says of this cluster, by field; empty where the school does not work by one."""
    said = basis.education.rows.get(cluster.name.casefold()) if basis.education else None
    source = _("as in the education plan")
    return {name: Proposed(said[name].strip(), source) for name in FIELDS if said[name].strip()} if said else {}


def _time(
    basis: Basis, cluster: ClusterFacts, template: ClusterTemplate | None, before: PlanRow | None
) -> tuple[ClusterFacts | ClusterTemplate | PlanRow | None, str]:
    """Minutes and times by the education plan, or as set on the board of clusters; else as agreed, else as before."""
    said = basis.education.rows.get(cluster.name.casefold()) if basis.education else None
    if said and said["minutes_a_week"]:
        facts = replace(cluster, minutes_a_week=said["minutes_a_week"], times_a_week=said["times_a_week"])
        return facts, _("as in the education plan")
    on_board = (cluster.minutes_a_week, cluster.times_a_week)
    if any(on_board) and not (template and on_board == (template.minutes_a_week, template.times_a_week)):
        return cluster, _("from the clusters")
    if template:
        return template, _("from what the school agreed")
    return before, from_period(before.plan.period) if before else ""


def _as_before(before: PlanRow | None, name: str) -> Proposed:
    text = getattr(before, name).strip() if before else ""
    return Proposed(text, from_period(before.plan.period)) if before and text else Proposed()


def _agreed(template: ClusterTemplate | None, before: PlanRow | None, name: str) -> Proposed:
    """What the school agreed for clusters of this name, else what was done before."""
    text = getattr(template, name) if template else ""
    return Proposed(text.strip(), _("from what the school agreed")) if text else _as_before(before, name)


def _approach(template: ClusterTemplate | None, before: PlanRow | None) -> Proposed:
    """What was agreed or done, and below it what the teachers took along when they looked back."""
    agreed = _agreed(template, before, "approach")
    return _with_adjustments(agreed.text, agreed.source, before) if before else agreed


def _with_adjustments(text: str, source: str, looked_back: PlanRow | GroupPlan) -> Proposed:
    """With what the reflection on a plan or row took along; that alone where there is no text."""
    reflection = getattr(looked_back, "reflection", None)
    taken = reflection.adjustments.strip() if reflection else ""
    if not taken:
        return Proposed(text, source) if text else Proposed()
    plan = looked_back if isinstance(looked_back, GroupPlan) else looked_back.plan
    along = _("taken along from %(period)s") % {"period": period_name(plan.period).lower()}
    return Proposed("\n".join(filter(None, [text, taken])), ", ".join(filter(None, [source if text else "", along])))


def _evaluation(basis: Basis, before: PlanRow | None) -> Proposed:
    """As in the period before, for this period's test; else the subject's main test at its next moment.

    Of an evaluated plan nothing is taken over: there the text also says what came of it.
    """
    if before and before.evaluation.strip() and before.plan.status != GroupPlan.Status.EVALUATED:
        then, now = _moment(basis, before.plan.period), _moment(basis, basis.period)
        text = before.evaluation.strip()
        return Proposed(text.replace(then, now) if then and now else text, from_period(before.plan.period))
    text = default_evaluation(basis, basis.period)
    return Proposed(text, _("from the main test of this subject")) if text else Proposed()


def default_evaluation(basis: Basis, period: Period) -> str:
    """The subject's main test at the end of the period, and the pupils' own part; empty without a main test."""
    if basis.instrument is None:
        return ""
    when = _moment(basis, period) or _("at the end of the period (%(day)s)") % {
        "day": date_format(period.ends_on, "j F")
    }
    return _("With %(test)s, %(moment)s. The pupils look back on their goal themselves.") % {
        "test": basis.instrument.name,
        "moment": when,
    }


def _moment(basis: Basis, period: Period) -> str:
    """ "M5" for a period that ends in the first months of the year, "E5" for one that ends before the summer.

    Empty where tests are not named so: combination and infant groups, Flanders, and tests without moments of their own.
    """
    year_group = basis.group.year_group
    if basis.group.school.country != School.Country.NETHERLANDS or year_group not in TESTED_YEARS:
        return ""
    if basis.instrument is None or basis.instrument.figure != Instrument.Figure.SKILL_SCORE:
        return ""
    if period.ends_on.month <= 3:
        return f"M{year_group}"
    return f"E{year_group}" if period.ends_on.month <= 8 else ""
