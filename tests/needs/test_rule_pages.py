"""The page on which the internal coach sets the rules that flag pupils."""

import pytest
from django.urls import reverse

from gezien.needs.models import SignalRule
from gezien.pupils.models import Pupil
from tests.factories.needs import add_results, make_group, pupils_of


@pytest.fixture
def lowest(zwaluw) -> SignalRule:
    """The rule about the lowest levels."""
    return SignalRule.objects.get(measure="lowest_levels")


@pytest.mark.requirement("H11")
def test_rules_stand_in_plain_words_with_how_many_pupils_each_flags(sign_in, lowest, period):
    before = sign_in("sanne").get("/s/zwaluw/groups/rules/").context["rules"][0]
    group = make_group(period.year, 2)
    for pupil in pupils_of(group):
        add_results(pupil, "lvs-rekenen", [(60, "V")])
    after = sign_in("sanne").get("/s/zwaluw/groups/rules/").context["rules"][0]
    assert after["sentence"] == "Geeft een signaal als een leerling op het laagste niveau scoort."
    assert after["count"] - before["count"] == 2


@pytest.mark.requirement("H11")
def test_coach_sees_whom_another_threshold_would_flag_before_saving(sign_in, lowest, period):
    pupil = pupils_of(make_group(period.year, 1))[0]
    add_results(pupil, "lvs-rekenen", [(70, "IV")])
    url = reverse("needs:rule", args=["zwaluw", lowest.pk])
    page = sign_in("sanne").get(url, {"threshold": 2, "version": lowest.version, "is_active": "on"})
    assert "Abel Oefening00 (Oefengroep)" in page.context["preview"].added
    lowest.refresh_from_db()
    assert lowest.threshold == 1


@pytest.mark.requirement("H11")
def test_changed_threshold_counts_from_then_on(sign_in, lowest):
    url = reverse("needs:rule", args=["zwaluw", lowest.pk])
    response = sign_in("sanne").post(url, {"threshold": 2, "version": lowest.version, "is_active": "on"}, follow=True)
    assert "een van de 2 laagste niveaus" in response.text
    lowest.refresh_from_db()
    assert (lowest.threshold, lowest.version) == (2, 2)


def test_rule_changed_by_another_meanwhile_shows_both(sign_in, lowest):
    url = reverse("needs:rule", args=["zwaluw", lowest.pk])
    sign_in("karim").post(url, {"threshold": 2, "version": 1, "is_active": "on"})
    response = sign_in("sanne").post(url, {"threshold": 3, "version": 1, "is_active": "on"})
    assert (response.status_code, response.context["form"].conflict["threshold"]) == (409, "2")


@pytest.mark.parametrize("threshold", ["0", "61", "-1", "x", ""])
def test_threshold_that_means_nothing_is_refused(sign_in, lowest, threshold):
    url = reverse("needs:rule", args=["zwaluw", lowest.pk])
    response = sign_in("sanne").post(url, {"threshold": threshold, "version": 1, "is_active": "on"})
    assert response.status_code == 422
    lowest.refresh_from_db()
    assert lowest.threshold == 1


def test_rule_that_is_off_flags_nobody_and_says_so(sign_in, lowest, group_5b):
    SignalRule.objects.update(is_active=False)
    assert "uit" in sign_in("sanne").get("/s/zwaluw/groups/rules/").text
    text = sign_in("emmy").get(f"/s/zwaluw/groups/{group_5b.pk}/").text
    assert 'class="sg"' not in text


def test_coordinator_sees_figures_but_no_names(sign_in, lowest):
    text = (
        sign_in("marleen").get(reverse("needs:rule", args=["zwaluw", lowest.pk]), {"threshold": 5, "version": 1}).text
    )
    names = [pupil.name for pupil in Pupil.objects.all()]
    assert "Met deze grens" in text
    assert [name for name in names if name in text] == []


def test_teacher_reads_the_rules_without_figures(sign_in, lowest):
    response = sign_in("emmy").get("/s/zwaluw/groups/rules/")
    assert [rule["count"] for rule in response.context["rules"]] == [None] * 5
