"""Who looked into a pupil's file lately: for who may read the log."""

from typing import Any

from django.db.models import Count, Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.audit.models import AuditEvent
from gezien.common.clock import in_school_time
from gezien.pupils.models import Pupil

SHOWN = 12


def recent_readers(pupil: Pupil) -> list[dict[str, Any]]:
    """By person when they last read this file, for which reason and how often: one statement."""
    rows = (
        AuditEvent.objects.filter(school_id=pupil.school_id, pupil_id=pupil.pk, verb="pupil.read")
        .order_by()
        .values("actor_name", "reason")
        .annotate(last=Max("at"), times=Count("pk"))
        .order_by("-last")[:SHOWN]
    )
    return [
        {
            "name": row["actor_name"],
            "reason": row["reason"] or _("without a stated reason"),
            "when": date_format(in_school_time(row["last"]), "j F Y H:i"),
            "times": ngettext("%(n)d time", "%(n)d times", row["times"]) % {"n": row["times"]},
        }
        for row in rows
    ]
