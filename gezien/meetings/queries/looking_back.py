"""What a group review looks back on: the plans of the period before, by what came of them and the school's goals."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from gezien.meetings.models import Meeting
from gezien.plans.models import GoalOutcome, GroupPlan, PlanReflection, RowReflection
from gezien.plans.queries import plans_of_group
from gezien.plans.queries.evaluation import tally
from gezien.plans.words import period_name
from gezien.schools.models import Period


def period_before(meeting: Meeting) -> Period | None:
    """The period before that of the review, also over the summer."""
    earlier = Period.objects.filter(school=meeting.school_id, starts_on__lt=meeting.period.starts_on)
    return earlier.order_by("starts_on").last()


def plans_of_before(meeting: Meeting) -> QuerySet[GroupPlan]:
    """The group's plans of the period before, which the review judges beside those of its own period."""
    period = period_before(meeting)
    return plans_of_group(meeting.group, period) if period and meeting.group else GroupPlan.objects.none()


def plan_in_words(meeting: Meeting, plan: GroupPlan) -> str:
    """A plan by its subject, and of another period than the review's by that too."""
    name = plan.subject.name
    return name if plan.period_id == meeting.period_id else f"{name}, {period_name(plan.period)}"


def plans_before(meeting: Meeting, strip: list[dict[str, Any]]) -> dict[str, Any]:
    """The plans of the period before: `period` in words, and for each plan what came of it.

    pk, subject, status, is_evaluated, outcomes ("5 reached, 2 partly reached"), helped (by cluster, in words),
    adjustments (what is taken along), and `share` and `goal`: how many pupils are where the school wants them now, from
    the strip of the overview. Four statements.
    """
    period = period_before(meeting)
    found = GroupPlan.objects.filter(group=meeting.group_id, period=period) if period else GroupPlan.objects.none()
    plans = list(found.select_related("subject", "period").order_by("subject__position", "pk"))
    now = {card["subject"]: card for card in strip}
    outcomes, said = _outcomes(plans), _said(plans)
    general = dict(PlanReflection.objects.filter(plan__in=plans).values_list("plan", "adjustments"))
    return {
        "period": period,
        "plans": [
            {
                "pk": plan.pk,
                "subject": plan.subject.name,
                "status": plan.get_status_display(),
                "is_evaluated": plan.status == GroupPlan.Status.EVALUATED,
                "outcomes": tally(outcomes[plan.pk]),
                "helped": [_of(one, one.get_helped_display()) for one in said[plan.pk] if one.helped],
                "adjustments": _adjustments(general.get(plan.pk, ""), said[plan.pk]),
                "share": now.get(plan.subject.name, {}).get("share", ""),
                "goal": now.get(plan.subject.name, {}).get("goal", ""),
            }
            for plan in plans
        ],
    }


def _outcomes(plans: list[GroupPlan]) -> dict[int, list[str]]:
    """By plan what came of its goals, one for each pupil that was judged."""
    found: dict[int, list[str]] = defaultdict(list)
    judged = GoalOutcome.objects.filter(goal__row__plan__in=plans, goal__removed_at=None).exclude(outcome="")
    for plan, outcome in judged.values_list("goal__row__plan", "outcome"):
        found[plan].append(outcome)
    return found


def _said(plans: list[GroupPlan]) -> dict[int, list[RowReflection]]:
    """By plan what was said of its rows when it was evaluated, in the order of the clusters."""
    found: dict[int, list[RowReflection]] = defaultdict(list)
    rows = RowReflection.objects.filter(row__plan__in=plans).select_related("row__cluster")
    for one in rows.order_by("row__cluster__position", "pk"):
        found[one.row.plan_id].append(one)
    return found


def _adjustments(general: str, said: list[RowReflection]) -> list[str]:
    """What is taken along: first for the whole plan, then by cluster."""
    rows = [_of(one, one.adjustments.strip()) for one in said if one.adjustments]
    return [text for text in [general.strip(), *rows] if text]


def _of(one: RowReflection, words: str) -> str:
    return f"{one.row.cluster.name}: {words}"
