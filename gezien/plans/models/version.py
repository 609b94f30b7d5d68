"""A plan as it was: kept when it is agreed, adjusted midway and evaluated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.plans.models.group_plan import GroupPlan
from gezien.schools.models import SchoolOwned, User


class PlanVersion(SchoolOwned):
    """The whole plan at a moment that mattered, as `queries.contents` reads it. Once sealed it never changes.

    `occasion` says what happened then; `why` is the line somebody wrote, always there when the plan was adjusted. A
    version that adjusts a running plan stays open while it is written: until it is sealed it is the plan as it stands.
    """

    class Occasion(models.TextChoices):
        AGREED = "agreed", _("agreed")
        ADJUSTED = "adjusted", _("adjusted midway")
        EVALUATED = "evaluated", _("evaluated")

    plan = models.ForeignKey(GroupPlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=10, choices=Occasion)
    why = models.CharField(max_length=300, blank=True)
    contents = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version_a_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(sealed_at=None), name="one_plan_version_being_written"
            ),
            models.CheckConstraint(
                condition=~models.Q(occasion="adjusted", why=""), name="plan_adjusted_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} version {self.number}"
