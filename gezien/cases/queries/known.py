"""What is known already when a case is opened, each with where it comes from: nothing is typed twice."""

import datetime as dt
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.models import Agreement
from gezien.cases.models import Case, CaseNeed
from gezien.cases.queries.talks import agreements_about, notes_about
from gezien.cases.rules import visible_cases
from gezien.needs.rules import visible_needs
from gezien.notes.models import Factor, Note
from gezien.notes.queries import factors_of
from gezien.notes.queries.balance import balance
from gezien.plans.models import GoalOutcome, IndividualPlan, PlanRow
from gezien.plans.queries import first_goal
from gezien.plans.rules import visible_individual_plans, visible_plans
from gezien.schools.models import Period
from gezien.schools.rules import Member, may_write_files

MOST = 6  # of what was done before; the rest on request
ROWS = 12  # of group plans, of what was done before


@dataclass(frozen=True)
class File:
    """What several parts of the page of a case look at, each read once: six statements."""

    needs: list[Any]  # Any: with what `file_of` adds
    rows: list[Any]
    plans: list[IndividualPlan]
    agreements: list[Agreement]
    notes: list[Note]
    factors: tuple[list[Factor], list[Factor]]


def file_of(member: Member, case: Case) -> File:
    """What the file holds of needs, rows of group plans (the newest first), individual plans, agreements and notes, and
    the factors of now and those that ended.
    """
    linked = CaseNeed.objects.filter(need=OuterRef("pk"))
    needs = visible_needs(member).filter(pupil=case.pupil).select_related("subject", "period")
    needs = needs.annotate(is_linked=Exists(linked.filter(case=case)), is_of_case=Exists(linked))
    return File(
        needs=list(needs.order_by("subject__position", "number", "pk")),
        rows=_plan_rows(member, case),
        plans=list(visible_individual_plans(member).filter(pupil=case.pupil)),
        agreements=agreements_about(member, case),
        notes=notes_about(member, case),
        factors=factors_of(case.pupil),
    )


def factors_known(case: Case, factors: tuple[list[Factor], list[Factor]] | None = None) -> dict[str, Any]:
    """What helps this pupil, from the file, and the balance of red and green. One statement, or those given."""
    current, ended = factors or factors_of(case.pupil)
    return {
        "strengths": [one.text for one in current if one.direction == Factor.Direction.STIMULATING],
        "balance": balance([*current, *ended]),
    }


def done_before(member: Member, case: Case, file: File | None = None) -> list[dict[str, Any]]:
    """The extra attention already given and what it did, the newest first: day, what, text, outcome, url.

    Needs, rows of group plans, individual plans, agreements that were closed and earlier cases: one statement, and
    those of the file when it was not read yet.
    """
    file = file or file_of(member, case)
    rows = [
        *(_need_done(member, case, need) for need in file.needs if need.outcome and not need.is_of_case),
        *(_row_done(member, row) for row in file.rows[:ROWS]),
        *(_plan_done(member, plan) for plan in file.plans),
        *_agreements(member, file.agreements),
        *_earlier(member, case),
    ]
    rows.sort(key=itemgetter("day"), reverse=True)
    return rows


def _need_done(member: Member, case: Case, need: Any) -> dict[str, Any]:
    return _row(
        member,
        need.closed_on or need.period.ends_on,
        _("Need, %(subject)s") % {"subject": need.subject.name},
        need.goal or need.support,
        _need_page(member, need),
        outcome=need.get_outcome_display(),
        words=need.closing_note,
        query=_need_query(member, need),
    )


def _need_page(member: Member, need: Any) -> tuple[str | int, ...]:
    """Where the need is written; for who reads only, what became of it."""
    if may_write_files(member):
        return ("needs:need", need.pupil_id, need.subject_id)
    return ("needs:need_history", need.pk)


def _need_query(member: Member, need: Any) -> str:
    return f"?period={need.period_id}&nr={need.number}" if may_write_files(member) else ""


def _plan_rows(member: Member, case: Case) -> list[Any]:
    """What the pupil's cluster gets in plans, with what came of the first goal judged for this pupil."""
    judged = GoalOutcome.objects.filter(goal__row=OuterRef("pk"), goal__removed_at=None, pupil=case.pupil)
    judged = judged.exclude(outcome="").order_by("goal__position", "pk")
    rows = PlanRow.objects.filter(plan__in=visible_plans(member), cluster__placements__pupil=case.pupil)
    rows = rows.select_related("plan__subject", "plan__period", "cluster")
    rows = rows.annotate(first_goal=first_goal(), outcome=Subquery(judged.values("outcome")[:1]))
    return list(rows.order_by("-plan__period__starts_on", "plan__subject__position", "pk")[: ROWS * 4])


def _row_done(member: Member, row: Any) -> dict[str, Any]:
    words = dict(GoalOutcome.Outcome.choices)
    return _row(
        member,
        row.plan.period.starts_on,
        _row_name(row),
        row.approach or row.first_goal or row.content,
        ("plans:detail", row.plan_id),
        outcome=str(words.get(row.outcome or "", "")),
    )


def _row_name(row: PlanRow) -> str:
    return _("Group plan %(subject)s, %(cluster)s") % {
        "subject": row.plan.subject.name,
        "cluster": row.cluster.name.lower(),
    }


def _plan_done(member: Member, plan: IndividualPlan) -> dict[str, Any]:
    return _row(
        member,
        plan.starts_on,
        str(plan.get_kind_display()).capitalize(),
        plan.reason,
        ("plans:individual", plan.pk),
        outcome=str(plan.get_status_display()),
    )


def _agreements(member: Member, agreements: list[Agreement]) -> list[dict[str, Any]]:
    """The last ones that were closed, of those that belong to no case."""
    closed = [one for one in agreements if not hasattr(one, "of_case")]
    closed.sort(key=lambda one: one.due_on, reverse=True)
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
        for one in closed[:6]
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
    return {
        "day": day,
        "when": date_format(day, "b Y"),
        "what": what,
        "text": text,
        "outcome": outcome,
        "words": words,
        "url": _url(member, page) + query,
    }


def _url(member: Member, page: tuple[str | int, ...]) -> str:
    name, *args = page
    return reverse(str(name), args=[member.school.slug, *args])


def needs_now(member: Member, case: Case, period: Period | None, file: File | None = None) -> list[dict[str, Any]]:
    """The pupil's needs of this period and those set in this case; those of the case first."""
    rows = [
        {
            "pk": need.pk,
            "subject": need.subject.name,
            "goal": need.goal,
            "support": need.support,
            "outcome": need.get_outcome_display() if need.outcome else "",
            "is_linked": need.is_linked,
            "url": _url(member, _need_page(member, need)) + _need_query(member, need),
        }
        for need in (file or file_of(member, case)).needs
        if need.is_linked or (period and need.period_id == period.pk and not need.outcome)
    ]
    return sorted(rows, key=lambda row: not row["is_linked"])


def plans_now(member: Member, case: Case, period: Period | None, file: File | None = None) -> list[dict[str, Any]]:
    """How group plan and individual plan meet the needs now: the rows of this period, and plans that run."""
    file = file or file_of(member, case)
    shown = [
        {
            "name": _row_name(row),
            "text": row.first_goal or row.approach,
            "url": reverse("plans:detail", args=[member.school.slug, row.plan_id]),
            "is_own": row.plan.subject_id == case.subject_id,
        }
        for row in file.rows
        if period and row.plan.period_id == period.pk
    ]
    shown += [
        {
            "name": str(plan.get_kind_display()).capitalize(),
            "text": plan.outlook or plan.reason,
            "url": reverse("plans:individual", args=[member.school.slug, plan.pk]),
            "is_own": True,
        }
        for plan in file.plans
        if plan.status != IndividualPlan.Status.ENDED
    ]
    return sorted(shown, key=lambda row: not row["is_own"])
