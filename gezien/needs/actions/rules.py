"""Writes of the rules that flag pupils; each leaves a version to return to."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from gezien.audit.log import record
from gezien.common import clock
from gezien.needs.models import SignalRule, SignalRuleVersion
from gezien.needs.models.rule_version import SAYS, plain, said
from gezien.pupils.signals import tell_changed
from gezien.schools.rules import Member, require_agreed


@transaction.atomic
def add_rule(*, by: Member, values: Mapping[str, Any]) -> SignalRule:
    """Agree on a rule of the school's own, last in the list; for who keeps what the school agreed."""
    require_agreed(by)
    last = SignalRule.objects.filter(school=by.school).aggregate(last=Max("position"))["last"]
    rule = SignalRule.objects.create(school=by.school, position=(last or 0) + 1, **values)
    _keep(rule, by)
    tell_changed(by.school, None)
    record(by, "rule.added", rule, after=said(rule))
    return rule


@transaction.atomic
def change_rule(*, by: Member, rule: SignalRule, expected: int, **values: Any) -> SignalRule:
    """Change what a rule says: when it flags, whom, how much it presses, from when until when."""
    return _change(by, rule, expected, values, "rule.changed")


@transaction.atomic
def switch_rule(*, by: Member, rule: SignalRule, is_active: bool, expected: int) -> SignalRule:
    """Let a rule flag pupils, or not; what it says stays."""
    return _change(by, rule, expected, {"is_active": is_active}, "rule.changed")


@transaction.atomic
def return_to_version(*, by: Member, rule: SignalRule, version: SignalRuleVersion, expected: int) -> SignalRule:
    """Let the rule say again what it said in an earlier version; that is a version of its own."""
    if version.rule_id != rule.pk:
        raise ValueError("The version is of another rule")
    return _change(by, rule, expected, plain(version.values), "rule.restored")


@transaction.atomic
def remove_rule(*, by: Member, rule: SignalRule, expected: int) -> SignalRule:
    """Take a rule away; it is kept out of sight, for the history of its signals and to bring it back."""
    return _put(by, rule, expected, {"removed_at": clock.now()}, "rule.removed")


@transaction.atomic
def restore_rule(*, by: Member, rule: SignalRule, expected: int) -> SignalRule:
    """Bring back a rule that was taken away."""
    return _put(by, rule, expected, {"removed_at": None}, "rule.restored")


@transaction.atomic
def move_rule(*, by: Member, rule: SignalRule, step: int) -> None:
    """Move a rule up (-1) or down (1) in the list: the order in which signals are shown."""
    require_agreed(by)
    rules = list(SignalRule.objects.filter(school=by.school, removed_at=None).select_for_update())
    at = next(place for place, one in enumerate(rules) if one.pk == rule.pk)
    to = min(max(at + step, 0), len(rules) - 1)
    rules.insert(to, rules.pop(at))
    for place, one in enumerate(rules):
        one.position = place
    SignalRule.objects.bulk_update(rules, ["position"])
    record(by, "rule.moved", rule, before=at + 1, after=to + 1)


def _change(by: Member, rule: SignalRule, expected: int, values: Mapping[str, Any], verb: str) -> SignalRule:
    """Write what differs, with the version before and after; nothing differs, nothing is written."""
    require_agreed(by)
    before = said(rule)
    if not rule.versions.exists():
        SignalRuleVersion.objects.create(
            school=rule.school, rule=rule, number=rule.version, values=before, made_at=rule.updated_at
        )
    for name, value in values.items():
        setattr(rule, name, value)
    after = said(rule)
    changed = [name for name in SAYS if before[name] != after[name]]
    if not changed:
        return rule
    rule.save_if_unchanged(expected=expected, fields=changed)
    _keep(rule, by)
    tell_changed(by.school, None)
    record(
        by, verb, rule, before={name: before[name] for name in changed}, after={name: after[name] for name in changed}
    )
    return rule


def _put(by: Member, rule: SignalRule, expected: int, values: Mapping[str, Any], verb: str) -> SignalRule:
    """Write what is no part of what the rule says."""
    require_agreed(by)
    for name, value in values.items():
        setattr(rule, name, value)
    rule.save_if_unchanged(expected=expected, fields=list(values))
    tell_changed(by.school, None)
    record(by, verb, rule)
    return rule


def _keep(rule: SignalRule, by: Member) -> None:
    SignalRuleVersion.objects.create(
        school=rule.school, rule=rule, number=rule.version, values=said(rule), made_by=by.user
    )
