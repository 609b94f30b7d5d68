"""The sheet that page, PDF and review share."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gezien.needs.models import Cluster, Placement
from gezien.plans.actions import add_goal
from gezien.plans.models import GroupPlan, PlanRow
from gezien.plans.queries import plan_sheet, plans_of_group, with_names
from gezien.pupils.models import Enrolment


def sheet_of(plan: GroupPlan):
    return plan_sheet(with_names(GroupPlan.objects.all()).get(pk=plan.pk))


def row_of(plan: GroupPlan, name: str):
    return next(row for row in sheet_of(plan).rows if row.name == name)


@pytest.mark.requirement("H18")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.sampled_from(["Intensief", "Basis", "Verdiept", None]), min_size=24, max_size=30))
def test_every_pupil_of_the_group_is_on_the_sheet_exactly_once(places, plan, clustering, pupils_5b):
    Placement.objects.filter(clustering=clustering).delete()
    clusters = {cluster.name: cluster for cluster in Cluster.objects.filter(clustering=clustering)}
    Placement.objects.bulk_create(
        Placement(school=plan.school, clustering=clustering, cluster=clusters[place], pupil=pupil)
        for pupil, place in zip(pupils_5b, places, strict=False)
        if place
    )
    assert sorted(pupil.pk for pupil in sheet_of(plan).pupils) == sorted(pupil.pk for pupil in pupils_5b)


def test_pupil_enrolled_twice_is_on_the_sheet_once(plan, group_5b, pupils_5b, period):
    Enrolment.objects.create(school=plan.school, group=group_5b, pupil=pupils_5b[0], starts_on=period.starts_on)
    assert [pupil.pk for pupil in sheet_of(plan).pupils].count(pupils_5b[0].pk) == 1


def test_pupil_who_left_is_off_the_sheet(plan, group_5b, pupils_5b, period):
    Enrolment.objects.filter(group=group_5b, pupil=pupils_5b[0]).update(ends_on=period.starts_on)
    assert pupils_5b[0].pk not in [pupil.pk for pupil in sheet_of(plan).pupils]


@pytest.mark.requirement("H18")
def test_pupils_without_a_cluster_are_named(plan, clustering, pupils_5b):
    Placement.objects.filter(clustering=clustering, pupil=pupils_5b[3]).delete()
    sheet = sheet_of(plan)
    assert [pupil.name for pupil in sheet.without_cluster] == [pupils_5b[3].name]
    assert sheet.missing_names == pupils_5b[3].call_name


def test_pupil_shows_the_newest_level_and_the_need(plan, write_need, pupils_5b):
    write_need(pupils_5b[0], "Kent de tafels tot 5.", "Voordoen met blokjes.")
    shown = row_of(plan, "Intensief").pupils[0]
    assert (shown.goal, shown.support) == ("Kent de tafels tot 5.", "Voordoen met blokjes.")
    assert "M5" in shown.level_words
    assert str(shown.level).startswith("<b class=")


@pytest.mark.requirement("H22")
def test_feasibility_adds_minutes_and_counts_small_groups(plan, clustering):
    PlanRow.objects.filter(plan=plan).update(minutes_a_week=0, times_a_week=0)
    assert (sheet_of(plan).extra_minutes, sheet_of(plan).small_groups, sheet_of(plan).feasibility) == (0, 0, "")
    PlanRow.objects.filter(plan=plan, cluster__name="Intensief").update(minutes_a_week=60, times_a_week=3)
    sheet = sheet_of(plan)
    assert (sheet.extra_minutes, sheet.small_groups) == (60, 1)
    assert sheet.feasibility == "60 minuten extra per week, in 1 kleine groep"


@pytest.mark.requirement("H16")
def test_more_than_three_small_groups_warn(plan, clustering):
    PlanRow.objects.filter(plan=plan).update(minutes_a_week=20, times_a_week=1)
    assert not sheet_of(plan).too_many_groups
    cluster = Cluster.objects.create(school=plan.school, clustering=clustering, name="Vier", position=4)
    PlanRow.objects.create(school=plan.school, plan=plan, cluster=cluster, minutes_a_week=10)
    assert sheet_of(plan).too_many_groups


def test_field_tells_where_it_came_from_until_it_is_changed(plan, intensive):
    assert [cell.source for cell in row_of(plan, "Intensief").cells][1] == "afspraak van de school"
    PlanRow.objects.filter(pk=intensive.pk).update(approach="Eigen aanpak.")
    assert [cell.source for cell in row_of(plan, "Intensief").cells][1] == ""


def test_need_that_came_later_is_offered_until_the_row_says_it(
    plan, intensive, no_needs, write_need, pupils_5b, member
):
    need = write_need(pupils_5b[1], "Telt terug vanaf 50.")
    [offer] = [one for one in row_of(plan, "Intensief").offers if one.needs]
    assert (offer.text, offer.names, offer.needs) == ("Telt terug vanaf 50.", (pupils_5b[1].call_name,), (need.pk,))
    add_goal(by=member("emmy"), row=intensive, proposed=offer)
    assert not [one for one in row_of(plan, "Intensief").offers if one.needs]


def test_previous_period_stands_beside_each_field(plan, previous_plan):
    before = PlanRow.objects.get(plan=previous_plan, cluster__name="Basis")
    row = row_of(plan, "Basis")
    assert [cell.previous for cell in row.cells] == [
        before.content,
        before.approach,
        before.organisation,
        before.evaluation,
    ]
    goals = list(before.goals.values_list("text", flat=True))
    assert [goal.text for goal in row.previous_goals] == goals
    assert sheet_of(plan).previous_period.startswith("Periode 1 · ")
    assert sheet_of(previous_plan).previous_period == ""


def test_cluster_without_a_row_is_on_the_sheet_with_its_pupils(plan, clustering, pupils_5b):
    cluster = Cluster.objects.create(school=plan.school, clustering=clustering, name="Plus", position=9)
    Placement.objects.filter(clustering=clustering, pupil=pupils_5b[0]).update(cluster=cluster)
    row = row_of(plan, "Plus")
    assert (row.pk, [pupil.pk for pupil in row.pupils]) == (None, [pupils_5b[0].pk])


def test_plans_of_a_group_are_those_of_the_period(plan, group_5b, period):
    found = plans_of_group(group_5b, period)
    assert [one.subject.code for one in found] == ["begrijpend-lezen", "rekenen"]
