"""Writes of norm tables and of how a school looks at its results."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.results.bounds import Bounds
from gezien.results.models import Instrument, NormBand, NormTable, ResultSettings
from gezien.results.rules import editable_norms
from gezien.schools.rules import Member, require_agreed, require_among

MOST_EARLIER = 9  # editions before the last one that stay readable


class NormTaken(Exception):
    """There is a table for this test and moment already; the text says so."""


@transaction.atomic
def add_norm(*, by: Member, instrument: Instrument, moment: str, source: str, bands: Sequence[Bounds]) -> NormTable:
    """A table for a moment that has none. Raises `NormTaken`. Stored levels are not touched."""
    require_agreed(by)
    _require_free(instrument, moment)
    table = NormTable.objects.create(
        school=by.school, instrument=instrument, moment=moment, source=source, changed_by=by.user
    )
    _write_bands(table, bands)
    record(by, "norm.added", table, instrument=instrument.code, **as_json(table))
    return table


@transaction.atomic
def change_norm(
    *, by: Member, table: NormTable, version: int, moment: str, source: str, bands: Sequence[Bounds]
) -> NormTable:
    """Other bounds; what they were can come back. Raises `NormTaken`, `StaleVersion`."""
    _require_editable(by, table)
    _require_free(table.instrument, moment, but=table)
    was = as_json(table)
    _rewrite(by, table, version, {"moment": moment, "source": source}, bands)
    record(by, "norm.changed", table, instrument=table.instrument.code, was=was, **as_json(table))
    return table


@transaction.atomic
def remove_norm(*, by: Member, table: NormTable, version: int) -> NormTable:
    """No longer drawn; it can come back. Raises `StaleVersion`."""
    _require_editable(by, table)
    table.removed_at, table.changed_by = timezone.now(), by.user
    table.save_if_unchanged(expected=version, fields=["removed_at", "changed_by"])
    record(by, "norm.removed", table, instrument=table.instrument.code, **as_json(table))
    return table


@transaction.atomic
def undo_norm(*, by: Member, table: NormTable, version: int) -> NormTable:
    """Bring a removed table back, or what a table said before its last change. Raises `NormTaken`, `StaleVersion`."""
    _require_editable(by, table)
    if table.removed_at:
        _require_free(table.instrument, table.moment)
        table.removed_at, table.changed_by = None, by.user
        table.save_if_unchanged(expected=version, fields=["removed_at", "changed_by"])
    elif table.previous:
        before = table.previous
        _require_free(table.instrument, before["moment"], but=table)
        bands = [Bounds(level, _number(lowest), _number(highest)) for level, lowest, highest in before["bands"]]
        _rewrite(by, table, version, {"moment": before["moment"], "source": before["source"]}, bands)
    record(by, "norm.restored", table, instrument=table.instrument.code, **as_json(table))
    return table


def _rewrite(by: Member, table: NormTable, version: int, values: dict[str, str], bands: Sequence[Bounds]) -> None:
    table.previous = {
        **as_json(table),
        "until": clock.today().isoformat(),
        "earlier": _editions(table.previous)[:MOST_EARLIER],
    }
    table.moment, table.source, table.changed_by = values["moment"], values["source"], by.user
    table.save_if_unchanged(expected=version, fields=["moment", "source", "previous", "changed_by"])
    NormBand.objects.filter(table=table).delete()
    _write_bands(table, bands)


def _editions(previous: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The last edition and those before it, in one list."""
    last = dict(previous or {})
    earlier = last.pop("earlier", [])
    return [last, *earlier] if last else []


def _write_bands(table: NormTable, bands: Sequence[Bounds]) -> None:
    NormBand.objects.bulk_create(
        NormBand(school_id=table.school_id, table=table, position=place, **band._asdict())
        for place, band in enumerate(bands)
    )


def as_json(table: NormTable) -> dict[str, Any]:
    """The table as the log and `previous` keep it."""
    bands = NormBand.objects.filter(table=table).order_by("position").values_list("level", "lowest", "highest")
    rows = [[level, *(None if edge is None else str(edge) for edge in edges)] for level, *edges in bands]
    return {"moment": table.moment, "source": table.source, "bands": rows}


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _require_free(instrument: Instrument, moment: str, but: NormTable | None = None) -> None:
    known = NormTable.objects.filter(instrument=instrument, moment=moment, removed_at=None)
    if (known.exclude(pk=but.pk) if but else known).exists():
        raise NormTaken(_("This test has a norm table for this moment already: change that one."))


def _require_editable(by: Member, table: NormTable) -> None:
    require_among(editable_norms(by), table)


@transaction.atomic
def change_result_settings(*, by: Member, version: int, uses_dle: bool) -> ResultSettings:
    """Whether DL and DLE are shown. `version` is 0 when nothing was set yet; raises `StaleVersion`."""
    require_agreed(by)
    stored, is_new = ResultSettings.objects.get_or_create(school=by.school, defaults={"uses_dle": uses_dle})
    if not is_new and stored.version != version:
        raise StaleVersion(stored)
    if not is_new:
        stored.uses_dle = uses_dle
        stored.save_if_unchanged(expected=version, fields=["uses_dle"])
    record(by, "results.set", stored, uses_dle=uses_dle)
    return stored
