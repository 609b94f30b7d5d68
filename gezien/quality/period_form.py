"""The form about the periods of a school year: two to five, one after the other, from its first to its last day."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django import forms
from django.db.models import ProtectedError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common.models import StaleVersion
from gezien.quality import actions
from gezien.schools.models import Period, SchoolYear
from gezien.schools.rules import Member

FEWEST, MOST = 2, 5
DAY = dt.timedelta(days=1)


class PeriodsForm(forms.Form):
    """Five rows of first and last day; a row left empty is no period. `seen` tells whether the periods changed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, year: SchoolYear, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.year, self.member, self.is_stale = year, member, False
        self.stored = list(Period.objects.filter(year=year).order_by("number"))
        self.initial["seen"] = actions.fingerprint(self.stored)
        for number in range(1, MOST + 1):
            period = self.stored[number - 1] if number <= len(self.stored) else None
            self._add_day(f"start_{number}", _("First day"), period.starts_on if period else None)
            self._add_day(f"end_{number}", _("Last day"), period.ends_on if period else None)

    def _add_day(self, name: str, label: str, day: dt.date | None) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields[name] = forms.DateField(label=label, required=False, widget=widget)
        self.initial[name] = day

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows for the page."""
        return [
            {"number": number, "start": self[f"start_{number}"], "end": self[f"end_{number}"]}
            for number in range(1, MOST + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Put each fault beside the day it is about."""
        super().clean()
        data = self.cleaned_data
        if self.errors:
            return data
        rows = [(number, data[f"start_{number}"], data[f"end_{number}"]) for number in range(1, MOST + 1)]
        filled = [row for row in rows if row[1] or row[2]]
        for name, fault in _faults(self.year, filled):
            self.add_error(name, fault)
        data["days"] = [(start, end) for _number, start, end in filled]
        return data

    def try_save(self) -> bool:
        """Whether the periods were saved; the form says why not."""
        if not self.is_valid():
            return False
        try:
            data = self.cleaned_data
            actions.set_periods(by=self.member, year=self.year, seen=data["seen"], days=data["days"])
        except StaleVersion:
            self.is_stale = True
            self.data = {**dict(self.data.items()), "seen": self.initial["seen"]}
        except ProtectedError:
            self.add_error(None, _("A period to which plans, needs or reviews belong cannot be left out."))
        else:
            return True
        return False


Half = tuple[int, dt.date | None, dt.date | None]
Row = tuple[int, dt.date, dt.date]


def _faults(year: SchoolYear, filled: list[Half]) -> Iterator[tuple[str | None, str]]:
    """(field, what is wrong) of the rows that were filled in."""
    unfinished = list(_unfinished(filled))
    yield from unfinished
    rows = [(number, start, end) for number, start, end in filled if start and end]
    if unfinished:
        return
    if not FEWEST <= len(rows) <= MOST:
        yield None, _("A school year has two to five periods.")
        return
    if rows[0][1] != year.starts_on:
        yield (
            f"start_{rows[0][0]}",
            _("The school year begins on %(day)s: let the first period begin then.") % {"day": _day(year.starts_on)},
        )
    for before, after in pairwise(rows):
        if fault := _between(before, after):
            yield f"start_{after[0]}", fault
    if rows[-1][2] != year.ends_on:
        yield (
            f"end_{rows[-1][0]}",
            _("The school year ends on %(day)s: let the last period end then.") % {"day": _day(year.ends_on)},
        )


def _unfinished(rows: list[Half]) -> Iterator[tuple[str, str]]:
    """Rows with one of two days, or with the days turned round."""
    for number, start, end in rows:
        if start is None:
            yield f"start_{number}", _("Fill in the first day too.")
        elif end is None:
            yield f"end_{number}", _("Fill in the last day too.")
        elif end <= start:
            yield f"end_{number}", _("The last day must come after the first.")


def _between(before: Row, after: Row) -> str:
    """What is wrong between two periods that follow each other; empty when nothing is."""
    ended, begins = before[2], after[1]
    numbers = {"before": before[0], "after": after[0]}
    if begins <= ended:
        return _("Period %(after)s begins on %(day)s, but period %(before)s runs until %(end)s: they overlap.") % {
            **numbers,
            "day": _day(begins),
            "end": _day(ended),
        }
    missing = (begins - ended).days - 1
    if missing:
        return ngettext(
            "One day lies between period %(before)s and %(after)s: let period %(after)s begin on %(day)s.",
            "%(count)s days lie between period %(before)s and %(after)s: let period %(after)s begin on %(day)s.",
            missing,
        ) % {**numbers, "count": missing, "day": _day(ended + DAY)}
    return ""


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")
