"""Looking back on a plan of one pupil, and goals that are counted on a test."""

import datetime as dt
from decimal import Decimal

import pytest

from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.plans.actions.individual_steps import (
    evaluate_individual,
)
from gezien.plans.individual_forms import EvaluationForm, IndividualForm
from gezien.plans.models import Goal, GoalOutcome, IndividualPlan
from gezien.plans.queries.individual_content import sections
from gezien.plans.queries.individual_figures import goal_figures
from gezien.results.models import Instrument, Result
from tests.plans.individual import drawn_up, put_before_parents, sent

pytestmark = pytest.mark.requirement("H24")


# --- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("follows", "status"), [("continue", "running"), ("adjust", "draft"), ("end", "ended")])
def test_looking_back_does_what_follows(emmy, plan, follows, status):
    IndividualPlan.objects.filter(pk=plan.pk).update(status="running")
    plan.refresh_from_db()
    until = clock.today() + dt.timedelta(weeks=6)
    evaluate_individual(
        by=emmy, plan=plan, version=plan.version, held_on=clock.today(), result="Bereikt.", follows=follows, until=until
    )
    plan.refresh_from_db()
    assert plan.status == status
    assert (plan.evaluate_on == until) == (follows != "end")


def test_looking_back_sent_twice_is_kept_once(emmy, plan):
    IndividualPlan.objects.filter(pk=plan.pk).update(status="running")
    plan.refresh_from_db()
    until = clock.today() + dt.timedelta(weeks=6)
    values = {"version": plan.version, "held_on": clock.today(), "follows": "continue", "until": until}
    first = evaluate_individual(by=emmy, plan=plan, result="Bereikt.", **values)
    assert evaluate_individual(by=emmy, plan=plan, result="Bereikt.", **values) == first
    with pytest.raises(StaleVersion):
        evaluate_individual(by=emmy, plan=plan, result="Iets anders.", **values)
    assert plan.evaluations.count() == 1


def test_looking_back_keeps_what_came_of_each_goal(emmy, plan):
    IndividualPlan.objects.filter(pk=plan.pk).update(status="running")
    plan.refresh_from_db()
    goal = plan.goals.get()
    values = {"held_on": clock.today(), "result": "Ja.", "follows": "end", "outcomes": {goal.pk: "reached"}}
    evaluation = evaluate_individual(by=emmy, plan=plan, version=plan.version, **values)
    goal.text = "Iets anders."
    goal.save()
    assert evaluation.goals == [["Leest eind maart AVI-M4.", "reached"]]
    assert GoalOutcome.objects.get(goal=goal, pupil=plan.pupil).outcome == "reached"


def test_outlook_is_looked_back_on_again_a_year_later(emmy, noor):
    plan = drawn_up(emmy, noor, "outlook")
    IndividualPlan.objects.filter(pk=plan.pk).update(status="running")
    plan.refresh_from_db()
    evaluate_individual(
        by=emmy, plan=plan, version=plan.version, held_on=dt.date(2027, 1, 20), result="Goed.", follows="continue"
    )
    assert IndividualPlan.objects.get(pk=plan.pk).evaluate_on == dt.date(2028, 1, 20)


def test_goal_counted_on_a_test_knows_where_the_pupil_stands(emmy, plan):
    goal = plan.goals.get()
    test = Instrument.objects.get(subject__code="rekenen", is_main=True)
    newest = Result.objects.filter(pupil=plan.pupil, instrument=test).order_by("-taken_on", "-pk")[0]
    named = {f"goal-{goal.pk}-counted": str(test.pk), f"goal-{goal.pk}-target": "180,5"}
    form = IndividualForm(sent(emmy, plan, **named), by=emmy, plan=plan)
    assert form.try_save()
    goal.refresh_from_db()
    assert (goal.instrument, goal.target, goal.current) == (test, Decimal("180.5"), newest.figure)
    version = put_before_parents(emmy, plan)
    told = next(part for part in sections(version.content) if part.key == "goals")
    assert "doel 180,5" in told.text


def test_target_without_a_test_is_not_kept(emmy, plan):
    goal = plan.goals.get()
    form = IndividualForm(sent(emmy, plan, **{f"goal-{goal.pk}-target": "80"}), by=emmy, plan=plan)
    assert form.try_save()
    goal.refresh_from_db()
    assert (goal.instrument, goal.target, goal.score_type) == (None, None, "")


@pytest.mark.parametrize(("target", "told"), [(0, "behaald"), (999, "niet behaald")])
def test_looking_back_shows_the_newest_figure_beside_the_target(emmy, plan, target, told):
    test = Instrument.objects.get(subject__code="rekenen", is_main=True)
    newest = Result.objects.filter(pupil=plan.pupil, instrument=test).order_by("-taken_on", "-pk")[0]
    plan.goals.update(instrument=test, score_type="figure", target=target)
    assert "nog geen" in goal_figures(plan, plan.goals.select_related("instrument"))[plan.goals.get().pk]
    plan.starts_on = newest.taken_on
    words = goal_figures(plan, plan.goals.select_related("instrument"))[plan.goals.get().pk]
    assert f"op {newest.taken_on.day} " in words
    assert words.endswith(f"alleen: {told}.")
    assert EvaluationForm(by=emmy, plan=plan)[f"goal-{plan.goals.get().pk}"].value() == ""


@pytest.mark.parametrize("count", [1, 4])
def test_figures_of_goals_take_one_statement(emmy, plan, count, django_assert_num_queries):
    test = Instrument.objects.get(subject__code="rekenen", is_main=True)
    kept = {"school": plan.school, "individual_plan": plan, "instrument": test, "score_type": "figure"}
    goals = [Goal.objects.create(text=f"Doel {number}", **kept) for number in range(count)]
    with django_assert_num_queries(1):
        assert len(goal_figures(plan, goals)) == count
