"""What is deleted leaves the database's files."""

import sqlite3

import pytest
from django.db import connections, transaction

from gezien.common.erasing import delete_for_good, is_done, try_again

SECRETS = [f"secret-token-{number:03}" for number in range(300)]


@pytest.fixture
def on_disk(tmp_path, django_db_blocker, settings):
    """A database in a file, with a log of writes."""
    settings.WORK_ROOT = tmp_path / "work"
    found = connections["default"].settings_dict
    connections.databases["disk"] = found | {"NAME": tmp_path / "db.sqlite3", "ENGINE": "django.db.backends.sqlite3"}
    with django_db_blocker.unblock():
        yield connections["disk"]
        connections["disk"].close()
    del connections["disk"], connections.databases["disk"]


@pytest.mark.skipif("connections['default'].vendor != 'sqlite'", reason="the files of SQLite")
def test_what_is_deleted_for_good_is_in_no_file(on_disk, tmp_path):
    with on_disk.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("CREATE TABLE token (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
        cursor.executemany("INSERT INTO token (text) VALUES (%s)", [(one,) for one in SECRETS])
    files = [tmp_path / "db.sqlite3", tmp_path / "db.sqlite3-wal"]
    assert any(b"secret-token" in file.read_bytes() for file in files)
    with transaction.atomic(using="disk"), on_disk.cursor() as cursor:
        delete_for_good(using="disk")
        cursor.execute("DELETE FROM token")
    assert not any(b"secret-token" in file.read_bytes() for file in files)


@pytest.mark.skipif("connections['default'].vendor != 'sqlite'", reason="the files of SQLite")
def test_log_that_was_in_use_is_emptied_as_soon_as_nobody_reads(on_disk, tmp_path):
    with on_disk.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA busy_timeout=20")
        cursor.execute("CREATE TABLE token (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
        cursor.executemany("INSERT INTO token (text) VALUES (%s)", [(one,) for one in SECRETS])
    reader = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM token").fetchone()
    with transaction.atomic(using="disk"), on_disk.cursor() as cursor:
        delete_for_good(using="disk")
        cursor.execute("DELETE FROM token")
    log = tmp_path / "db.sqlite3-wal"
    assert (is_done("disk"), b"secret-token" in log.read_bytes()) == (False, True)
    try_again("disk")
    assert not is_done("disk")  # still read
    reader.close()
    try_again("disk")
    assert (is_done("disk"), b"secret-token" in log.read_bytes()) == (True, False)
