"""Codes of rosters and lines of the log in words."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.audit.models import AuditEvent
from gezien.schools.roles import Role

# EDEXML's codes for what somebody of the staff does.
PROPOSALS = {
    "ADJ": gettext_lazy("deputy head"),
    "ADM": gettext_lazy("office staff"),
    "CON": gettext_lazy("caretaker"),
    "DIR": gettext_lazy("head"),
    "ICT": gettext_lazy("ICT coordinator"),
    "IB": gettext_lazy("internal coach"),
    "KLA": gettext_lazy("class assistant"),
    "LRK": gettext_lazy("teacher"),
    "LOC": gettext_lazy("location leader"),
    "LOS": gettext_lazy("teacher's aide"),
    "OUD": gettext_lazy("parent"),
    "OWA": gettext_lazy("teaching assistant"),
    "RT": gettext_lazy("remedial teacher"),
    "SMW": gettext_lazy("social worker"),
    "STA": gettext_lazy("trainee"),
    "TAL": gettext_lazy("test leader"),
    "VAK": gettext_lazy("subject teacher"),
}


# Verbs of the log about accounts and roles, as sentences.
SENTENCES = {
    "account.made": gettext_lazy("%(by)s made an account for %(person)s."),
    "account.password_reset": gettext_lazy("%(by)s gave %(person)s a new password."),
    "account.blocked": gettext_lazy("%(by)s blocked the account of %(person)s."),
    "account.unblocked": gettext_lazy("%(by)s unblocked the account of %(person)s."),
    "membership.given": gettext_lazy("%(by)s gave %(person)s the role %(role)s."),
    "membership.ended": gettext_lazy("%(by)s ended the role %(role)s of %(person)s."),
    "teaching.given": gettext_lazy("%(by)s let %(person)s teach a group."),
    "teaching.ended": gettext_lazy("%(by)s ended a group of %(person)s."),
    "staff_member.added": gettext_lazy("%(by)s put %(person)s on the list."),
}


def proposed_in_words(codes: str) -> str:
    """The roles of a roster ("LRK, IB") in words; what is no code is somebody's own description and stays."""
    return ", ".join(str(PROPOSALS.get(code, code)) for code in codes.split(", ") if code)


def days_in_words(starts_on, ends_on) -> str:
    """ "from 1 Aug 2026", "4 Feb 2027 to 18 Feb 2027"."""
    start = date_format(starts_on, "j b Y")
    if ends_on is None:
        return _("from %(start)s") % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": date_format(ends_on, "j b Y")}


def change_in_words(event: AuditEvent) -> dict[str, Any]:
    """A line of the log about accounts and roles, for the staff pages."""
    details = event.details
    role = Role(details["role"]).label if details.get("role") in Role.values else ""
    told = {"by": event.actor_name, "person": details.get("person", ""), "role": str(role).lower()}
    return {"at": date_format(localtime(event.at), "j b Y H:i"), "text": SENTENCES[event.verb] % told}
