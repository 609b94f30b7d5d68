"""A worker that dies leaves nothing behind that nobody looks after; what is planned happens once."""

import datetime as dt

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gezien.common import work, worker
from gezien.common.models import ScheduledWork

given_up: list[int] = []


@work.background(attempts=2)
def repeatable(number: int) -> None:
    """May be done twice."""


@work.background(on_lost=given_up.append)
def once(number: int) -> None:
    """May not."""


@work.every(dt.timedelta(hours=1))
def hourly() -> None:
    """Every hour."""


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.WORK_ROOT = tmp_path
    given_up.clear()


def running(task, *workers: str) -> DBTaskResult:
    """A task that the last of these workers is doing."""
    return DBTaskResult.objects.create(
        task_path=task.module_path,
        args_kwargs={"args": [7], "kwargs": {}},
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now(),
        worker_ids=list(workers),
        backend_name="default",
    )


def test_task_of_a_living_worker_is_left_alone():
    found = running(once, "w1")
    with worker.alive("w1"):
        assert worker.reap() == 0
    found.refresh_from_db()
    assert found.status == TaskResultStatus.RUNNING


def test_task_of_a_dead_worker_is_given_up_once_and_its_owner_told():
    found = running(once, "gone")
    assert (worker.reap(), worker.reap(), given_up) == (1, 0, [7])
    found.refresh_from_db()
    assert found.status == TaskResultStatus.FAILED


def test_repeatable_task_of_a_dead_worker_is_tried_again_and_then_given_up():
    found = running(repeatable, "gone")
    worker.reap()
    found.refresh_from_db()
    assert (found.status, found.run_after > timezone.now()) == (TaskResultStatus.READY, True)
    running(repeatable, "gone", "too")
    assert worker.reap() == 1
    assert DBTaskResult.objects.get(status=TaskResultStatus.FAILED).worker_ids == ["gone", "too"]


def test_sign_of_life_ends_with_the_worker():
    with worker.alive("w1"):
        assert worker.is_alive("w1")
    assert not worker.is_alive("w1")


def test_planned_work_is_due_once_an_interval(monkeypatch):
    monkeypatch.setattr(work, "SCHEDULE", {hourly.module_path: work.SCHEDULE[hourly.module_path]})
    assert (worker.follow_schedule(), worker.follow_schedule()) == ([hourly.module_path], [])
    ScheduledWork.objects.update(next_at=timezone.now())
    assert worker.follow_schedule() == [hourly.module_path]
