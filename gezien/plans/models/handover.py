"""What is handed over when a group moves on: for each pupil what was needed and what works, and a few words.

Whoever gives it decides what is in it: until `handed_at` it is a draft that only shows what is known, from then on it
holds what was known on that day.
"""

from django.db import models
from django.db.models import Q

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import SchoolOwned, StaffMember, User


class Handover(SchoolOwned, VersionedModel):
    """The handing over of one group of a school year to whoever teaches its pupils after it."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="handover")
    general = models.TextField(blank=True)  # about the group as a whole
    begun_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["group", "pk"]

    def __str__(self) -> str:
        return f"handover of {self.group}"

    @property
    def is_handed(self) -> bool:
        """Whether it was given."""
        return self.handed_at is not None


class HandoverLine(SchoolOwned, VersionedModel):
    """One pupil. `text` is what the giving teacher says; `known` is what was known when it was handed over, as data."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="lines")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    known = models.JSONField(default=dict)

    class Meta:
        ordering = ["handover", "pupil__call_name", "pupil__family_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["handover", "pupil"], name="one_line_a_pupil")]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.pupil_id}"


class HandoverChange(SchoolOwned):
    """What a line, or the text about the group (`line` empty), said at a version before somebody wrote it anew."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="changes")
    line = models.ForeignKey(HandoverLine, null=True, blank=True, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    before = models.TextField(blank=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["handover", "-pk"]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.line_id or ''} at {self.version}"


class HandoverReceiver(SchoolOwned):
    """Somebody who receives a group: chosen for it, or, as the roster has it, teaching one of its pupils after it.

    `assigned_by` empty: nobody chose them, they read it as the pupils' next teacher. `read_at`: when they said so.
    """

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="receivers")
    staff_member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    assigned_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    assigned_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["handover", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "staff_member"], name="one_receiver_once"),
            models.CheckConstraint(
                condition=Q(assigned_at__isnull=False) | Q(read_at__isnull=False), name="receiver_assigned_or_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} to {self.staff_member_id}"


class HandoverQuestion(SchoolOwned, VersionedModel):
    """What the receiver asks or remarks, about a pupil or the group (`pupil` empty), and what came back."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="questions")
    pupil = models.ForeignKey(Pupil, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["handover", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answered_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.text[:40]}"
