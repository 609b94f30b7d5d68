"""The writes: what is kept, what is refused, and that nobody's words are overwritten unseen."""

import pytest

from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.needs import actions
from gezien.needs.hooks import need_closed
from gezien.needs.models import Cluster, Clustering, EducationalNeed, Placement
from gezien.needs.sentences import Said
from gezien.plans.models import GroupPlan, PlanRow
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.schools.models import Period
from gezien.schools.rules import NotAllowed
from tests.factories.needs import make_clustering, make_group, place, pupils_of


@pytest.fixture
def pupil(pupils_5b) -> Pupil:
    """A pupil of 5b without needs."""
    EducationalNeed.objects.filter(pupil=pupils_5b[0]).delete()
    return pupils_5b[0]


@pytest.fixture
def save(member, pupil, arithmetic, period):
    """Save a need of the pupil."""

    def saved(who="emmy", goal="Tafels tot 6.", support="", expected=0, sentences=(), when=None):
        return actions.save_need(
            by=member(who),
            pupil=pupil,
            subject=arithmetic,
            period=when or period,
            goal=goal,
            support=support,
            sentences=sentences,
            expected=expected,
        )

    return saved


@pytest.fixture
def group(period) -> Group:
    """A group of three that Emmy and Tom teach."""
    return make_group(period.year, teachers=["leerkracht", "duo"])


@pytest.fixture
def pupils(group) -> list[Pupil]:
    """The pupils of that group."""
    return pupils_of(group)


@pytest.fixture
def clustering(group, arithmetic, period) -> Clustering:
    """That group in three clusters for arithmetic, all empty."""
    return make_clustering(group, arithmetic, period, ["Intensief", "Basis", "Verdiept"])


# --- needs ------------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H13")
def test_need_is_written_once_for_a_subject_and_period_and_then_changed(save, pupil):
    first = save()
    second = save(goal="Tafels tot 8.", support="Dagelijks oefenen.", expected=first.version)
    assert [(n.pk, n.goal, n.version) for n in EducationalNeed.objects.filter(pupil=pupil)] == [
        (first.pk, "Tafels tot 8.", 2)
    ]
    assert second.author.username == "leerkracht"


def test_need_changed_by_another_meanwhile_is_not_overwritten(save):
    save(who="emmy", goal="Tafels tot 6.")
    with pytest.raises(StaleVersion) as stale:
        save(who="tom", goal="Klokkijken.", expected=0)
    assert stale.value.current.goal == "Tafels tot 6."


def test_saving_the_same_words_twice_is_one_save(save, pupil):
    save()
    save(expected=0)
    assert EducationalNeed.objects.get(pupil=pupil).version == 1
    assert AuditEvent.objects.filter(verb="need.saved", pupil_id=pupil.pk).count() == 1


@pytest.mark.parametrize("who", ["karim", "fleur", "petra"])
def test_need_is_refused_to_who_may_not_write_in_the_file(save, pupil, who):
    with pytest.raises(NotAllowed):
        save(who=who)
    assert not EducationalNeed.objects.filter(pupil=pupil).exists()


def test_removed_need_is_gone_and_the_log_keeps_no_words_of_it(save, member, pupil):
    need = save(goal="Durft te vragen.")
    actions.remove_need(by=member("emmy"), need=need, expected=need.version)
    assert not EducationalNeed.objects.filter(pupil=pupil).exists()
    assert "Durft" not in str(list(AuditEvent.objects.filter(pupil_id=pupil.pk).values()))


def test_need_that_changed_meanwhile_is_not_removed(save, member):
    need = save()
    save(goal="Klokkijken.", expected=1)
    with pytest.raises(StaleVersion):
        actions.remove_need(by=member("tom"), need=need, expected=1)
    assert EducationalNeed.objects.filter(pk=need.pk).exists()


@pytest.mark.requirement("H13", "H14")
def test_need_is_closed_with_how_it_ended_by_whom_and_why_and_says_so_to_who_listens(save, member):
    heard = []

    def hear(need, by, **kwargs):
        heard.append((need.outcome, by.user.username))

    need_closed.connect(hear)
    need = save()
    actions.close_need(by=member("tom"), need=need, outcome="not_reached", note="Te weinig geoefend.", expected=1)
    need.refresh_from_db()
    assert (need.outcome, need.closed_by.username, need.closed_on) == ("not_reached", "duo", clock.today())
    assert (need.closing_note, heard) == ("Te weinig geoefend.", [("not_reached", "duo")])


def test_closed_need_is_read_only_until_it_is_opened_again(save, member):
    need = save()
    actions.close_need(by=member("emmy"), need=need, outcome="reached", expected=1)
    with pytest.raises(actions.NeedIsClosed):
        save(goal="Klokkijken.", expected=2)
    actions.reopen_need(by=member("emmy"), need=need, expected=2)
    assert (save(goal="Klokkijken.", expected=3).goal, need.outcome, need.closed_on) == ("Klokkijken.", "", None)
    assert list(need.revisions.values_list("what", flat=True)) == ["written", "closed", "reopened", "written"]


def test_need_changed_by_another_meanwhile_is_not_closed(save, member):
    need = save()
    save(goal="Klokkijken.", expected=1)
    with pytest.raises(StaleVersion):
        actions.close_need(by=member("tom"), need=need, outcome="reached", expected=1)
    assert EducationalNeed.objects.get(pk=need.pk).outcome == ""


def test_sentences_stand_by_kind_and_together_in_one_text(save):
    need = save(sentences=[Said("feedback", "feedback die direct komt."), Said("instruction", "een instructie die")])
    again = save(
        sentences=[Said("feedback", "feedback die direct komt."), Said("instruction", "een instructie die kort is.")],
        expected=1,
    )
    assert need.support == "feedback die direct komt."
    assert again.support == "een instructie die kort is; feedback die direct komt"
    assert list(again.sentences.values_list("kind", flat=True)) == ["instruction", "feedback"]


@pytest.mark.requirement("H13")
def test_need_goes_on_in_the_next_period_once_with_its_words(save, member, period):
    before = Period.objects.get(year=period.year, number=1)
    need = save(sentences=[Said("teacher", "een leerkracht die voordoet")], when=before)
    first = actions.carry_need(by=member("emmy"), need=need, to=period)
    again = actions.carry_need(by=member("emmy"), need=need, to=period)
    assert (first.pk, first.previous, first.period) == (again.pk, need, period)
    assert (first.goal, first.support) == ("Tafels tot 6.", "een leerkracht die voordoet")
    assert list(first.sentences.values_list("kind", flat=True)) == ["teacher"]


def test_words_of_one_sitting_are_one_step_of_the_history_and_of_another_person_a_new_one(save):
    save()
    save(goal="Tafels tot 8.", expected=1)
    need = save(who="tom", goal="Tafels tot 10.", expected=2)
    steps = need.revisions.values_list("goal", "author__username")
    assert list(steps) == [("Tafels tot 8.", "leerkracht"), ("Tafels tot 10.", "duo")]


@pytest.mark.parametrize("who", ["karim", "fleur"])
def test_closing_and_carrying_are_refused_to_who_may_not_write_in_the_file(save, member, period, who):
    need = save(when=Period.objects.get(year=period.year, number=1))
    with pytest.raises(NotAllowed):
        actions.close_need(by=member(who), need=need, outcome="reached", expected=1)
    with pytest.raises(NotAllowed):
        actions.carry_needs(by=member(who), needs=[need], to=period)
    assert EducationalNeed.objects.filter(previous=need).count() == 0


# --- clusters ---------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H17")
def test_clustering_begins_with_the_schools_own_clusters_and_only_once(member, group, arithmetic, period):
    made = [
        actions.start_clustering(by=member("emmy"), group=group, subject=arithmetic, period=period) for _ in range(2)
    ]
    assert made[0] == made[1]
    assert list(made[0].clusters.values_list("name", flat=True)) == ["Intensief", "Basis", "Verdiept"]


def test_clustering_of_the_period_before_comes_along_for_who_is_still_here(member, group, arithmetic, period, pupils):
    first = Period.objects.get(year=period.year, number=1)
    old = make_clustering(group, arithmetic, first, ["Laag", "Hoog"])
    place(old, "Hoog", pupils[:2])
    Enrolment.objects.filter(pupil=pupils[0]).update(ends_on="2027-01-20")
    new = actions.start_clustering(by=member("emmy"), group=group, subject=arithmetic, period=period, copy_from=old)
    assert list(new.clusters.values_list("name", flat=True)) == ["Laag", "Hoog"]
    assert list(new.placements.values_list("pupil", "cluster__name")) == [(pupils[1].pk, "Hoog")]


def put(member, clustering, pupil, name, *, who="emmy", **values):
    """Place a pupil by the name of the cluster, with the clustering as it is now."""
    cluster = clustering.clusters.get(name=name) if name else None
    clustering.refresh_from_db()
    values = {"expected": clustering.version, **values}
    actions.place_pupil(by=member(who), clustering=clustering, pupil=pupil, cluster=cluster, **values)


@pytest.mark.requirement("H17")
def test_pupil_is_in_one_cluster_with_who_placed_them_and_why(member, clustering, pupils):
    put(member, clustering, pupils[0], "Basis")
    put(member, clustering, pupils[0], "Intensief", who="tom", reason="heeft materiaal nodig")
    (placement,) = clustering.placements.all()
    assert (placement.cluster.name, placement.placed_by.username, placement.reason) == (
        "Intensief",
        "duo",
        "heeft materiaal nodig",
    )


def test_pupil_can_be_taken_out_again(member, clustering, pupils):
    put(member, clustering, pupils[0], "Basis")
    put(member, clustering, pupils[0], None)
    assert not clustering.placements.exists()


def test_reason_stays_with_the_place_and_gives_way_when_the_pupil_moves(member, clustering, pupils):
    put(member, clustering, pupils[0], "Basis", reason="werkt snel")
    put(member, clustering, pupils[0], "Basis")
    assert clustering.placements.get().reason == "werkt snel"
    put(member, clustering, pupils[0], "Verdiept")
    assert clustering.placements.get().reason == ""


def test_move_on_an_older_board_is_refused_and_changes_nothing(member, clustering, pupils):
    put(member, clustering, pupils[0], "Basis")
    with pytest.raises(StaleVersion):
        put(member, clustering, pupils[1], "Basis", expected=1)
    assert list(clustering.placements.values_list("pupil", flat=True)) == [pupils[0].pk]


def test_only_clusters_of_the_clustering_and_pupils_of_the_group_fit(member, clustering, arithmetic, period, pupils):
    elsewhere = make_group(period.year, 1, name="Ander")
    other, stranger = make_clustering(elsewhere, arithmetic, period), pupils_of(elsewhere)[0]
    with pytest.raises(Cluster.DoesNotExist):
        actions.place_pupil(
            by=member("sanne"), clustering=clustering, pupil=pupils[0], cluster=other.clusters.get(), expected=1
        )
    with pytest.raises(Pupil.DoesNotExist):
        put(member, clustering, stranger, "Basis", who="sanne")
    assert Placement.objects.filter(clustering__in=[clustering, other]).count() == 0


@pytest.mark.parametrize("who", ["karim", "fleur"])
def test_who_may_not_plan_for_the_group_moves_nobody(member, clustering, pupils, who):
    with pytest.raises(NotAllowed):
        put(member, clustering, pupils[0], "Basis", who=who)


def test_cluster_is_added_renamed_and_removed_when_empty(member, clustering):
    added = actions.add_cluster(by=member("emmy"), clustering=clustering, name="Plus", expected=1)
    actions.rename_cluster(by=member("emmy"), cluster=added, name="Plusgroep", expected=2)
    assert list(clustering.clusters.values_list("name", flat=True)) == ["Intensief", "Basis", "Verdiept", "Plusgroep"]
    actions.remove_cluster(by=member("emmy"), cluster=added, expected=3)
    assert clustering.clusters.count() == 3


def test_two_clusters_never_have_one_name(member, clustering):
    with pytest.raises(actions.NameTaken):
        actions.add_cluster(by=member("emmy"), clustering=clustering, name="basis", expected=1)
    clustering.refresh_from_db()
    with pytest.raises(actions.NameTaken):
        actions.rename_cluster(
            by=member("emmy"),
            cluster=clustering.clusters.get(name="Intensief"),
            name="Basis",
            expected=clustering.version,
        )


def test_cluster_with_pupils_or_a_plan_is_kept(member, clustering, pupils, group, arithmetic, period):
    place(clustering, "Basis", pupils[:1])
    with pytest.raises(actions.ClusterNotEmpty):
        actions.remove_cluster(by=member("emmy"), cluster=clustering.clusters.get(name="Basis"), expected=1)
    plan = GroupPlan.objects.create(school=group.school, group=group, subject=arithmetic, period=period)
    planned = clustering.clusters.get(name="Verdiept")
    PlanRow.objects.create(school=group.school, plan=plan, cluster=planned)
    clustering.refresh_from_db()
    with pytest.raises(actions.ClusterNotEmpty):
        actions.remove_cluster(by=member("emmy"), cluster=planned, expected=clustering.version)
    assert clustering.clusters.count() == 3
