"""Ambitions: kept by who may, with both texts when two people change one."""

import pytest
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.quality.actions import add_ambition, change_ambition, remove_ambition
from gezien.quality.levels import level_choices
from gezien.quality.models import Ambition
from gezien.quality.queries import ambitions_by_subject
from gezien.schools.models import Subject
from gezien.schools.rules import NotAllowed

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def ambition(arithmetic) -> Ambition:
    """80 % at level III or higher, for every year group."""
    return Ambition.objects.get(subject=arithmetic, year_group="")


def url_of(ambition, name="ambition"):
    return reverse(f"quality:{name}", args=["zwaluw", ambition.pk])


@pytest.mark.requirement("H19")
def test_home_shows_the_ambitions_to_a_teacher_who_cannot_change_them(sign_in, ambition):
    page = sign_in("emmy").get(reverse("quality:home", args=["zwaluw"])).content.decode()
    assert "80 % op III of hoger" in page
    assert "data-autosave" not in page


@pytest.mark.requirement("H19")
def test_home_lets_the_coach_change_an_ambition_in_place(sign_in, ambition):
    page = sign_in("sanne").get(reverse("quality:home", args=["zwaluw"])).content.decode()
    assert f'action="{url_of(ambition)}"' in page


@pytest.mark.requirement("H19")
def test_ambition_is_saved_while_typing_and_logged(sign_in, ambition):
    data = {"share": 85, "level": "II", "version": ambition.version}
    reply = sign_in("marleen").post(url_of(ambition), data, headers=AUTOSAVE)
    ambition.refresh_from_db()
    assert reply.json()["version"] == ambition.version == 2
    assert (ambition.share, ambition.level) == (85, "II")
    event = AuditEvent.objects.get(verb="ambition.changed")
    assert event.details == {
        "share": 85,
        "level": "II",
        "was": {"share": 80, "level": "III", "top_share": 20, "top_level": "I"},
    }


def test_ambition_of_two_people_shows_both(sign_in, ambition):
    sign_in("karim").post(url_of(ambition), {"share": 70, "level": "III", "version": 1})
    reply = sign_in("sanne").post(url_of(ambition), {"share": 90, "level": "II", "version": 1})
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "70 % op III of hoger" in page
    assert 'value="90"' in page
    assert Ambition.objects.get(pk=ambition.pk).share == 70


def test_ambition_of_two_people_is_kept_after_choosing(sign_in, ambition):
    sign_in("karim").post(url_of(ambition), {"share": 70, "level": "III", "version": 1})
    reply = sign_in("sanne").post(url_of(ambition), {"share": 90, "level": "II", "version": 1}, headers=AUTOSAVE)
    assert reply.status_code == 409
    again = {"share": 90, "level": "II", "version": reply.json()["version"]}
    assert sign_in("sanne").post(url_of(ambition), again, headers=AUTOSAVE).status_code == 200
    assert Ambition.objects.get(pk=ambition.pk).share == 90


@pytest.mark.parametrize("wrong", [{"share": 0}, {"share": 101}, {"level": "VI"}])
def test_ambition_outside_its_bounds_is_refused(sign_in, ambition, wrong):
    data = {"share": 80, "level": "III", "version": 1, **wrong}
    reply = sign_in("sanne").post(url_of(ambition), data, headers=AUTOSAVE)
    assert reply.status_code == 422
    assert list(reply.json()["errors"]) == list(wrong)


def test_ambition_for_one_year_group_stands_beside_the_one_for_all(member, arithmetic):
    add_ambition(by=member("sanne"), subject=arithmetic, year_group="8", share=90, level="III")
    row = next(row for row in ambitions_by_subject(member("emmy")) if row.subject == arithmetic)
    assert [(one.year_group, one.share) for one in row.ambitions] == [("", 80), ("8", 90)]


def test_second_ambition_for_the_same_pupils_is_refused(sign_in, arithmetic):
    data = {"subject": arithmetic.pk, "year_group": "", "share": 90, "level": "II"}
    page = sign_in("sanne").post(reverse("quality:add_ambition", args=["zwaluw"]), data).content.decode()
    assert "is er al een ambitie" in page
    assert Ambition.objects.filter(subject=arithmetic).count() == 1


def test_removed_ambition_leaves_the_subject_without_one(sign_in, ambition, arithmetic):
    sign_in("sanne").post(url_of(ambition, "ambition_removal"), {"version": 1})
    page = sign_in("sanne").get(reverse("quality:home", args=["zwaluw"])).content.decode()
    assert not Ambition.objects.filter(subject=arithmetic).exists()
    assert f"?subject={arithmetic.pk}" in page


def test_ambition_that_changed_meanwhile_is_not_removed(member, ambition):
    change_ambition(by=member("karim"), ambition=ambition, version=1, share=70, level="III")
    with pytest.raises(StaleVersion):
        remove_ambition(by=member("sanne"), ambition=ambition, version=1)
    assert Ambition.objects.filter(pk=ambition.pk).exists()


@pytest.mark.parametrize("person", ["emmy", "petra"])
def test_teacher_and_administrator_change_nothing(member, ambition, person):
    with pytest.raises(NotAllowed):
        change_ambition(by=member(person), ambition=ambition, version=1, share=1, level="V")
    with pytest.raises(NotAllowed):
        add_ambition(by=member(person), subject=ambition.subject, year_group="8", share=1, level="V")


def test_level_of_another_scale_stays_a_choice():
    assert level_choices("E5")[-1] == ("E5", [("E5", "E5")])
    assert len(level_choices("III")) == 2


def test_home_asks_as_many_statements_with_more_ambitions(sign_in, member, zwaluw, django_assert_num_queries):
    client = sign_in("sanne")
    url = reverse("quality:home", args=["zwaluw"])
    with django_assert_num_queries(7):
        client.get(url)
    for subject in Subject.objects.filter(school=zwaluw):
        for year_group in "345678":
            add_ambition(by=member("sanne"), subject=subject, year_group=year_group, share=80, level="III")
    with django_assert_num_queries(7):
        client.get(url)
