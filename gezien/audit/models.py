"""The log: one row for each write and each reading of a pupil's file. Rows are added, never changed.

There are no foreign keys: the log outlives what it speaks of, and nothing that is erased drags it along. The database
itself refuses UPDATE and DELETE (triggers in the first migration, on both engines).
"""

from django.db import models


class AuditEvent(models.Model):
    """Who did what to which record, in which role, for which reason."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    roles = models.CharField(max_length=200, blank=True)
    school_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    pupil_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["school_id", "pupil_id", "-id"], name="audit_pupil"),
            models.Index(fields=["school_id", "-id"], name="audit_school"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.object_type} {self.object_id}"
