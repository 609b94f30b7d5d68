"""How far work is, and stopping it."""

import json

import pytest

from gezien.common import work


@pytest.fixture(autouse=True)
def _database():
    """Progress lies in files."""


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path, monkeypatch):
    settings.WORK_ROOT = tmp_path / "work"
    monkeypatch.setattr(work, "TOLD_EVERY", 0)


def test_progress_is_seen_while_it_lasts_and_forgotten_after():
    with work.doing("a"):
        work.tick(5, 20)
        assert (work.look("a"), work.look("a").share) == (work.Look(5, 20), 0.25)
    assert work.look("a") == work.Look()


def test_total_told_once_holds():
    with work.doing("a"):
        work.tick(1, 20)
        work.tick(30)
        assert work.look("a").share == 1.0


def test_work_that_is_asked_to_stop_stops_at_its_next_word():
    with work.doing("a"):
        work.ask_to_stop("a")
        with pytest.raises(work.Stopped):
            work.tick(1)
    with work.doing("a"):
        work.tick(1)


def test_word_outside_any_work_is_nothing():
    work.tick(1)
    assert list(work.folder().iterdir()) == []


def test_progress_of_one_is_not_that_of_another():
    with work.doing("a"):
        work.tick(5)
        assert work.look("b") == work.Look()


def test_half_written_progress_counts_as_none():
    (work.folder() / "a.json").write_text(json.dumps({"done": 1})[:-3])
    assert work.look("a") == work.Look()
