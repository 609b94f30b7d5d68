"""A plan answers the signals of its pupils: taken up when it is agreed, ended when it is evaluated (decision 0024).

What was reached resolves the signal, what was not lets it return. A signal is never lost: leaving one out, or going
back a step, opens it again.
"""

from django.db import transaction

from gezien.needs.actions.looking import look_at
from gezien.needs.actions.signals import drop_link, end_link, resume_link, take_up
from gezien.needs.models import Placement, Signal, SignalLink
from gezien.plans.models import GoalOutcome, GroupPlan
from gezien.plans.queries.outcomes import pupils_judged
from gezien.plans.queries.plan_signals import answerable_signals, plan_in_words
from gezien.plans.rules import require_planning
from gezien.schools.rules import Member, NotAllowed

KIND, ENDED = SignalLink.Kind.PLAN, SignalLink.Outcome
STATUS, OUTCOME = GroupPlan.Status, GoalOutcome.Outcome
# Partly reached is no reason to ask again, nor to stop: as with needs, the signal is open without a judgement.
ENDINGS = {OUTCOME.REACHED: ENDED.REACHED, OUTCOME.NOT_REACHED: ENDED.NOT_REACHED, OUTCOME.PARTLY: ENDED.STOPPED}


def follow_status(*, by: Member, plan: GroupPlan, was: str, status: str) -> None:
    """What a step of the plan does with the signals of its pupils. Part of that action: it asked the rule."""
    step = (STATUS(was), STATUS(status))
    if step == (STATUS.DRAFT, STATUS.AGREED):
        take_up_signals(by=by, plan=plan)
    elif step == (STATUS.AGREED, STATUS.DRAFT):
        drop_link(by=by, kind=KIND, target=plan.pk)
    elif step == (STATUS.RUNNING, STATUS.EVALUATED):
        end_signals(by=by, plan=plan)
    elif step == (STATUS.EVALUATED, STATUS.RUNNING):
        resume_link(by=by, kind=KIND, target=plan.pk)


@transaction.atomic
def take_up_signals(*, by: Member, plan: GroupPlan) -> list[Signal]:
    """Take up the open signals of the plan's pupils for its subject."""
    require_planning(by, plan.group)
    placed = Placement.objects.filter(cluster__plan_rows__plan=plan).order_by().values_list("pupil_id", flat=True)
    if placed:
        look_at(plan.group.school, set(placed))
    return [_taken_up(by, plan, signal) for signal in answerable_signals(plan, by)]


@transaction.atomic
def take_up_signal(*, by: Member, plan: GroupPlan, signal: Signal) -> Signal:
    """Take up one signal of a pupil of the plan, left out before or new. Already taken up: nothing changes."""
    require_planning(by, plan.group)
    if plan.status not in (STATUS.AGREED, STATUS.RUNNING):
        raise NotAllowed("a plan that is not carried out")
    found = next((one for one in answerable_signals(plan, by) if one.pk == signal.pk), None)
    return _taken_up(by, plan, found) if found else signal


@transaction.atomic
def leave_out_signal(*, by: Member, plan: GroupPlan, signal: Signal) -> None:
    """This plan does not answer that signal after all: it is open again."""
    require_planning(by, plan.group)
    drop_link(by=by, kind=KIND, target=plan.pk, signal=signal)


def end_signals(*, by: Member, plan: GroupPlan) -> None:
    """The plan was evaluated: signals of pupils who reached their goals are resolved, of who did not they return.

    Of whom nothing was said, the signal is open again without a judgement.
    """
    by_outcome: dict[str, set[int]] = {}
    judged = pupils_judged(plan)
    for pupil, outcome in judged.items():
        by_outcome.setdefault(ENDINGS[OUTCOME(outcome)], set()).add(pupil)
    reason = plan_in_words(plan)
    for ending, pupils in by_outcome.items():
        end_link(by=by, kind=KIND, target=plan.pk, outcome=ending, reason=reason, pupils=pupils)
    end_link(by=by, kind=KIND, target=plan.pk, outcome=ENDED.STOPPED, reason=reason)


def _taken_up(by: Member, plan: GroupPlan, signal: Signal) -> Signal:
    return take_up(by=by, signal=signal, expected=signal.version, kind=KIND, target=plan.pk, text=plan_in_words(plan))
