"""The process that does what pages do not wait for, and whoever keeps it alive (decision 0012).

django-tasks-db takes the tasks from the database and runs them. What it leaves open is here: a worker that was killed
(its tasks are given back or given up), trying again, a schedule, and starting a worker beside the pages.
"""

import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import OperationalError, close_old_connections
from django.dispatch import receiver
from django.tasks import TaskResultStatus
from django.tasks.signals import task_finished
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_scopes import scopes_disabled
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from gezien.common import work
from gezien.common.models import ScheduledWork

INTERVAL = 0.5  # seconds between two looks for something to do
HOUSEKEEPING = 10.0  # seconds between two looks for dead workers and what the schedule asks
FIRST_RETRY = 10  # seconds; twice as long each time after that
STOPPING = 10  # seconds a worker gets to finish what it is doing when the server stops
log = logging.getLogger("gezien.worker")


class WorkerLost(Exception):
    """The worker that did this is gone: killed, or the machine stopped."""


def run(*, with_parent: bool = False) -> None:
    """Do tasks until told to stop. `with_parent`: also stop when the process that started this one is gone."""
    name = get_random_string(32)
    with alive(name):
        worker = Worker(
            queue_names=["*"],
            interval=INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        for quiet in ("django.tasks", "django_tasks_db"):
            logging.getLogger(quiet).setLevel(logging.ERROR)
        worker.configure_signals()
        if with_parent:
            threading.Thread(target=_stop_with_parent, daemon=True).start()
        threading.Thread(target=_keep_house, args=[worker], daemon=True).start()
        while worker.running:
            try:
                worker.run()
            except OperationalError:  # the database was kept busy, or is being restarted
                log.warning("The worker waits for the database")
                time.sleep(HOUSEKEEPING)


@contextmanager
def alive(name: str) -> Iterator[None]:
    """Hold this worker's sign of life: a locked file. The system lets go of it however the process ends."""
    path = work.folder() / f"worker-{name}.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def is_alive(name: str) -> bool:
    """Whether the worker of this name still holds its sign of life."""
    path = work.folder() / f"worker-{name}.lock"
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    path.unlink(missing_ok=True)
    return False


def reap() -> int:
    """Give the tasks of dead workers back, or up when no attempt is left. Returns how many there were."""
    count = 0
    for found in DBTaskResult.objects.running().order_by("started_at"):
        if found.worker_ids and is_alive(found.worker_ids[-1]):
            continue
        if _again(found):
            count += 1
        elif _settle(found, status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback=WorkerLost.__doc__):
            count += 1
            manner = work.MANNERS.get(found.task_path)
            if manner and manner.on_lost:
                with scopes_disabled():
                    manner.on_lost(*found.args_kwargs["args"], **found.args_kwargs["kwargs"])
    return count


@receiver(task_finished)
def try_again(sender, task_result, **kwargs) -> None:
    """A task that may be tried again after an error goes back in the row."""
    found = getattr(task_result, "db_result", None)
    if found is not None and task_result.status == TaskResultStatus.FAILED:
        _again(found)


def _again(found: DBTaskResult) -> bool:
    """Put it back in the row when an attempt is left; each time later than the time before."""
    manner, tried = work.MANNERS.get(found.task_path, work.Manner()), len(found.worker_ids)
    if tried >= manner.attempts:
        return False
    return _settle(
        found,
        status=TaskResultStatus.READY,
        run_after=timezone.now() + timedelta(seconds=FIRST_RETRY * 2 ** (tried - 1)),
        finished_at=None,
    )


def _settle(found: DBTaskResult, **values) -> bool:
    """Write this unless another worker did so first."""
    same = DBTaskResult.objects.filter(pk=found.pk, status=found.status, started_at=found.started_at)
    return bool(same.update(**values))


def follow_schedule() -> list[str]:
    """Put what is due in the row: whoever moves the next moment first does so, so that it happens once."""
    now = timezone.now()
    due = []
    for name, (interval, declared) in work.SCHEDULE.items():
        ScheduledWork.objects.get_or_create(name=name, defaults={"next_at": now})
        if ScheduledWork.objects.filter(name=name, next_at__lte=now).update(next_at=now + interval):
            declared.enqueue()
            due.append(name)
    return due


def _keep_house(worker: Worker) -> None:
    """Beside the tasks, on a connection of its own: dead workers and the schedule."""
    while worker.running:
        try:
            close_old_connections()
            reap()
            follow_schedule()
        except OperationalError:  # a long task holds the database; the next round will do
            pass
        except Exception:
            log.exception("Looking after the work failed")
        time.sleep(HOUSEKEEPING)


def _stop_with_parent() -> None:
    """The parent holds the other end of our input: when it is gone, however it went, we read the end."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


class Supervised:
    """A worker beside the pages: started with them, started again when it dies, stopped with them."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.process: subprocess.Popen | None = None
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start the worker, and keep one going from now on."""
        self.thread.start()

    def stop(self) -> None:
        """Let it finish what it is doing, for ten seconds at most; then its work is given back or up."""
        self.ended.set()
        if self.process is not None:
            if self.process.stdin:
                self.process.stdin.close()
            try:
                self.process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def _watch(self) -> None:
        pause = 1.0
        while not self.ended.is_set():
            began = time.monotonic()
            command = [sys.executable, "-m", "gezien", "worker", "--with-parent"]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
            self.process.wait()
            pause = 1.0 if time.monotonic() - began > 60 else min(pause * 2, 60.0)
            self.ended.wait(pause)
