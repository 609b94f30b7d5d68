"""Two people in one record: what each changed since the page was opened is kept, field by field."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.db.models import Field

from gezien.common.models import StaleVersion, VersionedModel


class Overlap(Exception):
    """Two people changed the same fields of one record. Nothing was written.

    `record` is the record as stored, `fields` those both changed, `merged` the record with what was typed and, in the
    fields that only the other changed, what they wrote.
    """

    def __init__(self, record: VersionedModel, fields: tuple[str, ...], merged: dict[str, Any]):
        super().__init__(f"{record._meta.label} {record.pk}: {', '.join(fields)}")
        self.record, self.fields, self.merged = record, fields, merged


def mine(
    stored: VersionedModel, version: int, values: Mapping[str, Any], names: Iterable[str], changes: Iterable[Any]
) -> dict[str, Any]:
    """What whoever opened the record at `version` changed in it, and nothing of what others changed meanwhile.

    `changes`: what the record said before each save since `version`, the newest first. Raises `StaleVersion` for a
    version that was never there, `Overlap` when both changed the same field to something different.
    """
    names = tuple(names)
    if not 1 <= version <= stored.version:
        raise StaleVersion(stored)
    now = {name: getattr(stored, name) for name in names}
    opened = dict(now)
    for change in changes:
        opened |= {name: _as_stored(stored, name, value) for name, value in change.before.items() if name in opened}
    changed = {name: values[name] for name in names if values[name] != opened[name]}
    overlap = tuple(name for name, value in changed.items() if value != now[name] and now[name] != opened[name])
    if overlap:
        raise Overlap(stored, overlap, {name: changed.get(name, now[name]) for name in names})
    return changed


def before(stored: VersionedModel, changed: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields that really change say now, as JSON can hold it."""
    was = {name: getattr(stored, name) for name, value in changed.items() if value != getattr(stored, name)}
    return {name: value if isinstance(value, int | str | None) else str(value) for name, value in was.items()}


def _as_stored(record: VersionedModel, name: str, value: Any) -> Any:
    field = cast(Field, record._meta.get_field(name))
    return field.to_python(value)
