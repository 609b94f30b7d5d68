"""How soon a change in a review stands on sixty screens: one process on SQLite, then two processes through Redis.

The change is a real one: minutes typed in the room, by autosave, through action, database and log. Measured from
sending the request to the arrival of the message on each screen, by one clock. The floor is the same stream without
page and database: where somebody is typing.
"""

import asyncio
import contextlib
import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.screens import Person, Screen, made_demo, p95, served

SCREENS = 60
CHANGES = 40
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
    tickets = [await asyncio.to_thread(person.ticket, room) for person in people]
    screens = [Screen() for _ in range(SCREENS)]
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(screen.follow(people[n % len(people)], tickets[n % len(people)], _key))
            for n, screen in enumerate(screens)
        ]
        await asyncio.gather(*(screen.is_ready.wait() for screen in screens))
        await asyncio.sleep(1)
        sent = await _change(people[0], room, item)
        floor = await _type(people[0], screens[0])
        await asyncio.sleep(1)
        for task in tasks:
            task.cancel()
    return _rows(name, screens, sent, floor)


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


def _key(message: dict[str, Any]) -> str | None:
    """What was typed, or where."""
    return message.get("where") if message["kind"] == "typing" else _text_of(message)


def _text_of(message: dict[str, Any]) -> str | None:
    found = re.search(r"bench \d+ \d+", json.dumps(message))
    return found.group(0) if found else None


def _open_room(person: Person) -> tuple[str, str]:
    """A review that is open, and the key of the point of its agenda that has the floor."""
    for number in re.findall(rf'href="{ROOM}(\d+)/"', person.get(ROOM)):
        room = f"{ROOM}{number}/"
        with contextlib.suppress(OSError):
            person.post(f"{room}opening/")
        if found := re.search(rf"{room}agenda/(\d+)/minutes/", person.get(room)):
            return room, found.group(1)
    raise SystemExit("the demo has no review to open")


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
