"""The log: who did or saw what. It names staff; pupils appear as a number only."""

from django.utils.translation import gettext_noop as _

from gezien.audit.models import AuditEvent
from gezien.common.personal_data import About, Erase, Kept, Term

KEPT = {
    AuditEvent: Kept(
        about=About.STAFF,
        why=_("A school must be able to tell who looked at or changed a file, and why they could."),
        term=Term.LOG_3,
        erase=Erase.PSEUDONYM,
        ordinary=(
            "at",
            "actor_id",
            "actor_name",
            "roles",
            "school_id",
            "verb",
            "object_type",
            "object_id",
            "pupil_id",
            "group_id",
            "reason",
            "details",
        ),
    ),
}
