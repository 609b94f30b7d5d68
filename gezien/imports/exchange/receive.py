"""A message that a supplier delivers by itself: what is recognised is stored at once, the rest waits for a person."""

import logging
from dataclasses import dataclass, field

from django.db import OperationalError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope

from gezien.audit.log import record
from gezien.common import clock
from gezien.imports import uploads
from gezien.imports.exchange.connections import Supplier
from gezien.imports.exchange.contents import Malformed
from gezien.imports.exchange.format import MessageFormat
from gezien.imports.exchange.settle import Settling
from gezien.imports.formats.registry import FORMATS
from gezien.imports.models import Connection, ImportRun
from gezien.imports.problems import ImportProblem
from gezien.schools.models import School

MOST_WAITING = 200
log = logging.getLogger("gezien.imports")
PATIENCE = 20  # seconds that a message waits for a file that is being taken in


class Rejected(Exception):
    """Some results are not as the standard wants them; nothing of the message has been stored."""

    def __init__(self, faults: list[Malformed]):
        super().__init__(len(faults))
        self.faults = faults


class Overfull(Exception):
    """Too many messages of this supplier wait for a person at the school; nothing has been stored."""


class Busy(Exception):
    """The school is taking in something that lasts; nothing has been stored, and the message may come again."""


@dataclass
class Receipt:
    """What became of a message. `waiting` names the results that a person at the school has to recognise first."""

    stored: int = 0
    waiting: list[str] = field(default_factory=list)


def receive(*, by: Supplier, content: bytes, name: str) -> Receipt:
    """Take in a message of the supplier's own kind. The same message again changes nothing.

    Raises `ImportProblem`, `Rejected`, `Overfull` or `Busy`; nothing is kept then.
    """
    language = "nl-be" if by.school.country == School.Country.FLANDERS else "nl"
    with scope(school=by.school), translation.override(language):
        kept_as, digest = uploads.store([content])
        waits = False
        try:
            with transaction.atomic():
                _be_patient()
                run = _run(by, name, kept_as, digest)
                settling = _store(by, run)
                waits = bool(settling.waiting) and _keep_waiting(by, _run(by, name, kept_as, digest))
        except OperationalError as error:  # waited in vain, or was chosen to give way
            log.warning("A message of %s found the database busy: %s", by.name, error)
            raise Busy from None
        finally:
            if not waits:
                uploads.remove(kept_as)
    counts = run.summary["counts"]
    return Receipt(sum(counts[what] for what in ("added", "changed", "same", "withdrawn")), settling.waiting)


def _be_patient() -> None:
    """Do not wait for ever: the supplier's own patience ends sooner. SQLite has a patience of its own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")


def _run(by: Supplier, name: str, kept_as: str, digest: str) -> ImportRun:
    return ImportRun(
        school=by.school,
        kind=by.connection.kind,
        connection=by.connection,
        file_name=name[:200],
        file_hash=digest,
        stored_as=kept_as,
    )


def _store(by: Supplier, run: ImportRun) -> Settling:
    """What is recognised, as an applied run that can be undone; a message that changes nothing leaves only a log."""
    Connection.objects.select_for_update().get(pk=by.connection.pk)  # one message of a supplier at a time
    settling = _format(run.kind).deliver(by, run)
    if settling.malformed:
        raise Rejected(settling.malformed)
    if not settling.rows:
        raise ImportProblem(_("There are no results in this message."))
    Connection.objects.filter(pk=by.connection.pk).update(last_used_at=clock.now())
    if run.delivery is not None:
        run.state, run.applied_at, run.stored_as = ImportRun.State.APPLIED, clock.now(), ""
        run.save()
    target = run if run.pk else by.connection
    record(by, "import.received", target, kind=run.kind, sha256=run.file_hash, counts=run.summary["counts"])
    return settling


def _keep_waiting(by: Supplier, run: ImportRun) -> bool:
    """Keep the message with what is not recognised yet, unless just this one waits already."""
    waiting = ImportRun.objects.filter(
        school=by.school, connection=by.connection, state__in=(ImportRun.State.UPLOADED, ImportRun.State.PREVIEWED)
    )
    if waiting.filter(file_hash=run.file_hash).exists():
        return False
    if waiting.count() >= MOST_WAITING:
        raise Overfull
    _format(run.kind).start(by, run)
    run.save()
    return True


def _format(kind: str) -> MessageFormat:
    found = FORMATS[kind]
    assert isinstance(found, MessageFormat)  # noqa: S101  # the kinds of a connection are kinds of messages
    return found
