"""What is deleted leaves the files of SQLite too; PostgreSQL's own files are its manager's (decision 34).

While somebody reads, the log of writes cannot be emptied. A note beside the uploads says so until it is done; a task
tries again (`try_again`), also after the server was stopped in between.
"""

import logging
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from gezien.common import work

logger = logging.getLogger(__name__)
NOTE = "log-to-empty-"


def delete_for_good(using: str = DEFAULT_DB_ALIAS) -> None:
    """Call it in the transaction that deletes: after it the log of writes is emptied; its pages are overwritten anyway.

    Copies of the database that were made before are out of reach.
    """
    if connections[using].vendor != "sqlite":
        return
    _note(using).touch()
    transaction.on_commit(lambda: _empty_log(using), using=using, robust=True)


def is_done(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether all that was deleted for good has left the log of writes."""
    return not _note(using).exists()


def try_again(using: str = DEFAULT_DB_ALIAS) -> None:
    """Empty the log of writes when that could not be done before."""
    if not is_done(using):
        _empty_log(using)


def _empty_log(using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchone()[0]
    if is_busy:
        _note(using).touch()
        logger.warning("The log of writes is in use; emptying it is tried again")
    else:
        _note(using).unlink(missing_ok=True)


def _note(using: str) -> Path:
    return work.folder() / f"{NOTE}{using}"
