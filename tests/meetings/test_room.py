"""The room: what both see, what is recorded in it, and that it lands where it works."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from gezien.agreements.models import Agreement
from gezien.agreements.queries import open_agreements
from gezien.audit.models import AuditEvent
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.meetings.actions.chair import go_to, set_time
from gezien.meetings.actions.reviews import close_review
from gezien.meetings.actions.room import agree, mark_discussed, save_minutes
from gezien.meetings.models import AgendaItem, Meeting, MeetingAgreement
from gezien.meetings.queries.room import agreements_before, stamp_of
from gezien.plans.queries import individual_settings
from gezien.plans.terms import is_free
from gezien.schools.rules import NotAllowed
from tests.factories.agreements import closed, make_agreement
from tests.factories.meetings import address, held, item_of, opened, planned, room_at

SOON = clock.today() + dt.timedelta(days=21)
PART = {"HX-Request": "true"}
Matter = AgendaItem.Matter


# --- what stands in the middle ----------------------------------------------------------------------------------------


@pytest.mark.requirement("H34", "Z7")
def test_teacher_and_coach_see_the_same_room(live, sign_in):
    pages = [sign_in(name).get(address("room", live)) for name in ("emmy", "sanne")]

    assert [page.templates[0].name for page in pages] == ["meetings/room.html"] * 2
    first, second = ([row["title"] for row in page.context["agenda"]] for page in pages)
    assert first == second
    assert [page.context["can_write"] for page in pages] == [True, True]


@pytest.mark.requirement("Z7")
def test_agenda_runs_from_agreements_by_group_and_figures_to_plan_and_new_agreements(live):
    assert list(live.agenda.values_list("matter", flat=True)) == [
        "agreements",
        "group",
        "overview",
        "plan",
        "takeaways",
        "new_agreements",
    ]


@pytest.mark.requirement("Z7")
def test_group_is_discussed_by_the_teachers_own_words(live, sign_in):
    live.preparation.answers.filter(key="atmosphere").update(text="Fijne groep.")

    context = room_at(sign_in("sanne"), live, Matter.GROUP).context

    assert [answer.text for answer in context["themes"][0]["prepared"]] == ["Fijne groep."]
    assert len(context["unanswered"]) == live.preparation.answers.count() - 1


@pytest.mark.requirement("H35", "H36")
def test_overview_in_the_room_sets_results_against_what_the_school_wants(live, sign_in):
    page = room_at(sign_in("emmy"), live, Matter.OVERVIEW)

    overview = page.context["overview"]
    assert overview.count == 24
    assert all(card["goal"] and card["share"] for card in overview.strip)
    assert overview.attention[0]["count"] > 0
    assert AuditEvent.objects.filter(verb="group.read", group_id=live.group_id).exists()


@pytest.mark.requirement("H36")
def test_room_shows_only_the_signalled_pupils_when_asked(live, sign_in):
    item = item_of(live, Matter.OVERVIEW)

    page = sign_in("sanne").get(address("room", live), {"item": item.pk, "view": "signals"})

    rows = [row for section in page.context["overview"].sections for row in section["rows"]]
    assert 0 < len(rows) < 24
    assert all(row["signals"] for row in rows)


@pytest.mark.requirement("H38", "H39")
def test_plan_of_the_period_stands_editable_in_the_room_with_the_one_before(live, sign_in):
    item = item_of(live, Matter.PLAN)
    page = sign_in("emmy").get(address("room", live), {"item": item.pk, "previous": "1"})

    sheet = page.context["sheet"]
    assert (sheet.plan.group, sheet.plan.period) == (live.group, live.period)
    assert sheet.previous_period
    assert reverse("plans:row", args=[live.school.slug, sheet.rows[0].pk]) in page.content.decode()


def test_without_a_plan_the_room_says_where_to_draw_one_up(live, sign_in):
    live.group.plans.filter(period=live.period).delete()

    page = room_at(sign_in("emmy"), live, Matter.PLAN)

    assert page.context["sheet"] is None
    assert reverse("plans:group", args=[live.school.slug, live.group_id]) in page.content.decode()


def test_head_reads_the_room_but_writes_nothing(live, sign_in):
    page = room_at(sign_in("karim"), live, Matter.OVERVIEW)

    assert (page.context["can_write"], page.context["overview"].can_edit) == (False, False)


@pytest.mark.parametrize("matter", [Matter.OVERVIEW, Matter.PLAN])
def test_guest_does_not_see_the_groups_file_through_the_room(member, sign_in, group_5b, pupils_5b, matter):
    meeting = opened(member("sanne"), group_5b, participants=[member("fleur").user])

    page = room_at(sign_in("fleur"), meeting, matter)

    assert page.context["matter"] == "meetings/matters/not_yours.html"
    assert pupils_5b[0].name not in page.content.decode()


# --- agreements -------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("H35", "E3")
def test_review_begins_with_what_is_open_and_what_was_agreed_last_time(member, group_5b, zwaluw, pupils_5b):
    Agreement.objects.all().delete()
    Meeting.objects.all().delete()
    sanne, tom = member("sanne"), member("tom").user
    last = held(sanne, group_5b, days=-90)
    kept = closed(make_agreement(zwaluw, tom, group=group_5b))
    MeetingAgreement.objects.create(school=zwaluw, meeting=last, agreement=kept)
    still_open = make_agreement(zwaluw, tom, days=2, pupil=pupils_5b[0])
    forgotten = closed(make_agreement(zwaluw, tom, group=group_5b))  # closed long ago, made elsewhere
    Agreement.objects.filter(pk=forgotten.pk).update(closed_at=clock.now() - dt.timedelta(days=50))

    assert set(agreements_before(planned(sanne, group_5b))) == {kept, still_open}


@pytest.mark.requirement("E3", "E6", "B3", "Z7")
def test_agreement_made_in_the_room_is_in_its_owners_list(live, sign_in, member, pupils_5b):
    item = item_of(live, Matter.NEW_AGREEMENTS)
    data = {
        "item": item.pk,
        "what": "Leest elke dag met Noor.",
        "owner": member("tom").user.pk,
        "due_on": SOON,
        "about": f"pupil-{pupils_5b[0].pk}",
        "sign_of_success": "Twee moeilijke woorden minder.",
    }

    reply = sign_in("sanne").post(address("agreement", live), data, headers=PART)

    [made] = open_agreements(member("tom"))
    assert (made.what, made.pupil, made.due_on) == ("Leest elke dag met Noor.", pupils_5b[0], SOON)
    assert (made.made_in.meeting, made.made_in.agenda_item) == (live, item)
    assert [row["pk"] for row in reply.context["made"]] == [made.pk]


@pytest.mark.requirement("E6", "E7")
def test_agreement_in_the_room_has_the_coach_and_a_day_to_look_whether_it_worked(live, sign_in, member, zwaluw):
    terms = individual_settings.terms_of(zwaluw)
    emmy, later = sign_in("emmy"), SOON + dt.timedelta(days=14)
    form = room_at(emmy, live, Matter.NEW_AGREEMENTS).context["agree"]
    due = form["due_on"].value()
    data = {"what": "Leest voor.", "owner": form["owner"].value(), "due_on": SOON, "about": f"group-{live.group_id}"}
    data |= {"effect_on": later, "sign_of_success": "Oskar leest beter."}

    looked = emmy.post(address("agreement", live), data | {"look": "1"})
    assert looked.context["agree_coach"]["shown"] is not None
    assert not Agreement.objects.exists()
    emmy.post(address("agreement", live), data, headers=PART)

    assert not is_free(due, terms.holidays)
    assert due >= clock.today() + dt.timedelta(days=28)
    made = Agreement.objects.get()
    assert (made.effect_on, made.owner) == (later, member("emmy").user)


@pytest.mark.requirement("B3")
def test_agreement_of_this_review_heads_the_next_one(live, member, group_5b):
    made = agree(
        by=member("emmy"), meeting=live, item=None, what="Oefent tafels.", owner=member("emmy").user, due_on=SOON
    )
    close_review(by=member("sanne"), meeting=live)

    following = planned(member("sanne"), group_5b, days=100)

    assert list(agreements_before(following)) == [made]


def test_agreement_without_words_keeps_the_rest_of_the_form(live, sign_in, member):
    data = {"item": "", "what": "", "owner": member("tom").user.pk, "due_on": SOON, "about": f"group-{live.group_id}"}

    reply = sign_in("emmy").post(address("agreement", live), data, headers=PART)

    assert (reply.status_code, list(reply.context["agree"].errors)) == (422, ["what"])
    assert Agreement.objects.count() == 0


# --- minutes and ticks ------------------------------------------------------------------------------------------------


@pytest.mark.requirement("E3")
def test_minutes_are_saved_while_one_types(live, sign_in):
    item = item_of(live, Matter.GROUP)
    url = address("minutes", live, item.pk)

    reply = sign_in("emmy").post(url, {"minutes": "Sfeer is goed.", "version": 1}, headers={"X-Autosave": "1"})

    item.refresh_from_db()
    assert (reply.json()["version"], item.minutes) == (2, "Sfeer is goed.")


def test_two_in_the_same_minutes_lose_nothing(live, member):
    item, same = item_of(live, Matter.GROUP), item_of(live, Matter.GROUP)
    save_minutes(by=member("emmy"), item=item, version=1, minutes="Van Emmy.")

    with pytest.raises(StaleVersion) as stale:
        save_minutes(by=member("sanne"), item=same, version=1, minutes="Van Sanne.")

    assert stale.value.current.minutes == "Van Emmy."


def test_tick_is_not_in_the_way_of_who_writes_minutes(live, member):
    item = item_of(live, Matter.GROUP)
    mark_discussed(by=member("sanne"), item=item_of(live, Matter.GROUP), discussed=True)

    save_minutes(by=member("emmy"), item=item, version=1, minutes="Toch bewaard.")

    item = item_of(live, Matter.GROUP)
    assert (item.minutes, item.discussed_at is not None) == ("Toch bewaard.", True)


def test_nothing_is_recorded_before_opening_and_after_closing(member, group_5b, live):
    emmy = member("emmy")
    before = item_of(planned(member("sanne"), group_5b), Matter.GROUP)
    close_review(by=member("sanne"), meeting=live)
    after = item_of(live, Matter.GROUP)

    for item in (before, after):
        with pytest.raises(NotAllowed):
            save_minutes(by=emmy, item=item, version=1, minutes="…")
        with pytest.raises(NotAllowed):
            mark_discussed(by=emmy, item=item, discussed=True)
        with pytest.raises(NotAllowed):
            agree(by=emmy, meeting=item.meeting, item=item, what="…", owner=emmy.user, due_on=SOON)


# --- what others did --------------------------------------------------------------------------------------------------


def test_nothing_changed_is_an_empty_answer(live, sign_in):
    reply = sign_in("emmy").get(address("state", live), {"seen": stamp_of(live)})

    assert (reply.status_code, reply.content) == (204, b"")


CHANGES = {
    "minutes": lambda who, at, _old: save_minutes(by=who("emmy"), item=at, version=1, minutes="…"),
    "discussed": lambda who, at, _old: mark_discussed(by=who("emmy"), item=at, discussed=True),
    "undiscussed": lambda who, at, _old: mark_discussed(
        by=who("emmy"), item=item_of(at.meeting, Matter.PLAN), discussed=False
    ),
    "agreed": lambda who, at, _old: agree(
        by=who("emmy"), meeting=at.meeting, item=at, what="…", owner=who("emmy").user, due_on=SOON
    ),
    "settled": lambda _who, _at, old: Agreement.objects.filter(pk=old.pk).update(version=2),
    "moved": lambda who, at, _old: go_to(by=who("sanne"), meeting=at.meeting, item=at),
    "timed": lambda who, at, _old: set_time(by=who("sanne"), meeting=at.meeting, item=at, minutes=99),
    "closed": lambda who, at, _old: close_review(by=who("sanne"), meeting=at.meeting),
}


@pytest.mark.parametrize("change", CHANGES)
def test_stamp_changes_with_everything_the_panels_show(live, member, zwaluw, change):
    old = make_agreement(zwaluw, member("emmy").user, group=live.group)
    mark_discussed(by=member("emmy"), item=item_of(live, Matter.PLAN), discussed=True)
    stamp = stamp_of(live)

    CHANGES[change](member, item_of(live, Matter.GROUP), old)

    assert stamp_of(Meeting.objects.get(pk=live.pk)) != stamp


@pytest.mark.requirement("H34")
def test_who_types_while_the_review_closes_keeps_the_words_and_is_told_why(live, sign_in, member):
    item = item_of(live, Matter.AGREEMENTS)
    close_review(by=member("sanne"), meeting=live)
    late = {"version": 1, "minutes": "Nog net dit."}
    reply = sign_in("emmy").post(address("minutes", live, item.pk), late, headers={"X-Autosave": "1"})
    item.refresh_from_db()
    assert (reply.status_code, item.minutes) == (409, "")
    assert reply.json() == {
        "refused": "Niet bewaard: de bespreking is afgesloten. Je tekst blijft hier staan; kopieer hem, of laat de "
        "bespreking weer openen."
    }


@pytest.mark.requirement("H34")
def test_what_one_records_the_other_fetches(live, sign_in, member):
    item = item_of(live, Matter.AGREEMENTS)
    seen = stamp_of(live)
    save_minutes(by=member("emmy"), item=item, version=1, minutes="Alles is gedaan.")
    agree(by=member("emmy"), meeting=live, item=item, what="Oefent.", owner=member("tom").user, due_on=SOON)

    reply = sign_in("sanne").get(address("state", live), {"seen": seen, "item": item.pk})

    text = reply.content.decode()
    assert reply.status_code == 200
    panels = [f"room-{name}" for name in ("agenda", "minutes", "made", "before") if f'hx-target="#room-{name}"' in text]
    assert panels == ["room-agenda", "room-minutes", "room-made", "room-before"]
    assert "Alles is gedaan." in text
    assert "Oefent." in text


@pytest.mark.requirement("H34")
def test_who_was_away_hears_where_the_lead_went_and_how_the_clock_stands(live, sign_in, member):
    seen, item = stamp_of(live), item_of(live, Matter.PLAN)
    go_to(by=member("sanne"), meeting=live, item=item)

    reply = sign_in("emmy").get(address("state", live), {"seen": seen, "item": item.pk})

    assertContains(reply, f'data-place="{item.pk}" data-chair="{live.chair_id}" data-item="{item.pk}" data-ends-at="1')


# --- afterwards -------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("E3", "Z7")
def test_report_is_what_was_recorded(live, sign_in, member):
    emmy = member("emmy")
    save_minutes(by=emmy, item=item_of(live, Matter.GROUP), version=1, minutes="De sfeer is goed.")
    agree(by=emmy, meeting=live, item=None, what="Oefent tafels.", owner=emmy.user, due_on=SOON)

    sign_in("sanne").post(address("closure", live))
    page = sign_in("tom").get(address("room", live))

    text = page.content.decode()
    assert page.templates[0].name == "meetings/report.html"
    assert "De sfeer is goed." in text
    assert "Oefent tafels." in text
    assert "<textarea" not in text


def test_report_is_opened_again_by_who_leads(live, sign_in):
    sanne = sign_in("sanne")
    sanne.post(address("closure", live))

    sanne.post(address("closure", live), {"undo": "1"})

    assert Meeting.objects.get(pk=live.pk).is_live


# --- budgets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("matter", "statements"),
    [(Matter.AGREEMENTS, 34), (Matter.GROUP, 19), (Matter.OVERVIEW, 32), (Matter.PLAN, 32)],
)
def test_room_takes_the_same_statements_for_one_and_three(
    live, sign_in, member, zwaluw, pupils_5b, matter, statements, count, django_assert_num_queries
):
    for number in range(count):
        make_agreement(zwaluw, member("tom").user, pupil=pupils_5b[number])
        agree(by=member("emmy"), meeting=live, item=None, what="…", owner=member("tom").user, due_on=SOON)
    client, url = sign_in("emmy"), address("room", live)
    item = item_of(live, matter).pk

    with django_assert_num_queries(statements):
        client.get(url, {"item": item})


def test_asking_whether_anything_changed_is_cheap(live, sign_in, django_assert_num_queries):
    client, stamp = sign_in("emmy"), stamp_of(live)

    with django_assert_num_queries(7):
        client.get(address("state", live), {"seen": stamp})
