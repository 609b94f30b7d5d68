"""A school review at its busiest: 80 phones choose within three seconds, while 86 screens follow it on one process.

From a phone sending its choice until the picture on a board counts it: the budget is 300 ms for 95 of 100, measured on
each of the six boards. The floor: the statements of a choice on a bare SQLite cursor, beside the processor time of the
whole request. The stream itself gathers for a tenth of a second what comes at once. After that the same with 500
connections: as many choose, all others follow.

    python -m bench.school_review [--phones 80] [--connections 500]
"""

import argparse
import asyncio
import json
import os
import random
import re
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.screens import Screen, p95, served

PHONES, BOARDS, CONNECTIONS, SECONDS = 80, 6, 500, 3.0
BUDGET_P95 = 300.0
TODAY, CSRF = "2027-02-04", "a" * 32
NUMBER = re.compile(r"^\d+$")


def run(phones: int = PHONES, connections: int = CONNECTIONS) -> list[dict]:
    """One row for each figure: what, measured, budget, unit."""
    with tempfile.TemporaryDirectory(prefix="gezien-bench-") as folder:
        few = section(folder, phones, phones + BOARDS)
        more = section(folder, phones, connections, is_stretch=True) if connections > phones + BOARDS else []
        return few + more


def section(folder: str, phones: int, connections: int, *, is_stretch: bool = False) -> list[dict]:
    """Choosing by so many phones, followed over so many connections, on a database of its own in this folder."""
    database = Path(folder) / f"bench-{connections}.sqlite3"
    prepare(folder, database)
    review = make_review(phones, connections - BOARDS)
    with served(folder) as address:
        times, delivered = asyncio.run(votes(address, review))
        used = cpu_of_votes(review)
    floor = floor_of_vote(database)
    forget_database()
    title = f"{phones} phones, {connections} connections"

    def row(what: str, measured: float, unit: str = "ms", budget: float | None = None) -> dict:
        return {"what": f"{title}: {what}", "measured": measured, "unit": unit, "budget": budget}

    arrived = [one for one in times if one is not None]
    return [
        row("vote → picture, p50", statistics.median(arrived) * 1000 if arrived else float("inf")),
        row("vote → picture, p95", p95(arrived), budget=None if is_stretch else BUDGET_P95),
        row("votes that reached no board", float(len(times) - len(arrived)), "", 0),
        row("connections that heard the last number", delivered * 100, "%"),
        *(() if is_stretch else (row("one vote, processor time", used), row("one vote, floor", floor))),
        *(() if is_stretch else (row("times the floor", used / floor, "×"),)),
    ]


def forget_database() -> None:
    """The next section has a database of its own."""
    from django.db import connections

    connections.close_all()


def prepare(folder: str, database: Path) -> None:
    """A fresh database, with Django in this process too: it makes the tickets and the seats."""
    os.environ |= {
        "GEZIEN_DATA": folder,
        "GEZIEN_DATABASE": f"sqlite:///{database}",
        "GEZIEN_SECRET_KEY": "bench" * 10,
        "GEZIEN_TODAY": TODAY,
        "GEZIEN_WORKER": "none",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.db import connections

    connections.settings["default"]["NAME"] = str(database)
    from django.core.management import call_command

    from gezien.common.server import prepare_static_files

    call_command("migrate", verbosity=0)
    prepare_static_files()


def make_review(phones: int, screens: int) -> dict:
    """A review that is open, with its question asked: what each phone and board needs to take part."""
    from django_scopes import scope, scopes_disabled

    from gezien.schools.actions import create_school

    with scopes_disabled():
        school = create_school(board_name="Bench", name="Bench", slug="bench")
    with scope(school=school):
        review, asked = ask_question(school)
        seats = take_seats(review, screens)
    return {
        "path": f"/join/{review.code}/vote/",
        "round": asked.pk,
        "cookies": [seat_cookie(seat, number) for number, seat in enumerate(seats[:phones])],
        "tickets": tickets_for(review, [f"s{seat.pk}" for seat in seats] + [f"board{one}" for one in range(BOARDS)]),
        "school": school,
    }


def ask_question(school):
    """The review, and the round of its question."""
    import datetime as dt

    from gezien.schoolreviews.actions import planning, scale, session
    from gezien.schools.actions import ensure_year
    from gezien.schools.models import Membership, User
    from gezien.schools.rules import member_of

    user = User.objects.create(username="bench", last_name="Bench")
    year = ensure_year(school=school, first=2026)
    Membership.objects.create(school=school, user=user, role="coach", starts_on=year.starts_on)
    by = member_of(user, "bench")
    starts_at = dt.datetime(2027, 2, 4, 13, tzinfo=dt.UTC)
    review = planning.plan_review(by=by, title="Bench", starts_at=starts_at, place="", chair=user)
    session.open_review(by=by, review=review)
    return review, scale.ask(by=by, review=review, moment="before")


def take_seats(review, phones: int) -> list:
    """A seat for each phone, as joining makes them."""
    from django.utils import timezone

    from gezien.schoolreviews.models import Seat
    from gezien.schoolreviews.tokens import hashed

    return Seat.objects.bulk_create(
        Seat(
            school=review.school,
            review=review,
            name=f"Phone {number}",
            pass_hash=f"{number:064}",
            holder_hash=hashed(f"secret{number}"),
            joined_at=timezone.now(),
        )
        for number in range(phones)
    )


def seat_cookie(seat, number: int) -> str:
    """What the browser of this phone keeps."""
    from django.core import signing

    from gezien.schoolreviews import room

    return signing.dumps([seat.pk, f"secret{number}"], salt=room.SALT)


def tickets_for(review, people: list[str]) -> list[str]:
    """What the pages of these people give the stream."""
    from django.core import signing

    from gezien.common.live import tickets
    from gezien.schoolreviews.telling import topic_of

    topic = topic_of(review)
    return [signing.dumps([topic, one, one, ""], salt=tickets.SALT, compress=True) for one in people]


# --- voting -----------------------------------------------------------------------------------------------------------


class Watcher:
    """Who follows with a ticket alone, as a phone does that took a pass."""

    def __init__(self, address: str):
        self.address = address

    def cookie(self, name: str) -> str:
        """None: the ticket is enough."""
        return ""


async def votes(address: str, review: dict) -> tuple[list[float | None], float]:
    """For every vote and board the seconds from sending it until the board counts it, None when it never did.

    And which part of all that follow heard the last number.
    """
    watcher, screens = Watcher(address), [Screen() for _ticket in review["tickets"]]
    follow = [
        asyncio.create_task(screen.follow(watcher, ticket, cast_in))
        for screen, ticket in zip(screens, review["tickets"], strict=True)
    ]
    for screen in screens:
        await asyncio.wait_for(screen.is_ready.wait(), 60)
    chance = random.Random(7)  # noqa: S311 - the same moments each time
    sent = await asyncio.gather(
        *(phone(address, review, place, chance.uniform(0, SECONDS)) for place in range(len(review["cookies"])))
    )
    await asyncio.sleep(1.5)
    for one in follow:
        one.cancel()
    await asyncio.gather(*follow, return_exceptions=True)
    # The order of the answers is that in which they were counted.
    order = sorted(sent, key=lambda times: times[1])
    boards = screens[-BOARDS:]
    times = [first_after(one, began, rank) for rank, (began, _answered) in enumerate(order, start=1) for one in boards]
    return times, sum(len(sent) in screen.heard for screen in screens) / len(screens)


def cast_in(message: dict[str, Any]) -> int | None:
    """How many chose, by a message about that."""
    told = next((text for name, text in (message.get("parts") or {}).items() if name.startswith("sr-cast-")), "")
    return int(told) if NUMBER.match(told) else None


def first_after(board: Screen, began: float, rank: int) -> float | None:
    """When the board first counted so many, since then."""
    moments = [moment for count, moment in board.heard.items() if count >= rank]
    return min(moments) - began if moments else None


async def phone(address: str, review: dict, place: int, wait: float) -> tuple[float, float]:
    """One vote: when it was sent, and when it was answered."""
    await asyncio.sleep(wait)
    body = urlencode({"round": review["round"], "value": place % 11})
    began = time.perf_counter()
    status = await post(address, review["path"], body, f"gezien_seat={review['cookies'][place]}; gezien_csrf={CSRF}")
    if status != 200:
        raise RuntimeError(f"a vote was answered with {status}")
    return began, time.perf_counter()


async def post(address: str, path: str, body: str, cookie: str) -> int:
    """A request as a browser's script sends it; the status."""
    url = urlsplit(address)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {url.netloc}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"Cookie: {cookie}",
        f"X-CSRFToken: {CSRF}",
        "Accept: application/json",
        "Connection: close",
        "",
        body,
    ]
    writer.write("\r\n".join(lines).encode())
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1])


# --- cost of one vote -------------------------------------------------------------------------------------------------


def cpu_of_votes(review: dict) -> float:
    """Median processor time of one vote through all middleware, in this process."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    handler, taken = WSGIHandler(), []
    reset(review)
    for place, cookie in enumerate(review["cookies"]):
        headers = {"host": "localhost", "cookie": f"gezien_seat={cookie}; gezien_csrf={CSRF}", "x-csrftoken": CSRF}
        data = {"round": review["round"], "value": place % 11}
        environ = RequestFactory().post(review["path"], data, headers=headers | {"accept": "application/json"}).environ
        answered: list[str] = []
        began = time.process_time()
        with closing(handler(environ, lambda status, headers, note=answered: note.append(status))) as response:
            body = b"".join(response)
        taken.append((time.process_time() - began) * 1000)
        if answered != ["200 OK"] or not json.loads(body)["counted"]:
            raise RuntimeError(f"a vote was answered with {answered}")
    return statistics.median(taken)


def reset(review: dict) -> None:
    """As before anybody chose."""
    from django_scopes import scope

    from gezien.schoolreviews.models import ScaleTally, VoteToken

    with scope(school=review["school"]):
        VoteToken.objects.filter(round=review["round"]).delete()
        ScaleTally.objects.filter(round=review["round"]).update(count=0)


def floor_of_vote(database: Path) -> float:
    """Median processor time of the statements of a vote, on a bare cursor: find, insert, count, tell how many."""
    bare = sqlite3.connect(database, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=NORMAL")
    bare.execute("CREATE TABLE floor_token (id INTEGER PRIMARY KEY, token TEXT UNIQUE)")
    taken = []
    for number in range(200):
        began = time.process_time()
        bare.execute("SELECT * FROM schoolreviews_schoolreview WHERE closed_at IS NULL").fetchone()
        bare.execute("SELECT * FROM schoolreviews_seat WHERE id = ?", (number % 80 + 1,)).fetchone()
        bare.execute("SELECT * FROM schoolreviews_scaleround").fetchone()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO floor_token (token) VALUES (?)", (f"{number:064}",))
        bare.execute("UPDATE schoolreviews_scaletally SET count = count + 1 WHERE value = ?", (number % 11,))
        bare.execute("SELECT SUM(count) FROM schoolreviews_scaletally").fetchone()
        bare.execute("COMMIT")
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    from bench import show

    asked = argparse.ArgumentParser()
    asked.add_argument("--phones", type=int, default=PHONES)
    asked.add_argument("--connections", type=int, default=CONNECTIONS)
    chosen = asked.parse_args()
    show(run(chosen.phones, chosen.connections))
