"""Who else in the group could join: pupils with a need in the same domain now, the same subject and words first."""

from typing import Any

from django.db.models import Exists, OuterRef

from gezien.cases.models import Case, CaseCompanion
from gezien.needs.queries.suggestions import lemmas
from gezien.needs.rules import visible_needs
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.rules import visible_groups
from gezien.schools.models import Period
from gezien.schools.rules import Member, current

MOST = 8


def group_of(member: Member, case: Case) -> Group | None:
    """The visible group the pupil is in today."""
    enrolled = Enrolment.objects.filter(current(), school=member.school, pupil=case.pupil).values("group")
    return visible_groups(member).filter(pk__in=enrolled).order_by("-year__starts_on", "pk").first()


def companions(
    member: Member, case: Case, group: Group | None, period: Period | None, goal: str
) -> list[dict[str, Any]]:
    """pupil, name, subject, goal, support and whether it joins. One statement; none without a group or a subject.

    Who joins already comes first, then a need for the same subject, then who shares most words with the goal.
    """
    if group is None or case.subject is None or period is None:
        return []
    joins = CaseCompanion.objects.filter(case=case, pupil=OuterRef("pupil"))
    enrolled = Enrolment.objects.filter(current(), group=group).values("pupil")
    needs = visible_needs(member).filter(
        subject__domain=case.subject.domain, period=period, pupil__in=enrolled, outcome=""
    )
    needs = needs.exclude(pupil=case.pupil).select_related("pupil", "subject").annotate(is_joined=Exists(joins))
    wanted = lemmas(goal)
    rows: dict[int, dict[str, Any]] = {}
    for need in sorted(needs.order_by("number", "pk"), key=lambda need: need.subject_id != case.subject_id):
        rows.setdefault(need.pupil_id, _row(need, case, wanted))
    found = sorted(rows.values(), key=lambda row: (not row["is_joined"], not row["is_same"], -row["likeness"]))
    return [row for place, row in enumerate(found) if place < MOST or row["is_joined"]]


def _row(need: Any, case: Case, wanted: frozenset[str]) -> dict[str, Any]:
    return {
        "pupil": need.pupil,
        "name": need.pupil.name,
        "subject": need.subject.name,
        "is_same": need.subject_id == case.subject_id,
        "goal": need.goal,
        "support": need.support,
        "likeness": len(wanted & lemmas(f"{need.goal} {need.support}")),
        "is_joined": need.is_joined,
    }
