"""Writes of the test calendar."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from gezien.audit.log import Actor, record
from gezien.common.models import StaleVersion
from gezien.results.models import Instrument, TestWindow
from gezien.results.proposal import proposed_windows
from gezien.results.rules import editable_windows
from gezien.schools.models import SchoolYear
from gezien.schools.rules import Member, require_agreed, require_among


@transaction.atomic
def propose_windows(*, by: Member, year: SchoolYear) -> list[TestWindow]:
    """Fill the calendar of a year where it is still empty: last year's windows a year on, else the usual ones."""
    require_agreed(by)
    return plan_windows(by=by, year=year)


def plan_windows(*, by: Actor, year: SchoolYear) -> list[TestWindow]:
    """The proposal itself, without asking who: for the demo school and the command line."""
    windows = TestWindow.objects.bulk_create(proposed_windows(year))
    if windows:
        record(by, "windows.planned", year, windows=len(windows))
    return windows


@transaction.atomic
def add_window(
    *,
    by: Member,
    year: SchoolYear,
    instrument: Instrument,
    part: str,
    year_groups: Sequence[str],
    opens_on: dt.date,
    closes_on: dt.date,
) -> TestWindow:
    """When a test is taken in a part of the year. The form has seen to it that there is none yet."""
    require_agreed(by)
    window = TestWindow.objects.create(
        school=by.school,
        year=year,
        instrument=instrument,
        part=part,
        year_groups=list(year_groups),
        opens_on=opens_on,
        closes_on=closes_on,
    )
    record(by, "window.added", window, **_as_json(window))
    return window


@transaction.atomic
def change_window(
    *,
    by: Member,
    window: TestWindow,
    version: int,
    year_groups: Sequence[str],
    opens_on: dt.date,
    closes_on: dt.date,
) -> TestWindow:
    """Other days or year groups; raises `StaleVersion` when somebody else changed it meanwhile."""
    _require_editable(by, window)
    was = _as_json(window)
    window.year_groups, window.opens_on, window.closes_on = list(year_groups), opens_on, closes_on
    window.save_if_unchanged(expected=version, fields=["year_groups", "opens_on", "closes_on"])
    record(by, "window.changed", window, was=was, **_as_json(window))
    return window


@transaction.atomic
def remove_window(*, by: Member, window: TestWindow, version: int) -> None:
    """The test is not asked for then; results stay. Raises `StaleVersion` when somebody else changed it meanwhile."""
    _require_editable(by, window)
    record(by, "window.removed", window, **_as_json(window))
    if TestWindow.objects.filter(pk=window.pk, version=version).delete()[0]:
        return
    if current := TestWindow.objects.filter(pk=window.pk).first():  # else somebody has just removed it too
        raise StaleVersion(current)


def _as_json(window: TestWindow) -> dict:
    return {
        "instrument": window.instrument.code,
        "part": window.part,
        "year_groups": window.year_groups,
        "opens_on": window.opens_on.isoformat(),
        "closes_on": window.closes_on.isoformat(),
    }


def _require_editable(by: Member, window: TestWindow) -> None:
    require_among(editable_windows(by), window)
