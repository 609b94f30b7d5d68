"""Whose pupils were talked about, when a review closes: what was on the table counts without anybody ticking it off."""

from django.db.models import Q
from django.utils import timezone

from gezien.audit.models import AuditEvent
from gezien.cases.models import Case
from gezien.common import clock
from gezien.meetings.models import AgendaItem, Meeting


def hold_cases(meeting: Meeting) -> None:
    """Before the review is locked, in the order in which whoever writes in a case does; of what is called below."""
    cases = meeting.agenda.exclude(case=None).order_by("case").values("case")
    list(Case.objects.select_for_update(no_key=True).filter(pk__in=cases).order_by("pk").values_list("pk"))


def were_discussed(meeting: Meeting) -> None:
    """Tick off the pupils who were on the table; the day their case was discussed goes along.

    On the table: its clock ran, or something was written down or agreed. Who was not come to stays open, and so does
    who was said not to be discussed after all. A review that was left open was held on the day it was opened.
    """
    now = clock.now()
    opened = meeting.opened_at or now
    moment = now if timezone.localtime(opened).date() == timezone.localtime(now).date() else opened
    spoken = Q(started_at__isnull=False) | Q(seconds_spent__gt=0) | ~Q(minutes="") | Q(made__isnull=False)
    items = meeting.agenda.filter(spoken, case__isnull=False, discussed_at=None).values_list("pk", "case").distinct()
    taken_back = AuditEvent.objects.filter(
        school_id=meeting.school_id, verb="agenda.undiscussed", object_id__in=[pk for pk, _case in items]
    )
    unsaid = set(taken_back.values_list("object_id", flat=True))
    found = {pk: case for pk, case in items if pk not in unsaid}
    AgendaItem.objects.filter(pk__in=found).update(discussed_at=moment)
    earlier = Q(discussed_at=None) | Q(discussed_at__lt=moment)
    Case.objects.filter(earlier, pk__in=found.values()).update(discussed_at=moment)
