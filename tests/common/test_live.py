"""What is live: tickets, the hub, the stream; with a server of its own where that is what matters."""

import asyncio
import json
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from gezien.common.live import channel as channels
from gezien.common.live import hub as hubs
from gezien.common.live import publish, tickets
from gezien.common.live.channel import Channel
from gezien.common.live.hub import Hub, Screen
from gezien.common.live.relay import Relay
from gezien.schools.models import User

TOPIC = "meeting:1"


@pytest.fixture(autouse=True)
def _database():
    """No database here."""


def apart(work):
    """Run a coroutine in a thread of its own: the browser tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def ticket_of(user=None, *, cookie: str = "", **who) -> str:
    request = RequestFactory().get("/", headers={"cookie": f"gezien_session={cookie}"} if cookie else {})
    request.user = user or User(pk=7, first_name="Emmy")
    return tickets.ticket(request, TOPIC, **who)


def address(text: str, *, method: str = "GET", path: str = "/live/", cookie: str = "") -> dict:
    headers = [(b"cookie", f"gezien_session={cookie}".encode())] if cookie else []
    return {"method": method, "path": path, "query_string": f"ticket={text}".encode(), "headers": headers}


async def ask(scope: dict, *, hub: Hub | None = None, body: bytes = b"", during=None) -> tuple[int, list[dict]]:
    """Status and messages of one request; `during` runs while the stream is open, then the browser goes."""
    sent, arrived = [], asyncio.Event()
    bodies = [{"type": "http.request", "body": body}]

    async def receive():
        if bodies and scope["method"] == "POST":
            return bodies.pop()
        if during:
            await arrived.wait()
            await during()
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)
        arrived.set()

    hub = hub or Hub()
    if hub.loop is None:
        hub.open()
    await asyncio.wait_for(Channel(hub)(scope, receive, send), 5)
    text = b"".join(part.get("body", b"") for part in sent[1:]).decode()
    return sent[0]["status"], [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]


# --- tickets ----------------------------------------------------------------------------------------------------------


def test_ticket_says_who_follows_what():
    assert tickets.read(ticket_of(), "")[:4] == (TOPIC, "u7", "Emmy", "")


def test_ticket_for_somebody_without_account_names_them():
    found = tickets.read(ticket_of(AnonymousUser(), person="g3", name="Orthopedagoog"), "")
    assert (found.person, found.name) == ("g3", "Orthopedagoog")


@pytest.mark.parametrize("cookie", ["", "another"])
def test_ticket_is_of_no_use_in_another_browser(cookie):
    text = ticket_of(cookie="mine")
    assert tickets.read(text, "mine").topic == TOPIC
    assert tickets.read(text, cookie) is None


def test_ticket_holds_two_minutes(monkeypatch):
    text = ticket_of()
    later = time.time() + tickets.SECONDS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert tickets.read(text, "") is None


@given(st.text(max_size=60))
def test_no_made_up_ticket_is_read(text):
    assert tickets.read(text, "") is None
    assert tickets.read_voice(text, "") is None


def test_ticket_is_no_voice_and_voice_no_ticket():
    text = ticket_of()
    voice = tickets.voice(tickets.read(text, ""))
    assert tickets.read_voice(voice, "").person == "u7"
    assert (tickets.read_voice(text, ""), tickets.read(voice, "")) == (None, None)


# --- the stream -------------------------------------------------------------------------------------------------------


def test_stream_brings_what_is_told_on_its_topic_and_nothing_else(monkeypatch):
    monkeypatch.setattr(channels, "PAUSE", 0)
    hub = Hub()

    async def happen():
        hub.send("meeting:2", {"kind": "minutes", "text": "elders"})
        hub.send(TOPIC, {"kind": "minutes", "text": "hier"})
        await asyncio.sleep(0.05)

    status, told = apart(ask(address(ticket_of()), hub=hub, during=happen))
    assert status == 200
    assert [one["kind"] for one in told] == ["hello", "presence", "minutes"]
    assert told[1]["people"] == [{"person": "u7", "name": "Emmy"}]
    assert told[2]["text"] == "hier"


@pytest.mark.parametrize(("told", "behind"), [(None, False), ("before", False), ("meanwhile", True)])
def test_screen_hears_whether_it_missed_something_while_its_page_was_on_the_way(told, behind):
    hub = Hub()

    async def come_in():
        hub.open()
        for moment in filter(None, [told]):
            hub.deliver(TOPIC, {"kind": "place", "item": 3})
            hub.last[TOPIC] += -5000 if moment == "before" else 5000
        return await ask(address(ticket_of()), hub=hub)

    _status, heard = apart(come_in())
    assert heard[0]["behind"] is behind


def test_message_is_written_once_for_all_who_follow():
    hub, screens = Hub(), [Screen(TOPIC, person, person) for person in ("u7", "u8")]
    hub.screens[TOPIC].update(screens)

    hub.deliver(TOPIC, {"kind": "place", "item": 3})
    (first,), (second,) = (screen.waiting.values() for screen in screens)

    assert first.line is second.line
    assert json.loads(first.line.split(b"data: ")[1]) == first


def test_who_follows_another_topic_beside_this_one_is_present_here_without_a_name():
    async def follow():
        hub = Hub()
        hub.open()
        guest, watcher = Screen("guest:3", "g3", "Mirjam", beside=TOPIC), Screen(TOPIC, "u7", "Emmy")
        hub.join(watcher)
        hub.join(guest)
        there = hub.present(TOPIC), hub.present("guest:3")
        hub.deliver(TOPIC, {"kind": "changed", "what": "agenda"})
        heard = [one["kind"] for one in await guest.take(within=1)]
        hub.leave(guest)
        return there, heard, hub.present(TOPIC)

    there, heard, after = apart(follow())

    assert there == (
        [{"person": "g3", "name": ""}, {"person": "u7", "name": "Emmy"}],
        [{"person": "g3", "name": "Mirjam"}],
    )
    assert heard == ["presence"]  # of what is told in the room nothing
    assert after == [{"person": "u7", "name": "Emmy"}]


def test_moments_of_old_messages_are_forgotten():
    hub = Hub()
    for topic in ("one", "two"):
        hub.deliver(topic, {"kind": "place"})
        hub.last[topic] -= hubs.KEPT + 1000
    hub.deliver("three", {"kind": "place"})
    assert list(hub.last) == ["three"]


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        (address("made up"), 403),
        (address("", path="/live/elsewhere"), 404),
        (address("", method="POST"), 404),
        (address("", path="/live/typing", method="POST"), 400),
    ],
)
def test_what_is_no_ticket_gets_no_stream(scope, status):
    assert apart(ask(scope))[0] == status


def test_typing_is_told_by_name_and_not_past_its_length(monkeypatch):
    monkeypatch.setattr(channels, "PAUSE", 0)
    hub = Hub()

    async def happen():
        voice = tickets.voice(tickets.read(ticket_of(User(pk=8, first_name="Tom")), ""))
        body = json.dumps({"voice": voice, "where": "minutes-5" * 20}).encode()
        status, _ = await ask(address("", path="/live/typing", method="POST"), hub=hub, body=body)
        assert status == 204
        await asyncio.sleep(0.05)

    _, told = apart(ask(address(ticket_of()), hub=hub, during=happen))
    assert (told[-1]["kind"], told[-1]["name"], len(told[-1]["where"])) == ("typing", "Tom", channels.PLACE_LENGTH)


def test_too_much_at_once_is_refused():
    scope = address("", path="/live/typing", method="POST")
    assert apart(ask(scope, body=b"x" * (channels.MOST_BYTES + 1)))[0] == 400


@pytest.mark.parametrize("topic", [TOPIC, ""])
def test_who_is_dismissed_loses_the_stream_and_the_others_keep_theirs(topic):
    async def scene():
        hub = Hub()
        hub.open()
        mine, other = Screen(TOPIC, "u7", "Emmy"), Screen(TOPIC, "u8", "Tom")
        hub.join(mine)
        hub.join(other)
        hub.deliver(topic, {"kind": "dismiss", "person": "u7"})
        return mine.is_dismissed, other.is_dismissed

    assert apart(scene()) == (True, False)


def test_stream_ends_by_itself_so_that_the_rule_is_asked_again(monkeypatch):
    monkeypatch.setattr(channels, "LASTS", 0)

    async def forever():
        await asyncio.sleep(60)

    assert apart(ask(address(ticket_of()), during=forever))[0] == 200


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers()), max_size=30))
def test_screen_gets_the_newest_of_each_key_in_the_order_of_telling(told):
    async def scene():
        screen = Screen(TOPIC, "u7", "Emmy")
        for number, (key, value) in enumerate(told):
            screen.give({"kind": "vote", "key": key, "value": value, "seq": number})
        return await screen.take(within=5 if told else 0.01)

    taken = apart(scene())
    last = {key: number for number, (key, _) in enumerate(told)}
    assert [one["seq"] for one in taken] == sorted(last.values())


def test_presence_survives_a_reload_and_counts_a_person_once(monkeypatch):
    monkeypatch.setattr(hubs, "GRACE", 0.05)

    async def scene():
        hub = Hub()
        hub.open()
        first, again, watcher = Screen(TOPIC, "u7", "Emmy"), Screen(TOPIC, "u7", "Emmy"), Screen(TOPIC, "u8", "Tom")
        for screen in (first, again, watcher):
            hub.join(screen)
        hub.leave(first)
        await asyncio.sleep(0.1)
        both = [one["name"] for one in hub.present(TOPIC)]
        hub.leave(again)
        await asyncio.sleep(0.1)
        return both, [one["name"] for one in hub.present(TOPIC)], list(watcher.waiting.values())[-1]["people"]

    assert apart(scene()) == (["Emmy", "Tom"], ["Tom"], [{"person": "u8", "name": "Tom"}])


@pytest.mark.django_db
def test_what_is_rolled_back_is_told_to_nobody(django_capture_on_commit_callbacks, monkeypatch):
    sent = []
    monkeypatch.setattr(hubs.hub, "send", lambda topic, told: sent.append((topic, told)))
    with django_capture_on_commit_callbacks() as callbacks:
        publish(TOPIC, "minutes", key="5", item=5)
    assert (sent, len(callbacks)) == ([], 1)
    callbacks[0]()
    assert sent == [(TOPIC, {"kind": "minutes", "key": "5", "item": 5})]


def test_what_cannot_be_sent_is_an_error_where_it_was_made():
    with pytest.raises(TypeError):
        publish(TOPIC, "minutes", item=object())


# --- more processes ---------------------------------------------------------------------------------------------------


@pytest.fixture
def redis(tmp_path):
    """Redis on a socket of its own."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("no redis-server on this machine")
    path = tmp_path / "r.sock"
    arguments = ["--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no"]
    with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL) as process:
        for _ in range(100):
            if path.exists():
                break
            time.sleep(0.05)
        yield f"unix://{path}"
        process.terminate()


def test_two_processes_tell_each_other_and_know_who_is_where(redis):
    async def scene():
        here, there = Hub(), Hub()
        for hub in (here, there):
            hub.open(Relay(redis))
            hub.relay.start(hub.deliver, hub.tell_others)
        await asyncio.sleep(0.3)
        mine, theirs = Screen(TOPIC, "u7", "Emmy"), Screen(TOPIC, "u8", "Tom")
        here.join(mine)
        there.join(theirs)
        await asyncio.to_thread(here.send, TOPIC, {"kind": "minutes", "key": "5", "text": "allebei"})
        told = []
        for _try in range(100):
            await asyncio.sleep(0.05)
            told = [
                [one.get("text") for one in screen.waiting.values() if one["kind"] == "minutes"]
                for screen in (mine, theirs)
            ]
            if all(told) and len(here.present(TOPIC)) == len(there.present(TOPIC)) == 2:
                break
        people = [[one["name"] for one in hub.present(TOPIC)] for hub in (here, there)]
        await here.relay.stop()
        await there.relay.stop()
        return told, people

    told, people = apart(scene())
    assert told == [["allebei"], ["allebei"]]
    assert people == [["Emmy", "Tom"], ["Emmy", "Tom"]]


def test_two_installations_on_one_server_do_not_hear_each_other(settings):
    channels_of = []
    for key in ("one", "another"):
        settings.SECRET_KEY = key
        channels_of.append(Relay("unix:///nowhere.sock").channel)
    assert channels_of[0] != channels_of[1]


def test_without_the_other_processes_one_reaches_its_own_screens(tmp_path):
    async def scene():
        hub = Hub()
        hub.open(Relay(f"unix://{tmp_path}/nothing.sock"))
        screen = Screen(TOPIC, "u7", "Emmy")
        hub.screens[TOPIC].add(screen)
        await asyncio.to_thread(hub.send, TOPIC, {"kind": "minutes"})
        await asyncio.sleep(0.01)
        return [one["kind"] for one in screen.waiting.values()]

    assert apart(scene()) == ["minutes"]
