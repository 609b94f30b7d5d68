"""Rules are kept by who keeps what the school agreed; each change leaves a version to return to."""

import datetime as dt
from decimal import Decimal

import pytest

from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.needs import actions
from gezien.needs.models import SignalRule
from gezien.schools.rules import NotAllowed

M = SignalRule.Measure


@pytest.fixture
def rule(zwaluw) -> SignalRule:
    """The rule about who was not seen."""
    return SignalRule.objects.get(measure=M.NOT_SEEN)


@pytest.mark.requirement("H11")
def test_change_is_logged_with_what_it_was_and_leaves_two_versions(member, rule):
    actions.change_rule(by=member("sanne"), rule=rule, threshold=8, is_active=False, expected=rule.version)
    rule.refresh_from_db()
    assert (rule.threshold, rule.is_active) == (8, False)
    event = AuditEvent.objects.filter(verb="rule.changed").first()
    assert event.details["before"] == {"threshold": 6, "is_active": True}
    assert [(one.number, one.values["threshold"], one.made_by_id) for one in rule.versions.all()] == [
        (2, 8, member("sanne").user.pk),
        (1, 6, None),
    ]


def test_saving_what_it_says_already_writes_nothing(member, rule):
    actions.change_rule(by=member("sanne"), rule=rule, threshold=rule.threshold, expected=rule.version)
    rule.refresh_from_db()
    assert (rule.version, AuditEvent.objects.filter(verb="rule.changed").exists()) == (1, False)


@pytest.mark.requirement("H11")
def test_return_to_a_version_says_it_all_again(member, rule):
    by = member("sanne")
    values = {"threshold": 9, "name": "Anders", "valid_from": dt.date(2027, 3, 1), "year_groups": ["3"]}
    actions.change_rule(by=by, rule=rule, expected=1, **values)
    actions.return_to_version(by=by, rule=rule, version=rule.versions.get(number=1), expected=2)
    actions.return_to_version(by=by, rule=rule, version=rule.versions.get(number=2), expected=3)
    rule.refresh_from_db()
    assert {name: getattr(rule, name) for name in values} == values
    assert rule.version == 4


def test_amounts_survive_a_version(member, zwaluw):
    values = {"name": "Gedaald", "direction": "support", "measure": M.DROPPED, "amount": Decimal(10)}
    made = actions.add_rule(by=member("sanne"), values=values)
    actions.change_rule(by=member("sanne"), rule=made, amount=Decimal("2.5"), expected=1)
    actions.return_to_version(by=member("sanne"), rule=made, version=made.versions.get(number=1), expected=2)
    made.refresh_from_db()
    assert made.amount == 10


def test_removed_rule_is_out_of_sight_until_it_is_brought_back(member, rule):
    actions.remove_rule(by=member("sanne"), rule=rule, expected=1)
    assert rule.removed_at is not None
    actions.restore_rule(by=member("sanne"), rule=rule, expected=2)
    rule.refresh_from_db()
    assert rule.removed_at is None


def test_rule_moves_in_the_list_and_not_beyond_it(member, zwaluw):
    names = list(SignalRule.objects.filter(school=zwaluw).values_list("pk", flat=True))
    first = SignalRule.objects.get(pk=names[0])
    actions.move_rule(by=member("sanne"), rule=first, step=-1)
    assert list(SignalRule.objects.filter(school=zwaluw).values_list("pk", flat=True)) == names
    actions.move_rule(by=member("sanne"), rule=first, step=1)
    moved = list(SignalRule.objects.filter(school=zwaluw).values_list("pk", flat=True))
    assert moved == [names[1], names[0], *names[2:]]


def test_of_two_who_change_a_rule_the_second_is_told(member, rule):
    other = SignalRule.objects.get(pk=rule.pk)
    actions.change_rule(by=member("karim"), rule=other, threshold=8, expected=1)
    with pytest.raises(StaleVersion):
        actions.change_rule(by=member("sanne"), rule=rule, threshold=9, expected=1)


@pytest.mark.parametrize(
    "write",
    [
        lambda by, rule: actions.change_rule(by=by, rule=rule, threshold=3, expected=1),
        lambda by, rule: actions.add_rule(by=by, values={"name": "x", "measure": M.NOT_SEEN}),
        lambda by, rule: actions.switch_rule(by=by, rule=rule, is_active=False, expected=1),
        lambda by, rule: actions.move_rule(by=by, rule=rule, step=1),
        lambda by, rule: actions.remove_rule(by=by, rule=rule, expected=1),
        lambda by, rule: actions.restore_rule(by=by, rule=rule, expected=1),
    ],
    ids=["change", "add", "switch", "move", "remove", "restore"],
)
def test_teacher_does_not_change_what_the_school_agreed(member, rule, write):
    with pytest.raises(NotAllowed):
        write(member("emmy"), rule)
