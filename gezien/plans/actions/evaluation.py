"""Judging the goals of a plan pupil by pupil, and looking back on how it was carried out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gezien.audit.log import mark, record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs.models import Placement
from gezien.plans.actions.plans import change_status
from gezien.plans.models import (
    Goal,
    GoalOutcome,
    GroupPlan,
    OutcomeStep,
    PlanReflection,
    PlanRow,
    RowReflection,
)
from gezien.plans.queries.basis import day_in
from gezien.plans.queries.figures_of import Figure, figures_of
from gezien.plans.queries.outcomes import goals_of_plan
from gezien.plans.rules import EVALUATING, require_planning
from gezien.pupils.models import Enrolment, Pupil
from gezien.schools.rules import Member, NotAllowed, current

FIELDS = ("instruction", "content", "processing", "time", "adjustments")
PROPOSED = "proposed"
# Goal, pupil, what was stored, what came of it, and the figure beside it.
Change = tuple[Goal, int, GoalOutcome | None, str, Figure | None]


class CannotJudge(Exception):
    """This cannot be done; the message says why, in the reader's language."""


@transaction.atomic
def judge(*, by: Member, goal: Goal, pupil: Pupil, outcome: str, expected: int) -> GoalOutcome:
    """Say whether a pupil reached a goal; an empty outcome takes it away. `expected` is 0 when nothing was said yet.

    The same said twice is written once. Raises `StaleVersion` when a colleague said something else meanwhile.
    """
    plan = _open_plan(by, goal)
    _require_member_of(plan, goal, pupil)
    stored = GoalOutcome.objects.select_for_update(of=("self",)).filter(goal=goal, pupil=pupil).first()
    if stored and stored.outcome == outcome:
        return stored
    if (stored.version if stored else 0) != expected:
        raise StaleVersion(stored or GoalOutcome(goal=goal, pupil=pupil, version=0))
    figure = figures_of(plan, [goal], [pupil.pk]).get((goal.pk, pupil.pk))
    return _written(by, plan, [(goal, pupil.pk, stored, outcome, figure)])[0]


@transaction.atomic
def judge_open(*, by: Member, goal: Goal, how: str) -> int:
    """Judge everybody of whom nothing was said yet: all one outcome, or (`how` "proposed") each as their figure says.

    Returns how many were judged; what was said before stays.
    """
    plan = _open_plan(by, goal)
    return len(_written(by, plan, _still_open(plan, goal, how)))


@transaction.atomic
def take_proposals(*, by: Member, plan: GroupPlan) -> int:
    """Take over what the figures propose, for every goal of the plan at once. Returns how many were judged."""
    _require_open(by, plan)
    goals = goals_of_plan(plan)
    return len(_written(by, plan, [one for goal in goals for one in _still_open(plan, goal, PROPOSED)]))


def _still_open(plan: GroupPlan, goal: Goal, how: str) -> list[Change]:
    """What to write for the pupils of whom nothing was said."""
    pupils = _pupils(plan, goal)
    stored = {one.pupil_id: one for one in GoalOutcome.objects.select_for_update(of=("self",)).filter(goal=goal)}
    figures = figures_of(plan, [goal], pupils)
    changes: list[Change] = []
    for pk in pupils:
        figure = figures.get((goal.pk, pk))
        outcome = (figure.proposed if figure else "") if how == PROPOSED else how
        if outcome and not (pk in stored and stored[pk].outcome):
            changes.append((goal, pk, stored.get(pk), outcome, figure))
    return changes


def _written(by: Member, plan: GroupPlan, changes: Iterable[Change]) -> list[GoalOutcome]:
    """Write outcomes that were decided at once, with one step to take them back."""
    rows, before = [], []
    for goal, pupil, stored, outcome, figure in changes:
        row = stored or GoalOutcome(school_id=goal.school_id, goal=goal, pupil_id=pupil, version=0)
        was = row.outcome
        _decide(by, row, outcome, figure)
        row.version += 1
        _store(row)
        rows.append(row)
        before.append([goal.pk, pupil, was, row.outcome])
    if rows:
        step = OutcomeStep.objects.create(school_id=plan.school_id, plan=plan, before=before, made_by=by.user)
        pupils = [one.pupil_id for one in rows]
        record(by, "outcome.judged", plan, group=plan.group, pupils=pupils, step=step.pk)
    return rows


def _store(row: GoalOutcome) -> None:
    """Raises `StaleVersion` when a colleague was first, in the same instant."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise StaleVersion(GoalOutcome.objects.get(goal=row.goal_id, pupil=row.pupil_id)) from error


def _decide(by: Member, row: GoalOutcome, outcome: str, figure: Figure | None) -> None:
    """What was decided, with the figure that lay beside it."""
    row.outcome = outcome
    row.proposed = figure.proposed if figure else ""
    row.figure = figure.score.figure if figure else None
    row.level = figure.score.level if figure else ""
    row.taken_on = figure.score.taken_on if figure else None
    row.decided_by, row.decided_at = (by.user, clock.now()) if outcome else (None, None)


@transaction.atomic
def undo_judgement(*, by: Member, plan: GroupPlan) -> int:
    """Take back what the member judged last, as long as nobody judged otherwise since. Returns of how many pupils.

    Again and again: each time one step further back. Words written meanwhile stay.
    """
    _require_open(by, plan)
    steps = OutcomeStep.objects.filter(plan=plan, made_by=by.user, undone_at=None)
    step = steps.select_for_update(of=("self",)).first()
    if step is None:
        raise CannotJudge(_("There is nothing to take back."))
    stored = {(one.goal_id, one.pupil_id): one for one in GoalOutcome.objects.filter(goal__row__plan=plan)}
    rows = []
    for goal, pupil, was, left in step.before:
        row = stored.get((goal, pupil))
        if row is None or row.outcome != left:
            raise CannotJudge(_("Somebody changed it since: nothing was taken back."))
        row.outcome = was
        row.decided_by, row.decided_at = (by.user, clock.now()) if was else (None, None)
        rows.append(row)
    for row in rows:
        row.version += 1
        row.save()
    step.undone_at = clock.now()
    step.save(update_fields=["undone_at"])
    pupils = [one.pupil_id for one in rows]
    record(by, "outcome.undone", plan, group=plan.group, pupils=pupils, step=step.pk)
    return len(rows)


@transaction.atomic
def write_words(*, by: Member, goal: Goal, pupil: Pupil, words: str, pupil_words: str, expected: int) -> GoalOutcome:
    """A line about this goal and pupil: the teacher's, and what the pupil says. Raises `StaleVersion` as `judge`."""
    plan = _open_plan(by, goal)
    _require_member_of(plan, goal, pupil)
    values = {"words": words.strip(), "pupil_words": pupil_words.strip()}
    stored = GoalOutcome.objects.select_for_update(of=("self",)).filter(goal=goal, pupil=pupil).first()
    if stored and all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    row = stored or GoalOutcome(school_id=goal.school_id, goal=goal, pupil=pupil, version=0)
    if row.version != expected:
        raise StaleVersion(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    _store(row)
    record(by, "outcome.written", row, pupil=pupil, group=plan.group)
    return row


@transaction.atomic
def save_reflection(*, by: Member, plan: GroupPlan, version: int, values: Mapping[str, Any]) -> PlanReflection:
    """Write the reflection on a plan (`FIELDS`). Raises `StaleVersion` when somebody else wrote it meanwhile."""
    _require_open(by, plan)
    stored = PlanReflection.objects.filter(plan=plan).first() or PlanReflection(
        school_id=plan.school_id, plan=plan, version=0
    )
    return _save(by, stored, version, {name: values[name] for name in FIELDS}, plan)


@transaction.atomic
def save_row_reflection(*, by: Member, row: PlanRow, version: int, helped: str, adjustments: str) -> RowReflection:
    """Write whether the approach of a cluster helped, and what goes along. Raises `StaleVersion` as above."""
    _require_open(by, row.plan)
    stored = RowReflection.objects.filter(row=row).first() or RowReflection(school_id=row.school_id, row=row, version=0)
    return _save(by, stored, version, {"helped": helped, "adjustments": adjustments}, row.plan)


def _save(by: Member, stored: Any, version: int, values: Mapping[str, Any], plan: GroupPlan) -> Any:
    """Make or change a reflection; what is the same is not written again."""
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    if stored.version != version:
        raise StaleVersion(stored)
    was = {name: mark(getattr(stored, name)) for name, value in values.items() if getattr(stored, name) != value}
    for name, value in {**values, "written_by": by.user}.items():
        setattr(stored, name, value)
    if stored.pk is None:
        stored.version = 1
        stored.save()
    else:
        stored.save_if_unchanged(expected=version, fields=[*values, "written_by"])
    record(by, "reflection.saved", stored, group=plan.group, plan=plan.pk, fields=sorted(was), was=was)
    return stored


def _open_plan(by: Member, goal: Goal) -> GroupPlan:
    """The plan of a goal that is being evaluated. Raises `NotAllowed` for one of no group plan."""
    if goal.row is None:
        raise NotAllowed("goal of no group plan")
    _require_open(by, goal.row.plan)
    return goal.row.plan


def _require_open(by: Member, plan: GroupPlan) -> None:
    require_planning(by, plan.group)
    if plan.status not in EVALUATING:
        raise NotAllowed("a plan that is a draft or was evaluated")


def _pupils(plan: GroupPlan, goal: Goal) -> list[int]:
    """The pupils of the goal's cluster who are in the group in this period; who left it is judged elsewhere."""
    placed = Placement.objects.filter(cluster__plan_rows=goal.row_id or 0)
    here = Enrolment.objects.filter(current(day_in(plan.period)), group=plan.group_id).values("pupil")
    return list(placed.filter(pupil__in=here).order_by("pk").values_list("pupil_id", flat=True))


def _require_member_of(plan: GroupPlan, goal: Goal, pupil: Pupil) -> None:
    """Raises `NotAllowed` for a pupil of another cluster or group; what was said before somebody left can change."""
    if pupil.pk not in _pupils(plan, goal) and not GoalOutcome.objects.filter(goal=goal, pupil=pupil).exists():
        raise NotAllowed("a pupil of another cluster or group")


@transaction.atomic
def close_evaluation(*, by: Member, plan: GroupPlan, was: str) -> GroupPlan:
    """The plan is evaluated: what was said of it stands. One that was agreed and never started is started first.

    Raises `StaleVersion` when it no longer stands at `was`.
    """
    require_planning(by, plan.group)
    if was == GroupPlan.Status.AGREED:
        plan = change_status(by=by, plan=plan, was=was, status=GroupPlan.Status.RUNNING)
        was = plan.status
    return change_status(by=by, plan=plan, was=was, status=GroupPlan.Status.EVALUATED)
