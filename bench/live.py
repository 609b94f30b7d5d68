"""How soon a change in a review stands on sixty screens: one process on SQLite, then two processes through Redis.

The changes are real ones, by autosave, through action, database and log: minutes, whose words are in the message, and
a need in the overview, the plan for everyone and a text of a case, of which screens are told and which they then ask
for: the one row, the one form. Measured by one clock from sending the request to the arrival of the message on each
screen; of the files also until the last of twelve screens, each of which asks as soon as it hears, has the answer. The
floor is the same way without page and database, in the same run: that somebody types, and the server's clock.
"""

import asyncio
import contextlib
import html
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.screens import Person, Screen, made_demo, p95, served

SCREENS = 60
CHANGES = 40
EDITS = 20  # in overview, plan and case each
TABLE = 12  # people who look at the same file at once: more than sit at most tables
BETWEEN = 0.25  # seconds between two changes: faster than four people type and pause
LONGEST = 5.0  # seconds after which a message counts as lost
BUDGET_MS = 300
ROOM = "/s/zwaluw/meetings/"
GROUP = "5b"  # of which the demo has plans now


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
    load = os.getloadavg()[0]
    people = [await asyncio.to_thread(Person, address, "ib", password) for address in addresses]
    room = await asyncio.to_thread(_open_review, people[0])
    edits = await asyncio.to_thread(_edits_of_group, people[0], room)
    async with _following(people, room) as screens:
        sent = await _change(people[0], screens, *await asyncio.to_thread(_minutes, people[0], room))
        floor, floor_seen = await _floor(people, screens)
        rows = [{"what": f"{name}: load of the machine before", "measured": load, "unit": ""}]
        rows += _told(f"{name}, minutes", sent, budget=BUDGET_MS)
        rows += _told(f"{name}, floor (no page, no database)", floor, budget=None)
        rows.append(_seen(f"{name}, floor", floor_seen, budget=None))
        for what, edit in edits.items():
            rows += await _edit(f"{name}, {what}", people, screens, edit)
    sitting = await asyncio.to_thread(_open_sitting, people[0])
    async with _following(people, sitting) as screens:
        edit = await asyncio.to_thread(_edit_of_case, people[0], sitting)
        return rows + await _edit(f"{name}, case", people, screens, edit)


@contextlib.asynccontextmanager
async def _following(people: list[Person], room: str) -> AsyncIterator[list[Screen]]:
    """Sixty screens on one room, spread over the servers."""
    tickets = [await asyncio.to_thread(person.ticket, room) for person in people]
    screens = [Screen() for _ in range(SCREENS)]
    follows = [
        asyncio.create_task(screen.follow(people[n % len(people)], tickets[n % len(people)], lambda _message: None))
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


# --- one change -------------------------------------------------------------------------------------------------------


@dataclass
class Edit:
    """A text that saves itself: where, its field, its version, the kind of message, and what a screen then asks for."""

    url: str
    field: str
    version: str
    kind: str
    asked: str


@dataclass
class Took:
    """Seconds since the change was sent: when each screen heard it (None: lost), when the last of the table has it."""

    told: list[float | None]
    seen: float


async def _once(
    people: list[Person], screens: list[Screen], holds: Callable[[dict], bool], do: Callable[[], Any], asked: str
) -> tuple[Took, Any]:
    """Do it, and wait until every screen heard of it and twelve of them, which then ask for `asked`, have it."""
    waits = [screen.next(holds) for screen in screens]
    start = time.perf_counter()
    doing = asyncio.create_task(asyncio.to_thread(do))

    async def look(n: int) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(waits[n]), LONGEST)
        place = n % len(people)  # the screens of one process were told of the change by one number
        await asyncio.to_thread(people[place].part, f"{asked}&at={start}.{place}" if "&shape=" in asked else asked)

    await asyncio.gather(*(look(n) for n in range(TABLE if asked else 0)))
    seen = time.perf_counter() - start
    await asyncio.wait(waits, timeout=LONGEST)
    result = await doing
    await asyncio.sleep(BETWEEN)
    return Took([one.result() - start if one.done() else None for one in waits], seen), result


async def _edit(name: str, people: list[Person], screens: list[Screen], edit: Edit) -> list[dict[str, Any]]:
    """Write in the file itself, again and again."""
    took = []
    for number in range(EDITS):
        values = {edit.field: f"Wat er nu staat, {number}.", "version": edit.version}
        one, answer = await _once(
            people,
            screens,
            lambda message: message["kind"] == edit.kind,
            lambda values=values: people[0].post(edit.url, quiet=True, **values),
            edit.asked,
        )
        edit.version = json.loads(answer)["version"]
        took.append(one)
    return [*_told(name, took, budget=BUDGET_MS), _seen(name, took, budget=BUDGET_MS)]


async def _change(person: Person, screens: list[Screen], url: str, version: str) -> list[Took]:
    """Type minutes, again and again: their words come with the message."""
    took = []
    for number in range(CHANGES):
        text = f"bench {number}"
        one, answer = await _once(
            [person],
            screens,
            lambda message, text=text: message.get("values", {}).get("minutes") == text,
            lambda text=text, version=version: person.post(url, quiet=True, minutes=text, version=version),
            "",
        )
        version = json.loads(answer)["version"]
        took.append(one)
    return took


async def _floor(people: list[Person], screens: list[Screen]) -> tuple[list[Took], list[Took]]:
    """Tell where one is typing, as often; then also ask for the server's clock."""
    found: tuple[list[Took], list[Took]] = ([], [])
    for took, times, asked in ((found[0], CHANGES, ""), (found[1], EDITS, "/live/time")):
        for number in range(times):
            where = f"bench {number} {asked}"
            body = json.dumps({"voice": screens[0].voice, "where": where}).encode()
            request = urllib.request.Request(f"{people[0].address}/live/typing", body)
            one, _answer = await _once(
                people,
                screens,
                lambda message, where=where: message.get("where") == where,
                lambda request=request: people[0].opener.open(request).close(),
                asked,
            )
            took.append(one)
    return found


def _told(name: str, took: list[Took], *, budget: int | None) -> list[dict[str, Any]]:
    times = [at for one in took for at in one.told if at is not None]
    lost = sum(at is None for one in took for at in one.told)
    return [
        {"what": f"{name}: told to {SCREENS} screens, p95", "measured": p95(times), "unit": "ms", "budget": budget},
        {"what": f"{name}: the longest", "measured": max(times, default=0) * 1000, "unit": "ms"},
        {"what": f"{name}: lost", "measured": lost, "unit": "", "budget": 0},
    ]


def _seen(name: str, took: list[Took], *, budget: int | None) -> dict[str, Any]:
    what = f"{name}: the last of {TABLE} screens has it, p95"
    return {"what": what, "measured": p95([one.seen for one in took]), "unit": "ms", "budget": budget}


# --- what is open -----------------------------------------------------------------------------------------------------


def _open_review(person: Person) -> str:
    """A review of a group that has a plan now, planned and opened."""
    path = f"{ROOM}plan/"
    choice = re.search(r'<select[^>]*name="group".*?</select>', person.get(path), re.DOTALL)
    found = re.search(rf'<option value="(\d+)"[^>]*>[^<]*{GROUP}\s*<', choice.group(0) if choice else "")
    if found is None:
        raise SystemExit(f"the demo has no group {GROUP}")
    group = found.group(1)
    page = person.get(f"{path}?group={group}")
    values = {name: _value(page, name) for name in ("date", "time", "participants")}
    return _opened(person, _planned(person, path, values | {"group": group, "chair": _chosen(page, "chair")}))


def _open_sitting(person: Person) -> str:
    """A sitting of the pupil review about one registered pupil, open."""
    path = f"{ROOM}sittings/plan/"
    page = person.get(path)
    values = {name: _value(page, name) for name in ("date", "time", "cases", "participants")}
    return _opened(person, _planned(person, path, values | {"chair": values["participants"]}))


def _planned(person: Person, path: str, values: dict[str, str]) -> str:
    """The page of a review planned with these values, also when something speaks against the day."""
    page = person.post(path, **values)
    again = re.search(r'name="anyway" value="([^"]+)"', page)
    return person.post(path, **values, anyway=again.group(1)) if again else page


def _opened(person: Person, page: str) -> str:
    """The address of the review that was just planned, open."""
    made = re.search(rf'action="({ROOM}\d+/)opening/"', page)
    if made is None:
        raise SystemExit("the review could not be planned")
    person.post(f"{made.group(1)}opening/")
    return made.group(1)


def _points(person: Person, room: str) -> Iterator[tuple[str, str]]:
    """Each point of the agenda: its key, and the room with it in the middle."""
    items = re.findall(rf'{room}agenda/(\d+)/place/|href="\?item=(\d+)"', person.get(room))
    for item in dict.fromkeys(one or other for one, other in items):
        yield item, person.get(f"{room}?item={item}")


def _minutes(person: Person, room: str) -> tuple[str, str]:
    """Where the minutes of the first point are written, and their version."""
    form = next(form for _item, page in _points(person, room) if (form := _form(page, "minutes")))
    return form[0], form[1]


def _edits_of_group(person: Person, room: str) -> dict[str, Edit]:
    """A need of the overview, and what the plan says for everyone, as they stand in the room."""
    found: dict[str, Edit] = {}
    for item, page in _points(person, room):
        rows = re.search(r'data-overview="([^"]+)"', page)
        if rows and (need := _need(person, page)):
            pupil, url, version = need
            asked = html.unescape(rows.group(1)).replace("/rows/0/", f"/rows/{pupil}/")
            found["overview row"] = Edit(url, "goal", version, "rows", asked)
        if plan := _form(page, "general"):
            asked = f"{room}agenda/{item}/part/?form={plan[2]}"
            found["plan"] = Edit(plan[0], "general", plan[1], "matter", asked)
    if len(found) < 2:
        raise SystemExit(f"the review of {GROUP} shows no overview or no plan to write in")
    return found


def _need(person: Person, page: str) -> tuple[str, str, str] | None:
    """The first need of an overview that can be written: pupil, address, version."""
    for pupil, link in re.findall(r'<tr id="p(\d+)".*?href="([^"]+/needs/[^"]+)"', page, re.DOTALL)[:8]:
        if form := _form(person.get(url := html.unescape(link)), "goal"):
            return pupil, url, form[1]
    return None


def _edit_of_case(person: Person, room: str) -> Edit:
    """What could help, in the case that is a point of this sitting."""
    for item, page in _points(person, room):
        part = re.search(r'<form id="part-ideas".*?</form>', page, re.DOTALL)
        if part and (form := _form(part.group(0), "text")):
            asked = f"{room}agenda/{item}/part/?form={form[2]}"
            return Edit(form[0], "text", form[1], "matter", asked)
    raise SystemExit("no case on the agenda")


def _form(page: str, field: str) -> tuple[str, str, str] | None:
    """Of the first form that has this field: address, version, live name."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        if f'name="{field}"' in form:
            version = re.search(r'name="version"[^>]*value="(\d+)"', form)
            name = re.search(r'data-live-form="([^"]+)"', form)
            action = re.search(r'action="([^"]*)"', form)
            return (
                action.group(1) if action else "",
                version.group(1) if version else "0",
                name.group(1) if name else "",
            )
    return None


def _value(page: str, name: str) -> str:
    """What a field says, or the first choice of several (the one that is ticked before others)."""
    fields = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    chosen = next((one for one in fields if "checked" in one), fields[0])
    found = re.search(r'value="([^"]*)"', chosen)
    return found.group(1) if found else ""


def _chosen(page: str, name: str) -> str:
    """The option that is chosen in a list, else the first."""
    choice = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)
    options = re.findall(r'<option value="(\d+)"([^>]*)>', choice.group(0) if choice else "")
    return next((pk for pk, more in options if "selected" in more), options[0][0])


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
