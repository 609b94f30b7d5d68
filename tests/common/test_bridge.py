"""The bridge between the asynchronous server and Django's synchronous pages."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

import pytest

from gezien.common.bridge import TOO_LARGE, Pages

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/café",
    "query_string": b"a=1",
    "http_version": "1.1",
    "scheme": "http",
    "server": ("127.0.0.1", 80),
    "client": ("127.0.0.1", 1),
    "headers": [],
}


@pytest.fixture(autouse=True)
def _database():
    """No database here."""


def echo(environ, start_response):
    """A WSGI application that answers with what it got."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Name", "Zoë")])
    return [environ["PATH_INFO"].encode("latin-1"), b" ", environ["wsgi.input"].read()]


def size(environ, start_response):
    """Tells how much of a body arrived, and whether it was refused."""
    start_response("413 Too Large" if environ.get(TOO_LARGE) else "200 OK", [])
    return [str(len(environ["wsgi.input"].read())).encode()]


def answer(pages: Pages, scope: dict, receive, send) -> None:
    """Serve one request in a thread of its own: the browser tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(pages(scope, receive, send))).result()


def ask(pages: Pages, *bodies: bytes, headers: tuple = ()) -> tuple[int, dict, bytes, int]:
    """Send one request in these pieces; status, headers, body and how many pieces were taken in."""
    waiting = [{"type": "http.request", "body": body, "more_body": n < len(bodies)} for n, body in enumerate(bodies, 1)]
    waiting.append({"type": "http.disconnect"})
    total = len(waiting)
    sent: list[dict] = []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    answer(pages, SCOPE | {"headers": list(headers)}, receive, send)
    if not sent:
        return 0, {}, b"", total - len(waiting)
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"], total - len(waiting)


@pytest.fixture
def bridge():
    """`bridge(application)`: with room for a body of ten bytes; its threads end with the test."""
    made: list[Pages] = []

    def pages_of(wsgi, max_bytes: int = 10) -> Pages:
        made.append(Pages(wsgi, threads=2, max_bytes=max_bytes))
        return made[-1]

    yield pages_of
    for pages in made:
        pages.close()


def test_request_goes_in_and_reply_comes_out_whole(bridge):
    status, headers, body, _taken = ask(bridge(echo), b"one ", b"two")

    assert (status, body.decode()) == (200, "/café one two")
    assert headers == {b"content-type": b"text/plain", b"x-name": "Zoë".encode("latin-1")}


def test_body_announced_as_too_large_is_not_read(bridge):
    status, _headers, body, taken = ask(bridge(size), b"x" * 20, headers=[(b"content-length", b"20")])

    assert (status, body, taken) == (413, b"0", 0)


def test_body_that_proves_too_large_is_read_no_further(bridge):
    status, _headers, body, taken = ask(bridge(size), b"x" * 8, b"x" * 8, b"x" * 8)

    assert (status, body, taken) == (413, b"0", 2)


def test_body_of_exactly_the_limit_is_taken(bridge):
    status, _headers, body, _taken = ask(bridge(size), b"x" * 10, headers=[(b"content-length", b"10")])

    assert (status, body) == (200, b"10")


def test_browser_that_leaves_halfway_is_not_answered(bridge):
    calls = []
    pages = bridge(lambda environ, start_response: calls.append(environ))

    async def receive():
        return {"type": "http.disconnect"}

    answer(pages, SCOPE, receive, calls.append)

    assert calls == []


def test_reply_is_closed_also_when_it_fails_halfway(bridge):
    closed = []

    class Reply:
        def __iter__(self):
            raise OSError("disk gone")

        def close(self):
            closed.append(True)

    def failing(environ, start_response):
        start_response("200 OK", [])
        return Reply()

    with pytest.raises(OSError, match="disk gone"):
        ask(bridge(failing), b"")

    assert closed == [True]


def test_pages_run_on_a_fixed_set_of_threads(bridge):
    names = set()

    def note(environ, start_response):
        names.add(threading.current_thread().name)
        start_response("204 No Content", [])
        return [b""]

    pages = bridge(note)
    for _ in range(12):
        ask(pages, b"")

    assert 1 <= len(names) <= 2
    assert all(name.startswith("page") for name in names)


def test_what_one_page_sets_is_gone_for_the_next(bridge):
    left = ContextVar("left", default="nothing")

    def leave(environ, start_response):
        start_response("200 OK", [])
        found = left.get()
        left.set("something")
        return [found.encode()]

    pages = bridge(leave)

    assert {ask(pages, b"")[2] for _ in range(6)} == {b"nothing"}
