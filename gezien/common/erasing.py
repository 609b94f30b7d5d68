"""What is deleted leaves the files of SQLite too; PostgreSQL's own files are its manager's (decision 34)."""

import logging

from django.db import DEFAULT_DB_ALIAS, connections, transaction

logger = logging.getLogger(__name__)


def delete_for_good(using: str = DEFAULT_DB_ALIAS) -> None:
    """Call it in the transaction that deletes: after it the log of writes is emptied; its pages are overwritten anyway.

    Copies of the database that were made before are out of reach.
    """
    if connections[using].vendor != "sqlite":
        return
    transaction.on_commit(lambda: _empty_log(using), using=using, robust=True)


def _empty_log(using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = cursor.fetchone()[0]
    if is_busy:
        logger.warning("the log of writes was in use and is emptied later")
