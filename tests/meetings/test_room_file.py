"""What is changed in the room is the file itself, and what is changed in the file elsewhere reaches the room."""

import re
from html import unescape

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from gezien.audit.log import record_each
from gezien.common import clock
from gezien.common.live import hub as hubs
from gezien.meetings.actions.reviews import close_review
from gezien.meetings.models import AgendaItem, Meeting
from gezien.needs.actions import save_need
from gezien.needs.models import Clustering, EducationalNeed, Placement
from gezien.notes.actions.notes import add_notes
from gezien.plans.actions import save_general
from gezien.plans.queries import plan_sheet
from gezien.schools.models import Subject
from tests.factories.agreements import make_agreement
from tests.factories.meetings import item_of

PART = {"HX-Request": "true"}
Matter = AgendaItem.Matter


def page_of(client, meeting: Meeting, matter: str, **query):
    address = reverse("meetings:room", args=[meeting.school.slug, meeting.pk])
    return client.get(address, {"item": item_of(meeting, matter).pk, **query})


def form_on(text: str, *within: str) -> tuple[str, dict[str, str]]:
    """Address and hidden fields of the first form of a page whose tag and contents hold all of these."""
    forms = re.findall(r"<form.*?</form>", text, re.DOTALL)
    form = next(one for one in forms if all(part in one for part in within))
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return unescape(re.search(r'action="([^"]+)"', form)[1]), {name: unescape(value) for name, value in hidden}


# --- in the room ------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H37", "B3")
def test_need_sharpened_in_the_room_is_the_need_in_the_overview(live, sign_in, pupils_5b, arithmetic):
    emmy, pupil = sign_in("emmy"), pupils_5b[0]
    needs = reverse("needs:need", args=[live.school.slug, pupil.pk, arithmetic.pk]).removesuffix(f"{arithmetic.pk}/")
    links = re.findall(r'href="([^"]+)"', page_of(emmy, live, Matter.OVERVIEW).content.decode())
    link = unescape(next(one for one in links if one.startswith(needs)))

    editor = emmy.get(link, headers=PART).content.decode()
    url, hidden = form_on(editor, 'name="goal"')
    emmy.post(url, {**hidden, "goal": "Rekent sommen tot 100 uit in 5 minuten."}, headers=PART)

    assert EducationalNeed.objects.filter(pupil=pupil, goal__startswith="Rekent sommen tot 100").exists()
    overview = reverse("needs:overview", args=[live.school.slug, live.group_id])
    assertContains(sign_in("sanne").get(overview), "Rekent sommen tot 100 uit")


@pytest.fixture
def divided(live) -> Clustering:
    """The division of the first plan of 5b."""
    plan = live.group.plans.filter(period=live.period).order_by("subject__position").first()
    return Clustering.objects.get(group=live.group, period=live.period, subject=plan.subject)


@pytest.mark.requirement("B3", "H39")
def test_pupil_moved_in_the_room_stands_in_the_new_clustering_of_the_plan(live, divided, sign_in):
    emmy = sign_in("emmy")
    moved = divided.placements.select_related("pupil", "cluster").first()
    other = divided.clusters.exclude(pk=moved.cluster_id).first()

    text = page_of(emmy, live, Matter.PLAN, clusters=divided.subject_id).content.decode()
    place = reverse("needs:placement", args=[live.school.slug, divided.pk, moved.pupil_id])
    url, hidden = form_on(text, place, 'name="to"')
    reply = emmy.post(url, {**hidden, "to": other.pk}, headers=PART)

    assert reply.status_code == 200
    plan = live.group.plans.get(period=live.period, subject=divided.subject)
    rows = {row.cluster_pk: row for row in plan_sheet(plan).rows}
    assert moved.pupil_id in [one.pk for one in rows[other.pk].pupils]
    assertContains(page_of(sign_in("sanne"), live, Matter.PLAN, plan=plan.pk), moved.pupil.name)


@pytest.mark.requirement("H39")
def test_without_javascript_a_move_leads_back_to_the_room(live, divided, sign_in):
    emmy, pupil = sign_in("emmy"), divided.placements.first().pupil_id
    text = page_of(emmy, live, Matter.PLAN, clusters=divided.subject_id).content.decode()
    url, hidden = form_on(text, reverse("needs:placement", args=[live.school.slug, divided.pk, pupil]), 'name="to"')

    reply = emmy.post(url, {**hidden, "to": ""})

    item = item_of(live, Matter.PLAN).pk
    room = reverse("meetings:room", args=[live.school.slug, live.pk])
    assert (reply.status_code, reply.url) == (302, f"{room}?item={item}&clusters={divided.subject_id}")
    assert not Placement.objects.filter(clustering=divided, pupil=pupil).exists()


@pytest.mark.requirement("H39")
def test_cluster_gets_another_name_in_the_room(live, divided, sign_in):
    emmy, cluster = sign_in("emmy"), divided.clusters.first()
    text = page_of(emmy, live, Matter.PLAN, clusters=divided.subject_id).content.decode()
    url, hidden = form_on(text, reverse("needs:cluster", args=[live.school.slug, divided.pk, cluster.pk]))

    reply = emmy.post(url, {**hidden, "name": "Kleine kring"}, headers=PART)

    assertContains(reply, 'name="next"')  # the board that comes back still stands in the room
    assertContains(page_of(sign_in("sanne"), live, Matter.PLAN), "Kleine kring")


def test_board_in_the_room_is_read_by_who_may_see_the_group_only(live, divided, sign_in, member):
    live.participants.create(school=live.school, user=member("fleur").user)

    page = page_of(sign_in("fleur"), live, Matter.PLAN, clusters=divided.subject_id)

    assertNotContains(page, "data-board")
    assertContains(page_of(sign_in("karim"), live, Matter.PLAN, clusters=divided.subject_id), "data-board")


# --- from elsewhere ---------------------------------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """`told(do)`: what the screens hear when this is done and committed: [(topic, kind, what)]."""
    heard = []
    monkeypatch.setattr(
        hubs.hub, "send", lambda topic, told: heard.append((topic, told["kind"], told.get("what", told.get("pupils"))))
    )

    def listen(do):
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return heard

    return listen


@pytest.mark.requirement("H37", "B3")
def test_need_saved_on_its_own_page_reaches_the_room(live, member, told, pupils_5b, arithmetic, period):
    values = {"pupil": pupils_5b[0], "subject": arithmetic, "period": period, "expected": 0}

    heard = told(lambda: save_need(by=member("emmy"), goal="Rekent.", support="", **values))

    topic = f"meeting:{live.pk}"
    assert heard == [(topic, "rows", [pupils_5b[0].pk]), (topic, "matter", "plan case")]


@pytest.mark.requirement("H39")
def test_move_and_plan_written_elsewhere_reach_the_room(live, divided, member, told, sign_in):
    plan = live.group.plans.get(period=live.period, subject=divided.subject)
    pupil = divided.placements.first().pupil_id
    place = reverse("needs:placement", args=[live.school.slug, divided.pk, pupil])
    version = divided.head.version

    told(lambda: sign_in("emmy").post(place, {"to": "", "version": version}))
    heard = told(lambda: save_general(by=member("emmy"), plan=plan, version=plan.version, general="Rustig beginnen."))

    topic = f"meeting:{live.pk}"
    moved = [(topic, "rows", [pupil]), (topic, "matter", "plan")]
    assert heard == [*moved, (topic, "matter", "plan")]


def test_agreement_settled_elsewhere_reaches_the_panels(live, member, told, zwaluw, sign_in):
    agreement = make_agreement(zwaluw, member("emmy").user, group=live.group)
    url = reverse("agreements:closure", args=[live.school.slug, agreement.pk])

    heard = told(lambda: sign_in("emmy").post(url, {"version": agreement.version, "outcome": "done"}))

    topic = f"meeting:{live.pk}"
    assert set(heard) == {(topic, "changed", "agreement"), (topic, "matter", "case")}


def test_talk_put_in_the_file_reaches_the_case_in_the_room(live, member, told, pupils_5b):
    values = {"pupils": [pupils_5b[0]], "kind": "pupil_talk", "text": "Vertelt veel.", "happened_on": clock.today()}

    heard = told(lambda: add_notes(by=member("emmy"), **values))

    assert heard == [(f"meeting:{live.pk}", "matter", "case")]


@pytest.mark.parametrize("size", [1, 20])
def test_many_pupils_written_about_at_once_take_the_rooms_one_statement(
    live, member, pupils_5b, size, django_capture_on_commit_callbacks, django_assert_num_queries
):
    rows = [(pupil, {}) for pupil in pupils_5b[:size]]

    with django_capture_on_commit_callbacks() as imported:
        record_each(member("sanne"), "pupil.imported", rows)
    with django_capture_on_commit_callbacks() as placed:
        record_each(member("sanne"), "pupil.placed", rows)

    assert (len(imported), len(placed)) == (0, 1)
    with django_assert_num_queries(1):
        placed[0]()


def test_room_without_a_subject_to_divide_for_shows_the_way_to_the_group(live, sign_in):
    Subject.objects.filter(school=live.school).update(domain=Subject.Domain.SOCIAL)

    page = page_of(sign_in("emmy"), live, Matter.PLAN, clusters="0")

    assertContains(page, reverse("needs:cluster_subjects", args=[live.school.slug, live.group_id]))
    assertNotContains(page, 'href=""')


def test_rooms_of_other_groups_and_closed_ones_hear_nothing(live, member, told, pupils_5b, arithmetic, period):
    close_review(by=member("sanne"), meeting=live)
    values = {"pupil": pupils_5b[0], "subject": arithmetic, "period": period, "expected": 0}

    assert told(lambda: save_need(by=member("emmy"), goal="Rekent.", support="", **values)) == []


def test_reading_a_file_tells_the_room_nothing(live, told, sign_in):
    overview = reverse("needs:overview", args=[live.school.slug, live.group_id])

    assert told(lambda: sign_in("emmy").get(overview)) == []
