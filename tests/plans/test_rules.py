"""Who sees and changes plans, and why."""

import pytest

from gezien.plans.models import GroupPlan
from gezien.plans.rules import (
    editable_plans,
    may_write_plans,
    require_planning,
    visible_plans,
    why_plan_visible,
)
from gezien.schools.rules import NotAllowed

PEOPLE = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")


def test_plan_of_5b_is_visible_to_its_teachers_coach_and_head(member, plan):
    sees = [name for name in PEOPLE if visible_plans(member(name)).filter(pk=plan.pk).exists()]
    assert sees == ["emmy", "tom", "sanne", "karim"]


def test_plan_of_5b_is_written_by_its_teachers_and_coach(member, plan):
    writes = [name for name in PEOPLE if editable_plans(member(name)).filter(pk=plan.pk).exists()]
    assert writes == ["emmy", "tom", "sanne"]


@pytest.mark.parametrize("name", PEOPLE)
def test_reason_is_given_for_exactly_the_visible_plans(name, member, zwaluw):
    one = member(name)
    visible = set(visible_plans(one))
    plans = set(GroupPlan.objects.select_related("group"))
    assert {plan for plan in plans if why_plan_visible(one, plan)} == visible


@pytest.mark.parametrize("name", PEOPLE)
def test_writing_in_what_one_sees_is_the_same_rule_as_the_queryset(name, member, zwaluw):
    one = member(name)
    writable = visible_plans(one) if may_write_plans(one) else visible_plans(one).none()
    assert set(writable) == set(editable_plans(one))


def test_head_may_not_plan_and_another_teacher_neither(member, group_5b):
    for name in ("karim", "fleur", "marleen"):
        with pytest.raises(NotAllowed):
            require_planning(member(name), group_5b)
