"""Writes of the rules that flag pupils."""

from django.db import transaction

from gezien.audit.log import record
from gezien.needs.models import SignalRule
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, require


@transaction.atomic
def change_rule(*, by: Member, rule: SignalRule, threshold: int, is_active: bool, expected: int) -> SignalRule:
    """Change from when a rule flags, or whether it does; for who keeps what the school agreed."""
    require(by, Permission.EDIT_AGREED)
    before = {"threshold": rule.threshold, "is_active": rule.is_active}
    rule.threshold, rule.is_active = threshold, is_active
    rule.save_if_unchanged(expected=expected, fields=["threshold", "is_active"])
    record(by, "rule.changed", rule, before=before, after={"threshold": threshold, "is_active": is_active})
    return rule
