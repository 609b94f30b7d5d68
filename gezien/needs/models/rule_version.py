"""What a signal rule said before: who changed it when, and the way back."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from gezien.common import clock
from gezien.needs.models.rule import SignalRule
from gezien.schools.models import SchoolOwned, User

# What a rule says; the order of the list is no part of it.
SAYS = (
    *("name", "direction", "severity", "measure", "threshold", "times", "amount", "level", "kind", "weeks"),
    *("subject_id", "area", "questionnaire_domain_id", "year_groups", "instrument_id", "score"),
    *("valid_from", "valid_until", "is_active"),
)


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


def said(rule: SignalRule) -> dict[str, Any]:
    """What a rule says, as it can be kept in JSON."""
    return {name: _simple(getattr(rule, name)) for name in SAYS}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was kept in JSON, as fields of a rule; what a later version of Gezien no longer knows is left out."""
    found = {name: values[name] for name in SAYS if name in values}
    for name in ("valid_from", "valid_until"):
        if found.get(name):
            found[name] = dt.date.fromisoformat(found[name])
    if found.get("amount") is not None:
        found["amount"] = Decimal(found["amount"])
    return found


def _simple(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
