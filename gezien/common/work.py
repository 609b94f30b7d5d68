"""Work that a page does not wait for: declaring it, how far it is, stopping it (decision 0012).

    @background(attempts=3)                       # idempotent: tried again after a failure or a killed worker
    def send_reminders(school: int) -> None: …
    send_reminders.enqueue(school.pk)             # inside the transaction that asks for it

    @every(dt.timedelta(days=1))                  # once a day, whatever the number of workers
    def clear_up() -> None: …

Declared in an app's `tasks.py`, which is found by itself. What takes long says how far it is, and is told to stop:

    with doing("import-12"):
        for number, row in enumerate(rows):
            tick(number, total)                   # raises `Stopped` when somebody asked for that

Progress is kept in files beside the uploads: a transaction that is not over yet can tell nobody anything else.
"""

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.tasks import Task, task

TOLD_EVERY = 0.3  # seconds between two notes of how far something is


class Stopped(Exception):
    """Somebody asked to stop; what was begun is rolled back by whoever holds the transaction."""


@dataclass(frozen=True)
class Manner:
    """What to do with a task that did not end well."""

    attempts: int = 1
    on_lost: Callable[..., None] | None = None


MANNERS: dict[str, Manner] = {}
SCHEDULE: dict[str, tuple[dt.timedelta, Task]] = {}


def background(*, attempts: int = 1, on_lost: Callable[..., None] | None = None) -> Callable[[Callable], Task]:
    """Declare a function as a task; its arguments must be JSON.

    `attempts` above 1 says that it may be done twice without harm: it is tried again after an error or a killed worker.
    `on_lost(*arguments)` is called when the worker died and no attempt is left.
    """

    def declare(function: Callable) -> Task:
        declared: Task = task(function)
        MANNERS[declared.module_path] = Manner(attempts, on_lost)
        return declared

    return declare


def every(interval: dt.timedelta) -> Callable[[Callable], Task]:
    """Declare a task without arguments that is done again and again, by one worker each time."""

    def declare(function: Callable) -> Task:
        declared = background()(function)
        SCHEDULE[declared.module_path] = (interval, declared)
        return declared

    return declare


@dataclass(frozen=True, slots=True)
class Look:
    """How far something is. `total` 0: not known."""

    done: int = 0
    total: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1, or None when that cannot be told."""
        return min(self.done / self.total, 1.0) if self.total else None


@dataclass
class _Job:
    """What the present thread is doing."""

    key: str
    total: int = 0
    told_at: float = field(default=0.0)


_current: ContextVar[_Job | None] = ContextVar("job", default=None)


@contextmanager
def doing(key: str) -> Iterator[None]:
    """While this lasts, `tick` tells how far `key` is, and `look` and `ask_to_stop` know it."""
    token = _current.set(_Job(key))
    try:
        yield
    finally:
        _current.reset(token)
        forget(key)


def tick(done: int, total: int = 0) -> None:
    """Note how far the present work is; outside `doing` nothing. Raises `Stopped` when asked to stop.

    Cheap enough for every few hundred rows. A total told once holds until another is told.
    """
    job = _current.get()
    if job is None:
        return
    job.total = total or job.total
    now = time.monotonic()
    if now - job.told_at < TOLD_EVERY:
        return
    job.told_at = now
    if _file(job.key, "stop").exists():
        raise Stopped
    _write(_file(job.key, "json"), json.dumps({"done": done, "total": job.total}))


def look(key: str) -> Look:
    """How far it is, as far as is known."""
    try:
        found: dict[str, Any] = json.loads(_file(key, "json").read_text())
    except (FileNotFoundError, ValueError):
        return Look()
    return Look(found["done"], found["total"])


def ask_to_stop(key: str) -> None:
    """Ask whoever does this to stop; they do so within a second, or when they begin."""
    _write(_file(key, "stop"), "")


def forget(key: str) -> None:
    """Take away what is known of how far it is, and any wish to stop."""
    for suffix in ("json", "stop"):
        _file(key, suffix).unlink(missing_ok=True)


def folder() -> Path:
    """Where progress and the workers' signs of life lie: beside the uploads, for every process of this school."""
    found = Path(settings.WORK_ROOT)
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def _file(key: str, suffix: str) -> Path:
    return folder() / f"{key}.{suffix}"


def _write(path: Path, text: str) -> None:
    """Whole or not at all: somebody may be reading."""
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(text)
    part.replace(path)
