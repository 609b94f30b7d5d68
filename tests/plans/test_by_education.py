"""Without group plans: a group works by the education plan and writes down what it does otherwise."""

import pytest
from django.urls import reverse

from gezien.plans.actions import follow_education_plan, save_row, start_plan
from gezien.plans.actions.plans import NUMBERS
from gezien.plans.models import GroupPlan
from gezien.plans.queries import plan_sheet, with_names
from gezien.plans.queries.proposal import FIELDS
from gezien.quality.actions.education_plans import (
    choose_plans_by,
    save_education_row,
    settle_education_plan,
    start_education_plan,
)
from gezien.quality.models import EducationPlan
from gezien.quality.queries.education_plans import ROW_FIELDS, starting_names
from gezien.schools.rules import NotAllowed

GOAL = "Rekent sommen tot 1000 met een eigen aanpak uit."


def write(by, row, **changes):
    values = {name: getattr(row, name) for name in ROW_FIELDS} | changes
    return save_education_row(by=by, row=row, version=row.version, **values)


@pytest.fixture
def education(zwaluw, member, arithmetic) -> EducationPlan:
    """Arithmetic by the education plan, settled; every cluster has an approach of its own."""
    sanne = member("sanne")
    plan = start_education_plan(by=sanne, subject=arithmetic, names=starting_names(zwaluw))
    for row in plan.rows.all():
        write(sanne, row, approach=f"Zo werken we in {row.name}.", goal=GOAL, minutes_a_week=45, times_a_week=3)
    settle_education_plan(by=sanne, plan=plan, why="Besloten in de schoolbespreking")
    choose_plans_by(by=sanne, subject=arithmetic, plans_by="education_plan")
    return plan


@pytest.fixture
def plan(education, member, group_6, arithmetic, period) -> GroupPlan:
    """The plan of group 6, drawn up anew."""
    GroupPlan.objects.filter(group=group_6, subject=arithmetic).delete()
    return start_plan(by=member("fleur"), group=group_6, subject=arithmetic, period=period)


def do_otherwise(by, row, approach):
    values = {name: getattr(row, name) for name in (*FIELDS, *NUMBERS)} | {"approach": approach}
    save_row(by=by, row=row, version=row.version, values=values)


def sheet_of(plan):
    return plan_sheet(with_names(GroupPlan.objects.filter(pk=plan.pk)).get())


def page_of(client, plan):
    return client.get(reverse("plans:detail", args=["zwaluw", plan.pk])).content.decode()


@pytest.mark.requirement("H18", "S7")
def test_the_plan_of_a_group_begins_with_what_the_education_plan_says(plan):
    rows = list(plan.rows.select_related("cluster"))
    assert {row.approach for row in rows} == {f"Zo werken we in {row.cluster.name}." for row in rows}
    assert {(row.minutes_a_week, row.times_a_week) for row in rows} == {(45, 3)}
    assert all(GOAL in [goal.text for goal in row.goals.all()] for row in rows)
    assert sheet_of(plan).education.otherwise == 0


@pytest.mark.requirement("H18")
def test_what_is_as_agreed_is_folded_and_what_is_otherwise_says_so(sign_in, member, plan):
    row = plan.rows.first()
    agreed = row.approach
    do_otherwise(member("fleur"), row, "Eerst met blokjes, dan op papier.")
    page = page_of(sign_in("fleur"), plan)
    assert "1 tekst anders" in page
    assert "anders dan het onderwijsplan" in page
    assert agreed in page
    assert page.count('class="as-agreed"') == plan.rows.count() - 1


@pytest.mark.requirement("H29")
def test_a_new_version_reaches_the_group_and_leaves_what_it_does_otherwise(member, education, plan):
    first, second = plan.rows.select_related("cluster")[:2]
    do_otherwise(member("fleur"), first, "Van groep 6 zelf.")
    for row in education.rows.all():
        write(member("sanne"), row, approach="Nieuw afgesproken.")
    settle_education_plan(by=member("sanne"), plan=education, why="Na de evaluatie")
    assert sheet_of(plan).education.newer == 2

    follow_education_plan(by=member("fleur"), plan=plan)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.approach, second.approach) == ("Van groep 6 zelf.", "Nieuw afgesproken.")
    assert second.changes.count() == 1
    assert sheet_of(plan).education.newer is None


def test_an_evaluated_plan_follows_no_more(member, plan):
    GroupPlan.objects.filter(pk=plan.pk).update(status=GroupPlan.Status.EVALUATED)
    with pytest.raises(NotAllowed):
        follow_education_plan(by=member("fleur"), plan=plan)


def test_a_school_that_works_by_group_plans_sees_nothing_of_it(sign_in, member, education, arithmetic, group_6, period):
    choose_plans_by(by=member("sanne"), subject=arithmetic, plans_by="group_plan")
    GroupPlan.objects.filter(group=group_6, subject=arithmetic).delete()
    plan = start_plan(by=member("fleur"), group=group_6, subject=arithmetic, period=period)
    assert plan.education is None
    assert "onderwijsplan" not in page_of(sign_in("fleur"), plan)
