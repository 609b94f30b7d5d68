"""Clustering by hand: the board as a page, by htmx, and without JavaScript."""

import pytest
from django.urls import reverse

from gezien.needs.actions.looking import look_at_school
from gezien.needs.models import Clustering
from gezien.needs.queries.clusters import cluster_board
from gezien.pupils.models import Group
from gezien.schools.models import Period
from tests.factories.needs import add_results, make_clustering, make_group, place, pupils_of

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def group(period) -> Group:
    """A group of three that Emmy teaches."""
    return make_group(period.year, teachers=["leerkracht"])


@pytest.fixture
def url(group, arithmetic, period) -> str:
    """The board of that group for arithmetic."""
    return f"{reverse('needs:clusters', args=['zwaluw', group.pk, arithmetic.pk])}?period={period.pk}"


@pytest.fixture
def clustering(group, arithmetic, period) -> Clustering:
    """Its clusters, still empty."""
    return make_clustering(group, arithmetic, period, ["Intensief", "Basis", "Verdiept"])


def place_url(clustering, pupil) -> str:
    return reverse("needs:placement", args=["zwaluw", clustering.pk, pupil.pk])


def columns(response) -> list[tuple]:
    return [(column["name"], column["count"]) for column in response.context["board"].columns]


@pytest.mark.requirement("H17")
def test_board_begins_with_everyone_not_placed_and_the_schools_clusters(sign_in, url):
    client = sign_in("emmy")
    assert columns(client.get(url)) == [("Nog niet ingedeeld", 3)]
    assert not Clustering.objects.filter(group__name="Oefengroep").exists()  # looking begins nothing
    assert client.post(url).url == url
    assert columns(client.get(url)) == [("Nog niet ingedeeld", 3), ("Intensief", 0), ("Basis", 0), ("Verdiept", 0)]


@pytest.mark.requirement("H17")
def test_card_moves_by_a_plain_form_and_the_counts_follow(sign_in, url, clustering, group):
    client, pupil = sign_in("emmy"), pupils_of(group)[0]
    basis = clustering.clusters.get(name="Basis")
    response = client.post(place_url(clustering, pupil), {"cluster": basis.pk, "version": 1}, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert columns(response) == [("Nog niet ingedeeld", 2), ("Intensief", 0), ("Basis", 1), ("Verdiept", 0)]
    assert "Emmy de Groot, 4 feb" in response.text


@pytest.mark.requirement("H17")
def test_card_moves_by_htmx_and_says_where_it_stands(sign_in, clustering, group):
    client, pupil = sign_in("emmy"), pupils_of(group)[0]
    basis = clustering.clusters.get(name="Basis")
    response = client.post(place_url(clustering, pupil), {"cluster": basis.pk, "version": 1}, headers=HTMX)
    assert "<html" not in response.text
    assert 'role="status">Abel Oefening00: Basis</p>' in response.text
    back = client.post(place_url(clustering, pupil), {"cluster": "", "version": 2}, headers=HTMX)
    assert "Abel Oefening00: nog niet ingedeeld" in back.text
    assert not clustering.placements.exists()


def test_move_on_an_older_board_shows_the_board_as_it_is_now(sign_in, clustering, group):
    first, second, _third = pupils_of(group)
    basis = clustering.clusters.get(name="Basis")
    sign_in("sanne").post(place_url(clustering, first), {"cluster": basis.pk, "version": 1})
    response = sign_in("emmy").post(place_url(clustering, second), {"cluster": basis.pk, "version": 1}, headers=HTMX)
    assert (response.status_code, columns(response)[2]) == (409, ("Basis", 1))
    assert "Iemand anders heeft intussen leerlingen verplaatst" in response.text


def test_card_shows_level_growth_need_and_reason(sign_in, url, clustering, group, arithmetic, period):
    pupil = pupils_of(group)[0]
    add_results(pupil, "lvs-rekenen", [(80, "IV"), (74, "V")])
    pupil.needs.create(school=group.school, subject=arithmetic, period=period, goal="Tafels tot 6.")
    place(clustering, "Intensief", [pupil])
    clustering.placements.update(reason="met materiaal")
    text = sign_in("emmy").get(url).text
    assert all(part in text for part in ("l5", "−6", "Tafels tot 6.", "met materiaal", "V 1"))


@pytest.mark.requirement("H17")
def test_more_than_three_groups_gives_a_warning(sign_in, url, clustering):
    client = sign_in("emmy")
    address = reverse("needs:cluster_new", args=["zwaluw", clustering.pk])
    assert "zelden te doen" not in client.get(url).text
    assert "zelden te doen" in client.post(address, {"name": "Plus", "version": 1}, follow=True).text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("cluster_new", {"name": "Basis"}, "Er is al een cluster Basis."),
        ("cluster_new", {"name": " "}, "Geef het cluster een naam."),
        ("cluster", {"name": "Verdiept"}, "Er is al een cluster Verdiept."),
        ("cluster_removal", {}, "Cluster Basis is nog in gebruik"),
    ],
)
def test_refused_change_of_a_cluster_says_why(sign_in, clustering, group, name, data, says):
    place(clustering, "Basis", pupils_of(group))
    args = ["zwaluw", clustering.pk]
    args += [] if name == "cluster_new" else [clustering.clusters.get(name="Basis").pk]
    response = sign_in("emmy").post(reverse(f"needs:{name}", args=args), {**data, "version": 1}, headers=HTMX)
    assert (response.status_code, says in response.text) == (422, True)
    assert list(clustering.clusters.values_list("name", flat=True)) == ["Intensief", "Basis", "Verdiept"]


def test_clusters_of_the_period_before_can_be_taken_over(sign_in, url, group, arithmetic, period):
    old = make_clustering(group, arithmetic, Period.objects.get(year=period.year, number=1), ["Laag", "Hoog"])
    place(old, "Hoog", pupils_of(group)[:2])
    client = sign_in("emmy")
    assert "Overnemen van periode 1" in client.get(url).text
    response = client.post(url, {"copy": old.pk}, follow=True)
    assert columns(response) == [("Nog niet ingedeeld", 1), ("Laag", 0), ("Hoog", 2)]


def test_head_sees_the_board_without_anything_to_move(sign_in, url, clustering, group):
    place(clustering, "Basis", pupils_of(group))
    text = sign_in("karim").get(url).text
    assert ("Basis" in text, "draggable" in text, "<form class" in text.partition('id="board"')[2]) == (
        True,
        False,
        False,
    )


def test_subjects_page_says_how_far_each_is(sign_in, group, clustering):
    place(clustering, "Basis", pupils_of(group)[:2])
    text = sign_in("emmy").get(reverse("needs:cluster_subjects", args=["zwaluw", group.pk])).text
    assert (text.count("Nog niet begonnen"), "2 leerlingen ingedeeld" in text) == (3, True)


@pytest.mark.parametrize("size", [3, 20])
def test_board_takes_the_same_statements_for_every_size(member, period, arithmetic, django_assert_num_queries, size):
    group = make_group(period.year, size, name="Telgroep")
    clustering = make_clustering(group, arithmetic, period, ["Intensief", "Basis", "Verdiept"])
    place(clustering, "Basis", pupils_of(group))
    coach = member("sanne")
    look_at_school(period.school)
    with django_assert_num_queries(17):
        cluster_board(group, arithmetic, period, member=coach)
