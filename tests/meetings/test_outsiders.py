"""Somebody from outside who looks along in one case, while a review speaks about it."""

import pytest
from django.test import Client
from django.urls import reverse

from gezien.audit.models import AuditEvent
from gezien.cases.actions.guest_visit import open_with_told_code
from gezien.cases.models import Case, Guest
from gezien.cases.views.guest_page import cookie_of
from gezien.common.live import hub as hubs
from gezien.common.live import tickets
from gezien.meetings.actions.chair import go_to
from gezien.meetings.actions.reviews import close_review, open_review
from gezien.meetings.actions.sittings import plan_sitting
from gezien.meetings.models import Meeting
from tests.factories.guests import make_case, make_invitation
from tests.factories.meetings import address, at

pytestmark = pytest.mark.requirement("H45")
NOW, OVER = "Hierover wordt nu gesproken", "De bespreking gaat hier niet meer over"


@pytest.fixture
def cases(member, pupils_5b) -> list[Case]:
    """Two cases of Emmy's."""
    return [make_case(pupil, teacher=member("emmy").user, coach=member("sanne").user) for pupil in pupils_5b[:2]]


@pytest.fixture
def sitting(member, cases) -> Meeting:
    """A sitting about both, open, at no case yet."""
    sanne = member("sanne")
    return open_review(by=sanne, meeting=plan_sitting(by=sanne, starts_at=at(0), cases=cases))


@pytest.fixture
def expert(member, cases, mailoutbox, django_capture_on_commit_callbacks):
    """The guest of the first case in their browser: guest, client and addresses."""
    with django_capture_on_commit_callbacks(execute=True):
        invitation = make_invitation(member("sanne"), cases[0], parts=["ideas"])
    token = mailoutbox[-1].body.split("/guest/")[1].split("/")[0]
    client = Client()
    client.cookies[cookie_of(invitation.guest)] = open_with_told_code(guest=invitation.guest, code=invitation.code)
    return invitation.guest, client, lambda page: reverse(f"guest:{page}", args=[token])


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """`told(do)`: the messages when this is done and committed."""
    heard = []
    monkeypatch.setattr(hubs.hub, "send", lambda topic, told: heard.append((topic, told)))

    def listen(do) -> list[tuple[str, dict]]:
        heard.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return list(heard)

    return listen


def go(member, sitting: Meeting, case: Case) -> None:
    """Sanne takes everybody along to this case."""
    go_to(by=member("sanne"), meeting=sitting, item=sitting.agenda.select_related("meeting", "case").get(case=case))


def beside(guest: Guest, client: Client, where) -> str:
    """The review in which the guest's page counts as present."""
    given = client.get(where("ticket")).json()["ticket"]
    return tickets.read(given, "", {name: one.value for name, one in client.cookies.items()}).beside


def test_expert_reads_that_it_is_about_their_case_now_and_no_longer(member, sitting, cases, expert):
    _guest, client, where = expert
    before = client.get(where("case")).text

    go(member, sitting, cases[0])
    during = client.get(where("shared")).text
    go(member, sitting, cases[1])
    after = client.get(where("shared")).text
    close_review(by=member("sanne"), meeting=sitting)
    closed = client.get(where("case")).text

    shown = [(NOW in one, OVER in one) for one in (before, during, after, closed)]
    assert shown == [(False, False), (True, False), (False, True), (False, False)]


def test_going_to_a_case_and_from_it_is_told_to_who_looks_along_there(member, sitting, cases, expert, told):
    guest, _client, _where = expert

    to = told(lambda: go(member, sitting, cases[0]))
    away = told(lambda: go(member, sitting, cases[1]))
    elsewhere = told(lambda: go(member, sitting, cases[1]))

    mine = [[one for topic, one in heard if topic == f"guest:{guest.pk}"] for heard in (to, away, elsewhere)]
    assert mine[0] == mine[1] == [{"kind": "changed", "key": "shared"}]
    assert cases[1].pupil.call_name not in str(mine)


def test_expert_counts_as_present_as_long_as_the_review_is_open(member, sitting, cases, expert, told):
    guest, client, where = expert
    assert beside(guest, client, where) == f"meeting:{sitting.pk}"

    heard = told(lambda: close_review(by=member("sanne"), meeting=sitting))

    assert ("dismiss", f"g{guest.pk}") in [(one["kind"], one.get("person")) for _topic, one in heard]
    assert beside(guest, client, where) == ""


def test_room_names_the_expert_to_who_reads_the_case_alone(member, sitting, cases, expert, sign_in):
    guest, _client, _where = expert
    sitting.participants.create(school=sitting.school, user=member("fleur").user)
    seat = f'data-person="g{guest.pk}" data-outsider hidden'

    shown = {name: seat in sign_in(name).get(address("room", sitting)).text for name in ("emmy", "sanne", "fleur")}

    assert shown == {"emmy": True, "sanne": True, "fleur": False}


def test_who_does_not_read_the_case_knows_there_is_nobody_to_look_up(member, sitting, cases, expert, sign_in):
    guest, _client, _where = expert
    sitting.participants.create(school=sitting.school, user=member("fleur").user)

    page = sign_in("fleur").get(address("room", sitting)).text

    assert f'data-outsiders="g{guest.pk} "' in page
    assert guest.name not in page


def test_who_was_called_in_later_is_looked_up_without_reading_a_file_again(member, sitting, cases, expert, sign_in):
    guest, _client, _where = expert
    sitting.participants.create(school=sitting.school, user=member("fleur").user)
    before = AuditEvent.objects.count()

    shown = {name: sign_in(name).get(address("outsiders", sitting)).text for name in ("emmy", "fleur")}

    assert [guest.name in shown[name] for name in ("emmy", "fleur")] == [True, False]
    assert [one.verb for one in AuditEvent.objects.order_by("pk")[before:] if one.verb.endswith(".read")] == []


def test_page_of_the_expert_never_walks_the_log_and_asks_once_for_the_table(sitting, expert, django_assert_num_queries):
    _guest, client, where = expert
    client.get(where("shared"))

    with django_assert_num_queries(5) as captured:
        client.get(where("shared"))

    asked = [query["sql"] for query in captured.captured_queries]
    assert not any("review.went_to" in sql for sql in asked)
    assert sum("meetings_agendaitem" in sql for sql in asked) == 1


def test_expert_learns_no_name_of_the_room_and_reading_along_is_logged(member, sitting, cases, expert):
    guest, client, where = expert
    go(member, sitting, cases[0])

    shown = client.get(where("case")).text + client.get(where("shared")).text

    others = [cases[1].pupil.call_name, member("emmy").user.last_name, f"meetings/{sitting.pk}"]
    assert [name for name in others if name in shown] == []
    assert AuditEvent.objects.filter(verb="guest.read", object_id=guest.pk).count() == 1


def test_review_without_a_case_asks_nothing_about_people_from_outside(live, sign_in, django_assert_max_num_queries):
    emmy = sign_in("emmy")
    emmy.get(address("room", live))

    with django_assert_max_num_queries(40) as captured:
        emmy.get(address("room", live))

    assert not any("cases_guest" in query["sql"] for query in captured.captured_queries)
