"""The room when something came between: it was closed or handed over, or somebody may not see everything."""

import datetime as dt

import pytest

from gezien.agreements.actions import close_agreement
from gezien.agreements.models import Agreement
from gezien.cases.actions import plan_talk, register_case
from gezien.cases.models import Case, Ground
from gezien.common import clock
from gezien.meetings.actions.chair import go_to, hand_over, join
from gezien.meetings.actions.recorded import save_remark
from gezien.meetings.actions.reviews import close_review
from gezien.meetings.actions.room import agree, save_minutes
from gezien.meetings.actions.sittings import add_case
from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.queries.report import report_page
from gezien.needs.actions import save_need
from gezien.schools.rules import NotAllowed
from tests.factories.agreements import make_agreement
from tests.factories.meetings import address, held, item_of, opened, planned, room_at

SOON = clock.today() + dt.timedelta(days=21)
PART = {"HX-Request": "true"}
Matter = AgendaItem.Matter


# --- what came between ------------------------------------------------------------------------------------------------


def test_who_still_has_the_page_of_a_closed_review_writes_nothing_in_it(live, member):
    sanne, item, stale = member("sanne"), item_of(live, Matter.GROUP), Meeting.objects.get(pk=live.pk)
    close_review(by=sanne, meeting=live)

    with pytest.raises(NotAllowed):
        save_minutes(by=sanne, item=item, version=1, minutes="Te laat.")
    with pytest.raises(NotAllowed):
        agree(by=sanne, meeting=stale, item=None, what="…", owner=sanne.user, due_on=SOON)
    with pytest.raises(NotAllowed):
        save_remark(by=sanne, meeting=stale, part="theme", key="atmosphere", version=0, text="…")


def test_who_gave_the_lead_away_elsewhere_steers_no_more(live, member):
    stale = Meeting.objects.get(pk=live.pk)
    hand_over(by=member("sanne"), meeting=live, to=member("emmy").user)

    with pytest.raises(NotAllowed):
        go_to(by=member("sanne"), meeting=stale, item=item_of(live, Matter.PLAN))


@pytest.mark.requirement("H34")
def test_guest_reads_no_agreements_of_before_about_the_groups_pupils(member, sign_in, group_5b, zwaluw, pupils_5b):
    Agreement.objects.all().delete()
    sanne, tom = member("sanne"), member("tom").user
    about_pupil = make_agreement(zwaluw, tom, pupil=pupils_5b[0])
    about_group = make_agreement(zwaluw, tom, group=group_5b)
    meeting = planned(sanne, group_5b, days=0, participants=[member("fleur").user])

    def before(name):
        return {row["pk"] for row in sign_in(name).get(address("room", meeting)).context["before"]}

    assert before("emmy") == {about_pupil.pk, about_group.pk}
    assert before("fleur") == {about_group.pk}


def test_guest_reads_in_the_report_what_was_made_at_the_table_only(member, group_5b, zwaluw, pupils_5b):
    emmy, fleur = member("emmy"), member("fleur")
    old = make_agreement(zwaluw, emmy.user, pupil=pupils_5b[0])
    meeting = opened(member("sanne"), group_5b, participants=[fleur.user])
    close_agreement(by=emmy, agreement=old, version=old.version, outcome="done", note="Hielp Noor.")
    agree(by=emmy, meeting=meeting, item=None, what="Leest.", owner=emmy.user, due_on=SOON, pupil=pupils_5b[1])
    close_review(by=member("sanne"), meeting=meeting)

    told = report_page(fleur, meeting)

    assert ([one["what"] for one in told["agreements"]], told["settled"]) == (["Leest."], [])
    assert told["pupils"] == [pupils_5b[1].pk]
    assert len(report_page(emmy, meeting)["settled"]) == 1


def test_minutes_typed_while_the_review_was_closed_are_given_back(live, sign_in, member):
    item = item_of(live, Matter.GROUP)
    close_review(by=member("sanne"), meeting=live)
    emmy, data = sign_in("emmy"), {"minutes": "Te laat getypt.", "version": 1}

    page = emmy.post(address("minutes", live, item.pk), data)
    saves = emmy.post(address("minutes", live, item.pk), data, headers={"X-Autosave": "1"})

    assert (page.status_code, "Te laat getypt." in page.content.decode()) == (409, True)
    assert (saves.status_code, list(saves.json())) == (409, ["refused"])


@pytest.mark.parametrize("due_on", [SOON.isoformat(), ""])
@pytest.mark.parametrize("part", [{}, PART])
def test_agreement_typed_while_the_review_was_closed_is_given_back(live, sign_in, member, due_on, part):
    item = item_of(live, Matter.GROUP)
    close_review(by=member("sanne"), meeting=live)
    data = {"item": item.pk, "about": f"group-{live.group_id}", "what": "Lezen in duo's.", "due_on": due_on}

    reply = sign_in("emmy").post(address("agreement", live), data | {"owner": member("emmy").user.pk}, headers=part)

    shown = reply.content.decode()
    assert (reply.status_code, reply.get("HX-Retarget")) == (409, "#main" if part else None)
    assert ("Lezen in duo&#x27;s." in shown, member("emmy").user.name in shown, "data-room" in shown) == (
        True,
        True,
        False,
    )
    assert not Agreement.objects.filter(what__startswith="Lezen").exists()


def test_who_was_not_invited_and_comes_in_is_in_the_report_with_what_they_did(
    live, member, sign_in, pupils_5b, arithmetic, period
):
    emmy = member("emmy")
    Case.objects.all().delete()
    case = register_case(by=emmy, pupil=pupils_5b[0], grounds=[Ground.OUTLOOK], subject=arithmetic)
    add_case(by=member("sanne"), meeting=live, case=case)
    live.participants.filter(user=emmy.user).delete()

    assert "data-presence" in room_at(sign_in("emmy"), live, Matter.GROUP).content.decode()
    assert sign_in("emmy").post(address("presence", live)).status_code == 204
    save_need(by=emmy, pupil=pupils_5b[1], subject=arithmetic, period=period, expected=0, goal="Doel", support="")
    plan_talk(by=emmy, case=case, purpose="learning_talk", owner=emmy.user, due_on=SOON)
    close_review(by=member("sanne"), meeting=live)

    told = report_page(emmy, live)
    assert [one["goal"] for one in told["needs"]] == ["Doel"]
    assert len(told["agreements"]) == 1
    assert (emmy.user.name, True) in {(one["name"], one["came"]) for one in told["people"]}


def test_who_writes_in_the_room_sits_at_the_table_and_who_only_reads_does_not(live, member, sign_in):
    live.participants.filter(user=member("emmy").user).delete()

    save_minutes(by=member("emmy"), item=item_of(live, Matter.GROUP), version=1, minutes="Van buiten.")

    assert live.participants.get(user=member("emmy").user).joined_at is not None
    assert not join(by=member("karim"), meeting=live)
    assert "data-presence" not in room_at(sign_in("karim"), live, Matter.GROUP).content.decode()


def test_report_of_last_time_is_offered_to_who_may_read_it(member, sign_in, group_5b):
    Meeting.objects.all().delete()
    held(member("sanne"), group_5b, days=-90)
    meeting = planned(member("sanne"), group_5b, participants=[member("fleur").user])

    shown = {name: sign_in(name).get(address("room", meeting)).context["previous"] for name in ("emmy", "fleur")}

    assert (shown["emmy"] is not None, shown["fleur"]) == (True, None)
