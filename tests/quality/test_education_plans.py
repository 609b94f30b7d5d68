"""Education plans: written together, settled with a reason, and what settled is what counts."""

import pytest
from django.urls import reverse

from gezien.common.models import StaleVersion
from gezien.quality.actions.education_plans import (
    NameTaken,
    NothingToSettle,
    add_education_row,
    save_education_row,
    settle_education_plan,
    start_education_plan,
)
from gezien.quality.models import EducationPlan
from gezien.quality.queries.education_plans import ROW_FIELDS, settled_for, starting_names
from gezien.schools.models import Subject
from gezien.schools.rules import NotAllowed

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def plan(zwaluw, member, arithmetic) -> EducationPlan:
    """Arithmetic for every year group, with the school's clusters."""
    return start_education_plan(by=member("sanne"), subject=arithmetic, names=starting_names(zwaluw))


def page_of(client, plan):
    return client.get(reverse("quality:education_plan", args=["zwaluw", plan.pk])).content.decode()


def write(by, row, **changes):
    values = {name: getattr(row, name) for name in ROW_FIELDS} | changes
    return save_education_row(by=by, row=row, version=row.version, **values)


def test_a_plan_begins_with_the_clusters_of_the_school(zwaluw, plan):
    assert [row.name for row in plan.rows.all()] == starting_names(zwaluw)
    assert len(starting_names(zwaluw)) == 3


def test_a_plan_for_one_year_begins_as_the_plan_for_all(member, plan, arithmetic):
    write(member("sanne"), plan.rows.first(), approach="Elke dag samen starten.")
    of_five = start_education_plan(by=member("marleen"), subject=arithmetic, year_group="5")
    assert of_five.rows.first().approach == "Elke dag samen starten."


def test_groups_work_by_what_was_settled_not_by_what_is_being_written(member, plan, arithmetic):
    row = write(member("sanne"), plan.rows.first(), approach="Samen starten.")
    settle_education_plan(by=member("sanne"), plan=plan, why="Besloten in de schoolbespreking")
    write(member("sanne"), row, approach="Nog niet besloten.")
    assert settled_for(arithmetic, "5").rows[row.name.casefold()]["approach"] == "Samen starten."


def test_the_plan_of_the_year_comes_first_once_it_is_settled(member, plan, arithmetic):
    settle_education_plan(by=member("sanne"), plan=plan, why="Voor iedereen")
    of_five = start_education_plan(by=member("sanne"), subject=arithmetic, year_group="5")
    assert settled_for(arithmetic, "5").version.plan == plan
    settle_education_plan(by=member("sanne"), plan=of_five, why="Voor groep 5")
    assert settled_for(arithmetic, "5").version.plan == of_five
    assert settled_for(arithmetic, "6").version.plan == plan


def test_settling_what_did_not_change_is_refused(member, plan):
    settle_education_plan(by=member("sanne"), plan=plan, why="Begin")
    with pytest.raises(NothingToSettle):
        settle_education_plan(by=member("sanne"), plan=plan, why="Nog eens")


def test_two_clusters_of_one_name_are_refused(member, plan):
    name = plan.rows.first().name
    with pytest.raises(NameTaken):
        add_education_row(by=member("sanne"), plan=plan, name=name.upper())


def test_of_two_who_write_in_one_cluster_the_second_sees_both(sign_in, member, plan):
    row = plan.rows.first()
    write(member("karim"), row, content="Van Karim")
    with pytest.raises(StaleVersion):
        save_education_row(by=member("sanne"), row=row, version=1, **{name: getattr(row, name) for name in ROW_FIELDS})
    data = {name: getattr(row, name) for name in ROW_FIELDS} | {"content": "Van Sanne", "version": 1}
    reply = sign_in("sanne").post(reverse("quality:education_row", args=["zwaluw", row.pk]), data)
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "Van Karim" in page
    assert "Van Sanne" in page


def test_a_teacher_reads_what_was_settled_and_writes_nothing(sign_in, member, plan):
    client = sign_in("emmy")
    assert "Nog niet vastgesteld" in page_of(client, plan)
    write(member("sanne"), plan.rows.first(), goal="Rekent vlot tot 100.")
    settle_education_plan(by=member("sanne"), plan=plan, why="Besloten")
    page = page_of(client, plan)
    assert "Rekent vlot tot 100." in page
    assert "data-autosave" not in page
    with pytest.raises(NotAllowed):
        settle_education_plan(by=member("emmy"), plan=plan, why="Ik vind het goed")


def test_what_is_typed_saves_itself(sign_in, plan):
    url = reverse("quality:education_plan", args=["zwaluw", plan.pk])
    data = {"aim": "80 % op III", "offer": "", "monitoring": "", "version": plan.version}
    reply = sign_in("marleen").post(url, data, headers=AUTOSAVE)
    assert reply.json()["version"] == plan.version + 1
    assert EducationPlan.objects.get(pk=plan.pk).aim == "80 % op III"


def test_coach_chooses_per_subject_what_groups_work_by(sign_in, arithmetic):
    url = reverse("quality:plans_by", args=["zwaluw", arithmetic.pk])
    page = sign_in("sanne").post(url, {"plans_by": "education_plan"}, follow=True).content.decode()
    assert Subject.objects.get(pk=arithmetic.pk).plans_by == "education_plan"
    assert "Groepen maken eigen plannen tot er een onderwijsplan is vastgesteld." in page
