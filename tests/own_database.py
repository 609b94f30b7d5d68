"""A database of a test's own, in which everything is really committed, as a school has it: files, threads, locks."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def own_database(folder: Path) -> Iterator[Path | None]:
    """The demo school as it was built, for this and every other thread; gives the file of SQLite, None on PostgreSQL.

    Use it instead of the fixture `db`: there must be no transaction.
    """
    settings = connections.settings["default"]
    kept = settings["NAME"]
    opened = _in_a_file(folder) if connection.vendor == "sqlite" else _on_the_server(kept)
    with opened as file:
        try:
            yield file
        finally:
            connections["default"].close()
            settings["NAME"] = kept


@contextmanager
def _in_a_file(folder: Path) -> Iterator[Path]:
    memory, file = connections["default"], folder / "gezien.sqlite3"
    memory.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        memory.connection.backup(copy)
    connections.settings["default"]["NAME"] = str(file)
    connections["default"] = connections.create_connection("default")
    try:
        yield file
    finally:
        connections["default"].close()
        connections["default"] = memory


@contextmanager
def _on_the_server(kept: str) -> Iterator[None]:
    connections.close_all()  # nobody may be in a database that is copied
    name = f"{kept}_own"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"')
    connections.settings["default"]["NAME"] = name
    try:
        yield None
    finally:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
