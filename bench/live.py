"""How soon a change in a review stands on sixty screens: one process on SQLite, then two processes through Redis.

The changes are real ones, by autosave, through action, database and log: minutes, whose words are in the message, and
a need in the overview, the plan for everyone and a text of a case, of which screens are told and which they then ask
for. Measured from sending the request to the arrival of the message on each screen, by one clock; of the files also
until the last of four screens that ask at once has them. The floor is the same stream without page and database.
"""

import asyncio
import contextlib
import html
import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.screens import Person, Screen, made_demo, p95, served

SCREENS = 60
CHANGES = 40
EDITS = 20  # in overview, plan and case each
TABLE = 4  # people who look at the same file at once
BETWEEN = 0.25  # seconds between two changes: faster than four people type and pause
BUDGET_MS = 300
ROOM = "/s/zwaluw/meetings/"


def run() -> list[dict[str, Any]]:
    """The figures, with data and servers of their own."""
    with tempfile.TemporaryDirectory(prefix="gezien-bench-") as folder:
        password, _people = made_demo(folder)
        with served(folder) as address:
            rows = asyncio.run(_measure([address], password, "one process"))
        with _redis(folder) as url:
            if url is None:
                print("no redis-server on this machine: two processes are not measured")
                return rows
            with served(folder, redis=url) as first, served(folder, redis=url) as second:
                rows += asyncio.run(_measure([first, second], password, "two processes"))
    return rows


async def _measure(addresses: list[str], password: str, name: str) -> list[dict[str, Any]]:
    people = [await asyncio.to_thread(Person, address, "ib", password) for address in addresses]
    room, item = await asyncio.to_thread(_open_room, people[0])
    async with _following(people, room) as screens:
        sent = await _change(people[0], room, item)
        floor = await _type(people[0], screens[0])
        rows = _rows(name, screens, sent, floor)
        for what, form in (await asyncio.to_thread(_forms_of_group, people[0], room)).items():
            rows += await _edit(f"{name}, {what}", people, screens, form)
    sitting = await asyncio.to_thread(_open_sitting, people[0])
    async with _following(people, sitting) as screens:
        form = await asyncio.to_thread(_form_of_case, people[0], sitting)
        return rows + await _edit(f"{name}, case", people, screens, form)


@contextlib.asynccontextmanager
async def _following(people: list[Person], room: str) -> AsyncIterator[list[Screen]]:
    """Sixty screens on one room, spread over the servers."""
    tickets = [await asyncio.to_thread(person.ticket, room) for person in people]
    screens = [Screen() for _ in range(SCREENS)]
    follows = [
        asyncio.create_task(screen.follow(people[n % len(people)], tickets[n % len(people)], _Key()))
        for n, screen in enumerate(screens)
    ]
    try:
        await asyncio.gather(*(screen.is_ready.wait() for screen in screens))
        await asyncio.sleep(1)
        yield screens
        await asyncio.sleep(1)
    finally:
        for task in follows:
            task.cancel()


@dataclass
class Form:
    """A text that saves itself: where, its field, its version, and where a screen asks for the middle."""

    url: str
    field: str
    version: str
    matter: str
    room: str


class _Key:
    """What a message is about: what was typed, where somebody types, or how often the middle changed."""

    def __init__(self) -> None:
        self.changes = 0

    def __call__(self, message: dict[str, Any]) -> Any:
        if message["kind"] == "matter":
            self.changes += 1
            return message["what"], self.changes
        return message.get("where") if message["kind"] == "typing" else _text_of(message)


async def _edit(name: str, people: list[Person], screens: list[Screen], form: Form) -> list[dict[str, Any]]:
    """Write in the file itself, again and again: when all are told, and when a table of four has it."""
    told, seen, lost = [], [], 0
    for number in range(EDITS):
        before = [set(screen.heard) for screen in screens]
        start = time.perf_counter()
        values = {form.field: f"Wat er nu staat, {number}.", "version": form.version}
        saving = asyncio.create_task(asyncio.to_thread(people[0].post, form.url, quiet=True, **values))
        took = await asyncio.gather(*(_next(screen, known) for screen, known in zip(screens, before, strict=True)))
        told += [at - start for at in took if at]
        lost += sum(at is None for at in took)
        path = form.matter
        await asyncio.gather(*(asyncio.to_thread(people[n % len(people)].get, path) for n in range(TABLE)))
        seen.append(time.perf_counter() - start)
        form.version = json.loads(await saving)["version"]
        await asyncio.sleep(BETWEEN)
    budget = {"unit": "ms", "budget": BUDGET_MS}
    return [
        {"what": f"{name}: change told to {SCREENS} screens, p95", "measured": p95(told), **budget},
        {"what": f"{name}: changes that did not arrive", "measured": lost, "unit": "", "budget": 0},
        {"what": f"{name}: the last of {TABLE} screens at once has it, p95", "measured": p95(seen), "unit": "ms"},
    ]


async def _next(screen: Screen, known: set) -> float | None:
    """When this screen heard something of the middle that it did not know; None within five seconds."""
    for _wait in range(1000):
        new = [at for key, at in tuple(screen.heard.items()) if isinstance(key, tuple) and key not in known]
        if new:
            return min(new)
        await asyncio.sleep(0.005)
    return None


def _forms_of_group(person: Person, room: str) -> dict[str, Form]:
    """A need of the overview, and what the plan says for everyone, as they stand in the room."""
    points = re.findall(rf'{room}agenda/(\d+)/place/|href="\?item=(\d+)"', person.get(room))
    found: dict[str, Form] = {}
    for item in dict.fromkeys(one or other for one, other in points):
        text = person.get(f"{room}?item={item}")
        matter = f"{room}agenda/{item}/matter/?item={item}"
        if "data-overview" in text and (need := _need(person, text)):
            found["overview"] = Form(*need, matter, room)
        if plan := re.search(r'action="([^"]+/plans/\d+/general/)"', text):
            found["plan"] = Form(plan.group(1), "general", _hidden(text, "general"), matter, room)
    return found


def _need(person: Person, overview: str) -> tuple[str, str, str] | None:
    """The first need of an overview that can be written: address, field, version."""
    for link in re.findall(r'href="([^"]+/needs/[^"]+)"', overview)[:8]:
        editor = person.get(url := html.unescape(link))
        if 'name="goal"' in editor:
            return url, "goal", _hidden(editor, "goal")
    return None


def _hidden(text: str, field: str) -> str:
    """The version in the form that has this field."""
    form = next((one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if f'name="{field}"' in one), "")
    found = re.search(r'name="version"[^>]*value="(\d+)"', form)
    return found.group(1) if found else "0"


def _open_sitting(person: Person) -> str:
    """A sitting of the pupil review about one registered pupil, open."""
    path = f"{ROOM}sittings/plan/"
    page = person.get(path)
    values = {name: _value(page, name) for name in ("date", "time", "cases", "participants")}
    values["chair"] = values["participants"]
    made = re.search(rf'action="({ROOM}\d+/)opening/"', person.post(path, **values))
    if made is None:
        raise SystemExit("the demo has nobody to talk about")
    person.post(f"{made.group(1)}opening/")
    return made.group(1)


def _value(page: str, name: str) -> str:
    """What a field says, or the first choice of several (the one that is ticked before others)."""
    fields = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    chosen = next((one for one in fields if "checked" in one), fields[0])
    found = re.search(r'value="([^"]*)"', chosen)
    return found.group(1) if found else ""


def _form_of_case(person: Person, room: str) -> Form:
    """What could help, in the case that stands in the middle of this sitting."""
    items = re.findall(rf'action="{room}agenda/(\d+)/place/"', person.get(room))
    for item in dict.fromkeys(items):
        text = person.get(f"{room}?item={item}")
        if part := re.search(r'<form id="part-ideas"[^>]*action="([^"]+)"', text):
            form = text[part.start() :]
            matter = f"{room}agenda/{item}/matter/?item={item}"
            return Form(part.group(1), "text", _hidden(form, "text"), matter, room)
    raise SystemExit("no case on the agenda")


def _rows(name: str, screens: list[Screen], sent: dict[str, float], floor: dict[str, float]) -> list[dict[str, Any]]:
    took = [screen.heard[key] - at for screen in screens for key, at in sent.items() if key in screen.heard]
    bare = [screen.heard[key] - at for screen in screens for key, at in floor.items() if key in screen.heard]
    missed = len(screens) * len(sent) - len(took)
    return [
        {"what": f"{name}: change to {SCREENS} screens, p95", "measured": p95(took), "unit": "ms", "budget": BUDGET_MS},
        {"what": f"{name}: the longest", "measured": max(took) * 1000, "unit": "ms"},
        {"what": f"{name}: changes that did not arrive", "measured": missed, "unit": "", "budget": 0},
        {"what": f"{name}: floor (no page, no database), p95", "measured": p95(bare), "unit": "ms"},
    ]


async def _change(person: Person, room: str, item: str) -> dict[str, float]:
    """Type minutes, again and again: {what was typed: when it was sent}."""
    sent, version = {}, await asyncio.to_thread(_version, person, room, item)
    for number in range(CHANGES):
        text = f"bench {time.time_ns()} {number}"
        sent[text] = time.perf_counter()
        values = {"minutes": text, "version": version}
        answer = await asyncio.to_thread(person.post, f"{room}agenda/{item}/minutes/", quiet=True, **values)
        version = json.loads(answer)["version"]
        await asyncio.sleep(BETWEEN)
    return sent


async def _type(person: Person, screen: Screen) -> dict[str, float]:
    """Tell where one is typing, as often: {where: when}."""
    sent = {}
    for number in range(CHANGES):
        where = f"bench {number} {time.time_ns()}"
        body = json.dumps({"voice": screen.voice, "where": where}).encode()
        request = urllib.request.Request(f"{person.address}/live/typing", body)
        sent[where] = time.perf_counter()
        await asyncio.to_thread(person.opener.open, request)
        await asyncio.sleep(BETWEEN)
    return sent


def _text_of(message: dict[str, Any]) -> str | None:
    found = re.search(r"bench \d+ \d+", json.dumps(message))
    return found.group(0) if found else None


def _open_room(person: Person) -> tuple[str, str]:
    """A review that is open and has a plan, and the key of the point of its agenda that has the floor."""
    opened = []
    for number in re.findall(rf'href="{ROOM}(\d+)/"', person.get(ROOM)):
        room = f"{ROOM}{number}/"
        with contextlib.suppress(OSError):
            person.post(f"{room}opening/")
        if found := re.search(rf"{room}agenda/(\d+)/minutes/", person.get(room)):
            opened.append((room, found.group(1)))
            if "plan" in _forms_of_group(person, room):
                return opened[-1]
    if not opened:
        raise SystemExit("the demo has no review to open")
    return opened[0]


def _version(person: Person, room: str, item: str) -> str:
    form = re.search(rf'<form[^>]*action="{room}agenda/{item}/minutes/".*?</form>', person.get(room), re.DOTALL)
    found = re.search(r'name="version"[^>]*value="(\d+)"', form.group(0)) if form else None
    return found.group(1) if found else "0"


@contextlib.contextmanager
def _redis(folder: str) -> Iterator[str | None]:
    """Redis on a socket in this folder, or None where the program is not installed."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        yield None
        return
    path = Path(folder) / "redis.sock"
    arguments = ["--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no"]
    with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL) as process:
        while not path.exists():
            time.sleep(0.05)
        yield f"unix://{path}"
        process.terminate()
