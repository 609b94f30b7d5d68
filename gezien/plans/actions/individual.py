"""Drawing up a plan of one pupil and writing in it."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gezien.audit.log import mark, record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.rules import visible_needs
from gezien.notes.models import Factor
from gezien.notes.queries.factors import holds_today
from gezien.plans.actions.plans import CannotPlan
from gezien.plans.models import Goal, IndividualPlan, IndividualPlanSettings, PlanSupport
from gezien.plans.queries.individual_content import TEXTS, kept_lines
from gezien.plans.queries.individual_settings import TEMPORARY_WEEKS, Terms, terms_of
from gezien.plans.terms import Holiday, months_after, weeks_after
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.results.queries import recent_scores
from gezien.schools.models import Subject
from gezien.schools.queries import current_year
from gezien.schools.rules import Member, NotAllowed, require_agreed

KIND, STATUS = IndividualPlan.Kind, IndividualPlan.Status
DAYS = ("starts_on", "ends_on", "counts_from", "evaluate_on", "heard_on")
FIELDS = (*TEXTS, *DAYS, "heard_how")
GOAL_FIELDS = ("text", "measure", "instrument_id", "score_type", "current", "target")
SUPPORT_FIELDS = ("what", "by_whom", "moment", "times_a_week", "minutes_a_week")
TAKEN_ALONG = ("promoting", "hindering", "outlook", "motivation")  # from the plan before


@transaction.atomic
def start_individual(*, by: Member, pupil: Pupil, kind: str) -> IndividualPlan:
    """Draw up a plan for this pupil, filled with what is known: factors, the needs of now, the plan before.

    Raises `CannotPlan` when the pupil has an OPP that has not ended.
    """
    require_editable(by, pupil)
    terms, today = terms_of(by.school), clock.today()
    before = (
        IndividualPlan.objects.filter(school=by.school, pupil=pupil, kind=kind).order_by("-starts_on", "-pk").first()
    )
    try:
        with transaction.atomic():
            plan = IndividualPlan.objects.create(
                school=by.school,
                pupil=pupil,
                kind=kind,
                starts_on=today,
                counts_from=_counts_from(pupil, today),
                drawn_up_by=by.user,
                **_first_days(kind, today, terms),
                **{name: getattr(before, name) for name in TAKEN_ALONG if before},
            )
    except IntegrityError as error:
        raise CannotPlan(_("This pupil already has such a plan; change that one, or end it first.")) from error
    plan.factors.set(Factor.objects.filter(holds_today(), school=by.school, pupil=pupil))
    _fill(by, plan)
    record(by, "individualplan.drawn_up", plan, pupil=pupil, kind=kind)
    return plan


def _first_days(kind: str, today: dt.date, terms: Terms) -> dict[str, Any]:
    if kind == KIND.OUTLOOK:
        return {"ends_on": None, "evaluate_on": months_after(today, terms.evaluate_months)}
    ends_on = weeks_after(today, TEMPORARY_WEEKS, terms.holidays)
    return {"ends_on": ends_on, "evaluate_on": ends_on}


def _counts_from(pupil: Pupil, today: dt.date) -> dt.date:
    """A pupil who came this year has the school's term from that day; for the others it begins with the plan."""
    year = current_year(pupil.school)
    came = pupil.admitted_on
    return came if came and year and year.starts_on <= came <= today else today


def _fill(by: Member, plan: IndividualPlan) -> None:
    """Each need of now becomes a goal that knows it, and what it asks for a line of the agreed part."""
    today = clock.today()
    needs = visible_needs(by).filter(
        pupil=plan.pupil, outcome="", period__starts_on__lte=today, period__ends_on__gte=today
    )
    for place, need in enumerate(needs.select_related("subject").order_by("subject__position", "number", "pk")):
        owner = {"school": by.school, "position": place}
        if need.goal:
            Goal.objects.create(individual_plan=plan, text=need.goal, **owner).needs.add(need)
        if what := " ".join((need.support or "").split()):
            PlanSupport.objects.create(plan=plan, what=what[:300], **owner)
        plan.subjects.add(need.subject)
    if not plan.goals.exists():
        Goal.objects.create(school=by.school, individual_plan=plan)
    if not plan.supports.exists():
        PlanSupport.objects.create(school=by.school, plan=plan)


@transaction.atomic
def save_individual(
    *,
    by: Member,
    plan: IndividualPlan,
    version: int,
    values: Mapping[str, Any],
    factors: Collection[Factor],
    subjects: Collection[Subject],
    goals: Mapping[int, Mapping[str, Any]],
    supports: Mapping[int, Mapping[str, Any]],
) -> IndividualPlan:
    """Write the whole page: texts and days, which factors and subjects, the goals and lines of the agreed part by key.

    Raises `StaleVersion` when somebody else wrote in the plan meanwhile; then nothing is written. A plan that has ended
    stays as it was: `NotAllowed`.
    """
    require_writable(by, plan)
    stored = IndividualPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if stored.version != version:
        raise StaleVersion(stored)
    was = {name: mark(getattr(stored, name)) for name in FIELDS if getattr(stored, name) != values[name]}
    was |= _save_lines(Goal.objects.filter(individual_plan=plan), _with_figures(plan, goals), GOAL_FIELDS, "goal")
    was |= _save_lines(PlanSupport.objects.filter(plan=plan), supports, SUPPORT_FIELDS, "support")
    was |= _save_links(plan, "factors", factors) | _save_links(plan, "subjects", subjects)
    if not was:
        return stored
    for name in FIELDS:
        setattr(stored, name, values[name])
    stored.save_if_unchanged(expected=version, fields=list(FIELDS))
    fields = {f"{name.partition('-')[0]}s" if "-" in name else name for name in was}
    record(by, "individualplan.saved", stored, pupil=plan.pupil, fields=sorted(fields), was=was)
    return stored


def _with_figures(plan: IndividualPlan, goals: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """The goals as typed, with where the pupil stands now on a test that was chosen; what was chosen before stays."""
    chosen = {one["instrument_id"] for one in goals.values() if one["instrument_id"]}
    stands = recent_scores(plan.school_id, [plan.pupil_id], moments=1, instruments=chosen) if chosen else {}
    kept = {goal.pk: goal for goal in Goal.objects.filter(individual_plan=plan)}
    found = {}
    for pk, one in goals.items():
        test, before = one["instrument_id"], kept.get(pk)
        newest = stands.get((plan.pupil_id, test), [])
        current = newest[0].figure if newest else None
        if before and before.instrument_id == test:
            current = before.current if before.current is not None else current
        score_type = Goal.ScoreType.FIGURE if test else ""
        found[pk] = {**one, "score_type": score_type, "current": current if test else None}
    return found


def _save_lines(found, typed: Mapping[int, Mapping[str, Any]], fields: tuple[str, ...], what: str) -> dict[str, str]:
    """Write the lines that changed; a line that is not on the page stays as it is. Marks of what they said."""
    was = {}
    for line in found:
        values = typed.get(line.pk)
        if values is None or all(getattr(line, field) == values[field] for field in fields):
            continue
        was[f"{what}-{line.pk}"] = mark(line.in_words)
        for field in fields:
            setattr(line, field, values[field])
        line.save_if_unchanged(expected=line.version, fields=list(fields))
    return was


def _save_links(plan: IndividualPlan, name: str, chosen: Collection[Any]) -> dict[str, str]:
    linked = getattr(plan, name)
    before = plan.linked(name)
    if before == sorted(one.pk for one in chosen):
        return {}
    linked.set(chosen)
    return {name: mark(before)}


@transaction.atomic
def add_line(*, by: Member, plan: IndividualPlan, what: str) -> Goal | PlanSupport:
    """One more empty goal ("goal") or line of the agreed part ("support"); an empty one that is there does."""
    require_writable(by, plan)
    lines: Any = Goal.objects.filter(individual_plan=plan) if what == "goal" else PlanSupport.objects.filter(plan=plan)
    if empty := lines.filter(**{"text" if what == "goal" else "what": ""}).first():
        return empty
    owner = {"individual_plan": plan} if what == "goal" else {"plan": plan}
    line = lines.create(school=by.school, position=lines.count(), **owner)
    record(by, "individualplan.saved", plan, pupil=plan.pupil, fields=[f"{what}s"], added=line.pk)
    return line


@transaction.atomic
def remove_line(*, by: Member, plan: IndividualPlan, what: str, pk: int) -> None:
    """Take a goal or a line of the agreed part out of the plan. It can be put back as it was; twice is once.

    Who has the plan open hears of it at their next save: its version is raised. Raises `StaleVersion` when `plan` is
    not as it is stored.
    """
    require_writable(by, plan)
    if kept_lines(plan, what).filter(pk=pk, removed_at=None).update(removed_at=clock.now()):
        plan.save_if_unchanged(expected=plan.version, fields=[])
        record(by, "individualplan.saved", plan, pupil=plan.pupil, fields=[f"{what}s"], removed=pk)


@transaction.atomic
def restore_line(*, by: Member, plan: IndividualPlan, what: str, pk: int) -> None:
    """Put a goal or a line of the agreed part back in its place."""
    require_writable(by, plan)
    if kept_lines(plan, what).filter(pk=pk, removed_at__isnull=False).update(removed_at=None):
        plan.save_if_unchanged(expected=plan.version, fields=[])
        record(by, "individualplan.saved", plan, pupil=plan.pupil, fields=[f"{what}s"], restored=pk)


@transaction.atomic
def discard_individual(*, by: Member, plan: IndividualPlan) -> None:
    """Throw away a draft that nobody but the school has seen."""
    require_writable(by, plan)
    if plan.status != STATUS.DRAFT or plan.versions.exists():
        raise NotAllowed("a plan that parents have seen")
    record(by, "individualplan.discarded", plan, pupil=plan.pupil, kind=plan.kind)
    plan.delete()


def require_writable(by: Member, plan: IndividualPlan) -> None:
    """Raise `NotAllowed` unless the member may write in the pupil's file and the plan has not ended."""
    require_editable(by, plan.pupil)
    if plan.status == STATUS.ENDED:
        raise NotAllowed("a plan that has ended")


@transaction.atomic
def save_terms(
    *, by: Member, version: int, values: Mapping[str, Any], holidays: Collection[Holiday]
) -> IndividualPlanSettings:
    """Set the school's own names and terms. `version` 0: the school had none yet."""
    require_agreed(by)
    fields = {**values, "holidays": [[first.isoformat(), last.isoformat()] for first, last in holidays]}
    stored = IndividualPlanSettings.objects.filter(school=by.school).first()
    if stored is None:
        stored = IndividualPlanSettings.objects.create(school=by.school, **fields)
    else:
        for name, value in fields.items():
            setattr(stored, name, value)
        stored.save_if_unchanged(expected=version, fields=list(fields))
    record(by, "individualplans.set", stored)
    return stored
