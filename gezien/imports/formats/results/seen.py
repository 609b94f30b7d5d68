"""Which results a file has had already: kept on disk, so that a million of them take no memory."""

import sqlite3
from collections.abc import Iterator, Sequence

from gezien.results.actions import NewResult

# A nameless database of SQLite lies in a temporary file of its own and is gone when it is closed.
PREPARE = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;
CREATE TABLE seen (key TEXT PRIMARY KEY, line INTEGER, value TEXT) WITHOUT ROWID;
BEGIN;
"""


class Seen:
    """Tells the first of each result from those that repeat or contradict it."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.executescript(PREPARE)

    def close(self) -> None:
        """Give the temporary file back."""
        self.database.close()

    def sift(self, batch: Sequence[NewResult]) -> Iterator[tuple[NewResult, int | None]]:
        """Each result once, with the earlier line that contradicts it or None; what only repeats is left out."""
        rows = [(_key(result), result.line, _value(result)) for result in batch]
        before = self.database.total_changes
        self.database.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", rows)
        if self.database.total_changes - before == len(rows):
            yield from ((result, None) for result in batch)
            return
        for result, (key, line, value) in zip(batch, rows, strict=True):
            first, stored = self.database.execute("SELECT line, value FROM seen WHERE key = ?", (key,)).fetchone()
            if first == line:
                yield result, None
            elif stored != value:
                yield result, first


def _key(result: NewResult) -> str:
    return f"{result.pupil_id}:{result.instrument_id}:{result.taken_on.toordinal()}:{result.moment}"


def _value(result: NewResult) -> str:
    return f"{result.figure}|{result.level}|{result.references}"
