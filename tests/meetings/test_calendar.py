"""Reviews in calendars: invitations that move and are taken back, one file, the address a calendar follows."""

import datetime as dt

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from icalendar import Calendar

from gezien.meetings.actions.calendar import end_feed, make_feed
from gezien.meetings.actions.reviews import cancel_review, change_review
from gezien.meetings.models import CalendarFeed, Meeting, Preparation
from gezien.schools.models import Membership
from tests.factories.meetings import at, planned


@pytest.fixture
def tell(django_capture_on_commit_callbacks, mailoutbox):
    """`tell(function)` gives the mails it sent, by receiver."""

    def run(function) -> dict[str, EmailMessage]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            function()
        return {mail.to[0]: mail for mail in mailoutbox}

    return run


def changed(member, meeting, **values):
    meeting.refresh_from_db()
    people = [seat.user for seat in meeting.participants.select_related("user")]
    data = {"starts_at": meeting.starts_at, "place": meeting.place, "chair": meeting.chair, "participants": people}
    return change_review(by=member("sanne"), meeting=meeting, version=meeting.version, **(data | values))


def read(mail):
    """Method and event of the calendar part, as a mail program takes it from what is sent."""
    parts = [part for part in mail.message().walk() if part.get_content_type() == "text/calendar"]
    [part] = parts
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == str(calendar["METHOD"])
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


@pytest.mark.requirement("Z1", "E2")
def test_invitation_stands_in_a_calendar_at_the_right_hour(member, group_5b, tell):
    starts_at = at(14, 15)

    mails = tell(lambda: planned(member("sanne"), group_5b, place="IB-kamer", length=45))

    method, event = read(mails["duo@voorbeeld.example"])
    assert method == "REQUEST"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (starts_at, starts_at + dt.timedelta(minutes=45))
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Groepsbespreking · Groep 5b", "IB-kamer")
    assert str(event["ATTENDEE"]).lower() == "mailto:duo@voorbeeld.example"
    assert str(event["ORGANIZER"]).lower() == "mailto:ib@voorbeeld.example"


@pytest.mark.requirement("E2")
def test_moving_is_the_same_event_with_a_higher_sequence(member, group_5b, tell):
    first = tell(lambda: planned(member("sanne"), group_5b))["duo@voorbeeld.example"]
    meeting = Meeting.objects.latest("pk")

    second = tell(lambda: changed(member, meeting, starts_at=at(21)))["duo@voorbeeld.example"]

    (_one, before), (method, after) = read(first), read(second)
    assert (method, after["UID"]) == ("REQUEST", before["UID"])
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART") == at(21)


@pytest.mark.requirement("E2")
@pytest.mark.parametrize("what", ["length", "chair"])
def test_other_end_or_another_who_leads_stands_in_calendars_too(member, group_5b, tell, what):
    meeting, karim = planned(member("sanne"), group_5b), member("karim").user
    values = {"length": 90} if what == "length" else {"chair": karim}

    mails = tell(lambda: changed(member, meeting, **values))

    meeting.refresh_from_db()
    method, event = read(mails["duo@voorbeeld.example"])
    assert (method, event["SEQUENCE"]) == ("REQUEST", 2)
    assert event.decoded("DTEND") == at(14) + dt.timedelta(minutes=meeting.length)
    assert str(event["ORGANIZER"]).lower() == f"mailto:{meeting.chair.email}"
    until, leads = f"tot {at(14) + dt.timedelta(minutes=meeting.length):%H:%M} uur", f"{meeting.chair.name} leidt."
    assert f"{until}, en {leads}" in mails["duo@voorbeeld.example"].body


def test_calling_off_takes_it_out(member, group_5b, tell):
    meeting = planned(member("sanne"), group_5b)

    mails = tell(lambda: cancel_review(by=member("sanne"), meeting=meeting, version=1))

    method, event = read(mails["leerkracht@voorbeeld.example"])
    assert (method, str(event["STATUS"]), event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)


def test_who_no_longer_takes_part_gets_it_taken_out_and_the_others_no_mail(member, group_5b, tell):
    meeting = planned(member("sanne"), group_5b)

    mails = tell(lambda: changed(member, meeting, participants=[member("emmy").user]))

    assert set(mails) == {"duo@voorbeeld.example"}
    assert read(mails["duo@voorbeeld.example"])[0] == "CANCEL"


def test_one_review_is_a_file(sign_in, zwaluw, member, group_5b):
    meeting = planned(member("sanne"), group_5b)

    reply = sign_in("emmy").get(reverse("meetings:ics", args=[zwaluw.slug, meeting.pk]))

    [event] = Calendar.from_ical(reply.content).walk("VEVENT")
    assert event.decoded("DTSTART") == meeting.starts_at


def clear_the_table():
    """No review and no preparation of the demo's own."""
    Meeting.objects.all().delete()
    Preparation.objects.all().delete()


def fetched(client, secret):
    reply = client.get(reverse("calendar", args=[secret]))
    return reply, [] if reply.status_code != 200 else Calendar.from_ical(reply.content).walk("VEVENT")


@pytest.mark.requirement("E2")
def test_calendar_follows_own_reviews_and_what_is_due_without_a_sign_in(client, member, group_5b, group_6):
    clear_the_table()
    planned(member("sanne"), group_5b)
    planned(member("sanne"), group_6)

    reply, events = fetched(client, make_feed(by=member("emmy")))

    titles = [str(event["SUMMARY"]) for event in events]
    assert titles == ["Groepsbespreking · Groep 5b", "Voorbereiding klaar: Groepsbespreking · Groep 5b"]
    assert reply["Content-Type"] == "text/calendar; charset=utf-8"


def test_review_called_off_stays_in_the_feed_as_cancelled(client, member, group_5b):
    clear_the_table()
    cancel_review(by=member("sanne"), meeting=planned(member("sanne"), group_5b), version=1)

    _reply, events = fetched(client, make_feed(by=member("emmy")))

    assert [str(event["STATUS"]) for event in events] == ["CANCELLED"]


def test_new_address_ends_the_old_one_and_only_a_hash_is_kept(client, member):
    old, new = make_feed(by=member("emmy")), make_feed(by=member("emmy"))

    assert (fetched(client, old)[0].status_code, fetched(client, new)[0].status_code) == (404, 200)
    assert new not in CalendarFeed.objects.get().token_hash


def test_address_opens_nothing_after_stopping_or_leaving(client, member):
    stopped, left = make_feed(by=member("emmy")), make_feed(by=member("tom"))
    end_feed(by=member("emmy"))
    Membership.objects.filter(user=member("tom").user).delete()

    assert [fetched(client, secret)[0].status_code for secret in (stopped, left)] == [404, 404]


def test_page_shows_a_new_address_once(sign_in, zwaluw):
    emmy, page = sign_in("emmy"), reverse("meetings:calendar", args=[zwaluw.slug])

    made = emmy.post(page).context["address"]

    assert made.endswith(".ics")
    assert made not in emmy.get(page).content.decode()


def test_page_loaded_again_makes_no_other_address(sign_in, zwaluw):
    emmy, page = sign_in("emmy"), reverse("meetings:calendar", args=[zwaluw.slug])
    sent = {"known": emmy.get(page).context["known"]}
    assert emmy.post(page, sent).context["address"]
    stored = CalendarFeed.objects.get(user__username="leerkracht").token_hash

    assert emmy.post(page, sent).status_code == 302

    assert CalendarFeed.objects.get(user__username="leerkracht").token_hash == stored
