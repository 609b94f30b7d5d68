"""Topics and the screens that follow them, in this process; with `GEZIEN_REDIS` also those of the other processes.

Screens and their topics belong to the server's event loop; any thread may call `publish`, `dismiss` and `present`.
"""

import asyncio
import itertools
import json
import time
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import transaction

if TYPE_CHECKING:
    from gezien.common.live.relay import Relay

type Told = dict[str, Any]

PAUSE = 0.1  # between two sendings to one screen: what comes meanwhile goes together, the newest of a kind only
GRACE = 3.0  # who reloads a page does not leave the room
HEARD = 30.0  # presence told by another process holds for so many seconds
KEPT = 150_000  # milliseconds: the moment of the last message of a topic is known longer than a ticket holds
PASSING = {"presence", "typing"}  # what is no news to who comes in later


class News(dict[str, Any]):
    """A message on its way to screens: told, with its number and moment. All screens of a topic get the same one."""

    @cached_property
    def line(self) -> bytes:
        """As the stream says it; written once, however many screens follow."""
        return f"id: {self['seq']}\ndata: {compact(self)}\n\n".encode()


def compact(value: Any) -> str:
    """JSON on one line."""
    return json.dumps(value, separators=(",", ":"))


class Screen:
    """One browser window that follows a topic; `person` and `name` are for those who see who is there.

    `beside`: a topic it does not follow, on which its person counts as present, without a name.
    """

    def __init__(self, topic: str, person: str, name: str, beside: str = ""):
        self.topic, self.person, self.name, self.beside = topic, person, name, beside
        self.waiting: dict[tuple, News] = {}
        self.news = asyncio.Event()
        self.is_dismissed = False

    def give(self, told: News) -> None:
        """Put a message on its way; an older one with the same `kind` and `key` that still waits is left out."""
        place = (told["kind"], told.get("key", told["seq"]))
        self.waiting.pop(place, None)
        self.waiting[place] = told
        self.news.set()

    async def take(self, *, within: float) -> list[News]:
        """What is new, oldest first; nothing when nothing came within so many seconds."""
        try:
            await asyncio.wait_for(self.news.wait(), within)
        except TimeoutError:
            return []
        self.news.clear()
        taken, self.waiting = list(self.waiting.values()), {}
        return taken

    def end(self) -> None:
        """Let the browser go: it may ask for a new ticket, and gets one if it still may."""
        self.is_dismissed = True
        self.news.set()


class Hub:
    """The screens of one process, by topic."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.relay: Relay | None = None
        self.screens: dict[str, set[Screen]] = defaultdict(set)
        self.beside: dict[str, set[Screen]] = defaultdict(set)  # by the topic on which they are present only
        self.elsewhere: dict[str, dict[str, tuple[float, dict[str, str]]]] = defaultdict(dict)
        self.last: dict[str, int] = {}  # by topic when something was told, the longest ago first
        self.numbers = itertools.count(1)

    def open(self, relay: "Relay | None" = None) -> None:
        """Begin, on the running loop."""
        self.loop, self.relay = asyncio.get_running_loop(), relay

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for screen in list(itertools.chain.from_iterable(self.screens.values())):
            screen.end()

    def count(self) -> int:
        """How many screens follow something."""
        return sum(map(len, self.screens.values()))

    def send(self, topic: str, told: Told) -> None:
        """From any thread: to the screens of this process, or by the relay to those of all."""
        if self.relay is not None and self.relay.send(topic, told):
            return
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.deliver, topic, told)

    def deliver(self, topic: str, told: Told) -> None:
        """On the loop: hand a message to every screen of the topic; some are for the hub itself."""
        if told["kind"] == "dismiss":
            topics = [topic] if topic else list(self.screens)
            for screen in [screen for one in topics for screen in self.screens.get(one, ())]:
                if screen.person == told["person"]:
                    screen.end()
        elif told["kind"] == "here":
            if self.screens.get(topic):
                self.elsewhere[topic][told["process"]] = (time.monotonic(), told["people"])
                self._show_presence(topic)
        else:
            numbered = News(told, seq=next(self.numbers), now=time.time_ns() // 1_000_000)
            if told["kind"] not in PASSING:
                self._note(topic, numbered["now"])
            for screen in self.screens.get(topic, ()):
                screen.give(numbered)

    def _note(self, topic: str, moment: int) -> None:
        self.last.pop(topic, None)
        self.last[topic] = moment
        while (oldest := next(iter(self.last))) != topic and self.last[oldest] < moment - KEPT:
            del self.last[oldest]

    def is_news(self, topic: str, asked_at: int) -> bool:
        """Whether something was told on a topic since a page was asked for (in milliseconds since 1970)."""
        return self.last.get(topic, 0) >= asked_at

    def join(self, screen: Screen) -> None:
        """A screen begins to follow its topic."""
        self.screens[screen.topic].add(screen)
        self._tell_presence(screen.topic)
        if screen.beside:
            self.beside[screen.beside].add(screen)
            self._tell_presence(screen.beside)

    def leave(self, screen: Screen) -> None:
        """A screen went; the others hear it a moment later, unless the same person is back by then."""
        self.screens[screen.topic].discard(screen)
        asyncio.get_running_loop().call_later(GRACE, self._tell_presence, screen.topic)
        if screen.beside:
            self.beside[screen.beside].discard(screen)
            asyncio.get_running_loop().call_later(GRACE, self._tell_presence, screen.beside)

    def present(self, topic: str) -> list[dict[str, str]]:
        """Who follows the topic now, by name: [{"person", "name"}]."""
        people = self._here(topic)
        for heard, others in tuple(self.elsewhere.get(topic, {}).values()):
            if time.monotonic() - heard < HEARD:
                people |= others
        return [{"person": key, "name": name} for key, name in sorted(people.items(), key=lambda one: one[1])]

    def tell_others(self) -> None:
        """With a relay: who is here, for the other processes; again and again, since one may end without a word."""
        for topic in {*self.screens, *self.beside}:
            self._tell_presence(topic)

    def _here(self, topic: str) -> dict[str, str]:
        """Who is there in this process, with their names; who is there beside has none."""
        people = {screen.person: "" for screen in tuple(self.beside.get(topic, ()))}
        return people | {screen.person: screen.name for screen in tuple(self.screens.get(topic, ()))}

    def _tell_presence(self, topic: str) -> None:
        if self.relay is not None:
            self.relay.soon(topic, {"kind": "here", "process": self.relay.process, "people": self._here(topic)})
        self._show_presence(topic)
        if not self.screens.get(topic):
            self.screens.pop(topic, None)
            self.elsewhere.pop(topic, None)
        if not self.beside.get(topic):
            self.beside.pop(topic, None)

    def _show_presence(self, topic: str) -> None:
        if self.screens.get(topic):
            self.deliver(topic, {"kind": "presence", "key": "", "people": self.present(topic)})


hub = Hub()


def publish(topic: str, kind: str, *, key: str | None = None, **facts: Any) -> None:
    """Tell every screen that follows the topic, as soon as the transaction is committed; nothing when it is not.

    `key`: of messages of one kind and key that follow each other quickly, a screen may get the last one only.
    `facts`: small, plain values, the same for everybody who follows the topic. `parts={"element-id": html}` puts
    escaped, server-made HTML in place wherever nobody is typing in it.
    """
    told = {"kind": kind, **facts} if key is None else {"kind": kind, "key": key, **facts}
    json.dumps(told)  # what cannot be sent is an error here, where it was made
    transaction.on_commit(lambda: hub.send(topic, told))


def present(topic: str) -> list[dict[str, str]]:
    """Who follows the topic now: [{"person", "name"}], by name."""
    return hub.present(topic)


def dismiss(person: str, *, topic: str = "") -> None:
    """End the streams of one person, of one topic or all: their browser asks the page's own rule again at once.

    For whoever signs out or may no longer see what they saw: without it a stream lasts until it asks by itself.
    """
    transaction.on_commit(lambda: hub.send(topic, {"kind": "dismiss", "person": person}))
