"""Serving: `run` is what `gezien serve` and `gezien demo` do after their own preparations."""

import fcntl
import hashlib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.urls import get_resolver

from gezien.common.live.hub import hub
from gezien.common.worker import Supervised


class PortTaken(Exception):
    """Another program listens at this address."""


def run(host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve until told to stop; `on_ready` gets the address at the moment connections are accepted.

    Raises `PortTaken` before anything else happens when the port is not free. SIGTERM and Ctrl-C stop gently: what is
    being answered is finished, for ten seconds at most.
    """
    listener = _listen(host, port)
    prepare_static_files()
    _ = get_resolver().url_patterns  # so that the first page does not wait for all modules
    config = uvicorn.Config(
        "config.asgi:application",
        lifespan="on",
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        reset_contextvars=True,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=10,
    )
    shown = f"[{host}]" if ":" in host else host
    worker = Supervised() if settings.WORKER == "serve" else None
    _Server(config, lambda: on_ready(f"http://{shown}:{listener.getsockname()[1]}/"), worker).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Tells when it accepts connections, and has a worker beside it for what pages do not wait for."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None], worker: Supervised | None):
        super().__init__(config)
        self.on_ready = on_ready
        self.worker = worker

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self.on_ready()
            if self.worker:
                self.worker.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        hub.close()
        await super().shutdown(sockets=sockets)
        if self.worker:
            self.worker.stop()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortTaken(f"{host}:{port} cannot be used: {error.strerror}") from error
    return listener


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """What processes that start at the same moment do one after the other: the second finds it done."""
    with (settings.DATA_DIR / "start.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@one_at_a_time()
def prepare_static_files() -> None:
    """Collect scripts, styles, fonts and pictures where the server finds them; nothing when none of them changed."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)


def _fingerprint() -> str:
    """Changes whenever a static file is added, changed or taken away."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\0".encode())
    return digest.hexdigest()
