"""Leading a review: everybody comes along, the time of each point, handing the lead over."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.common.live import hub
from gezien.meetings.actions.chair import go_to, hand_over, join, run_clock, set_time
from gezien.meetings.actions.recorded import save_judgement, save_remark
from gezien.meetings.actions.reviews import close_review, plan_review
from gezien.meetings.actions.room import agree, save_minutes
from gezien.meetings.models import AgendaItem, Meeting, Participant
from gezien.meetings.queries.clocks import clock_of
from gezien.schools.rules import NotAllowed
from tests.factories.meetings import address, at, item_of, opened

Matter = AgendaItem.Matter


@pytest.fixture
def live(member, group_5b) -> Meeting:
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    return opened(member("sanne"), group_5b)


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """`told(function)` gives what the screens heard while it ran."""
    heard: list[dict] = []
    monkeypatch.setattr(hub.hub, "send", lambda topic, message: heard.append({"topic": topic, **message}))

    def run(act) -> list[dict]:
        heard.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(heard)

    return run


def room(client, meeting, **query):
    return client.get(reverse("meetings:room", args=[meeting.school.slug, meeting.pk]), query)


@pytest.mark.requirement("H34")
def test_everybody_stands_where_the_leader_is_unless_they_look_around(live, sign_in, member):
    plan, group = item_of(live, Matter.PLAN), item_of(live, Matter.GROUP)
    go_to(by=member("sanne"), meeting=live, item=plan)

    follows = room(sign_in("emmy"), live).context
    looks = room(sign_in("emmy"), live, item=group.pk).context

    assert (follows["item"], follows["follows"], follows["here"]) == (plan, True, None)
    assert (looks["item"], looks["follows"], looks["here"]) == (group, False, plan)


def test_leader_goes_on_to_the_next_point_with_everybody(live, sign_in):
    first, second = list(live.agenda.all()[:2])

    where = reverse("meetings:discussion", args=[live.school.slug, live.pk, first.pk])
    reply = sign_in("sanne").post(where, {"following": second.pk})

    assert reply.url == reverse("meetings:room", args=[live.school.slug, live.pk])
    assert Meeting.objects.get(pk=live.pk).current == second


def test_who_does_not_lead_ticks_a_point_off_and_stays_there(live, sign_in, member):
    first, second = list(live.agenda.all()[:2])
    go_to(by=member("sanne"), meeting=live, item=first)
    emmy, sanne = sign_in("emmy"), sign_in("sanne")
    assert "Besproken, volgende punt" not in emmy.get(address("room", live)).content.decode()
    assert "Besproken, volgende punt" in sanne.get(address("room", live)).content.decode()

    for posted, ticked in ({"following": second.pk}, True), ({"undo": "1"}, False):
        reply = emmy.post(address("discussion", live, first.pk), posted)
        page = emmy.get(reply.url).context
        assert (page["item"], page["follows"], page["item"].discussed_at is not None) == (first, True, ticked)
    assert Meeting.objects.get(pk=live.pk).current == first


def test_who_ticks_a_point_elsewhere_goes_on_looking_around(live, sign_in, member):
    first, second = list(live.agenda.all()[:2])
    go_to(by=member("sanne"), meeting=live, item=first)

    emmy = sign_in("emmy")
    page = emmy.get(emmy.post(address("discussion", live, second.pk)).url).context

    assert (page["item"], page["here"], page["follows"]) == (second, first, False)


def test_who_ticks_before_the_leader_went_anywhere_still_comes_along(live, sign_in):
    emmy = sign_in("emmy")

    page = emmy.get(emmy.post(address("discussion", live, live.agenda.first().pk)).url).context

    assert (page["item"], page["follows"]) == (live.agenda.first(), True)


def test_screen_that_knows_another_leader_gets_the_table(live, sign_in, member):
    seen = {"seen": "0", "chair": live.chair_id}
    emmy = sign_in("emmy")
    assert 'hx-target="#room-people"' not in emmy.get(address("state", live), seen).content.decode()

    hand_over(by=member("sanne"), meeting=live, to=member("tom").user)

    page = emmy.get(address("state", live), seen)
    assert [one["user"].username for one in page.context["people"] if one["is_chair"]] == ["duo"]
    assert 'hx-target="#room-people"' in page.content.decode()


def test_screens_hear_where_the_leader_went_and_what_was_saved(live, member, told):
    plan, group = item_of(live, Matter.PLAN), item_of(live, Matter.GROUP)

    went = told(lambda: go_to(by=member("sanne"), meeting=live, item=plan))
    wrote = told(lambda: save_minutes(by=member("emmy"), item=group, version=1, minutes="Fijn."))

    assert {one["topic"] for one in went} == {f"meeting:{live.pk}"}
    assert [(one["kind"], one["item"]) for one in went] == [("place", plan.pk), ("clock", plan.pk)]
    assert [(one["form"], one["version"], one["values"]) for one in wrote] == [
        (f"minutes-{group.pk}", 2, {"minutes": "Fijn."})
    ]


def test_agreements_with_names_are_fetched_not_told(live, member, told, pupils_5b):
    emmy, day = member("emmy"), at(20).date()

    heard = told(
        lambda: agree(by=emmy, meeting=live, item=None, what="Leest.", owner=emmy.user, due_on=day, pupil=pupils_5b[0])
    )

    assert [one for one in heard if one["kind"] == "changed"]
    assert pupils_5b[0].call_name not in str(heard)


def test_remark_reaches_the_other_screens_with_its_version(live, member, told):
    heard = told(
        lambda: save_remark(by=member("emmy"), meeting=live, part="theme", key="atmosphere", version=0, text="Rustig.")
    )

    assert [(one["form"], one["version"]) for one in heard] == [("remark-atmosphere", 1)]


def test_hour_is_divided_over_the_points(member, group_5b):
    meeting = plan_review(by=member("sanne"), group=group_5b, starts_at=at(10))

    assert sum(meeting.agenda.values_list("minutes_planned", flat=True)) == meeting.length == 60


def test_clock_of_a_point_runs_until_its_minutes_are_over(live, member):
    item = item_of(live, Matter.GROUP)
    set_time(by=member("sanne"), meeting=live, item=item, minutes=10)
    go_to(by=member("sanne"), meeting=live, item=item)

    left = clock_of(item)["ends_at"] / 1000 - timezone.now().timestamp()

    assert 595 < left <= 600
    assert clock_of(item)["left"] is None


def test_clock_stands_still_and_goes_on_where_it_was(live, member):
    sanne, item = member("sanne"), item_of(live, Matter.GROUP)
    set_time(by=sanne, meeting=live, item=item, minutes=10)
    item.started_at = timezone.now() - dt.timedelta(minutes=4)
    AgendaItem.objects.filter(pk=item.pk).update(started_at=item.started_at)

    run_clock(by=sanne, meeting=live, item=item, runs=False)

    assert clock_of(item)["ends_at"] is None
    assert clock_of(item_of(live, Matter.GROUP))["left"] == pytest.approx(360_000, abs=2000)


def test_going_on_stops_the_clock_of_the_point_before(live, member):
    first, second = list(live.agenda.all()[:2])
    go_to(by=member("sanne"), meeting=live, item=first)
    go_to(by=member("sanne"), meeting=live, item=second)

    assert list(live.agenda.filter(started_at__isnull=False)) == [second]
    close_review(by=member("sanne"), meeting=live)
    assert not live.agenda.filter(started_at__isnull=False).exists()


def test_lead_is_handed_to_somebody_at_the_table_who_then_leads(live, member):
    item = item_of(live, Matter.PLAN)
    hand_over(by=member("sanne"), meeting=live, to=member("emmy").user)

    go_to(by=member("emmy"), meeting=live, item=item)

    with pytest.raises(NotAllowed):
        go_to(by=member("sanne"), meeting=live, item=item)
    assert Meeting.objects.get(pk=live.pk).current == item


def test_coach_takes_the_lead_when_its_leader_is_gone(live, member):
    hand_over(by=member("sanne"), meeting=live, to=member("emmy").user)

    hand_over(by=member("sanne"), meeting=live, to=member("sanne").user)

    assert Meeting.objects.get(pk=live.pk).chair == member("sanne").user


def test_lead_goes_to_nobody_from_outside_and_is_taken_by_no_teacher(live, member):
    with pytest.raises(NotAllowed):
        hand_over(by=member("sanne"), meeting=live, to=member("fleur").user)
    with pytest.raises(NotAllowed):
        hand_over(by=member("emmy"), meeting=live, to=member("emmy").user)


@pytest.mark.requirement("E2")
def test_who_comes_in_is_noted_once(live, member):
    assert join(by=member("emmy"), meeting=live)
    assert not join(by=member("emmy"), meeting=live)
    assert not join(by=member("karim"), meeting=live)

    here = Participant.objects.filter(meeting=live, joined_at__isnull=False)
    assert {seat.user.username for seat in here} == {"ib", "leerkracht"}


def test_words_about_the_plan_are_fetched_not_told(live, member, told):
    plan = live.group.plans.filter(period=live.period).first()
    marks = {"carried_out": "no", "feasible": "no", "words": "Te vol."}

    heard = told(lambda: save_judgement(by=member("emmy"), meeting=live, plan=plan, of="plan", version=0, **marks))

    assert [(one["kind"], one["version"]) for one in heard] == [("matter", 1)]
    assert "Te vol." not in str(heard)
