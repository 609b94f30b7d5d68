"""Single values of UWLR: what an element says, checked."""

import datetime as dt
import re

from django.utils.translation import gettext as _
from lxml import etree

from gezien.common import clock

KEY_LENGTH = 256
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")


class Wrong(Exception):
    """An element that cannot be right: which, where and why."""

    def __init__(self, name: str, reason: str, line: int | None = None):
        super().__init__(reason)
        self.name, self.reason, self.line = name, reason, line


def day_of(text: str) -> dt.date:
    """The day of a test: an xs:date that has been. Raises `Wrong`."""
    found = DAY.fullmatch(text)
    try:
        day = dt.date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        day = None
    if day is None:
        raise Wrong("afnamedatum", _("is no date such as 2026-09-01"))
    if not dt.date(1990, 1, 1) <= day <= clock.today():
        raise Wrong("afnamedatum", _("lies in the future or too long ago"))
    return day


def short(name: str, text: str) -> str:
    """The text, unless it is longer than a key may be. Raises `Wrong`."""
    if len(text) > KEY_LENGTH:
        raise Wrong(name, _("is longer than %(limit)d characters") % {"limit": KEY_LENGTH})
    return text


def text_of(element: etree._Element | None) -> str:
    """The text of an element with single spaces; "" when it is not there."""
    return "" if element is None else " ".join((element.text or "").split())


def child_text(element: etree._Element, name: str) -> str:
    """The text of a child, whatever its namespace."""
    return text_of(element.find(f"{{*}}{name}"))
