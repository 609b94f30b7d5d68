"""Writes of class visits. Each asks the rule, changes, logs; the log never holds what was seen."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from gezien.agreements.actions import make_agreement
from gezien.agreements.models import Agreement
from gezien.audit.log import record
from gezien.common import clock
from gezien.plans.models import PlanRow
from gezien.pupils.models import Group
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed
from gezien.visits.models import ClassVisit, ViewingGuide, VisitAgreement
from gezien.visits.queries import same_lesson
from gezien.visits.rules import (
    may_edit_guides,
    require_teacher,
    require_visitor,
    teachers_to_visit,
    visitable_groups,
)

State = ClassVisit.State
TEXTS = ("strengths", "ideas", "points")


@transaction.atomic
def plan_visits(*, by: Member, group: Group, teachers: Iterable[User], **values: Any) -> list[ClassVisit]:
    """Plan one lesson of several teachers: a visit for each, as what is seen is about one's own work."""
    return [plan_visit(by=by, group=group, teacher=teacher, **values) for teacher in teachers]


@transaction.atomic
def plan_visit(
    *,
    by: Member,
    group: Group,
    teacher: User,
    planned_on: dt.date,
    starts_at: dt.time | None = None,
    guide: ViewingGuide | None = None,
    rows: Collection[PlanRow] = (),
    focus: str = "",
) -> ClassVisit:
    """Plan a visit to a teacher of a group; the guide's questions go along as they are now."""
    if not visitable_groups(by).filter(pk=group.pk).exists() or teacher not in teachers_to_visit(by, group):
        raise NotAllowed("visit to this teacher")
    visit = ClassVisit.objects.create(
        school=by.school,
        visitor=by.user,
        teacher=teacher,
        group=group,
        planned_on=planned_on,
        starts_at=starts_at,
        focus=focus,
        guide_name=guide.name if guide else "",
        points=points_of(guide),
    )
    visit.rows.set(row for row in rows if row.plan.group_id == group.pk)
    _record(by, "visit.planned", visit)
    return visit


def points_of(guide: ViewingGuide | None) -> list[dict[str, str]]:
    """The questions of a guide, with room for what is seen."""
    questions = guide.questions if guide else []
    return [{"theme": one["theme"], "question": one["text"], "seen": ""} for one in questions]


@transaction.atomic
def move_visit(*, by: Member, visit: ClassVisit, version: int, planned_on: dt.date, starts_at: dt.time | None) -> None:
    """Another day or hour, as long as nothing was shared; the other visits of the same lesson move along."""
    require_visitor(by, visit)
    _require_state(visit, State.PLANNED, State.WRITTEN)
    for other in same_lesson(visit).filter(state__in=[State.PLANNED, State.WRITTEN]).select_related("group"):
        other.planned_on, other.starts_at = planned_on, starts_at
        other.save_if_unchanged(expected=other.version, fields=["planned_on", "starts_at"])
        _record(by, "visit.moved", other)
    visit.planned_on, visit.starts_at = planned_on, starts_at
    visit.save_if_unchanged(expected=version, fields=["planned_on", "starts_at"])
    _record(by, "visit.moved", visit)


@transaction.atomic
def write_visit(
    *, by: Member, visit: ClassVisit, version: int, seen: list[str], strengths: str, ideas: str
) -> ClassVisit:
    """Write what is seen, during the lesson or after it. `seen`: a text for each question, in their order."""
    require_visitor(by, visit)
    _require_state(visit, State.PLANNED, State.WRITTEN)
    was = visit.state
    visit.points = [{**point, "seen": text} for point, text in zip(visit.points, seen, strict=True)]
    visit.strengths, visit.ideas, visit.state = strengths, ideas, State.WRITTEN
    visit.save_if_unchanged(expected=version, fields=[*TEXTS, "state"])
    if was == State.PLANNED:
        _record(by, "visit.started", visit)
    return visit


@transaction.atomic
def share_visit(*, by: Member, visit: ClassVisit, version: int) -> None:
    """Give it to the teacher, and to nobody else; strengths go first, so there must be one."""
    require_visitor(by, visit)
    _require_state(visit, State.WRITTEN)
    if not visit.strengths.strip():
        raise NotAllowed("sharing without a strength")
    visit.state, visit.shared_at = State.SHARED, clock.now()
    visit.save_if_unchanged(expected=version, fields=["state", "shared_at"])
    _record(by, "visit.shared", visit)


@transaction.atomic
def take_back(*, by: Member, visit: ClassVisit, version: int) -> None:
    """Write on in what was shared, after a talk about it; both agree anew. The teacher's words stay."""
    require_visitor(by, visit)
    _require_state(visit, State.SHARED)
    visit.state, visit.shared_at, visit.teacher_agreed_at, visit.visitor_agreed_at = State.WRITTEN, None, None, None
    fields = ["state", "shared_at", "teacher_agreed_at", "visitor_agreed_at"]
    visit.save_if_unchanged(expected=version, fields=fields)
    _record(by, "visit.reopened", visit)


@transaction.atomic
def respond(*, by: Member, visit: ClassVisit, version: int, response: str) -> ClassVisit:
    """The teacher's own words; changing them asks the visitor's agreement anew."""
    require_teacher(by, visit)
    _require_state(visit, State.SHARED)
    if visit.response != response:
        visit.response, visit.visitor_agreed_at = response, None
    visit.save_if_unchanged(expected=version, fields=["response", "visitor_agreed_at"])
    return visit


@transaction.atomic
def agree(*, by: Member, visit: ClassVisit, version: int) -> ClassVisit:
    """Say that this is how it was. When teacher and visitor both have, coach and head may read it."""
    _require_state(visit, State.SHARED)
    if by.user.pk == visit.teacher_id:
        visit.teacher_agreed_at = clock.now()
    else:
        require_visitor(by, visit)
        visit.visitor_agreed_at = clock.now()
    if visit.teacher_agreed_at and visit.visitor_agreed_at:
        visit.state = State.AGREED
    visit.save_if_unchanged(expected=version, fields=["teacher_agreed_at", "visitor_agreed_at", "state"])
    _record(by, "visit.agreed", visit)
    return visit


@transaction.atomic
def cancel_visit(*, by: Member, visit: ClassVisit, version: int) -> None:
    """Call off a visit of which nothing was written."""
    require_visitor(by, visit)
    _require_state(visit, State.PLANNED)
    visit.state = State.CANCELLED
    visit.save_if_unchanged(expected=version, fields=["state"])
    _record(by, "visit.cancelled", visit)


@transaction.atomic
def agree_on(*, by: Member, visit: ClassVisit, **agreement: Any) -> Agreement:
    """Make an agreement after a visit that both agreed on.

    It is an agreement about the school and not about the group, so that only its owner, its maker, coach and head see
    it: it came from a lesson of one colleague.
    """
    if by.user.pk not in (visit.visitor_id, visit.teacher_id):
        raise NotAllowed("somebody else's visit")
    _require_state(visit, State.AGREED)
    made = make_agreement(by=by, **agreement)
    VisitAgreement.objects.create(school=by.school, visit=visit, agreement=made)
    return made


@transaction.atomic
def save_guide(
    *,
    by: Member,
    guide: ViewingGuide | None,
    version: int,
    name: str,
    questions: list[dict[str, str]],
    is_retired: bool,
) -> ViewingGuide:
    """Change a guide, or make one; visits that were planned keep their questions."""
    if not may_edit_guides(by):
        raise NotAllowed("viewing guide")
    if guide is None:
        guide = ViewingGuide.objects.create(school=by.school, name=name, questions=questions, is_retired=is_retired)
    else:
        guide.name, guide.questions, guide.is_retired = name, questions, is_retired
        guide.save_if_unchanged(expected=version, fields=["name", "questions", "is_retired"])
    record(by, "viewing_guide.saved", guide, name=name)
    return guide


def _require_state(visit: ClassVisit, *states: str) -> None:
    if visit.state not in states:
        raise NotAllowed(f"a visit that is {visit.state}")


def _record(by: Member, verb: str, visit: ClassVisit) -> None:
    record(by, verb, visit, group=visit.group, teacher=visit.teacher_id, visitor=visit.visitor_id)
