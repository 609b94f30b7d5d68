"""A plan answers the signals of its pupils: taken up when agreed, ended when evaluated."""

import pytest

from gezien.needs.actions.looking import look_at
from gezien.needs.models import Signal, SignalLink
from gezien.plans.actions import change_status
from gezien.plans.actions import evaluation as evaluating
from gezien.plans.actions.plan_signals import leave_out_signal, take_up_signal
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.plans.queries.plan_signals import signals_of_plan
from gezien.pupils.models import Enrolment
from gezien.results.models import Instrument, Result

State = Signal.State


@pytest.fixture
def flagged(zwaluw, plan, arithmetic, pupils_5b) -> list[Signal]:
    """The first two pupils of Intensief, both on the lowest level of arithmetic; nobody else has a signal."""
    Signal.objects.all().delete()
    Result.objects.filter(pupil__in=pupils_5b).delete()
    test = Instrument.objects.get(subject=arithmetic, is_main=True)
    for pupil in pupils_5b[:2]:
        pupil.needs.all().delete()
        Result.objects.create(
            school=zwaluw, pupil=pupil, instrument=test, moment="M5", taken_on="2027-01-19", figure=40, level="V"
        )
    look_at(zwaluw, [pupil.pk for pupil in pupils_5b])
    found = [Signal.objects.get(pupil=pupil, rule__code="lowest") for pupil in pupils_5b[:2]]
    Signal.objects.filter(subject=arithmetic).exclude(pk__in=[one.pk for one in found]).delete()
    return found


@pytest.fixture
def step(member):
    """`step(plan, "agreed")` moves a plan as Emmy does."""

    def moved(plan: GroupPlan, status: str) -> GroupPlan:
        return change_status(by=member("emmy"), plan=plan, was=plan.status, status=status)

    return moved


def states(signals) -> list[str]:
    return [Signal.objects.get(pk=one.pk).state for one in signals]


@pytest.mark.requirement("H10", "H11")
def test_agreeing_takes_up_the_signals_of_its_pupils_for_its_subject(plan, flagged, step, member):
    assert [one["is_taken_up"] for one in signals_of_plan(plan, member("emmy"))] == [False, False]
    step(plan, "agreed")
    assert states(flagged) == [State.TAKEN_UP, State.TAKEN_UP]
    link = SignalLink.objects.get(signal=flagged[0])
    assert (link.kind, link.target, link.text) == ("plan", plan.pk, "Rekenen 5b, periode 2")
    shown = signals_of_plan(plan, member("emmy"))
    assert [one["is_taken_up"] for one in shown] == [True, True]
    assert all(one["label"] and one["figure"] for one in shown)


def test_going_back_to_draft_opens_them_again(plan, flagged, step):
    step(step(plan, "agreed"), "draft")
    assert states(flagged) == [State.OPEN, State.OPEN]
    assert not SignalLink.objects.filter(signal__in=flagged).exists()


def test_a_signal_is_left_out_and_taken_up_after_all(plan, flagged, step, member):
    step(plan, "agreed")
    leave_out_signal(by=member("emmy"), plan=plan, signal=flagged[0])
    assert states(flagged) == [State.OPEN, State.TAKEN_UP]
    take_up_signal(by=member("emmy"), plan=plan, signal=Signal.objects.get(pk=flagged[0].pk))
    assert states(flagged) == [State.TAKEN_UP, State.TAKEN_UP]


@pytest.mark.requirement("H11", "H31")
def test_reached_resolves_the_signal_and_not_reached_lets_it_return(plan, flagged, step, member, pupils_5b):
    Goal.objects.filter(row__plan=plan).delete()
    row = PlanRow.objects.get(plan=plan, cluster__name="Intensief")
    made = Goal.objects.create(school=plan.school, row=row, text="Kent de tafels tot 5.")
    goal = Goal.objects.select_related("row__plan__group", "row__plan__period").get(pk=made.pk)
    running = step(step(plan, "agreed"), "running")
    goal.row.plan.refresh_from_db()
    emmy = member("emmy")
    evaluating.judge(by=emmy, goal=goal, pupil=pupils_5b[1], outcome="not", expected=0)
    evaluating.judge_open(by=emmy, goal=goal, how="reached")
    evaluated = evaluating.close_evaluation(by=emmy, plan=running, was="running")
    first, second = (Signal.objects.get(pk=one.pk) for one in flagged)
    assert (first.state, first.ending) == (State.RESOLVED, Signal.Ending.REACHED)
    assert (second.state, second.returns) == (State.OPEN, 1)
    assert [one["ending"] for one in signals_of_plan(evaluated, emmy)] == ["gehaald", "niet gehaald"]
    step(evaluated, "running")
    assert states(flagged) == [State.TAKEN_UP, State.TAKEN_UP]


def test_of_whom_nothing_was_said_the_signal_is_open_again(plan, flagged, step):
    step(step(step(plan, "agreed"), "running"), "evaluated")
    assert states(flagged) == [State.OPEN, State.OPEN]


@pytest.fixture
def moved(group_6):
    """`moved(signal)`: the pupil of this signal goes to group 6, where Emmy does not teach."""
    return lambda signal: Enrolment.objects.filter(pupil=signal.pupil_id).update(group=group_6)


@pytest.mark.requirement("H11")
def test_plan_is_agreed_and_shows_no_signal_of_who_moved_to_another_group(plan, flagged, step, member, moved):
    moved(flagged[0])
    assert [one["pk"] for one in signals_of_plan(plan, member("emmy"))] == [flagged[1].pk]
    step(plan, "agreed")
    assert states(flagged) == [State.OPEN, State.TAKEN_UP]


@pytest.mark.parametrize("steps", [["draft"], ["running", "evaluated"]])
def test_who_moved_to_another_group_does_not_hold_up_a_plan(steps, plan, flagged, step, member, moved):
    step(plan, "agreed")
    moved(flagged[0])
    for status in steps:
        plan = step(plan, status)
    assert states(flagged) == [State.OPEN, State.OPEN]
    assert flagged[0].pk not in [one["pk"] for one in signals_of_plan(plan, member("emmy"))]


def test_the_plan_page_leaves_a_signal_out(sign_in, plan, flagged, step):
    step(plan, "agreed")
    client = sign_in("emmy")
    page = client.get(f"/s/zwaluw/plans/{plan.pk}/signals/").content.decode()
    assert page.count('name="leave"') == 2
    client.post(f"/s/zwaluw/plans/{plan.pk}/signals/{flagged[0].pk}/", {"leave": "1"})
    assert states(flagged) == [State.OPEN, State.TAKEN_UP]
