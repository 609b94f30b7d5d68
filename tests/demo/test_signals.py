"""The demo shows what becomes of signals."""

from django_scopes import scopes_disabled

from gezien.audit.models import AuditEvent
from gezien.demo.signals import ASIDE, CLOSED, settle_signals
from gezien.needs.models import Signal


def test_demo_has_signals_put_aside_and_closed_by_the_coach_and_many_to_do():
    with scopes_disabled():
        settle_signals()
        signals = Signal.objects.filter(school__slug="zwaluw")
        aside, closed = signals.filter(state="aside"), signals.filter(state="resolved", ending="closed")

        assert {one.reason for one in aside} == {reason for reason, _days in ASIDE}
        assert {one.reason for one in closed} == set(CLOSED)
        assert signals.filter(state="open").count() > 10
    assert AuditEvent.objects.filter(verb__startswith="signal.").exists()
