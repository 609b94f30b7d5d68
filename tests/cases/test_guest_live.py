"""Somebody from outside looks along live: what was shared changes on their page, and nothing else reaches it."""

import pytest
from django.test import Client
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.cases.actions import plan_talk, save_part
from gezien.cases.actions.guest_visit import open_with_told_code
from gezien.cases.actions.guests import end_guest
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


@pytest.mark.parametrize(("shows", "count"), [(True, True), (False, False)])
def test_agreements_are_told_to_who_may_read_them(looking, case, member, told, shows, count):
    guest, _client, _at = looking(shows_agreements=shows)
    values = {"by": member("emmy"), "case": case, "purpose": "learning_talk", "owner": member("emmy").user}

    heard = told(lambda: plan_talk(due_on=clock.today(), **values))

    assert (set(heard) == {f"guest:{guest.pk}"}) is count


def test_guest_who_did_not_come_in_is_told_nothing(case, member, told, mailoutbox):
    make_invitation(member("sanne"), case, parts=["ideas"])

    assert told(lambda: write(member, case, "ideas", "Voor niemand.")) == []


def test_page_follows_its_own_topic_only_and_each_look_is_logged(looking):
    guest, client, at = looking()

    ticket = tickets.read(client.get(at("ticket")).json()["ticket"], "")
    client.get(at("shared"))

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


def test_another_browser_gets_no_ticket(looking):
    _guest, _client, at = looking()

    assert [Client().get(at(page)).status_code for page in ("shared", "ticket")] == [403, 403]
