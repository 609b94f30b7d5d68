"""What a substitute reads of a group: a few words for all, and what its teacher marked about pupils."""

from django.db import models
from django.db.models import Q

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.needs.models import EducationalNeed
from gezien.notes.models import Factor
from gezien.pupils.models import Group
from gezien.schools.models import SchoolOwned, User


class SubstituteSheet(SchoolOwned, VersionedModel):
    """How a day goes in a group, and whom to ask; no pupil by name."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="substitute_sheet")
    habits = models.TextField(blank=True, max_length=1200)
    ask = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["group"]

    def __str__(self) -> str:
        return f"for a substitute in {self.group_id}"


class SubstituteTip(SchoolOwned):
    """A factor or a need that the teacher marked as fit for a substitute; nothing of a pupil is without such a mark.

    Of a need the sheet shows only what it says about instruction, tasks and teacher. `words` is what it said when
    it was marked, sentence by sentence: what somebody writes later is not on the sheet until it is marked too.
    """

    factor = models.OneToOneField(
        Factor, null=True, blank=True, on_delete=models.CASCADE, related_name="substitute_tip"
    )
    need = models.OneToOneField(
        EducationalNeed, null=True, blank=True, on_delete=models.CASCADE, related_name="substitute_tip"
    )
    words = models.JSONField(default=list)
    marked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(factor=None, need__isnull=False) | Q(factor__isnull=False, need=None),
                name="substitute_tip_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"tip {self.factor_id or self.need_id}"
