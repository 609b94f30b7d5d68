"""Writes of results entered by hand: row by row, each round of saves one delivery that can be taken back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import editable_groups, require_editable
from gezien.results.actions.deliveries import CannotUndo, Tally, undo_delivery, values_before
from gezien.results.columns import Column, merged
from gezien.results.models import Delivery, Result, ResultChange
from gezien.results.queries.entry import ROUND, Entry, current_round, entered, results_of
from gezien.schools.rules import Member, NotAllowed


class NotHere(Exception):
    """What this row asks cannot be done in the grid; the text says where it can."""


@transaction.atomic
def enter_result(
    *,
    by: Member,
    entry: Entry,
    pupil: Pupil,
    version: int,
    taken_on: dt.date,
    figure: Decimal | None,
    level: str,
    columns: Sequence[Column] = (),
    extra: Mapping[str, str] | None = None,
) -> Result | None:
    """Store what a row says: add, change, or, when it was emptied, remove; None when there is nothing then.

    `version` is that of the result when the page was opened, 0 without one; raises `StaleVersion` when somebody else
    entered or changed it meanwhile. A change keeps the day of the test and what else was delivered with it. Emptying
    removes only what was entered by hand; raises `NotHere` for a result that came in a file. `extra` holds what stands
    in further `columns`, by their names; raw scores and references without a column stay as they are.
    """
    require_editable(by, pupil)
    Group.objects.select_for_update().get(pk=entry.group.pk)  # one at a time: rows of a round arrive together
    stored = entered(entry, results_of(entry, [pupil.pk]))
    if stored is not None and stored.version != version:
        raise StaleVersion(stored)
    scores, references = merged(stored, columns, dict(extra or {}))
    if figure is None and not level and not (columns and (scores or references)):
        _remove(by, stored)
        return None
    values = {"figure": figure, "level": level, "scores": scores, "references": references}
    if stored is None:
        return _add(by, entry, pupil, {"taken_on": taken_on, **values})
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    return _change(by, entry, stored, values)


@transaction.atomic
def undo_entry(*, by: Member, entry: Entry) -> Tally:
    """Take back the member's last round in this grid. Raises `CannotUndo` when there is none, or others built on it."""
    if not editable_groups(by).filter(pk=entry.group.pk).exists():
        raise NotAllowed("group")
    delivery = current_round(by, entry)
    if delivery is None:
        raise CannotUndo(_("There is nothing to undo."))
    return undo_delivery(by=by, delivery=delivery)


def _round(by: Member, entry: Entry) -> Delivery:
    """The round that is going on, or a new one."""
    going = current_round(by, entry)
    if going is not None and going.made_at >= timezone.now() - ROUND:
        return going
    source = _("By hand: %(test)s %(moment)s, group %(group)s") % {
        "test": entry.instrument.name,
        "moment": entry.part,
        "group": entry.group.name,
    }
    return Delivery.objects.create(school=by.school, source=source[:200], entry=entry.key, made_by=by.user)


def _add(by: Member, entry: Entry, pupil: Pupil, values: dict[str, Any]) -> Result:
    result = Result(
        school=by.school,
        pupil=pupil,
        instrument=entry.instrument,
        moment=entry.moment(pupil.year_group, by.school.country),
        delivery=_round(by, entry),
        entered_by=by.user,
        **values,
    )
    try:
        with transaction.atomic():
            result.save()
    except IntegrityError:  # a file or a supplier brought it in this very moment
        stored = entered(entry, results_of(entry, [pupil.pk]))
        if stored is None:
            raise
        raise StaleVersion(stored) from None
    record(by, "result.added", result, pupil=pupil, instrument=entry.instrument.code, moment=result.moment)
    return result


def _change(by: Member, entry: Entry, stored: Result, values: dict[str, Any]) -> Result:
    going = _round(by, entry)
    if stored.delivery_id != going.pk:
        ResultChange.objects.create(school=by.school, delivery=going, result=stored, before=values_before(stored))
    for name, value in {**values, "delivery": going, "entered_by": by.user}.items():
        setattr(stored, name, value)
    stored.save_if_unchanged(expected=stored.version, fields=[*values, "delivery", "entered_by"])
    record(by, "result.changed", stored, pupil=stored.pupil, instrument=entry.instrument.code, moment=stored.moment)
    return stored


def _remove(by: Member, stored: Result | None) -> None:
    """An emptied row. What came in a file, or was changed after it came so, is not emptied here."""
    if stored is None:
        return
    by_hand = stored.delivery is not None and stored.delivery.entry
    if not by_hand or ResultChange.objects.filter(result=stored).exists():
        raise NotHere(_("This result came in a file: change it here, or undo that import."))
    record(by, "result.removed", stored, pupil=stored.pupil, moment=stored.moment, **_values(stored))
    stored.delete()


def _values(stored: Result) -> dict:
    return {"instrument": stored.instrument.code, "taken_on": stored.taken_on.isoformat(), **values_before(stored)}
