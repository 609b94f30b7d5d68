"""The report: what a review recorded, as it was when it closed."""

from django.db import models
from django.db.models import Q

from gezien.common.models import VersionedModel
from gezien.meetings.models.meeting import Meeting
from gezien.schools.models import SchoolOwned, User


class Report(SchoolOwned, VersionedModel):
    """Made at closing; who leads the review approves it, and from then on it stays as it is.

    `content` names people by their keys; what it tells of a pupil who is erased goes from it (receivers.py).
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="report")
    content = models.JSONField()
    made_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(approved_at__isnull=False), name="report_approved_at_a_moment"
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.meeting_id}"
