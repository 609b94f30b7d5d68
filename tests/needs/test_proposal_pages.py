"""The proposal on the board: taken over, taken back, with wishes, over groups; and who sees what of it."""

import pytest
from django.urls import reverse

from gezien.common.models import StaleVersion
from gezien.needs import actions
from gezien.needs.models import Cluster, Clustering, Placement, PupilPair
from gezien.needs.queries.clusters import cluster_board
from gezien.needs.queries.proposals import proposal_of
from gezien.plans.queries.basis import gather
from gezien.pupils.models import Group
from gezien.schools.rules import NotAllowed
from tests.factories.needs import add_results, make_group, place, pupils_of

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
LEVELS = ("V", "IV", "III", "II", "I", "III")


@pytest.fixture
def group(period) -> Group:
    """A group of six that Emmy teaches, with levels for arithmetic."""
    made = make_group(period.year, 6, teachers=["leerkracht"])
    for pupil, level in zip(pupils_of(made), LEVELS, strict=True):
        add_results(pupil, "lvs-rekenen", [(80 - 10 * len(level), level)])
    return made


@pytest.fixture
def clustering(member, group, arithmetic, period) -> Clustering:
    """Begun with the school's own clusters."""
    return actions.start_clustering(by=member("emmy"), group=group, subject=arithmetic, period=period)


@pytest.fixture
def shown(member, group, arithmetic, period, clustering):
    """`shown("emmy")` is the board with its proposal."""

    def of(name: str = "emmy"):
        board = cluster_board(group, arithmetic, period, member=member(name))
        return board, proposal_of(board)

    return of


def address(name: str, clustering: Clustering, *keys: int) -> str:
    return reverse(f"needs:{name}", args=["zwaluw", clustering.pk, *keys])


def stands(clustering: Clustering) -> list[str]:
    """The clusters of the six, in the order they were made."""
    names = dict(Placement.objects.filter(clustering=clustering).values_list("pupil", "cluster__name"))
    return [names.get(pupil.pk, "–") for pupil in pupils_of(clustering.group)]


def version(clustering: Clustering) -> int:
    return Clustering.objects.get(pk=clustering.pk).version


@pytest.mark.requirement("H16", "H17")
def test_proposal_is_taken_over_and_taken_back_as_one(sign_in, clustering, shown):
    client, mark = sign_in("emmy"), shown()[1].mark
    data = {"mark": mark, "version": 1, "proposal": "1"}
    text = client.post(address("proposal", clustering), data, headers=HTMX).text
    assert "6 leerlingen geplaatst volgens het voorstel." in text
    assert stands(clustering) == ["Intensief", "Basis", "Basis", "Basis", "Verdiept", "Basis"]
    assert "Iedereen staat zoals voorgesteld." in text
    client.post(address("undo", clustering), {"number": version(clustering), "version": version(clustering)})
    assert stands(clustering) == ["–"] * 6


@pytest.mark.requirement("H17")
def test_proposal_is_taken_over_for_one_pupil_with_its_reason(sign_in, clustering, group, shown):
    pupil = pupils_of(group)[0]
    data = {"mark": shown()[1].mark, "version": 1, "pupil": pupil.pk}
    sign_in("emmy").post(address("proposal", clustering), data)
    assert stands(clustering) == ["Intensief", *["–"] * 5]
    assert clustering.placements.get().reason == "V bij M5."


@pytest.mark.requirement("H17")
def test_proposal_that_is_no_longer_the_one_seen_is_not_taken_over(sign_in, clustering):
    response = sign_in("emmy").post(address("proposal", clustering), {"mark": "old", "version": 1}, headers=HTMX)
    assert (response.status_code, "zijn intussen veranderd" in response.text) == (409, True)
    assert not clustering.placements.exists()


@pytest.mark.requirement("H17")
def test_proposal_leaves_a_fixed_pupil_and_respects_pairs(member, clustering, group, shown):
    strong, other = pupils_of(group)[4], pupils_of(group)[0]
    cluster = clustering.clusters.get(name="Intensief")
    actions.place_pupil(
        by=member("emmy"), clustering=clustering, pupil=strong, cluster=cluster, expected=1, is_fixed=True
    )
    actions.add_pair(by=member("emmy"), clustering=clustering, one=strong, other=other, is_together=False, expected=2)
    board, found = shown()
    names = {one.pk: one.name for one in board.clusters}
    places = {key: names[one.place] for key, one in found.proposal.placed.items()}
    assert (places[strong.pk], places[other.pk]) == ("Intensief", "Basis")
    assert "apart" in found.proposal.placed[other.pk].limit
    assert "apart" not in found.proposal.placed[other.pk].why  # what is kept never tells of a pair


def test_wishes_that_collide_stand_on_the_page(sign_in, member, clustering, group):
    one, other, *_rest = pupils_of(group)
    for number, is_together in enumerate((True, False), start=1):
        actions.add_pair(
            by=member("emmy"), clustering=clustering, one=one, other=other, is_together=is_together, expected=number
        )
    for number, pupil in enumerate((one, other), start=3):
        actions.place_pupil(
            by=member("emmy"),
            clustering=clustering,
            pupil=pupil,
            cluster=clustering.clusters.get(name="Basis"),
            expected=number,
            is_fixed=True,
        )
    url = reverse("needs:clusters", args=["zwaluw", group.pk, clustering.subject_id])
    text = sign_in("emmy").get(f"{url}?period={clustering.period_id}&proposal=1").text
    assert "Deze wensen gaan niet samen" in text
    assert f"{one.name} en {other.name} apart" in text


@pytest.mark.requirement("H17")
def test_pair_is_seen_by_who_writes_in_both_files_only(sign_in, member, clustering, group):
    one, other, *_rest = pupils_of(group)
    actions.add_pair(by=member("emmy"), clustering=clustering, one=one, other=other, is_together=False, expected=1)
    url = (
        reverse("needs:clusters", args=["zwaluw", group.pk, clustering.subject_id]) + f"?period={clustering.period_id}"
    )
    sees = {
        name: f"{one.name} en {other.name} apart" in sign_in(name).get(url).text for name in ("emmy", "sanne", "karim")
    }
    assert sees == {"emmy": True, "sanne": True, "karim": False}


def test_pair_of_a_pupil_with_themselves_is_refused(sign_in, clustering, group):
    pupil = pupils_of(group)[0]
    data = {"one": pupil.pk, "other": pupil.pk, "way": "apart", "version": 1}
    response = sign_in("emmy").post(address("pair_new", clustering), data, headers=HTMX)
    assert (response.status_code, PupilPair.objects.count()) == (422, 0)


def test_only_the_last_step_is_taken_back(member, clustering, group):
    one, other, *_rest = pupils_of(group)
    for number, pupil in enumerate((one, other), start=1):
        actions.place_pupil(
            by=member("emmy"),
            clustering=clustering,
            pupil=pupil,
            cluster=clustering.clusters.get(name="Basis"),
            expected=number,
        )
    with pytest.raises(actions.NothingToUndo):
        actions.undo_step(by=member("emmy"), clustering=clustering, number=2, expected=3)
    with pytest.raises(StaleVersion):
        actions.undo_step(by=member("emmy"), clustering=clustering, number=3, expected=1)
    actions.undo_step(by=member("emmy"), clustering=clustering, number=3, expected=3)
    assert stands(clustering) == ["Basis", *["–"] * 5]


@pytest.mark.requirement("H16", "H17")
def test_board_says_whether_the_week_has_room(sign_in, member, clustering, group):
    place(clustering, "Intensief", pupils_of(group)[:3])
    data = {"most_groups": 3, "lessons_a_week": 5, "minutes_a_week": 45, "version": 1}
    text = sign_in("emmy").post(address("limits", clustering), data, headers=HTMX).text
    assert "De clusters vragen 60 minuten per week; er zijn er 45." in text
    actions.limit_clustering(
        by=member("emmy"), clustering=clustering, most_groups=3, lessons_a_week=5, minutes_a_week=90, expected=2
    )
    assert cluster_board(group, clustering.subject, clustering.period, member=member("emmy")).feasible.facts == (
        "60 van de 90 minuten per week zijn ingepland.",
    )


@pytest.mark.requirement("H17")
def test_two_groups_are_divided_together_and_each_keeps_its_own_plan(member, clustering, group, arithmetic, period):
    other = make_group(period.year, 2, name="Naastgroep", teachers=["leerkracht"])
    emmy = member("emmy")
    actions.join_group(by=emmy, clustering=clustering, group=other, expected=1)
    joined = Clustering.objects.select_related("lead", "group").get(group=other)
    pupil = pupils_of(other)[0]
    basis = clustering.clusters.get(name="Basis")
    actions.place_pupil(by=emmy, clustering=joined, pupil=pupil, cluster=basis, expected=version(clustering))
    board = cluster_board(group, arithmetic, period, member=emmy)
    assert [(column["name"], column["count"]) for column in board.columns][2] == ("Basis", 1)
    assert (board.count, board.is_joint) == (8, True)
    assert gather(other, arithmetic, period).clusters[1].pupil_ids == (pupil.pk,)
    assert all(not one.pupil_ids for one in gather(group, arithmetic, period).clusters)


@pytest.mark.requirement("H17")
def test_proposal_over_two_groups_is_kept_with_each_group(sign_in, member, clustering, group, arithmetic, period):
    other = make_group(period.year, 2, name="Naastgroep", teachers=["leerkracht"])
    actions.join_group(by=member("emmy"), clustering=clustering, group=other, expected=1)
    found = proposal_of(cluster_board(group, arithmetic, period, member=member("emmy")))
    data = {"mark": found.mark, "version": version(clustering)}
    sign_in("emmy").post(address("proposal", clustering), data)
    counts = [one.placements.count() for one in Clustering.objects.filter(group__in=(group, other)).order_by("pk")]
    assert counts == [6, 2]


def test_group_of_another_teacher_is_not_joined_and_not_shown(member, clustering, group, arithmetic, period):
    other = make_group(period.year, 2, name="Naastgroep", teachers=["leerkracht2"])
    with pytest.raises(NotAllowed):
        actions.join_group(by=member("emmy"), clustering=clustering, group=other, expected=1)
    actions.join_group(by=member("sanne"), clustering=clustering, group=other, expected=version(clustering))
    board = cluster_board(group, arithmetic, period, member=member("emmy"))
    assert (board.count, board.unseen, board.can_shape) == (6, ["Naastgroep"], False)


def test_groups_go_their_own_way_again_with_everyone_in_place(member, clustering, group, arithmetic, period):
    other = make_group(period.year, 2, name="Naastgroep", teachers=["leerkracht"])
    emmy = member("emmy")
    actions.join_group(by=emmy, clustering=clustering, group=other, expected=1)
    first, second = pupils_of(group)[0], pupils_of(other)[0]
    actions.add_pair(by=emmy, clustering=clustering, one=first, other=second, is_together=False, expected=2)
    place(clustering, "Basis", [first])
    actions.separate_groups(by=emmy, clustering=clustering, expected=3)
    assert not Clustering.objects.exclude(lead=None).exists()
    assert (PupilPair.objects.count(), stands(clustering)[0]) == (0, "Basis")


@pytest.mark.requirement("H17")
def test_combination_class_begins_with_clusters_for_each_year_group(member, arithmetic, period):
    group = make_group(period.year, 4, name="5/6", year_group="C", teachers=["leerkracht"])
    clustering = actions.start_clustering(
        by=member("emmy"), group=group, subject=arithmetic, period=period, by_year_group=True
    )
    found = list(clustering.clusters.values_list("name", "year_group"))
    assert found[:2] == [("Intensief 5", "5"), ("Intensief 6", "6")]
    board = cluster_board(group, arithmetic, period, member=member("emmy"))
    years = {one.pk: one.year_group for one in board.clusters}
    proposed = proposal_of(board).proposal.placed
    assert all(years[proposed[known.pk].place] == known.year_group for known in board.known)


def test_clusters_of_the_school_are_changed_by_who_keeps_what_was_agreed(sign_in):
    client = sign_in("sanne")
    url = reverse("needs:cluster_template_new", args=["zwaluw"])
    data = {"name": "Plusgroep", "kind": "challenge", "words": "project", "least": 2, "most": 6, "times_a_week": 1}
    data |= {"minutes_a_week": 45, "approach": "", "organisation": "", "position": 3, "version": 0}
    assert client.post(url, data).status_code == 302
    assert "Plusgroep" in client.get(reverse("needs:cluster_templates", args=["zwaluw"])).text
    assert "al een cluster met deze naam" in client.post(url, data).text
    assert "Minstens is meer" in client.post(url, data | {"name": "Ander", "least": 9}).text


def test_words_of_a_cluster_are_a_list(clustering):
    cluster = Cluster(words=" stap voor  stap, ,voordoen,voordoen")
    assert cluster.word_list == ("stap voor stap", "voordoen")


@pytest.mark.parametrize("size", [3, 20])
def test_page_with_a_proposal_takes_the_same_statements_for_every_size(
    member, period, arithmetic, django_assert_num_queries, size
):
    group = make_group(period.year, size, name="Telgroep")
    coach = member("sanne")
    actions.start_clustering(by=coach, group=group, subject=arithmetic, period=period)
    with django_assert_num_queries(19):
        proposal_of(cluster_board(group, arithmetic, period, member=coach))
