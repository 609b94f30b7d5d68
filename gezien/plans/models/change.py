"""What a row said before: so that two people may work in one row, and what changed can be told."""

from django.db import models

from gezien.common import clock
from gezien.plans.models.group_plan import PlanRow
from gezien.schools.models import SchoolOwned, User


class PlanRowChange(SchoolOwned):
    """One save of a row: the fields it changed, with what they said at `version`."""

    row = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    before = models.JSONField()
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["row", "version", "pk"]
        constraints = [models.UniqueConstraint(fields=["row", "version"], name="one_change_a_version")]

    def __str__(self) -> str:
        return f"{self.row_id} at {self.version}"
