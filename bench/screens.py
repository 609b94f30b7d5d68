"""Browsers that follow something live, as many as wanted, without a browser: used by the measurements of meetings.

A `Person` signs in and sends forms; a `Screen` follows with the ticket that a page gave. All streams are read in one
loop of this process, which is not the server's.
"""

import asyncio
import html
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

TICKET = re.compile(r'data-ticket="([^"]+)" data-renew="([^"]+)"')


class Person:
    """Somebody who is signed in at one server."""

    def __init__(self, address: str, username: str, password: str):
        self.address, self.jar = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.get("/")
        self.post("/account/login/", username=username, password=password)

    def get(self, path: str) -> str:
        """A page."""
        with self.opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def part(self, path: str) -> str:
        """A part of a page, asked for as a script does; fails when the answer is elsewhere."""
        request = urllib.request.Request(self.address + path, headers={"HX-Request": "true"})
        with self.opener.open(request, timeout=30) as answer:
            if answer.url != self.address + path:
                raise SystemExit(f"{path} led to {answer.url}")
            return answer.read().decode()

    def post(self, path: str, *, quiet: bool = False, **values: Any) -> str:
        """Send a form; `quiet` as autosave does, with an answer in JSON."""
        body = urllib.parse.urlencode({**values, "csrfmiddlewaretoken": self.cookie("gezien_csrf")}).encode()
        headers = {"Referer": self.address, "Origin": self.address}
        if quiet:
            headers |= {"X-Autosave": "1", "Accept": "application/json"}
        with self.opener.open(urllib.request.Request(self.address + path, body, headers), timeout=30) as answer:
            return answer.read().decode()

    def cookie(self, name: str) -> str:
        """A cookie's value, or nothing."""
        return next((one.value or "" for one in self.jar if one.name == name), "")

    def ticket(self, path: str) -> str:
        """The ticket in a page that follows something."""
        found = TICKET.search(self.get(path))
        if found is None:
            raise SystemExit(f"{path} follows nothing")
        return html.unescape(found.group(1))


class Screen:
    """One stream; `heard` maps what `key_of` says of a message to the moment it arrived. Who waits is woken by it."""

    def __init__(self) -> None:
        self.heard: dict[Any, float] = {}
        self.waits: list[tuple[Callable[[dict], bool], asyncio.Future[float]]] = []
        self.is_ready = asyncio.Event()
        self.voice = ""

    async def follow(self, person: Person, ticket: str, key_of) -> None:
        """Read until cancelled."""
        host, port = person.address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        cookie = f"gezien_session={person.cookie('gezien_session')}"
        path = f"/live/?ticket={urllib.parse.quote(ticket)}"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise SystemExit(f"no stream: {head!r}")
        try:
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    self._take(json.loads(line[6:]), key_of)
        finally:
            writer.close()

    def _take(self, message: dict, key_of) -> None:
        now = time.perf_counter()
        for holds, found in self.waits:
            if not found.done() and holds(message):
                found.set_result(now)
        self.is_ready.set()
        self.voice = message.get("voice", self.voice)
        key = key_of(message)
        if key is not None:
            self.heard.setdefault(key, now)

    def next(self, holds: Callable[[dict], bool]) -> asyncio.Future[float]:
        """When the next message arrives of which this holds; ask before it is sent."""
        self.waits = [one for one in self.waits if not one[1].done()]
        found: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.waits.append((holds, found))
        return found


@contextmanager
def served(folder: str, *, redis: str = "") -> Iterator[str]:
    """`gezien serve` on a free port with the data of this folder; gives its address."""
    env = os.environ | {"GEZIEN_DATA": folder, "GEZIEN_WORKER": "none", "GEZIEN_REDIS": redis}
    command = [sys.executable, "-m", "gezien", "serve", "--port", "0"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stdout or ():
                if found := re.match(r"Gezien is ready: (\S+)/$", line.strip()):
                    yield found.group(1)
                    return
            raise SystemExit("the server stopped before it was ready")
        finally:
            process.terminate()


def made_demo(folder: str) -> tuple[str, dict[str, str]]:
    """The demo school in this folder: the password of all, and {who by key: username}."""
    env = os.environ | {"GEZIEN_DATA": folder}
    subprocess.run([sys.executable, "-m", "gezien", "demo", "--no-serve"], env=env, check=True, capture_output=True)
    told = json.loads((Path(folder) / "demo.json").read_text())
    return told["password"], {one["username"]: one["name"] for one in told["accounts"]}


def p95(times: list[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return sorted(times)[max(0, int(len(times) * 0.95) - 1)] * 1000 if times else float("inf")
