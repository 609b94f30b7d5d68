"""The pages of versions."""

import pytest
from django.urls import reverse

from gezien.plans.actions import adjust_plan, change_status, save_row
from gezien.plans.models import GroupPlan, PlanVersion

STATUS = GroupPlan.Status


def url(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=["zwaluw", *args])


@pytest.fixture
def emmy(sign_in):
    return sign_in("emmy")


@pytest.fixture
def agreed(member, plan) -> GroupPlan:
    return change_status(by=member("emmy"), plan=plan, was=STATUS.DRAFT, status=STATUS.AGREED)


def test_draft_has_no_versions_yet_and_the_page_says_when(emmy, plan):
    assert "Nog geen versies" in emmy.get(url("versions", plan.pk)).content.decode()
    assert emmy.get(url("version_difference", plan.pk)).status_code == 404


@pytest.mark.requirement("H29")
def test_adjusting_asks_why_and_the_plan_says_so(emmy, agreed):
    assert emmy.post(url("adjustment", agreed.pk), {"why": " "}).status_code == 422
    emmy.post(url("adjustment", agreed.pk), {"why": "De stappen waren te groot."})
    page = emmy.get(url("detail", agreed.pk)).content.decode()
    assert "De stappen waren te groot." in page
    assert "Klaar met bijstellen" in page
    emmy.post(url("adjustment_end", agreed.pk))
    assert "Klaar met bijstellen" not in emmy.get(url("detail", agreed.pk)).content.decode()


@pytest.mark.requirement("H29")
def test_difference_marks_words_that_went_and_came(emmy, member, agreed, intensive, values):
    save_row(by=member("emmy"), row=intensive, version=1, values=values(approach="Samen doen en voordoen."))
    adjust_plan(by=member("emmy"), plan=agreed, why="Anders.")
    save_row(by=member("emmy"), row=intensive, version=2, values=values(approach="Samen doen en tekenen."))
    page = emmy.get(url("version_difference", agreed.pk), {"from": "1", "to": "2"}).content.decode()
    assert '<ins><span class="hush">nieuw: </span>' in page
    assert '<del><span class="hush">weg: </span>' in page
    assert "tekenen." in page


def test_version_reads_as_it_was(emmy, member, agreed, intensive, values):
    was = intensive.content
    save_row(by=member("emmy"), row=intensive, version=1, values=values(content="Heel iets anders."))
    page = emmy.get(url("version", agreed.pk, 1)).content.decode()
    assert was in page
    assert "Heel iets anders." not in page
    assert emmy.get(url("version", agreed.pk, 2)).status_code == 404


def test_colleague_who_adjusts_at_the_same_time_is_told(emmy, member, agreed):
    adjust_plan(by=member("tom"), plan=agreed, why="Van Tom.")
    page = emmy.post(url("adjustment", agreed.pk), {"why": "Van Emmy."}, follow=True).content.decode()
    assert "Van Tom." in page
    assert PlanVersion.objects.filter(plan=agreed).count() == 2


@pytest.mark.parametrize("versions", [1, 3])
def test_list_asks_as_much_for_many_versions_as_for_few(versions, emmy, member, agreed, django_assert_num_queries):
    for number in range(versions - 1):
        adjust_plan(by=member("emmy"), plan=agreed, why=f"Reden {number}.")
        emmy.post(url("adjustment_end", agreed.pk))
    emmy.get(url("versions", agreed.pk))
    with django_assert_num_queries(15):
        emmy.get(url("versions", agreed.pk))
