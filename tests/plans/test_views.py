"""The pages of plans."""

import datetime as dt

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.needs.models import Cluster, Clustering, Placement
from gezien.plans.models import Goal, GroupPlan, PlanRow
from gezien.plans.queries import plan_sheet, with_names
from gezien.pupils.models import Enrolment, Pupil
from gezien.quality.models import LearningGoal
from gezien.schools.models import Subject

STATEMENTS = {"emmy": 15, "sanne": 15}  # the budget is 15


def url(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=["zwaluw", *args])


@pytest.fixture
def emmy(sign_in):
    return sign_in("emmy")


@pytest.fixture
def posted(intensive):
    """`posted(evaluation="…")` is what the page sends for the row Intensief."""

    def of(**changes) -> dict:
        names = ("content", "approach", "organisation", "evaluation", "minutes_a_week", "times_a_week")
        return {name: getattr(intensive, name) for name in (*names, "version")} | changes

    return of


# --- what a group has -------------------------------------------------------------------------------------------------


def test_group_page_shows_what_exists_and_what_can_be_drawn_up(emmy, group_5b, arithmetic, period):
    page = emmy.get(url("group", group_5b.pk)).content.decode()
    assert "geëvalueerd" in page
    assert f"{url('start', group_5b.pk, arithmetic.pk)}?period={period.pk}" in page


def test_group_page_offers_the_head_nothing_to_draw_up(sign_in, group_5b):
    page = sign_in("karim").get(url("group", group_5b.pk)).content.decode()
    assert "geëvalueerd" in page
    assert "Stel op" not in page


def test_group_page_names_who_has_no_cluster(emmy, group_5b, clustering, pupils_5b):
    Placement.objects.filter(clustering=clustering, pupil=pupils_5b[2]).delete()
    page = emmy.get(url("group", group_5b.pk)).content.decode()
    assert f"nog geen cluster: {pupils_5b[2].call_name}" in page


def test_group_page_of_an_empty_group_says_where_pupils_come_from(emmy, group_5b):
    Enrolment.objects.filter(group=group_5b).delete()
    assert "Geen leerlingen in deze groep" in emmy.get(url("group", group_5b.pk)).content.decode()


def test_reading_the_plans_is_logged_with_the_reason(emmy, group_5b):
    emmy.get(url("group", group_5b.pk))
    event = AuditEvent.objects.filter(verb="plans.read").latest("id")
    assert (event.group_id, event.reason) == (group_5b.pk, "geeft les aan 5b")


# --- drawing up -------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H18")
def test_start_page_shows_what_it_starts_from_and_writes_nothing(
    emmy, group_5b, arithmetic, clustering, no_needs, write_need, pupils_5b
):
    write_need(pupils_5b[0], "Kent de tafels tot 5.")
    page = emmy.get(url("start", group_5b.pk, arithmetic.pk)).content.decode()
    assert "Kent de tafels tot 5." in page
    assert f"uit de onderwijsbehoeften van {pupils_5b[0].call_name}" in page
    assert not GroupPlan.objects.filter(group=group_5b, subject=arithmetic, period__number=2).exists()


def test_start_page_without_clusters_says_pupils_still_need_a_place(emmy, group_5b, arithmetic, period):
    Clustering.objects.filter(group=group_5b, subject=arithmetic, period=period).delete()
    page = emmy.get(url("start", group_5b.pk, arithmetic.pk)).content.decode()
    assert "De groep is nog niet in clusters verdeeld." in page


@pytest.mark.requirement("H18")
def test_drawing_up_leads_to_the_sheet(emmy, group_5b, arithmetic, period, clustering):
    response = emmy.post(url("start", group_5b.pk, arithmetic.pk))
    plan = GroupPlan.objects.get(group=group_5b, subject=arithmetic, period=period)
    assert response.headers["Location"] == url("detail", plan.pk)
    assert emmy.get(url("start", group_5b.pk, arithmetic.pk)).headers["Location"] == url("detail", plan.pk)


def test_plan_for_another_period_is_drawn_up_when_asked(emmy, group_5b, arithmetic, previous_plan):
    previous_plan.delete()
    emmy.post(f"{url('start', group_5b.pk, arithmetic.pk)}?period={previous_plan.period_id}")
    assert GroupPlan.objects.filter(group=group_5b, subject=arithmetic, period__number=1).exists()


def test_start_for_a_subject_without_plans_does_not_exist(emmy, group_5b):
    attitude = Subject.objects.get(code="werkhouding")
    assert emmy.get(url("start", group_5b.pk, attitude.pk)).status_code == 404


# --- the sheet --------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H19", "H20", "H21", "H22", "H23")
def test_sheet_shows_goal_content_approach_organisation_and_evaluation(emmy, plan, intensive):
    page = emmy.get(url("detail", plan.pk)).content.decode()
    for text in ("Doelen", "Inhoud", "Aanpak", "Organisatie", "Evaluatie", "Keer per week"):
        assert text in page
    for text in (intensive.content, intensive.approach, intensive.organisation, intensive.evaluation):
        assert text in page


def test_sheet_of_the_head_has_no_fields(sign_in, plan):
    page = sign_in("karim").get(url("detail", plan.pk)).content.decode()
    assert "<textarea" not in page
    assert "Stel dit plan vast" not in page


def test_sheet_warns_with_names_and_a_way_to_clustering(emmy, plan, clustering, pupils_5b):
    Placement.objects.filter(clustering=clustering, pupil__in=pupils_5b[:2]).delete()
    page = emmy.get(url("detail", plan.pk)).content.decode()
    assert "2 leerlingen hebben nog geen cluster" in page
    assert f"{pupils_5b[0].call_name} en {pupils_5b[1].call_name}" in page


def test_reading_the_sheet_is_logged(emmy, plan, group_5b):
    emmy.get(url("detail", plan.pk))
    event = AuditEvent.objects.filter(verb="plan.read").latest("id")
    assert (event.object_id, event.group_id, event.reason) == (plan.pk, group_5b.pk, "geeft les aan 5b")


@pytest.mark.parametrize("size", [5, 35])
@pytest.mark.parametrize("name", ["emmy", "sanne"])
def test_sheet_keeps_its_budget_of_statements(
    name, size, sign_in, plan, group_5b, clustering, django_assert_num_queries
):
    resize(group_5b, clustering, size)
    client = sign_in(name)
    client.get(url("detail", plan.pk))
    with django_assert_num_queries(STATEMENTS[name]):
        page = client.get(url("detail", plan.pk)).content.decode()
    assert page.count('class="plan-need"') + page.count("<li>\n<span>") == size


@pytest.mark.parametrize("size", [5, 35])
def test_group_page_asks_as_much_for_many_pupils_as_for_few(
    size, emmy, group_5b, clustering, django_assert_num_queries
):
    resize(group_5b, clustering, size)
    with django_assert_num_queries(13):
        emmy.get(url("group", group_5b.pk))


def resize(group, clustering, size: int) -> None:
    """Let the group have this many pupils, all of them placed."""
    cluster = Cluster.objects.filter(clustering=clustering).first()
    enrolled = list(Enrolment.objects.filter(group=group).order_by("pk"))
    Enrolment.objects.filter(pk__in=[one.pk for one in enrolled[size:]]).delete()
    Placement.objects.filter(clustering=clustering).exclude(pupil__enrolments__group=group).delete()
    for number in range(size - len(enrolled)):
        pupil = Pupil.objects.create(school=group.school, call_name=f"Nieuw{number}", family_name="Bij")
        Enrolment.objects.create(school=group.school, group=group, pupil=pupil, starts_on=dt.date(2027, 2, 1))
        Placement.objects.create(school=group.school, clustering=clustering, cluster=cluster, pupil=pupil)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_autosave_of_a_row_replies_with_the_new_version(emmy, intensive, posted):
    reply = emmy.post(url("row", intensive.pk), posted(evaluation="Doel."), headers={"X-Autosave": "1"})
    assert (reply.status_code, reply.json()["version"]) == (200, 2)
    assert PlanRow.objects.get(pk=intensive.pk).evaluation == "Doel."


def test_autosave_returns_what_a_colleague_wrote_in_another_field(emmy, sign_in, intensive, posted):
    opened = posted()
    sign_in("tom").post(url("row", intensive.pk), {**opened, "content": "Van Tom."}, headers={"X-Autosave": "1"})
    reply = emmy.post(url("row", intensive.pk), {**opened, "evaluation": "Van Emmy."}, headers={"X-Autosave": "1"})
    assert (reply.status_code, reply.json()["merged"]) == (200, {"content": "Van Tom."})
    row = PlanRow.objects.get(pk=intensive.pk)
    assert (row.evaluation, row.content) == ("Van Emmy.", "Van Tom.")


def test_autosave_in_the_same_field_shows_what_stands_there(emmy, sign_in, intensive, posted):
    opened = posted()
    sign_in("tom").post(url("row", intensive.pk), {**opened, "evaluation": "Van Tom.", "content": "Ook Tom."})
    reply = emmy.post(url("row", intensive.pk), {**opened, "evaluation": "Van Emmy."}, headers={"X-Autosave": "1"})
    assert reply.status_code == 409
    assert reply.json()["current"] == {"evaluation": "Van Tom.", "version": "2"}
    assert reply.json()["merged"] == {"content": "Ook Tom."}


def test_without_script_both_texts_are_shown_and_saving_again_is_a_choice(emmy, sign_in, intensive, posted):
    opened = posted()
    sign_in("tom").post(url("row", intensive.pk), {**opened, "evaluation": "Van Tom.", "content": "Ook Tom."})
    response = emmy.post(url("row", intensive.pk), {**opened, "evaluation": "Van Emmy."})
    page = response.content.decode()
    assert response.status_code == 409
    assert all(text in page for text in ("Van Tom.", "Van Emmy.", "Ook Tom.", 'name="version" value="2"'))
    emmy.post(url("row", intensive.pk), {**opened, "evaluation": "Van Emmy.", "content": "Ook Tom.", "version": 2})
    row = PlanRow.objects.get(pk=intensive.pk)
    assert (row.evaluation, row.content) == ("Van Emmy.", "Ook Tom.")


def test_without_script_a_wrong_number_is_said_and_nothing_typed_is_lost(emmy, intensive, posted):
    response = emmy.post(url("row", intensive.pk), posted(evaluation="Mijn doel.", minutes_a_week="veel"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Mijn doel." in page
    assert 'value="veel"' in page
    assert "Voer een geheel getal in." in page


def test_without_script_saving_returns_to_the_row(emmy, plan, intensive, posted):
    response = emmy.post(url("row", intensive.pk), posted(evaluation="Doel."))
    assert response.headers["Location"] == f"{url('detail', plan.pk)}#row-{intensive.pk}"


def test_emptied_time_means_no_extra_time(emmy, intensive, posted):
    emmy.post(url("row", intensive.pk), posted(minutes_a_week="", times_a_week=""))
    row = PlanRow.objects.get(pk=intensive.pk)
    assert (row.minutes_a_week, row.times_a_week) == (0, 0)


def test_general_is_saved_and_a_conflict_shows_both(emmy, sign_in, plan):
    sign_in("tom").post(url("general", plan.pk), {"version": 1, "general": "Van Tom."})
    response = emmy.post(url("general", plan.pk), {"version": 1, "general": "Van Emmy."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Van Tom." in page
    assert "Van Emmy." in page
    assert emmy.post(url("general", plan.pk), {"version": 2, "general": "Van Emmy."}).status_code == 302
    assert GroupPlan.objects.get(pk=plan.pk).general == "Van Emmy."


def test_what_was_typed_is_shown_as_text(emmy, plan, intensive, posted):
    emmy.post(url("row", intensive.pk), posted(evaluation="<script>alert(1)</script>"))
    page = emmy.get(url("detail", plan.pk)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- steps and discarding ---------------------------------------------------------------------------------------------


def test_button_moves_the_plan_one_step(emmy, plan):
    emmy.post(url("status", plan.pk), {"was": "draft", "status": "agreed"})
    assert GroupPlan.objects.get(pk=plan.pk).status == "agreed"
    page = emmy.get(url("detail", plan.pk)).content.decode()
    assert "Start de uitvoering" in page
    assert "Terug naar ‘concept’" in page


def test_step_that_somebody_else_made_first_is_told(emmy, plan):
    GroupPlan.objects.filter(pk=plan.pk).update(status="agreed")
    response = emmy.post(url("status", plan.pk), {"was": "draft", "status": "agreed"}, follow=True)
    assert "Iemand anders was je voor" in response.content.decode()


def test_draft_is_discarded_after_asking(emmy, plan):
    page = emmy.get(url("discard", plan.pk))
    assert "Dit concept weggooien?" in page.content.decode()
    emmy.post(url("discard", plan.pk), {"state": page.context["state"]})
    assert not GroupPlan.objects.filter(pk=plan.pk).exists()


def test_plan_that_runs_cannot_be_discarded(emmy, previous_plan):
    assert emmy.get(url("discard", previous_plan.pk)).status_code == 403
    assert emmy.post(url("discard", previous_plan.pk), {"state": "1"}).status_code == 403


def test_later_cluster_is_taken_into_the_plan(emmy, plan, clustering):
    cluster = Cluster.objects.create(school=plan.school, clustering=clustering, name="Plus", position=9)
    assert "Neem op in het plan" in emmy.get(url("detail", plan.pk)).content.decode()
    emmy.post(url("add_row", plan.pk, cluster.pk))
    sheet = plan_sheet(with_names(GroupPlan.objects.all()).get(pk=plan.pk))
    assert [bool(row.pk) for row in sheet.rows] == [True] * 4


@pytest.mark.requirement("H19")
def test_sheet_offers_the_crucial_goals_of_its_period(emmy, plan):
    goal = LearningGoal.objects.get(code="RV-5-2")
    Goal.objects.filter(row__plan=plan).delete()
    LearningGoal.objects.filter(pk=goal.pk).update(period=plan.period.number)
    assert f'value="line-{goal.pk}"' in emmy.get(url("detail", plan.pk)).content.decode()
    LearningGoal.objects.filter(pk=goal.pk).update(period=3 - plan.period.number)
    assert f'value="line-{goal.pk}"' not in emmy.get(url("detail", plan.pk)).content.decode()
