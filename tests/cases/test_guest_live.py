"""Somebody from outside looks along live: what was shared changes on their page, and nothing else reaches it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.cases.actions import plan_talk, save_part
from gezien.cases.actions.guest_visit import keep_draft, open_with_told_code
from gezien.cases.actions.guests import end_guest, forget_dead_guests, renew_code
from gezien.cases.models import Case, CasePart, Guest
from gezien.cases.views.guest_page import cookie_of
from gezien.common import clock
from gezien.common.live import hub as hubs
from gezien.common.live import tickets
from tests.factories.guests import make_case, make_invitation

pytestmark = pytest.mark.requirement("H45")


@pytest.fixture
def case(member, pupils_5b) -> Case:
    return make_case(pupils_5b[0], teacher=member("emmy").user, coach=member("sanne").user)


@pytest.fixture
def looking(member, case, mailoutbox, django_capture_on_commit_callbacks):
    """`looking(…)` gives a guest who gave the code, their browser, and the way to an address of their page."""

    def made(**values) -> tuple[Guest, Client, object]:
        with django_capture_on_commit_callbacks(execute=True):
            invitation = make_invitation(member("sanne"), case, **values)
        token = mailoutbox[-1].body.split("/guest/")[1].split("/")[0]
        browser = open_with_told_code(guest=invitation.guest, code=invitation.code)
        client = Client()
        client.cookies[cookie_of(invitation.guest)] = browser
        return invitation.guest, client, lambda page: reverse(f"guest:{page}", args=[token])

    return made


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """`told(do)`: the topics that heard something when this is done and committed."""
    heard = []
    monkeypatch.setattr(hubs.hub, "send", lambda topic, told: heard.append((topic, told)))

    def listen(do) -> list[str]:
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return [topic for topic, _told in heard if topic.startswith("guest:")]

    listen.heard = heard
    return listen


def write(member, case: Case, key: str, text: str) -> None:
    version = CasePart.objects.get(case=case, key=key).version
    save_part(by=member("emmy"), case=case, key=key, version=version, text=text)


def test_what_is_shared_is_told_as_it_is_written_and_what_is_not_is_not(looking, case, member, told):
    guest, client, at = looking(parts=["ideas"])

    assert told(lambda: write(member, case, "concern", "Niet voor buiten.")) == []
    assert told(lambda: write(member, case, "ideas", "Woorden uitbeelden.")) == [f"guest:{guest.pk}"]

    assert "buiten" not in str(told.heard)
    shown = client.get(at("shared")).content.decode()
    assert "Woorden uitbeelden." in shown
    assert "Niet voor buiten." not in shown


@pytest.mark.parametrize("shows", [True, False])
def test_agreements_are_told_to_who_may_read_them(looking, case, member, told, shows):
    guest, _client, _at = looking(shows_agreements=shows)
    values = {"by": member("emmy"), "case": case, "purpose": "learning_talk", "owner": member("emmy").user}

    heard = told(lambda: plan_talk(due_on=clock.today(), **values))

    assert (set(heard) == {f"guest:{guest.pk}"}) is shows


def test_guest_who_did_not_come_in_is_told_nothing(case, member, told, mailoutbox):
    make_invitation(member("sanne"), case, parts=["ideas"])

    assert told(lambda: write(member, case, "ideas", "Voor niemand.")) == []


def test_page_follows_its_own_topic_only_and_looking_on_is_logged_once(looking):
    guest, client, at = looking()

    given = client.get(at("ticket")).json()["ticket"]
    ticket = tickets.read(given, "", {name: one.value for name, one in client.cookies.items()})
    for _each_three_seconds in range(3):
        client.get(at("shared"))

    assert AuditEvent.objects.filter(verb="guest.read", object_id=guest.pk).count() == 1
    assert (ticket.topic, ticket.person, ticket.name) == (f"guest:{guest.pk}", f"g{guest.pk}", guest.name)
    assert f'data-renew="{at("ticket")}"' in client.get(at("case")).content.decode()
    assert AuditEvent.objects.filter(verb="guest.read", object_id=guest.pk).count() == 2


def test_who_is_sent_away_follows_nothing_any_more(looking, member, told):
    guest, client, at = looking()

    told(lambda: end_guest(by=member("sanne"), guest=guest))

    assert [one for topic, one in told.heard if topic == f"guest:{guest.pk}"] == [
        {"kind": "dismiss", "person": f"g{guest.pk}"}
    ]
    assert [client.get(at(page)).status_code for page in ("shared", "ticket")] == [403, 403]


def test_ticket_is_of_use_in_the_browser_that_got_it_alone(looking):
    guest, client, at = looking()
    name = f"gezien_guest_live_{guest.pk}"
    client.get(at("case"))
    cookie = client.cookies[name]
    given = client.get(at("ticket")).json()["ticket"]

    assert tickets.read(given, "", {name: cookie.value}).person == f"g{guest.pk}"
    assert [tickets.read(given, "", {name: other}) for other in ("", "another")] == [None, None]
    assert tickets.read(given, "signed-in") is None
    assert (cookie["path"], cookie["httponly"]) == ("/live/", True)
    assert client.cookies[cookie_of(guest)].value not in cookie.value  # it opens nothing


def test_another_browser_gets_no_ticket(looking):
    _guest, _client, at = looking()

    assert [Client().get(at(page)).status_code for page in ("shared", "ticket")] == [403, 403]


def test_what_was_being_typed_when_it_was_ended_is_given_back_to_that_browser_alone(looking, member, told):
    guest, client, at = looking()
    keep_draft(guest=guest, browser=client.cookies[cookie_of(guest)].value, version=1, text="Wat ik al schreef.")
    assert 'id="guest-ended" role="alert" hidden' in client.get(at("case")).content.decode()

    told(lambda: end_guest(by=member("sanne"), guest=guest))

    assert "Wat ik al schreef." in client.get(at("case")).content.decode()
    assert "Wat ik al schreef." not in Client().get(at("case")).content.decode()


def test_draft_is_given_back_until_the_night_and_when_the_day_is_over(looking):
    guest, client, at = looking(valid_until=clock.today())
    keep_draft(guest=guest, browser=client.cookies[cookie_of(guest)].value, version=1, text="Wat ik al schreef.")
    Guest.objects.filter(pk=guest.pk).update(valid_until=clock.today() - dt.timedelta(days=1))

    shown = client.get(at("case")).content.decode()
    forget_dead_guests()

    assert ("Wat ik al schreef." in shown, "Wat ik al" in client.get(at("case")).content.decode()) == (True, False)


@pytest.mark.parametrize("way", ["leave", "renew_code"])
def test_page_that_is_left_or_gets_another_code_follows_nothing_any_more(looking, member, told, way):
    guest, client, at = looking()
    do = {
        "leave": lambda: client.post(at("leave")),
        "renew_code": lambda: renew_code(by=member("sanne"), guest=Guest.objects.get(pk=guest.pk)),
    }

    told(do[way])

    assert [one["kind"] for topic, one in told.heard if topic == f"guest:{guest.pk}"] == ["dismiss"]
