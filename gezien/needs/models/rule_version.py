"""What a signal rule said before: who changed it when, and the way back."""

from django.db import models

from gezien.common import clock
from gezien.needs.models.rule import SignalRule
from gezien.schools.models import SchoolOwned, User


class SignalRuleVersion(SchoolOwned):
    """The rule as it was saved once: `values` by field, `number` the rule's version from then on.

    `made_by` is empty for the rule as it was delivered, or by somebody who left.
    """

    rule = models.ForeignKey(SignalRule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["rule", "-number"]
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="one_rule_version_a_number")]

    def __str__(self) -> str:
        return f"{self.rule_id} v{self.number}"
