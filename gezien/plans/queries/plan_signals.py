"""The signals that a plan answers, or could answer: those of its pupils for its subject."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from gezien.common import clock
from gezien.needs.models import Placement, Signal, SignalLink
from gezien.needs.signals import Found
from gezien.plans.models import GroupPlan
from gezien.plans.queries.basis import day_in
from gezien.plans.rules import may_write_plans
from gezien.plans.words import period_name
from gezien.pupils.models import Enrolment, Pupil
from gezien.pupils.rules import editable_pupils, visible_pupils
from gezien.schools.rules import Member, current

State = Signal.State


def answerable_signals(plan: GroupPlan, member: Member) -> list[Signal]:
    """The open signals of the pupils of its clusters, for its subject; what was put aside until yesterday is open.

    Only of pupils who are in the group: who moved away is answered by the plan of the new one.
    """
    is_open = Q(state=State.OPEN) | Q(state=State.ASIDE, aside_until__lt=clock.today())
    here = Enrolment.objects.filter(current(day_in(plan.period)), group=plan.group_id).values("pupil")
    placed = Placement.objects.filter(cluster__plan_rows__plan=plan, pupil__in=here).values("pupil")
    signals = Signal.objects.filter(is_open, school=plan.school_id, subject=plan.subject_id, pupil__in=placed)
    signals = signals.filter(pupil__in=_pupils_of(member))
    return list(signals.select_related("pupil", "rule").order_by("pupil__call_name", "rule__position", "pk"))


def signals_of_plan(plan: GroupPlan, member: Member, names: Mapping[int, str] | None = None) -> list[dict[str, Any]]:
    """What the plan answers and what it could answer, each with why it is there: two statements.

    pk, name, label (in a few words), figure, source, is_taken_up, ending (in words, once the plan was evaluated).
    """
    links = SignalLink.objects.filter(school=plan.school_id, kind=SignalLink.Kind.PLAN, target=plan.pk)
    links = links.filter(signal__pupil__in=_pupils_of(member))
    rows = [
        _row(link.signal, names, is_taken_up=link.ended_at is None, ending=link.get_outcome_display())
        for link in links.select_related("signal__pupil", "signal__rule").order_by("signal__pupil__call_name", "pk")
    ]
    if plan.status == GroupPlan.Status.EVALUATED:
        return rows
    taken = {row["pk"] for row in rows if row["is_taken_up"]}
    rows = [row for row in rows if row["is_taken_up"]]
    return rows + [
        _row(one, names, is_taken_up=False, ending="")
        for one in answerable_signals(plan, member)
        if one.pk not in taken
    ]


def _pupils_of(member: Member) -> QuerySet[Pupil, Any]:
    """In whose files the member writes; for who only reads, whose files they see."""
    found = editable_pupils(member) if may_write_plans(member) else visible_pupils(member)
    return found.order_by().values("pk")


def plan_in_words(plan: GroupPlan) -> str:
    """ "Rekenen 5b, period 2"."""
    return f"{plan.subject.name} {plan.group.name}, {period_name(plan.period).lower()}"


def _row(signal: Signal, names: Mapping[int, str] | None, *, is_taken_up: bool, ending: str) -> dict[str, Any]:
    found = Found.of(signal)
    return {
        "pk": signal.pk,
        "pupil": signal.pupil_id,
        "name": (names or {}).get(signal.pupil_id, signal.pupil.call_name),
        "label": found.label,
        "figure": found.figure,
        "source": found.source,
        "is_taken_up": is_taken_up,
        "ending": ending,
    }
