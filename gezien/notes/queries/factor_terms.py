"""Reads of the school's words for factors."""

from itertools import count
from typing import Any

from django.db.models import Count, Max
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gezien.audit.models import AuditEvent
from gezien.notes.models import FactorDomain, FactorSource
from gezien.schools.models import School

HISTORY_SHOWN = 12
SENTENCES = {
    "factor_term.added": gettext_lazy("%(by)s added “%(name)s”."),
    "factor_term.renamed": gettext_lazy("%(by)s renamed “%(was)s” to “%(name)s”."),
    "factor_term.retired": gettext_lazy("%(by)s took “%(name)s” out of use."),
    "factor_term.reinstated": gettext_lazy("%(by)s brought “%(name)s” back."),
    "factor_settings.changed": gettext_lazy("%(by)s set the term from %(was)s to %(months)s months."),
}


def offered(model: type[FactorDomain] | type[FactorSource], school: School):
    """The words one chooses from for a new factor, in the school's order."""
    return model.objects.filter(school=school, retired_on=None).order_by("position", "name", "pk")


def term_rows(model: type[FactorDomain] | type[FactorSource], school: School) -> list[dict[str, Any]]:
    """Every word, also the retired ones (last), with how many factors have it: one statement."""
    found = model.objects.filter(school=school).annotate(used=Count("factors"))
    rows = [
        {
            "term": term,
            "family": term.get_family_display() if isinstance(term, FactorSource) else "",
            "used": ngettext("%(n)d factor", "%(n)d factors", term.used) % {"n": term.used},
            "is_retired": term.retired_on is not None,
            "retired": _("out of use since %(day)s") % {"day": date_format(term.retired_on, "j F Y")}
            if term.retired_on
            else "",
        }
        for term in found.order_by("position", "name", "pk")
    ]
    return sorted(rows, key=lambda row: row["is_retired"])


def history(school: School) -> list[dict[str, str]]:
    """What changed in the words and the term, the newest first."""
    events = AuditEvent.objects.filter(school_id=school.pk, verb__in=tuple(SENTENCES))[:HISTORY_SHOWN]
    return [
        {
            "at": date_format(localtime(event.at), "j b Y H:i"),
            "text": SENTENCES[event.verb] % {"by": event.actor_name, "name": "", "was": "", **event.details},
        }
        for event in events
    ]


def months_in_words(months: int) -> str:
    """ "half a year", "a year", "3 months"."""
    if months == 6:
        return _("half a year")
    if months == 12:
        return _("a year")
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def free_code(model: type[FactorDomain] | type[FactorSource], school: School, base: str) -> str:
    """A code nobody has yet in this school's list."""
    taken = set(model.objects.filter(school=school).values_list("code", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(code for code in numbered if code not in taken)


def next_position(model: type[FactorDomain] | type[FactorSource], school: School) -> int:
    """After the last one."""
    last = model.objects.filter(school=school).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
