"""What plans do counts as attention for a signal."""

import pytest

from gezien.plans.models import Goal, GroupPlan, IndividualPlan
from gezien.plans.queries.attention import goals_given, own_plans_given


@pytest.mark.requirement("H9")
@pytest.mark.parametrize(
    ("status", "goal", "counts"),
    [
        ("agreed", "Tafels tot 6.", True),
        ("draft", "Tafels tot 6.", False),
        ("running", "", False),
    ],
)
def test_goal_of_an_agreed_group_plan_is_attention_for_the_pupils_of_its_cluster(
    plan, intensive, zwaluw, pupils_5b, status, goal, counts
):
    GroupPlan.objects.filter(pk=plan.pk).update(status=status)
    Goal.objects.filter(row__plan__group=plan.group).update(text="")
    Goal.objects.create(school=zwaluw, row=intensive, text=goal)
    inside, outside = pupils_5b[0].pk, pupils_5b[-1].pk
    found = goals_given(zwaluw, {inside, outside})
    assert set(found) == ({inside} if counts else set())
    assert [words for _day, words in found.get(inside, [])] == ["groepsplan %(day)s"] * counts


@pytest.mark.requirement("H9")
@pytest.mark.parametrize(("status", "counts"), [("draft", False), ("running", True), ("ended", False)])
def test_goal_of_a_pupils_own_plan_is_attention_once_it_is_no_draft(zwaluw, pupils_5b, status, counts):
    pupil = pupils_5b[-1]
    IndividualPlan.objects.filter(pupil=pupil).delete()
    days = {"starts_on": "2027-02-01", "counts_from": "2027-02-01", "evaluate_on": "2027-06-01"}
    plan = IndividualPlan.objects.create(school=zwaluw, pupil=pupil, kind="temporary", status=status, **days)
    Goal.objects.create(school=zwaluw, individual_plan=plan, text="Leest AVI-M5.")
    assert set(own_plans_given(zwaluw, {pupil.pk})) == ({pupil.pk} if counts else set())
