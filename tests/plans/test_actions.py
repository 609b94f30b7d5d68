"""Drawing up, writing with two, stepping on, discarding."""

import pytest

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.needs.models import Cluster, Clustering, ClusterTemplate
from gezien.plans.actions import (
    CannotPlan,
    Overlap,
    add_row,
    change_status,
    discard_plan,
    save_general,
    save_row,
    start_plan,
    state_of,
)
from gezien.plans.models import Goal, GroupPlan, PlanRow, PlanRowChange
from gezien.plans.queries.goal_proposal import MOST_GOALS
from gezien.schools.models import Subject
from gezien.schools.rules import NotAllowed

STATUS = GroupPlan.Status


# --- drawing up -------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H18")
def test_plan_has_a_filled_row_for_each_cluster(plan):
    rows = list(PlanRow.objects.filter(plan=plan).select_related("cluster").order_by("cluster__position"))
    assert [row.cluster.name for row in rows] == ["Intensief", "Basis", "Verdiept"]
    assert all((row.content, row.approach, row.organisation, row.evaluation) for row in rows)
    assert all(1 <= row.goals.count() <= MOST_GOALS for row in rows)
    assert (plan.status, plan.drawn_up_by.username) == (STATUS.DRAFT, "leerkracht")


@pytest.mark.requirement("H19")
def test_goal_of_a_need_stands_in_the_plan_word_for_word(
    member, clustering, group_5b, arithmetic, period, no_needs, write_need, pupils_5b
):
    write_need(pupils_5b[0], "Eind maart 18 van de 20 sommen tot 100 goed, met de getallenlijn.")
    plan = start_plan(by=member("emmy"), group=group_5b, subject=arithmetic, period=period)
    goals = Goal.objects.filter(row__plan=plan, row__cluster__name="Intensief")
    assert goals[0].text == "Eind maart 18 van de 20 sommen tot 100 goed, met de getallenlijn."


def test_group_without_clusters_gets_those_of_the_school(member, group_5b, arithmetic, period):
    Clustering.objects.filter(group=group_5b, subject=arithmetic, period=period).delete()
    plan = start_plan(by=member("tom"), group=group_5b, subject=arithmetic, period=period)
    names = PlanRow.objects.filter(plan=plan).order_by("cluster__position").values_list("cluster__name", flat=True)
    assert list(names) == list(ClusterTemplate.objects.order_by("position").values_list("name", flat=True))


def test_drawing_up_twice_gives_the_same_plan(member, plan, group_5b, arithmetic, period, intensive, values):
    save_row(by=member("emmy"), row=intensive, version=1, values=values(evaluation="Van Emmy."))
    again = start_plan(by=member("tom"), group=group_5b, subject=arithmetic, period=period)
    assert again == plan
    assert PlanRow.objects.get(pk=intensive.pk).evaluation == "Van Emmy."


def test_school_without_clusters_is_told_to_divide_first(member, group_5b, arithmetic, period):
    ClusterTemplate.objects.all().delete()
    with pytest.raises(CannotPlan):
        start_plan(by=member("emmy"), group=group_5b, subject=arithmetic, period=period)
    assert not GroupPlan.objects.filter(group=group_5b, subject=arithmetic, period=period).exists()


def test_no_plan_is_made_for_work_attitude(member, group_5b, period):
    with pytest.raises(CannotPlan):
        start_plan(by=member("emmy"), group=group_5b, subject=Subject.objects.get(code="werkhouding"), period=period)


@pytest.mark.parametrize("name", ["karim", "fleur", "marleen", "petra"])
def test_who_does_not_teach_the_group_draws_up_nothing(name, member, group_5b, arithmetic, period):
    with pytest.raises(NotAllowed):
        start_plan(by=member(name), group=group_5b, subject=arithmetic, period=period)


def test_cluster_that_came_later_gets_its_row(member, plan, clustering):
    cluster = Cluster.objects.create(school=plan.school, clustering=clustering, name="Plus", position=9)
    row = add_row(by=member("emmy"), plan=plan, cluster=cluster)
    assert row == add_row(by=member("tom"), plan=plan, cluster=cluster)
    assert PlanRow.objects.filter(plan=plan).count() == 4


def test_cluster_of_another_clustering_gets_no_row(member, plan, previous_plan):
    other = Cluster.objects.filter(plan_rows__plan=previous_plan).first()
    with pytest.raises(NotAllowed):
        add_row(by=member("emmy"), plan=plan, cluster=other)


# --- writing with two -------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H20", "H21", "H22", "H23")
def test_row_keeps_what_was_written(member, intensive, values):
    typed = values(
        content="Blok 7.",
        approach="Voordoen.",
        organisation="Tafel 1.",
        evaluation="Toets.",
        minutes_a_week=45,
        times_a_week=3,
    )
    save_row(by=member("emmy"), row=intensive, version=1, values=typed)
    assert values(PlanRow.objects.get(pk=intensive.pk)) == typed


def test_two_in_different_fields_of_one_row_both_keep_their_words(member, intensive, values):
    typed_by_tom = values(content="Van Tom.")
    save_row(by=member("emmy"), row=intensive, version=1, values=values(evaluation="Van Emmy."))
    row = save_row(by=member("tom"), row=intensive, version=1, values=typed_by_tom)
    assert (row.evaluation, row.content, row.version) == ("Van Emmy.", "Van Tom.", 3)


def test_two_in_the_same_field_overlap_and_nothing_is_written(member, intensive, values):
    save_row(by=member("emmy"), row=intensive, version=1, values=values(evaluation="Van Emmy.", content="Ook Emmy."))
    with pytest.raises(Overlap) as caught:
        save_row(by=member("tom"), row=intensive, version=1, values=values(evaluation="Van Tom.", approach="Ook Tom."))
    assert caught.value.fields == ("evaluation",)
    merged = caught.value.merged
    assert (merged["evaluation"], merged["content"], merged["approach"]) == ("Van Tom.", "Ook Emmy.", "Ook Tom.")
    assert PlanRow.objects.get(pk=intensive.pk).evaluation == "Van Emmy."


def test_one_may_go_on_in_the_own_field_after_the_other_wrote_elsewhere(member, intensive, values):
    save_row(by=member("emmy"), row=intensive, version=1, values=values(evaluation="Kent"))
    save_row(by=member("tom"), row=intensive, version=1, values=values(content="Blok 7."))
    row = save_row(by=member("emmy"), row=intensive, version=2, values=values(evaluation="Kent de tafels."))
    assert (row.evaluation, row.content) == ("Kent de tafels.", "Blok 7.")


def test_saving_the_same_twice_changes_nothing(member, intensive, values):
    save_row(by=member("emmy"), row=intensive, version=1, values=values(evaluation="Doel."))
    row = save_row(by=member("emmy"), row=intensive, version=1, values=values(evaluation="Doel."))
    assert (row.version, PlanRowChange.objects.filter(row=intensive).count()) == (2, 1)


def test_change_keeps_what_the_row_said_before_and_who_changed_it(member, intensive, values):
    before = intensive.evaluation
    save_row(by=member("tom"), row=intensive, version=1, values=values(evaluation="Nieuw."))
    change = PlanRowChange.objects.get(row=intensive)
    assert (change.version, change.before, change.changed_by.username) == (1, {"evaluation": before}, "duo")


@pytest.mark.parametrize("version", [0, 2, 99])
def test_version_that_never_was_is_refused(version, member, intensive, values):
    with pytest.raises(StaleVersion):
        save_row(by=member("emmy"), row=intensive, version=version, values=values(evaluation="Doel."))


def test_general_of_two_is_not_overwritten(member, plan):
    mine = GroupPlan.objects.select_related("group").get(pk=plan.pk)
    save_general(by=member("emmy"), plan=plan, version=1, general="Van Emmy.")
    with pytest.raises(StaleVersion):
        save_general(by=member("tom"), plan=mine, version=1, general="Van Tom.")
    assert GroupPlan.objects.get(pk=plan.pk).general == "Van Emmy."


def test_head_writes_nothing(member, plan, intensive, values):
    with pytest.raises(NotAllowed):
        save_row(by=member("karim"), row=intensive, version=1, values=values(evaluation="Van Karim."))
    with pytest.raises(NotAllowed):
        save_general(by=member("karim"), plan=plan, version=1, general="Van Karim.")
    with pytest.raises(NotAllowed):
        change_status(by=member("karim"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)


# --- stepping on ------------------------------------------------------------------------------------------------------


def test_plan_steps_on_and_the_log_tells_who(member, plan):
    change_status(by=member("sanne"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
    event = AuditEvent.objects.filter(verb="plan.status_changed").latest("id")
    assert GroupPlan.objects.get(pk=plan.pk).status == STATUS.AGREED
    assert (event.actor_name, event.details) == ("Sanne Visser", {"before": "draft", "after": "agreed"})


def test_step_does_not_disturb_who_is_writing(member, plan):
    change_status(by=member("sanne"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
    save_general(by=member("emmy"), plan=plan, version=1, general="Ik was nog bezig.")
    stored = GroupPlan.objects.get(pk=plan.pk)
    assert (stored.general, stored.status) == ("Ik was nog bezig.", STATUS.AGREED)


def test_second_to_press_is_told(member, plan):
    change_status(by=member("sanne"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
    with pytest.raises(StaleVersion):
        change_status(by=member("emmy"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)


@pytest.mark.parametrize(("was", "status"), [("draft", "evaluated"), ("draft", "draft"), ("nonsense", "agreed")])
def test_only_the_next_step_or_the_one_before(was, status, member, plan):
    with pytest.raises(NotAllowed):
        change_status(by=member("emmy"), plan=plan, was=was, status=status)


# --- discarding -------------------------------------------------------------------------------------------------------


def test_draft_is_discarded_and_clusters_stay(member, plan, clustering):
    discard_plan(by=member("emmy"), plan=plan, state=state_of(plan))
    assert not GroupPlan.objects.filter(pk=plan.pk).exists()
    assert Cluster.objects.filter(clustering=clustering).count() == 3
    assert AuditEvent.objects.filter(verb="plan.discarded", object_id=plan.pk).count() == 1


def test_plan_that_was_agreed_on_is_not_discarded(member, plan):
    change_status(by=member("emmy"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
    with pytest.raises(NotAllowed):
        discard_plan(by=member("emmy"), plan=plan, state=state_of(plan))


def test_plan_that_went_back_to_draft_keeps_what_was_done(sign_in, member, plan):
    page = sign_in("emmy").get(f"/s/zwaluw/plans/{plan.pk}/").content.decode()
    change_status(by=member("emmy"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)
    change_status(by=member("emmy"), plan=plan, was=STATUS.AGREED, status=STATUS.DRAFT)
    with pytest.raises(NotAllowed):
        discard_plan(by=member("emmy"), plan=plan, state=state_of(plan))
    link = f"/s/zwaluw/plans/{plan.pk}/discard/"
    assert link in page
    assert link not in sign_in("emmy").get(f"/s/zwaluw/plans/{plan.pk}/").content.decode()
    assert sign_in("emmy").get(link).status_code == 403


def test_draft_in_which_a_colleague_has_just_written_is_not_discarded(member, plan, intensive, values):
    seen = state_of(plan)
    save_row(by=member("tom"), row=intensive, version=1, values=values(evaluation="Van Tom."))
    with pytest.raises(StaleVersion):
        discard_plan(by=member("emmy"), plan=plan, state=seen)
    assert PlanRow.objects.get(pk=intensive.pk).evaluation == "Van Tom."
