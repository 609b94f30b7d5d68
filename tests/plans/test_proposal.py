"""What a new plan starts from: needs, what the school agreed, the period before. Nothing is invented."""

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.needs.models import Cluster, ClusterTemplate, EducationalNeed
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanRow
from gezien.plans.queries import gather, propose, propose_general
from gezien.plans.queries.proposal import default_evaluation
from gezien.quality.models import LearningGoal
from gezien.results.models import Instrument
from gezien.schools.models import Period


@pytest.fixture
def proposed(group_5b, arithmetic, period):
    """`proposed("Intensief")` is the row that would be proposed for this cluster now."""

    def row(name: str):
        rows = propose(gather(group_5b, arithmetic, period))
        return next(row for row in rows if row.cluster.name == name)

    return row


@pytest.mark.requirement("H18")
def test_goal_is_made_of_the_distinct_needs_with_whose_they_are(clustering, no_needs, write_need, pupils_5b, proposed):
    write_need(pupils_5b[0], "Kent de tafels tot 5.")
    write_need(pupils_5b[1], "Rekent tot 100 op de getallenlijn.")
    write_need(pupils_5b[2], "kent de  tafels tot 5")
    row = proposed("Intensief")
    first, second, third = (pupil.call_name for pupil in pupils_5b[:3])
    assert row.goals[0].source == f"uit de onderwijsbehoeften van {first} en {third}"
    assert [(goal.text, goal.names) for goal in row.goals if goal.needs] == [
        ("Kent de tafels tot 5.", (first, third)),
        ("Rekent tot 100 op de getallenlijn.", (second,)),
    ]


def test_need_of_a_pupil_in_another_cluster_stays_out(clustering, no_needs, write_need, pupils_5b, proposed):
    write_need(pupils_5b[-1], "Lost deelsommen met rest op.")
    assert not [goal for goal in proposed("Intensief").goals if goal.needs]
    assert proposed("Verdiept").goals[0].text == "Lost deelsommen met rest op."


def test_goals_without_needs_are_those_of_the_period_before(clustering, no_needs, previous_plan, proposed):
    before = list(Goal.objects.filter(row__plan=previous_plan, row__cluster__name="Basis"))
    goals = proposed("Basis").goals[: len(before)]
    assert [goal.text for goal in goals] == [goal.text for goal in before]
    assert {goal.source for goal in goals} == {"uit periode 1"}
    assert [goal.target for goal in goals] == [None] * len(before)


@pytest.mark.requirement("H19")
def test_goal_that_was_not_reached_by_all_comes_first_with_its_target(
    clustering, write_need, previous_plan, proposed, pupils_5b
):
    write_need(pupils_5b[0], "Kent de tafels tot 5.")
    goal = Goal.objects.filter(row__plan=previous_plan, row__cluster__name="Intensief").exclude(target=None).get()
    for pupil, outcome in zip(pupils_5b[:3], ("reached", "partly", "not"), strict=True):
        GoalOutcome.objects.create(school=goal.school, goal=goal, pupil=pupil, outcome=outcome)
    first = proposed("Intensief").goals[0]
    assert (first.text, first.carried_from, first.target) == (goal.text, goal.pk, goal.target)
    behind = " en ".join(pupil.call_name for pupil in pupils_5b[1:3])
    assert first.source == f"uit periode 1: bereikt door 1 van de 3; niet door {behind}"


def test_goal_that_all_reached_does_not_come_back(clustering, previous_plan, proposed, pupils_5b):
    goal = Goal.objects.filter(row__plan=previous_plan, row__cluster__name="Intensief").exclude(target=None).get()
    GoalOutcome.objects.create(school=goal.school, goal=goal, pupil=pupils_5b[0], outcome="reached")
    assert goal.pk not in [one.carried_from for one in proposed("Intensief").goals]


@pytest.mark.requirement("H19")
def test_ambition_of_the_school_is_a_goal_with_a_figure_for_the_basis(clustering, no_needs, previous_plan, proposed):
    previous_plan.delete()
    test = Instrument.objects.get(subject__code="rekenen", is_main=True)
    goal = next(one for one in proposed("Basis").goals if one.score_type)
    assert (goal.instrument, goal.score_type, goal.level, goal.target) == (test.pk, "share", "III", 80)
    assert goal.current is not None
    assert not [one for one in proposed("Verdiept").goals if one.score_type]


def test_nothing_known_proposes_no_goal(clustering, no_needs, previous_plan, proposed):
    previous_plan.delete()
    LearningGoal.objects.update(is_crucial=False)
    assert (proposed("Intensief").goals, proposed("Verdiept").goals) == ((), ())


@pytest.mark.requirement("H20")
def test_content_comes_from_the_same_cluster_in_the_period_before(clustering, previous_plan, proposed):
    before = PlanRow.objects.get(plan=previous_plan, cluster__name="Verdiept")
    content = proposed("Verdiept").texts["content"]
    assert (content.text, content.source) == (before.content, "uit periode 1")


@pytest.mark.requirement("H16", "H21", "H22")
def test_approach_organisation_and_time_are_what_the_school_agreed(clustering, proposed):
    template = ClusterTemplate.objects.get(name="Intensief")
    row = proposed("Intensief")
    assert row.texts["approach"].text == template.approach
    assert row.texts["organisation"].text == template.organisation
    assert (row.minutes_a_week, row.times_a_week) == (template.minutes_a_week, template.times_a_week)
    assert row.texts["approach"].source == row.time_source == "afspraak van de school"


@pytest.mark.requirement("H16")
def test_minutes_set_on_the_board_of_clusters_count_before_the_schools_list(group_5b, arithmetic, period, clustering):
    clustering.clusters.filter(name="Intensief").update(minutes_a_week=75, times_a_week=3)
    row = next(row for row in propose(gather(group_5b, arithmetic, period)) if row.cluster.name == "Intensief")
    assert (row.minutes_a_week, row.times_a_week, row.time_source) == (75, 3, "uit de clusters")


def test_cluster_with_a_name_of_its_own_goes_by_the_period_before_or_stays_empty(
    clustering, no_needs, previous_plan, proposed
):
    Cluster.objects.filter(clustering=clustering, name="Basis").update(name="Rekentijgers")
    row = proposed("Rekentijgers")
    assert {text.text for name, text in row.texts.items() if name != "evaluation"} == {""}
    Cluster.objects.filter(plan_rows__plan=previous_plan, name="Basis").update(name="rekentijgers")
    assert proposed("Rekentijgers").texts["approach"].source == "uit periode 1"


@pytest.mark.requirement("H23")
def test_evaluation_starts_from_the_main_test_at_its_next_moment(clustering, previous_plan, proposed):
    previous_plan.delete()
    test = Instrument.objects.get(subject__code="rekenen", is_main=True)
    evaluation = proposed("Basis").texts["evaluation"]
    assert evaluation.text == f"Met {test.name}, E5. De leerlingen kijken zelf terug op hun doel."
    assert evaluation.source == "uit de hoofdtoets van dit vak"


def test_evaluation_of_the_period_before_is_kept_for_the_next_test(clustering, previous_plan, proposed):
    PlanRow.objects.filter(plan=previous_plan).update(evaluation="Elke week een toetsje, daarna M5.")
    assert proposed("Basis").texts["evaluation"].text == "Elke week een toetsje, daarna E5."


def test_outcome_of_an_evaluated_plan_is_not_taken_for_a_way_to_evaluate(clustering, previous_plan, proposed):
    GroupPlan.objects.filter(pk=previous_plan.pk).update(status=GroupPlan.Status.EVALUATED)
    PlanRow.objects.filter(plan=previous_plan).update(evaluation="Uitkomst: 5 van de 12 haalden het.")
    assert proposed("Basis").texts["evaluation"].text.startswith("Met ")


@pytest.mark.parametrize(
    ("year_group", "ends_on", "moment"),
    [
        ("5", dt.date(2027, 1, 31), "M5"),
        ("5", dt.date(2027, 7, 31), "E5"),
        ("C", dt.date(2027, 7, 31), "aan het eind van de periode (31 juli)"),
        ("5", dt.date(2026, 11, 15), "aan het eind van de periode (15 november)"),
    ],
)
def test_moment_of_the_test_follows_from_period_and_year_group(
    year_group, ends_on, moment, group_5b, arithmetic, period
):
    group_5b.year_group = year_group
    basis = gather(group_5b, arithmetic, period)
    assert f", {moment}." in default_evaluation(basis, Period(ends_on=ends_on))


def test_subject_without_a_main_test_gets_no_evaluation(clustering, previous_plan, proposed):
    previous_plan.delete()
    Instrument.objects.filter(subject__code="rekenen").update(is_main=False)
    assert proposed("Basis").texts["evaluation"].text == ""


def test_general_comes_from_the_period_before(clustering, previous_plan, group_5b, arithmetic, period):
    general = propose_general(gather(group_5b, arithmetic, period))
    assert (general.text, general.source) == (previous_plan.general, "uit periode 1")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(goals=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60), max_size=4))
def test_no_number_stands_in_a_proposal_that_is_not_in_the_data(
    goals, clustering, write_need, pupils_5b, previous_plan, proposed
):
    EducationalNeed.objects.all().delete()
    for pupil, goal in zip(pupils_5b, goals, strict=False):
        write_need(pupil, goal, "instructie")
    row = proposed("Intensief")
    before = PlanRow.objects.get(plan=previous_plan, cluster__name="Intensief")
    template = ClusterTemplate.objects.get(name="Intensief")
    known = numbers_in(*goals, *map(str, vars(before).values()), *map(str, vars(template).values()), "E5")
    assert numbers_in(*(text.text for text in row.texts.values())) <= known


def numbers_in(*texts: str) -> set[str]:
    """Every number written in these texts."""
    return {number for text in texts for number in re.findall(r"\d+", text)}
