"""What a roster would do to one row, and how that is told."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.pupils.models import Pupil


class Verdict(models.TextChoices):
    """What happens to a pupil, group or teacher; in the order in which a preview shows them."""

    REFUSED = "refused", gettext_lazy("refused")
    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    MOVED = "moved", gettext_lazy("to another group")
    ENDED = "ended", gettext_lazy("leaves")
    MISSING = "missing", gettext_lazy("not in the file")
    SKIPPED = "skipped", gettext_lazy("not taken in")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")


# The verdicts by which something in the school changes.
WRITES = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.MOVED, Verdict.ENDED})


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row that is refused, or that there is nothing to take in of, with the reason."""

    line: int
    name: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it becomes."""

    field: str
    old: Any
    new: Any

    def __str__(self) -> str:
        """ "call name: Jan → Johan"; keys are named without their values, which say nothing to anybody."""
        if self.field == "teaches":
            words = _("teaches %(group)s") if self.new else _("no longer teaches %(group)s")
            return words % {"group": self.new or self.old}
        label = _label(self.field)
        if self.field in ("key", "eck_id"):
            return label
        return f"{label}: {_shown(self.field, self.old)} → {_shown(self.field, self.new)}"


def _label(field: str) -> str:
    return {
        "key": _("key in the pupil administration"),
        "eck_id": _("ECK iD"),
        "call_name": _("call name"),
        "prefix": _("prefix"),
        "family_name": _("family name"),
        "birth_date": _("date of birth"),
        "gender": _("gender"),
        "year_group": _("year group"),
        "year_3_started_on": _("start in year group 3"),
        "admitted_on": _("admitted on"),
        "left_on": _("last day"),
        "location": _("location"),
        "group": _("group"),
        "name": _("name"),
        "email": _("e-mail"),
        "proposed_roles": _("role in the file"),
    }[field]


def _shown(field: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if hasattr(value, "isoformat"):
        return date_format(value, "j b Y")
    return _gender(value) if field == "gender" else str(value)


def _gender(value: int) -> str:
    words: dict[int, str] = {
        Pupil.Gender.UNKNOWN: _("unknown"),
        Pupil.Gender.MALE: _("boy"),
        Pupil.Gender.FEMALE: _("girl"),
        Pupil.Gender.UNSPECIFIED: _("not stated"),
    }
    return words[value]
