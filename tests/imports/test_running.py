"""Large files: the worker does what the page does not wait for, whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from gezien.common import work, worker
from gezien.imports import running
from gezien.imports.models import ImportRun
from gezien.results.models import Result

CHOICE = {"column_0": "pupil.key", "column_1": "row.figure", "instrument": "methode-rekenen"}
CHOICE |= {"moment": "blok 5", "taken_on": "2027-01-29"}


@pytest.fixture(autouse=True)
def _large(settings, tmp_path, monkeypatch):
    """Every file counts as large."""
    settings.WORK_ROOT = tmp_path / "work"
    monkeypatch.setattr(running, "LARGE_FILE", 0)
    monkeypatch.setattr(running, "MANY_RESULTS", 0)
    monkeypatch.setattr(work, "TOLD_EVERY", 0)


@pytest.fixture
def queue(settings):
    """`queue()` lets tasks wait for a worker, and from then on does those that wait."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def do_all() -> None:
        for found in DBTaskResult.objects.ready():
            found.claim("w1")
            found.task.call(*found.args_kwargs["args"], **found.args_kwargs["kwargs"])

    return do_all


@pytest.fixture
def petra(sign_in):
    """The administrator's browser."""
    return sign_in("petra")


@pytest.fixture
def press(petra, zwaluw):
    """`press("apply", run)` presses that button and gives the page that follows; the run is as it became."""

    def button(name: str, run: ImportRun, **data) -> str:
        page = petra.post(reverse(f"imports:{name}", args=[zwaluw.slug, run.pk]), data, follow=True)
        run.refresh_from_db()
        return page.content.decode()

    return button


@pytest.fixture
def upload(petra, zwaluw, pupils_5b):
    """`upload()` uploads two scores and gives the run."""

    def send(content: str = "", kind: str = "results") -> ImportRun:
        rows = content or f"Nummer;Score\n{pupils_5b[0].key};81\n{pupils_5b[1].key};64\n"
        file = SimpleUploadedFile("blok5.csv", rows.encode())
        petra.post(reverse("imports:upload", args=[zwaluw.slug]), {"kind": kind, "file": file})
        return ImportRun.objects.latest("pk")

    return send


def stored() -> int:
    """How many results of that test there are."""
    return Result.objects.filter(moment="blok 5").count()


@pytest.mark.requirement("H1")
def test_every_step_of_a_large_file_is_done_by_the_worker(queue, upload, press):
    run = upload()
    assert (run.work, run.summary) == ("judging", {})
    queue()
    for name, what, data in (("columns", "judging", CHOICE), ("apply", "applying", {}), ("undo", "undoing", {})):
        assert "<progress" in press(name, run, **data)
        assert (run.work, stored()) == (what, 2 if name == "undo" else 0)
        queue()
    run.refresh_from_db()
    assert (run.state, run.work, run.problem, stored()) == ("undone", "", "", 0)


def test_page_tells_how_far_it_is_and_refreshes_when_done(queue, upload, petra, zwaluw):
    run = upload()
    address = reverse("imports:progress", args=[zwaluw.slug, run.pk])
    with work.doing(run.progress_key):
        work.tick(2500, 10_000)
        assert "2.500 van 10.000 rijen · 25 %" in petra.get(address).content.decode()
    queue()
    assert petra.get(address).headers["HX-Refresh"] == "true"


def test_work_that_waits_is_stopped_at_once(queue, upload, press):
    run = upload()
    assert "Gestopt" in press("stop", run)
    queue()
    run.refresh_from_db()
    assert (run.work, run.summary) == ("", {})


def test_work_that_is_under_way_stops_at_its_next_word(queue, upload, press, monkeypatch):
    run = upload()
    queue()
    press("columns", run, **CHOICE)
    monkeypatch.setattr("gezien.imports.formats.results.reading.TICK", 1)
    work.ask_to_stop(run.progress_key)
    queue()
    run.refresh_from_db()
    assert (run.work, run.state, "Gestopt" in run.problem) == ("", "uploaded", True)


def test_killed_worker_leaves_a_run_from_which_one_can_go_on(queue, upload, press):
    run = upload()
    DBTaskResult.objects.get().claim("gone")
    worker.reap()
    run.refresh_from_db()
    assert (run.work, "afgebroken" in run.problem) == ("", True)
    press("judge", run)
    queue()
    run.refresh_from_db()
    assert (run.summary, run.problem) == ({"rows": 2}, "")


def test_fault_in_the_work_is_told_in_dutch_and_stores_nothing(upload, press, monkeypatch, caplog):
    run = upload()
    press("columns", run, **CHOICE)
    monkeypatch.setattr("gezien.results.actions.deliveries.record", lambda *_args, **_more: 1 / 0)
    page = press("apply", run)
    assert "Er ging iets mis en er is niets veranderd" in page
    assert (run.state, run.work, stored()) == ("previewed", "", 0)
    assert "division by zero" in caplog.text


def test_file_that_is_wrong_says_why_and_can_be_thrown_away(upload, press, petra, zwaluw):
    run = upload("Nummer\nP1\n")
    assert "twee kolommen" in petra.get(reverse("imports:run", args=[zwaluw.slug, run.pk])).content.decode()
    press("discard", run)
    assert run.state == "discarded"


def test_run_that_is_worked_on_is_left_alone_by_every_other_button(queue, upload, press):
    run = upload()
    for name in ("apply", "judge", "discard"):
        assert "wordt gecontroleerd" in press(name, run)
    assert (run.work, run.state, DBTaskResult.objects.count()) == ("judging", "uploaded", 1)
