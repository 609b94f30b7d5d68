"""Pupils and year groups in words."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from gezien.pupils.models import Group
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


def by_year_group(group: Group) -> tuple[int, str]:
    """Sorts groups from the youngest: by the first number in the year group, else in the name ("1-2", "5b")."""
    digits = re.search(r"\d+", group.year_group) or re.search(r"\d+", group.name)
    return (int(digits.group()) if digits else 99, group.name)


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Full years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
