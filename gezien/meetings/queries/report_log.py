"""The log of what was written about the matters of a review while it was open: it knows what came after the opening,
whatever the school's clock says, and by whom. Who wrote without being at the table is told by name.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from gezien.audit.log import mark
from gezien.audit.models import AuditEvent
from gezien.cases.models import Case
from gezien.meetings.models import Meeting
from gezien.pupils.models import Enrolment
from gezien.schools.rules import current

type Rows = list[dict[str, Any]]
type Keys = Callable[[AuditEvent], Iterable[Any]]

BEGINS = ("review.opened", "review.reopened")
ENDS = ("review.closed", "review.closed_itself")
_LOOKED = Q(verb__endswith=".read") | Q(verb__endswith=".exported")  # what the log keeps besides writing


def by_object(event: AuditEvent) -> Iterable[Any]:
    """What an event wrote, when it is one thing: the record itself."""
    return [event.object_id]


def words(text: str, overwritten: bool) -> str:
    """Words that were written here; of those that were written anew while the review was closed only that they were."""
    return _("(written here, changed since outside the review)") if overwritten else text


def is_written_since(meeting: Meeting, since: dt.datetime) -> bool:
    """Whether somebody at the table wrote about whom the review is about, wherever: a case, the overview, a plan; or
    opened it again.

    `since` is real time, and lately: of the log only what came after it is read.
    """
    seated = meeting.participants.filter(joined_at__isnull=False).values_list("user", flat=True)
    about = Q(pupil_id__in=Written(meeting).pupils) | Q(object_type="meetings.meeting", object_id=meeting.pk)
    if meeting.group_id:
        about |= Q(group_id=meeting.group_id)
    events = AuditEvent.objects.filter(
        about, school_id=meeting.school_id, at__gte=since, actor_id__in=[*seated, meeting.chair_id]
    )
    return events.exclude(_LOOKED).exists()


@dataclass(frozen=True)
class Written:
    """The log of what was written while one review was open."""

    meeting: Meeting

    @property
    def _school(self) -> QuerySet[AuditEvent]:
        return AuditEvent.objects.filter(school_id=self.meeting.school_id).order_by("pk")

    @cached_property
    def log(self) -> list[AuditEvent]:
        """What people wrote while it was open, first things first; also over an opening again."""
        stages = self._school.filter(
            object_id=self.meeting.pk, object_type="meetings.meeting", verb__in=[*BEGINS, *ENDS]
        )
        spans, begun = Q(pk=0), None
        for pk, verb in stages.values_list("pk", "verb"):
            if verb in BEGINS:
                begun = pk
            elif begun is not None:
                spans |= Q(pk__gt=begun, pk__lt=pk)
                begun = None
        if begun is not None:
            spans |= Q(pk__gt=begun)
        written = self._school.filter(spans, Q(actor_id__isnull=False) | Q(verb="guest.contributed"))
        return list(written.exclude(verb__endswith=".read"))

    @cached_property
    def _was(self) -> dict[tuple[str, int | None, str], str]:
        """By what was written first in each field: the mark of what it said before."""
        found: dict[tuple[str, int | None, str], str] = {}
        for event in self.log:
            for field, was in (
                event.details.get("was", {}).items() if isinstance(event.details.get("was"), dict) else ()
            ):
                found.setdefault((event.object_type, event.object_id, field), was)
        return found

    def mark_of(self, kind: type[Model], key: int, field: str) -> str | None:
        """The mark of what a field that was written in said at the opening."""
        return self._was.get((kind._meta.label_lower, key, field))

    def is_back(self, kind: type[Model], key: int, field: str, now: object) -> bool:
        """Whether a field that was written in says again what it said at the opening."""
        return self.mark_of(kind, key, field) == mark(now)

    def writers(self, *verbs: str, keys: Keys = by_object) -> dict[Any, list[int]]:
        """By what was written who did: users."""
        found: dict[Any, set[int]] = defaultdict(set)
        for event in self.events(*verbs):
            for key in keys(event):
                found[key] |= {event.actor_id} if event.actor_id else set()
        return {key: sorted(users) for key, users in found.items()}

    @cached_property
    def cases(self) -> dict[int, Case]:
        """The cases on the agenda, in its order."""
        items = self.meeting.agenda.filter(case__isnull=False).select_related("case__pupil")
        return {item.case_id: item.case for item in items if item.case and item.case_id}

    @cached_property
    def pupils(self) -> set[int]:
        """Whom the review is about."""
        mine = {case.pupil_id for case in self.cases.values()}
        if not self.meeting.group_id:
            return mine
        here = Enrolment.objects.filter(current(), school=self.meeting.school_id, group=self.meeting.group_id)
        return mine | set(here.values_list("pupil", flat=True))

    def events(self, *verbs: str) -> list[AuditEvent]:
        """Those with one of these verbs."""
        return [event for event in self.log if event.verb in verbs]

    def of_cases(self, *verbs: str) -> list[AuditEvent]:
        """Those of the cases on the agenda themselves."""
        return [e for e in self.events(*verbs) if e.object_type == "cases.case" and e.object_id in self.cases]

    def overwritten(self, *verbs: str, keys: Keys = by_object) -> set[Any]:
        """Of what these verbs wrote: what was written anew since, while the review was closed."""
        events = self.events(*verbs)
        here = {key: event.pk for event in events for key in keys(event)}
        if not here:
            return set()
        about = {event.object_id for event in events}
        since = self._school.filter(verb__in=verbs, object_id__in=about, pk__gte=min(here.values()))
        last = {key: event.pk for event in since for key in keys(event)}
        return {key for key, pk in here.items() if last[key] != pk}
