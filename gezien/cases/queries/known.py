"""What is known already when a case is opened, each with where it comes from: nothing is typed twice."""

import datetime as dt
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.agreements.rules import visible_agreements
from gezien.cases.models import Case
from gezien.cases.rules import visible_cases
from gezien.needs.rules import visible_needs
from gezien.notes.models import Factor
from gezien.notes.queries import factors_of
from gezien.notes.queries.balance import balance
from gezien.plans.models import GoalOutcome, PlanRow
from gezien.plans.queries import first_goal
from gezien.plans.rules import visible_individual_plans, visible_plans
from gezien.schools.models import Period
from gezien.schools.rules import Member

MOST = 6  # of what was done before; the rest on request


def factors_known(case: Case) -> dict[str, Any]:
    """What helps this pupil, from the file, and the balance of red and green. One statement."""
    current, ended = factors_of(case.pupil)
    return {
        "strengths": [one.text for one in current if one.direction == Factor.Direction.STIMULATING],
        "balance": balance([*current, *ended]),
    }


def done_before(member: Member, case: Case) -> list[dict[str, Any]]:
    """The extra attention already given and what it did, the newest first: day, what, text, outcome, url.

    Needs, rows of group plans, individual plans, agreements that were closed and earlier cases: five statements.
    """
    rows = [
        *_needs(member, case),
        *_plan_rows(member, case),
        *_own_plans(member, case),
        *_agreements(member, case),
        *_earlier(member, case),
    ]
    rows.sort(key=itemgetter("day"), reverse=True)
    return rows


def _needs(member: Member, case: Case) -> list[dict[str, Any]]:
    needs = visible_needs(member).filter(pupil=case.pupil, of_cases=None).exclude(outcome="")
    return [
        _row(
            member,
            need.closed_on or need.period.ends_on,
            _("Need, %(subject)s") % {"subject": need.subject.name},
            need.goal or need.support,
            ("needs:need", case.pupil_id, need.subject_id),
            outcome=need.get_outcome_display(),
            words=need.closing_note,
            query=f"?period={need.period_id}&number={need.number}",
        )
        for need in needs.select_related("subject", "period")
    ]


def _plan_rows(member: Member, case: Case) -> list[dict[str, Any]]:
    """What the pupil's cluster got in plans, with what came of the first goal judged for this pupil."""
    judged = GoalOutcome.objects.filter(goal__row=OuterRef("pk"), goal__removed_at=None, pupil=case.pupil)
    judged = judged.exclude(outcome="").order_by("goal__position", "pk")
    rows = (
        PlanRow.objects.filter(plan__in=visible_plans(member), cluster__placements__pupil=case.pupil)
        .select_related("plan__subject", "plan__period", "cluster")
        .annotate(first_goal=first_goal(), outcome=Subquery(judged.values("outcome")[:1]))
        .order_by("-plan__period__starts_on", "plan__subject__position", "pk")[:12]
    )
    words = dict(GoalOutcome.Outcome.choices)
    return [
        _row(
            member,
            row.plan.period.starts_on,
            _("Group plan %(subject)s, %(cluster)s")
            % {"subject": row.plan.subject.name, "cluster": row.cluster.name.lower()},
            row.approach or row.first_goal or row.content,
            ("plans:detail", row.plan_id),
            outcome=str(words.get(row.outcome or "", "")),
        )
        for row in rows
    ]


def _own_plans(member: Member, case: Case) -> list[dict[str, Any]]:
    plans = visible_individual_plans(member).filter(pupil=case.pupil)
    return [
        _row(
            member,
            plan.starts_on,
            str(plan.get_kind_display()).capitalize(),
            plan.reason,
            ("plans:individual", plan.pk),
            outcome=str(plan.get_status_display()),
        )
        for plan in plans
    ]


def _agreements(member: Member, case: Case) -> list[dict[str, Any]]:
    closed = visible_agreements(member).filter(pupil=case.pupil, of_case=None).exclude(outcome="")
    return [
        _row(
            member,
            one.due_on,
            _("Agreement"),
            one.what,
            ("agreements:edit", one.pk),
            outcome=str(Agreement.Outcome(one.outcome).label),
            words=one.closing_note,
        )
        for one in closed.order_by("-due_on", "pk")[:6]
    ]


def _earlier(member: Member, case: Case) -> list[dict[str, Any]]:
    earlier = visible_cases(member).filter(pupil=case.pupil, closed_on__isnull=False).exclude(pk=case.pk)
    return [
        _row(
            member,
            one.closed_on or one.registered_on,
            _("Earlier in the pupil review"),
            one.closing_note,
            ("cases:case", one.pk),
            outcome=_("closed"),
        )
        for one in earlier
    ]


def _row(
    member: Member,
    day: dt.date,
    what: str,
    text: str,
    page: tuple[str | int, ...],
    *,
    outcome: str = "",
    words: str = "",
    query: str = "",
) -> dict[str, Any]:
    name, *args = page
    return {
        "day": day,
        "when": date_format(day, "b Y"),
        "what": what,
        "text": text,
        "outcome": outcome,
        "words": words,
        "url": reverse(str(name), args=[member.school.slug, *args]) + query,
    }


def needs_now(member: Member, case: Case, period: Period | None) -> list[dict[str, Any]]:
    """The pupil's needs of this period and those set in this case; those of the case first. Two statements."""
    linked = set(case.needs.values_list("need", flat=True))
    found = visible_needs(member).filter(pupil=case.pupil).select_related("subject", "period")
    rows = [
        {
            "pk": need.pk,
            "subject": need.subject.name,
            "goal": need.goal,
            "support": need.support,
            "outcome": need.get_outcome_display() if need.outcome else "",
            "is_linked": need.pk in linked,
            "url": reverse("needs:need", args=[member.school.slug, case.pupil_id, need.subject_id])
            + f"?period={need.period_id}&number={need.number}",
        }
        for need in found.order_by("subject__position", "number", "pk")
        if need.pk in linked or (period and need.period_id == period.pk and not need.outcome)
    ]
    return sorted(rows, key=lambda row: not row["is_linked"])


def plans_now(member: Member, case: Case, period: Period | None) -> list[dict[str, Any]]:
    """How group plan and individual plan meet the needs now: the rows of this period, and plans that run."""
    rows = PlanRow.objects.filter(plan__in=visible_plans(member), cluster__placements__pupil=case.pupil)
    rows = rows.filter(plan__period=period) if period else rows.none()
    rows = rows.select_related("plan__subject", "plan__period", "cluster").annotate(first_goal=first_goal())
    shown = [
        {
            "name": _("Group plan %(subject)s, %(cluster)s")
            % {"subject": row.plan.subject.name, "cluster": row.cluster.name.lower()},
            "text": row.first_goal or row.approach,
            "url": reverse("plans:detail", args=[member.school.slug, row.plan_id]),
            "is_own": row.plan.subject_id == case.subject_id,
        }
        for row in rows.order_by("plan__subject__position", "pk")
    ]
    own = visible_individual_plans(member).filter(pupil=case.pupil).exclude(status="ended")
    shown += [
        {
            "name": str(plan.get_kind_display()).capitalize(),
            "text": plan.outlook or plan.reason,
            "url": reverse("plans:individual", args=[member.school.slug, plan.pk]),
            "is_own": True,
        }
        for plan in own
    ]
    return sorted(shown, key=lambda row: not row["is_own"])
