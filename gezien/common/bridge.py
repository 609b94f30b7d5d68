"""Django's pages on an asynchronous server: a fixed set of threads, whole requests in, whole replies out (decision 4).

A request's body is read to the end before a thread is taken, and a reply is sent after the thread is free again: no
slow line, going up or down, can keep a thread from the others. Each thread keeps its own database connection.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from contextvars import Context
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

from asgiref.wsgi import WsgiToAsgiInstance

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]

MEMORY_BYTES = 256 * 1024  # a larger body waits on disk
TOO_LARGE = "gezien.body_too_large"  # set in the WSGI environ: the body was left unread


class Gone(Exception):
    """The browser went away before its request was complete."""


class TooLarge(Exception):
    """The body is larger than anything the application takes."""


@dataclass
class Reply:
    """A whole WSGI reply."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Pages:
    """An ASGI application that answers with a WSGI application.

    `threads` pages are made at the same moment, others wait their turn. A body over `max_bytes` is not read: the WSGI
    application gets an empty one, with `TOO_LARGE` in its environ, and makes the page that says so.
    """

    def __init__(self, wsgi: Callable, *, threads: int, max_bytes: int):
        self.wsgi = wsgi
        self.max_bytes = max_bytes
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        extra = {}
        with SpooledTemporaryFile(max_size=MEMORY_BYTES) as body:
            try:
                await self._read(scope, receive, body)
            except Gone:
                return
            except TooLarge:
                body.seek(0)
                body.truncate()
                extra = {TOO_LARGE: True, "CONTENT_LENGTH": "0"}
            environ = environ_of(scope, body) | extra
            # A context of its own: nothing that one page sets is there for the next.
            reply = await asyncio.get_running_loop().run_in_executor(self.pool, Context().run, self._answer, environ)
        # Sent whole, even when the body was left unread: the server then drops what is still on its way.
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
        await send({"type": "http.response.body", "body": reply.body})

    async def _read(self, scope: Message, receive: Receive, body: SpooledTemporaryFile) -> None:
        """Take in the whole body, unless it is or proves too large."""
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self.max_bytes:
            raise TooLarge
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            body.write(message.get("body", b""))
            if body.tell() > self.max_bytes:
                raise TooLarge
            if not message.get("more_body"):
                body.seek(0)
                return

    def _answer(self, environ: dict[str, Any]) -> Reply:
        """Run the WSGI application; in a thread of the pool."""
        reply = Reply(500, [], b"")

        def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            reply.status = int(status.split(" ", 1)[0])
            reply.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

        chunks = self.wsgi(environ, start_response)
        with closing(chunks) if hasattr(chunks, "close") else nullcontext():
            reply.body = b"".join(chunks)
        return reply

    def close(self) -> None:
        """Let the pages being made finish, and end the threads (and with them their database connections)."""
        self.pool.shutdown(wait=True)


def environ_of(scope: Message, body: Any) -> dict[str, Any]:
    """The WSGI environ of a request, as asgiref makes it; `gezien.began`: when it came, in milliseconds since 1970."""
    instance = WsgiToAsgiInstance(None)
    instance.scope = scope
    environ: dict[str, Any] = instance.build_environ(scope, body)
    environ["gezien.began"] = time.time_ns() // 1_000_000
    return environ
