"""Looking back on a plan: on how it was carried out, and on what to take along to the next period."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.plans.models.group_plan import GroupPlan, PlanRow
from gezien.schools.models import SchoolOwned, User


class PlanReflection(SchoolOwned, VersionedModel):
    """What the teachers say about the whole plan: results against instruction, content, processing and time."""

    plan = models.OneToOneField(GroupPlan, on_delete=models.CASCADE, related_name="reflection")
    instruction = models.TextField(blank=True)
    content = models.TextField(blank=True)
    processing = models.TextField(blank=True)
    time = models.TextField(blank=True)
    adjustments = models.TextField(blank=True)  # what goes along for everyone
    written_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return f"reflection on {self.plan_id}"


class RowReflection(SchoolOwned, VersionedModel):
    """What the teachers say about one cluster: whether the approach helped, and what goes along."""

    class Helped(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    row = models.OneToOneField(PlanRow, on_delete=models.CASCADE, related_name="reflection")
    helped = models.CharField(max_length=10, choices=Helped, blank=True)
    adjustments = models.TextField(blank=True)
    written_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["row", "pk"]

    def __str__(self) -> str:
        return f"reflection on row {self.row_id}"
