"""Didactic age and its equivalents, for schools that work with them.

DL counts the months of teaching since the start of year group 3, ten a school year, at most 60; a repeated year counts
on. DLE is what the provider delivered: the months of teaching after which the average pupil has this score. Neither is
ever computed from a score here.
"""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.pupils.models import Pupil
from gezien.results.models import Result, ResultSettings
from gezien.schools.models import School

MONTHS_A_YEAR = 10
MOST = 60
FIRST_MONTH = 9
HOLIDAY = (7, 8)  # July and August add no month


class Equivalent(NamedTuple):
    """A delivered DLE beside the pupil's DL on that day."""

    dl: int
    dle: int

    @property
    def lead(self) -> int:
        """Months ahead (or behind, below zero)."""
        return self.dle - self.dl

    @property
    def learning_return(self) -> int | None:
        """*Leerrendement*: DLE as a percentage of DL; None before the first month."""
        return round(100 * self.dle / self.dl) if self.dl else None


def result_settings(school: School) -> ResultSettings | None:
    """How the school looks at its results; None: as a school begins."""
    return ResultSettings.objects.filter(school=school).first()


def uses_dle(school: School) -> bool:
    """Whether DL and DLE are shown."""
    settings = result_settings(school)
    return settings is not None and settings.uses_dle


def didactic_age(pupil: Pupil, on: dt.date) -> int | None:
    """DL on a day: None when the start of year group 3 is not known or still to come."""
    start = pupil.year_3_started_on
    if start is None or on < start:
        return None
    before = _begun(start) - (start.month not in HOLIDAY)
    return min(_begun(on) - before, MOST)


def _begun(day: dt.date) -> int:
    """Months of teaching that have begun by this day since long ago: September is a year's first, June its tenth."""
    years = day.year if day.month >= FIRST_MONTH else day.year - 1
    of_this_year = MONTHS_A_YEAR if day.month in HOLIDAY else (day.month - FIRST_MONTH) % 12 + 1
    return years * MONTHS_A_YEAR + of_this_year


def equivalent(pupil: Pupil, taken_on: dt.date, references: Collection[dict]) -> Equivalent | None:
    """The DLE that was delivered with a result, beside the DL of that day; None when one of the two is not there."""
    delivered = next((str(one.get("value", "")) for one in references if one.get("type") == "DLE"), "")
    dl = didactic_age(pupil, taken_on)
    return Equivalent(dl, int(delivered)) if dl is not None and delivered.isdecimal() else None


def equivalents_of(pupil: Pupil, instruments: Collection[int]) -> dict[tuple[int, dt.date], Equivalent]:
    """By test and day the equivalents that were delivered for a pupil: one statement."""
    rows = Result.objects.filter(pupil=pupil, instrument__in=instruments).exclude(references=[]).order_by("pk")
    found = {
        (instrument, day): equivalent(pupil, day, references)
        for instrument, day, references in rows.values_list("instrument_id", "taken_on", "references")
    }
    return {place: one for place, one in found.items() if one is not None}


def in_words(one: Equivalent) -> str:
    """ "DLE 40 at DL 45: 5 months behind, learning return 89 %"."""
    if one.lead:
        ahead = ngettext("%(count)d month ahead", "%(count)d months ahead", one.lead)
        behind = ngettext("%(count)d month behind", "%(count)d months behind", -one.lead)
        lead = (ahead if one.lead > 0 else behind) % {"count": abs(one.lead)}
    else:
        lead = _("as expected at this age")
    words = _("DLE %(dle)d at DL %(dl)d: %(lead)s") % {"dle": one.dle, "dl": one.dl, "lead": lead}
    gain = one.learning_return
    return words if gain is None else words + ", " + _("learning return %(share)d %%") % {"share": gain}
