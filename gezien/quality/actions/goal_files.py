"""Taking in a list of goals, and taking that back: from a file, or the starter set."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.quality.goal_rows import GoalRow
from gezien.quality.models import GoalImport, LearningGoal, LearningLine
from gezien.quality.queries.goal_files import FIELDS, GoalPlan, plan_of
from gezien.quality.rules import editable_goal_imports
from gezien.schools.models import Subject
from gezien.schools.rules import CommandLine, Member, NotAllowed, require_agreed

KEPT = (*FIELDS, "position", "line_id")


class CannotTakeIn(Exception):
    """Not now, or not any more; the text says why, and what to do."""


@transaction.atomic
def keep_rows(*, by: Member | CommandLine, rows: Sequence[GoalRow], source: str) -> GoalImport:
    """Keep what a list says until somebody has seen what it would change; an earlier unused list makes way."""
    require_agreed(by)
    GoalImport.objects.filter(school=by.school, made_by=by.user, applied_at=None).delete()
    return GoalImport.objects.create(
        school=by.school, source=source[:200], rows=[row.as_json() for row in rows], made_by=by.user
    )


@transaction.atomic
def take_in(*, by: Member | CommandLine, found: GoalImport, seen: str) -> GoalPlan:
    """Add and change what the list says. `seen` is the fingerprint of the preview.

    Raises `CannotTakeIn` when it was taken in already, or when the school's goals changed since the preview.
    """
    found = _locked(by, found)
    if found.applied_at is not None:
        raise CannotTakeIn(_("This list was taken in already."))
    plan = plan_of(by.school, rows_of(found))
    if plan.fingerprint() != seen:
        raise CannotTakeIn(_("The goals changed meanwhile. Look at the preview once more."))
    lines, new_lines = _lines(by, plan)
    places = _places(plan.rows)
    before: dict[str, Any] = {"lines": new_lines, "goals": {}}
    for row in plan.added:
        goal = LearningGoal.objects.create(school=by.school, **_values(row, lines, places))
        before["goals"][str(goal.pk)] = {"version": goal.version, "was": None}
    stored = {goal.code: goal for goal in LearningGoal.objects.filter(school=by.school)}
    added = {row.code for row in plan.added}
    for row in plan.rows:
        if row.code not in added:
            _change(stored[row.code], _values(row, lines, places), before)
    found.before, found.applied_at = before, timezone.now()
    found.save_if_unchanged(expected=found.version, fields=["before", "applied_at"])
    record(by, "goals.imported", found, source=found.source, added=len(plan.added), changed=len(plan.changed))
    return plan


@dataclass(frozen=True)
class TakenBack:
    """How many goals are as they were before a list, and which stay because somebody changed them since."""

    count: int
    kept: tuple[str, ...]


@transaction.atomic
def take_back(*, by: Member, found: GoalImport) -> TakenBack:
    """Undo a list: what was new goes, what was changed says again what it said; what somebody changed since stays.

    What was new and has been used meanwhile is taken out of use instead. Raises `CannotTakeIn` when there is nothing
    to take back.
    """
    found = _locked(by, found)
    if found.applied_at is None or found.undone_at is not None:
        raise CannotTakeIn(_("There is nothing to take back."))
    kept = found.before["goals"]
    goals = {goal.pk: goal for goal in LearningGoal.objects.filter(school=by.school, pk__in=list(kept))}
    touched = [goal for goal in goals.values() if goal.version != kept[str(goal.pk)]["version"]]
    for goal in goals.values():
        if goal not in touched:
            _restore(goal, kept[str(goal.pk)]["was"])
    for line in LearningLine.objects.filter(pk__in=found.before["lines"]).exclude(
        pk__in=[one.line_id for one in touched]
    ):
        _remove(line)
    found.undone_at = timezone.now()
    found.save_if_unchanged(expected=found.version, fields=["undone_at"])
    count = len(goals) - len(touched)
    record(by, "goals.undone", found, source=found.source, goals=count, kept=len(touched))
    return TakenBack(count, tuple(goal.text for goal in touched))


@transaction.atomic
def throw_away(*, by: Member, found: GoalImport) -> None:
    """Forget a list that was not taken in."""
    found = _locked(by, found)
    if found.applied_at is None:
        found.delete()


def rows_of(found: GoalImport) -> list[GoalRow]:
    """What the list says."""
    return [GoalRow(**row) for row in found.rows]


def _locked(by: Member | CommandLine, found: GoalImport) -> GoalImport:
    require_agreed(by)
    if isinstance(by, Member) and not editable_goal_imports(by).filter(pk=found.pk).exists():
        raise NotAllowed("goals")
    return GoalImport.objects.select_for_update().get(pk=found.pk)


def _lines(by: Member | CommandLine, plan: GoalPlan) -> tuple[dict[tuple[str, str], int], list[int]]:
    """The key of each line by subject and name in small letters, and which of them are new; new ones come last."""
    subjects = {subject.code: subject for subject in Subject.objects.filter(school=by.school)}
    last = dict(
        LearningLine.objects.filter(school=by.school)
        .order_by()
        .values_list("subject__code")
        .annotate(last=Max("position"))
    )
    new = []
    for subject, name in plan.new_lines:
        last[subject] = last.get(subject, -1) + 1
        line = LearningLine.objects.create(
            school=by.school, subject=subjects[subject], name=name, position=last[subject]
        )
        new.append(line.pk)
    rows = LearningLine.objects.filter(school=by.school).values_list("subject__code", "name", "pk")
    return {(subject, name.casefold()): pk for subject, name, pk in rows}, new


def _places(rows: Sequence[GoalRow]) -> dict[str, int]:
    """By code the place in line and year group, as the rows follow each other."""
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    places = {}
    for row in rows:
        key = (row.subject, row.line.casefold(), row.year_group)
        places[row.code] = counts[key]
        counts[key] += 1
    return places


def _values(row: GoalRow, lines: dict[tuple[str, str], int], places: dict[str, int]) -> dict[str, Any]:
    return {
        "code": row.code,
        **{name: getattr(row, name) for name in FIELDS},
        "position": places[row.code],
        "line_id": lines[row.subject, row.line.casefold()],
    }


def _change(goal: LearningGoal, values: dict[str, Any], before: dict[str, Any]) -> None:
    was = {name: getattr(goal, name) for name in KEPT}
    if was == {name: values[name] for name in KEPT}:
        return
    for name in KEPT:
        setattr(goal, name, values[name])
    goal.save_if_unchanged(expected=goal.version, fields=list(KEPT))
    before["goals"][str(goal.pk)] = {"version": goal.version, "was": was}


def _restore(goal: LearningGoal, was: dict[str, Any] | None) -> None:
    if was is None:
        _remove(goal)
        return
    for name in KEPT:
        setattr(goal, name, was[name])
    goal.save_if_unchanged(expected=goal.version, fields=list(KEPT))


def _remove(one: LearningGoal | LearningLine) -> None:
    """What nothing refers to goes; what was used meanwhile stays, out of use."""
    try:
        with transaction.atomic():
            one.delete()
    except ProtectedError:
        one.is_active = False
        one.save_if_unchanged(expected=one.version, fields=["is_active"])
