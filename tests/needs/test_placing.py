"""Choosing a pupil's cluster from the overview, in place and on a page of its own."""

import pytest
from django.urls import reverse

from gezien.needs.models import Placement
from gezien.pupils.models import Group
from tests.factories.needs import make_clustering, make_group, place, pupils_of

PART = {"HX-Request": "true"}


@pytest.fixture
def group(period, arithmetic) -> Group:
    """Emmy's second group of three, divided for arithmetic: Abel in Basis."""
    group = make_group(period.year, teachers=["leerkracht"])
    place(make_clustering(group, arithmetic, period, ["Intensief", "Basis"]), "Basis", pupils_of(group)[:1])
    return group


def address(group, period, subject, pupil=None) -> str:
    """The editor of the first pupil, or another."""
    pupil = pupil or pupils_of(group)[0]
    page = reverse("needs:placing", args=["zwaluw", pupil.pk, subject.pk])
    return f"{page}?period={period.pk}&group={group.pk}"


@pytest.mark.requirement("H8", "H17")
def test_another_cluster_is_chosen_with_the_reason(sign_in, group, period, arithmetic):
    clustering = group.clusterings.get()
    chosen = clustering.clusters.get(name="Intensief")
    data = {"cluster": chosen.pk, "reason": "Heeft de stap voor stap nodig.", "version": clustering.version}
    response = sign_in("emmy").post(address(group, period, arithmetic), data, headers=PART)
    own = Placement.objects.get(clustering=clustering, pupil=pupils_of(group)[0])
    assert (own.cluster, own.reason, own.placed_by.username) == (chosen, data["reason"], "leerkracht")
    assert response.headers["HX-Trigger"] == '{"need:saved": {}}'


def test_reason_alone_keeps_the_cluster(sign_in, group, period, arithmetic):
    version = group.clusterings.get().version
    sign_in("emmy").post(address(group, period, arithmetic), {"reason": "Gaat goed.", "version": version})
    own = Placement.objects.get(pupil=pupils_of(group)[0])
    assert (own.cluster.name, own.reason) == ("Basis", "Gaat goed.")


def test_reason_without_a_cluster_is_kept_in_the_form(sign_in, group, period, arithmetic):
    where = address(group, period, arithmetic, pupils_of(group)[1])
    response = sign_in("emmy").post(where, {"reason": "Nog even kijken."}, headers=PART)
    assert (response.status_code, "Nog even kijken." in response.text) == (422, True)


def test_two_who_move_pupils_at_once_see_how_it_stands(sign_in, group, period, arithmetic):
    chosen = group.clusterings.get().clusters.get(name="Intensief")
    data = {"cluster": chosen.pk, "reason": "", "version": 99}
    response = sign_in("emmy").post(address(group, period, arithmetic), data, headers=PART)
    assert (response.status_code, "Iemand anders heeft intussen" in response.text) == (409, True)


def test_group_without_clusters_says_where_to_begin(sign_in, period, arithmetic):
    group = make_group(period.year, 1, teachers=["leerkracht"])
    text = sign_in("emmy").get(address(group, period, arithmetic)).text
    assert f"/groups/{group.pk}/clusters/{arithmetic.pk}/?period={period.pk}" in text


def test_group_of_another_pupil_does_not_exist_here(sign_in, group, group_5b, period, arithmetic):
    where = address(group_5b, period, arithmetic, pupils_of(group)[0])
    assert sign_in("emmy").get(where).status_code == 404
