"""Reads of the log and of what each app declares to keep."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.audit.models import AuditEvent
from gezien.common.personal_data import About
from gezien.privacy.declared import declared
from gezien.privacy.rules import readable_events
from gezien.privacy.words import ERASURES, KINDS_OF_RECORD, TERMS, in_words
from gezien.pupils.queries import find_pupils
from gezien.pupils.rules import visible_groups, visible_pupils
from gezien.schools.models import Membership, User
from gezien.schools.roles import Role
from gezien.schools.rules import CommandLine, Member

A_PAGE = 50
COMMAND_LINE = CommandLine.name
READINGS = Q(verb__endswith=".read") | Q(verb__endswith=".exported")


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What part of the log is asked: a pupil by (the beginning of) a name, a colleague, a day, readings or changes."""

    pupil: str = ""
    person: int | None = None
    day: dt.date | None = None
    kind: str = ""  # "read", "changed", or both


def log_page(member: Member, wanted: Filter, *, before: int | None = None) -> tuple[list[dict[str, Any]], int | None]:
    """Fifty rows of the log, newest first, older than row `before`; and the row to go on from, None at the end.

    Going on from a row rather than counting pages keeps the cost the same however long the log has grown.
    """
    events = _filtered(member, wanted)
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events.order_by("-pk")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return _rows(member, shown), shown[-1].pk if len(found) > A_PAGE else None


def people_of(member: Member) -> list[tuple[int, str]]:
    """Everyone who ever held a role in this school, by name."""
    users = User.objects.filter(pk__in=Membership.objects.filter(school=member.school).values("user"))
    return [(user.pk, user.name) for user in users.order_by("last_name", "first_name", "pk")]


def _filtered(member: Member, wanted: Filter) -> QuerySet[AuditEvent]:
    events = readable_events(member)
    if wanted.pupil:
        events = events.filter(pupil_id__in=[found.pk for found in find_pupils(member, wanted.pupil)])
    if wanted.person:
        events = events.filter(actor_id=wanted.person)
    if wanted.day:
        start = timezone.make_aware(dt.datetime.combine(wanted.day, dt.time()))
        events = events.filter(at__gte=start, at__lt=start + dt.timedelta(days=1))
    if wanted.kind:
        events = events.filter(READINGS) if wanted.kind == "read" else events.exclude(READINGS)
    return events


def _rows(member: Member, events: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    """Plain rows: when, who, in which role, what, about whom and why."""
    pupils = _names(visible_pupils(member), {event.pupil_id for event in events})
    groups = _names(visible_groups(member), {event.group_id for event in events})
    return [
        {
            "at": date_format(timezone.localtime(event.at), "j b Y H:i"),
            "who": _who(event),
            "roles": ", ".join(str(Role(role).label) for role in event.roles.split(",") if role in Role.values),
            "what": in_words(event.verb),
            "pupil_id": event.pupil_id if event.pupil_id in pupils else None,
            "pupil": pupils.get(event.pupil_id, _("an erased pupil")) if event.pupil_id else "",
            "group": groups.get(event.group_id or 0, ""),
            "reason": event.reason,
        }
        for event in events
    ]


def _who(event: AuditEvent) -> str:
    """A colleague, or who read by a link; what was done without a person is the server's."""
    if event.actor_id or event.actor_name not in ("", COMMAND_LINE):
        return event.actor_name
    return _("the server")


def _names(visible: QuerySet, ids: set[int | None]) -> dict[int, str]:
    """Names of what the reader may see; one statement."""
    return {found.pk: found.name for found in visible.filter(pk__in=ids - {None})}


def register() -> list[dict[str, Any]]:
    """What is kept about people, as the apps declare it, pupils first: name, why, how long, and what erasing does."""
    order = [About.PUPIL, About.STAFF]
    found = [(model, kept) for model, kept in declared().items() if kept.about in order]
    return [
        {
            "about": kept.about.value,
            "what": KINDS_OF_RECORD.get(model._meta.label_lower, model._meta.verbose_name_plural),
            "why": _(kept.why),
            "term": TERMS[kept.term],
            "erasure": ERASURES[kept.erase],
            "is_sensitive": bool(kept.sensitive),
        }
        for model, kept in sorted(found, key=lambda pair: order.index(pair[1].about))
    ]
