"""Who reads the log, and who reads the register."""

from django.db.models import QuerySet

from gezien.audit.models import AuditEvent
from gezien.schools.rules import Member, may_read_log


def readable_events(member: Member) -> QuerySet[AuditEvent]:
    """The log of this school, for who must be able to answer "who looked at my child's file?": coach and head.

    The log has no school scope of its own (it outlives what it speaks of), so this rule is the only way to it.
    """
    events = AuditEvent.objects.filter(school_id=member.school.pk)
    return events if may_read_log(member) else events.none()
