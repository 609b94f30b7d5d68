"""What answers below /live/: the stream of a topic, the server's time, and where somebody is typing. No database here.

GET  /live/?ticket=…   text/event-stream, one `data:` line of JSON for each message
GET  /live/time        the server's clock in milliseconds
POST /live/typing      {"voice", "where"}: told to the others on the topic; the voice comes with the stream
"""

import asyncio
import json
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from django.conf import settings

from gezien.common.bridge import Message, Receive, Send
from gezien.common.live import tickets
from gezien.common.live.hub import PAUSE, Hub, Screen, compact

PING = 10.0  # seconds of silence after which the stream says that it is there
LASTS = 600.0  # then the browser asks for a new ticket, and the rule is asked again
EACH = 0.0005  # seconds of pause for each screen there is: a full hall hears a little later, and the votes get through
MOST_SCREENS = 2000
MOST_BYTES = 2048
PLACE_LENGTH = 60


class Channel:
    """The asynchronous part of the application."""

    def __init__(self, hub: Hub):
        self.hub = hub

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        answer = {
            ("GET", "/live/"): self.stream,
            ("POST", "/live/typing"): self.typing,
            ("GET", "/live/time"): self.time,
        }
        found = answer.get((scope["method"], scope["path"]))
        await (found(scope, receive, send) if found else reply(send, 404))

    async def stream(self, scope: Message, receive: Receive, send: Send) -> None:
        """Follow a topic until the browser goes, or its time is over."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0]
        ticket = tickets.read(given, *cookies_of(scope))
        if ticket is None or self.hub.count() >= MOST_SCREENS:
            return await reply(send, 403 if ticket is None else 503)
        screen = Screen(ticket.topic, ticket.person, ticket.name, ticket.beside)
        await begin(send, 200, b"text/event-stream")
        # From here on nothing passes the screen by; what was told while its page was on the way, the page asks for.
        self.hub.join(screen)
        is_behind = self.hub.is_news(ticket.topic, ticket.asked_at)
        hello = {"kind": "hello", "now": now(), "you": ticket.person, "voice": tickets.voice(ticket)}
        gone = asyncio.ensure_future(until_gone(receive))
        gone.add_done_callback(lambda _gone: screen.news.set())
        try:
            await send_part(send, f"data: {compact({**hello, 'behind': is_behind})}\n\n".encode())
            await self._pour(screen, send, gone)
        finally:
            gone.cancel()
            self.hub.leave(screen)

    async def _pour(self, screen: Screen, send: Send, gone: asyncio.Future) -> None:
        ends = time.monotonic() + LASTS
        while not gone.done() and not screen.is_dismissed and time.monotonic() < ends:
            news = await screen.take(within=PING)
            if gone.done():
                return
            await send_part(send, b"".join(one.line for one in news) or b": here\n\n")
            await asyncio.sleep(max(PAUSE, EACH * self.hub.count()) if news else 0)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def typing(self, scope: Message, receive: Receive, send: Send) -> None:
        """Somebody is typing somewhere (`where`: the name of a part of the page), or no longer (empty)."""
        try:
            said = json.loads(await body_of(receive))
            given, where = tickets.read_voice(str(said["voice"]), *cookies_of(scope)), str(said.get("where", ""))
        except (ValueError, KeyError, TypeError):
            return await reply(send, 400)
        if given is None:
            return await reply(send, 403)
        told = {"kind": "typing", "key": given.person, "person": given.person, "name": given.name}
        await asyncio.to_thread(self.hub.send, given.topic, {**told, "where": where[:PLACE_LENGTH]})
        return await reply(send, 204)

    async def time(self, scope: Message, receive: Receive, send: Send) -> None:
        """The server's clock, by which every screen counts."""
        await begin(send, 200, b"text/plain")
        await send({"type": "http.response.body", "body": str(now()).encode()})


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def cookies_of(scope: Message) -> tuple[str, dict[str, str]]:
    """The session's cookie of a request (or nothing), and all of them by name."""
    header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    try:
        found = {name: one.value for name, one in SimpleCookie(header).items()}
    except CookieError:
        found = {}
    return found.get(settings.SESSION_COOKIE_NAME, ""), found


async def until_gone(receive: Receive) -> None:
    """Ends when the browser went away."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def body_of(receive: Receive) -> bytes:
    """A small body; raises `ValueError` when it is not small, or the browser went away."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] == "http.disconnect" or len(body) > MOST_BYTES:
            raise ValueError("no small body")
        if not message.get("more_body"):
            return body


async def begin(send: Send, status: int, kind: bytes) -> None:
    """The head of an answer; no proxy keeps or holds back what follows."""
    headers = [
        (b"content-type", kind + b"; charset=utf-8"),
        (b"cache-control", b"private, no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def send_part(send: Send, text: bytes) -> None:
    """A piece of a stream."""
    await send({"type": "http.response.body", "body": text, "more_body": True})


async def reply(send: Send, status: int) -> None:
    """An answer without a body."""
    await begin(send, status, b"text/plain")
    await send({"type": "http.response.body", "body": b""})
