"""Writes of ambitions and periods."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.quality.models import Ambition
from gezien.quality.rules import editable_ambitions, editable_years
from gezien.schools.models import Period, SchoolYear, Subject
from gezien.schools.rules import Member, NotAllowed, require_agreed


@transaction.atomic
def add_ambition(
    *,
    by: Member,
    subject: Subject,
    share: int,
    level: str,
    year_group: str = "",
    top_share: int | None = None,
    top_level: str = "",
) -> Ambition:
    """So many per cent of the pupils at this level or above; for one year group it outranks the one for all.

    `top_share` and `top_level`: the same for those who can do more, both or neither.
    """
    require_agreed(by)
    ambition = Ambition.objects.create(
        school=by.school,
        subject=subject,
        year_group=year_group,
        share=share,
        level=level,
        top_share=top_share,
        top_level=top_level,
    )
    record(by, "ambition.added", ambition, subject=subject.code, year_group=year_group, **_said(ambition))
    return ambition


@transaction.atomic
def change_ambition(
    *,
    by: Member,
    ambition: Ambition,
    version: int,
    share: int,
    level: str,
    top_share: int | None = None,
    top_level: str = "",
) -> Ambition:
    """Another share or level; raises `StaleVersion` when somebody else changed it meanwhile."""
    _require_editable(by, ambition)
    was = _said(ambition)
    ambition.share, ambition.level = share, level
    ambition.top_share, ambition.top_level = top_share, top_level
    ambition.save_if_unchanged(expected=version, fields=["share", "level", "top_share", "top_level"])
    record(by, "ambition.changed", ambition, **_said(ambition), was=was)
    return ambition


def _said(ambition: Ambition) -> dict[str, Any]:
    """For the log: share and level, and those of the top where there are any."""
    said: dict[str, Any] = {"share": ambition.share, "level": ambition.level}
    return said | ({"top_share": ambition.top[0], "top_level": ambition.top[1]} if ambition.top else {})


@transaction.atomic
def remove_ambition(*, by: Member, ambition: Ambition, version: int) -> None:
    """The school has no ambition here any more; raises `StaleVersion` when somebody else changed it meanwhile."""
    _require_editable(by, ambition)
    record(by, "ambition.removed", ambition, share=ambition.share, level=ambition.level)
    if Ambition.objects.filter(pk=ambition.pk, version=version).delete()[0]:
        return
    if current := Ambition.objects.filter(pk=ambition.pk).first():  # else somebody has just removed it too
        raise StaleVersion(current)


@transaction.atomic
def set_periods(*, by: Member, year: SchoolYear, seen: str, days: Sequence[tuple[dt.date, dt.date]]) -> None:
    """Divide a school year anew: the first and last day of each period, in order.

    `seen` is what `fingerprint` said when the page was opened: raises `StaleVersion` when the periods have changed.
    Raises `ProtectedError` when a period would go that plans, needs or reviews belong to. The days themselves have been
    checked by the form.
    """
    if not editable_years(by).filter(pk=year.pk).exists():
        raise NotAllowed("periods of this school year")
    year = SchoolYear.objects.select_for_update().get(pk=year.pk)  # one at a time
    stored = list(Period.objects.filter(year=year).order_by("number"))
    if fingerprint(stored) != seen:
        raise StaleVersion(year)
    for period in stored[len(days) :]:
        period.delete()
    for number, (starts_on, ends_on) in enumerate(days, start=1):
        Period.objects.update_or_create(
            school=year.school, year=year, number=number, defaults={"starts_on": starts_on, "ends_on": ends_on}
        )
    record(by, "periods.changed", year, was=seen, periods=_as_text(days))


def fingerprint(periods: Sequence[Period]) -> str:
    """The periods as one line of text: what tells whether they changed since a page was opened."""
    return _as_text([(period.starts_on, period.ends_on) for period in periods])


def _as_text(days: Sequence[tuple[dt.date, dt.date]]) -> str:
    return " ".join(f"{starts_on}/{ends_on}" for starts_on, ends_on in days)


def _require_editable(by: Member, ambition: Ambition) -> None:
    if not editable_ambitions(by).filter(pk=ambition.pk).exists():
        raise NotAllowed("ambition")
