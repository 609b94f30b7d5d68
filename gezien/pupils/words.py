"""Pupils and year groups in words."""

import datetime as dt

from django.utils.translation import gettext as _

from gezien.schools.models import School

# EDEXML codes: the Flemish nursery classes are 0 to 2, the years of primary school 3 to 8.
FIRST_PRIMARY_YEAR = 3


def year_group_name(code: str, country: str) -> str:
    """ "year group 5"; in Flanders "nursery class 2" or "year 3". Empty for codes that name no year (C, S, V…)."""
    if not code.isdecimal() or int(code) > 8:
        return ""
    if country == School.Country.NETHERLANDS:
        return _("year group %(number)s") % {"number": code} if code != "0" else ""
    if int(code) < FIRST_PRIMARY_YEAR:
        return _("nursery class %(number)s") % {"number": int(code) + 1}
    return _("year %(number)s of primary school") % {"number": int(code) - FIRST_PRIMARY_YEAR + 1}


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Full years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
