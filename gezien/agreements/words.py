"""A day in words, seen from today."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEKS_FROM = 14  # from this many days on, lateness is counted in weeks


def due_in_words(day: dt.date, today: dt.date) -> str:
    """When something is due: "5 days late", "today", "tomorrow", "in 3 days", and further on the date itself."""
    days = (day - today).days
    if days < 0:
        return _late(-days)
    if days < 2:
        return _("tomorrow") if days else _("today")
    if days < 7:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return day_in_words(day, today)


def day_in_words(day: dt.date, today: dt.date) -> str:
    """The date with its weekday: "do 11 februari", with the year when it is another one."""
    return date_format(day, "D j F" if day.year == today.year else "D j F Y")


def _late(days: int) -> str:
    if days < WEEKS_FROM:
        return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    weeks = days // 7
    return ngettext("%(weeks)d week late", "%(weeks)d weeks late", weeks) % {"weeks": weeks}
