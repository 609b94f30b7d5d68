"""What taking in a list of goals would change: for the preview, and for doing it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gezien.quality.goal_rows import GoalRow
from gezien.quality.line_starter import shipped_goals
from gezien.quality.models import LearningGoal, LearningLine
from gezien.quality.queries.lines import learning_subjects
from gezien.schools.models import School, Subject

FIELDS = ("text", "year_group", "is_crucial", "period", "is_active")


@dataclass
class GoalPlan:
    """What a list would do. `changed` has each goal with what becomes of it by field: (was, becomes)."""

    rows: list[GoalRow]
    new_lines: list[tuple[str, str]] = field(default_factory=list)  # (subject, name)
    added: list[GoalRow] = field(default_factory=list)
    changed: list[tuple[LearningGoal, GoalRow, dict[str, tuple[Any, Any]]]] = field(default_factory=list)
    same: int = 0
    absent: int = 0  # goals of the school that the list does not name: they stay as they are
    moved: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether taking it in would change nothing."""
        return not (self.added or self.changed or self.moved)

    def fingerprint(self) -> str:
        """What tells whether the school's goals changed between preview and taking in."""
        said = (
            [row.code for row in self.added],
            [(goal.pk, goal.version, sorted(what)) for goal, _row, what in self.changed],
            (self.same, self.absent, self.moved),
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()[:20]


def plan_of(school: School, rows: Sequence[GoalRow]) -> GoalPlan:
    """What these rows would change in the school's goals: two statements."""
    stored = {goal.code: goal for goal in LearningGoal.objects.filter(school=school).select_related("line__subject")}
    lines = {
        (subject, name.casefold())
        for subject, name in LearningLine.objects.filter(school=school).values_list("subject__code", "name")
    }
    plan = GoalPlan(list(rows))
    for row in rows:
        key = (row.subject, row.line.casefold())
        if key not in lines:
            lines.add(key)
            plan.new_lines.append((row.subject, row.line))
        goal = stored.get(row.code)
        if goal is None:
            plan.added.append(row)
        elif what := differences(goal, row):
            plan.changed.append((goal, row, what))
        else:
            plan.same += 1
    named = {row.code for row in rows}
    plan.absent = sum(1 for code, goal in stored.items() if code not in named and goal.is_active)
    plan.moved = _moved(rows, stored)
    return plan


def differences(goal: LearningGoal, row: GoalRow) -> dict[str, tuple[Any, Any]]:
    """By field what the goal says and what the row says, where they differ."""
    found = {name: (getattr(goal, name), getattr(row, name)) for name in FIELDS}
    found["line"] = (goal.line.name, row.line)
    found["subject"] = (goal.line.subject.code, row.subject)
    found = {name: pair for name, pair in found.items() if pair[0] != pair[1]}
    was, becomes = found.get("line", ("", ""))
    if was.casefold() == becomes.casefold():  # a line is known by its name, whatever its capitals
        found.pop("line", None)
    return found


def _moved(rows: Sequence[GoalRow], stored: dict[str, LearningGoal]) -> int:
    """How many goals that stay in their line and year group get another place among each other."""
    wanted: dict[tuple, list[LearningGoal]] = defaultdict(list)
    for row in rows:
        goal = stored.get(row.code)
        if goal and (goal.line.name.casefold(), goal.year_group) == (row.line.casefold(), row.year_group):
            wanted[goal.line_id, goal.year_group].append(goal)
    count = 0
    for goals in wanted.values():
        ordered = sorted(goals, key=lambda goal: (goal.position, goal.pk))
        count += sum(1 for one, other in zip(goals, ordered, strict=True) if one.pk != other.pk)
    return count


def subject_names(school: School) -> dict[str, str]:
    """Names, short names and codes of the subjects for learning, in small letters, each with the code."""
    subjects = learning_subjects(school)
    codes = {subject.code: subject.code for subject in subjects}
    return {subject.name.casefold(): subject.code for subject in subjects} | codes


def school_rows(school: School) -> Iterator[tuple[GoalRow, str]]:
    """Every goal of the school as a row, with the name of its subject; retired ones too."""
    goals = LearningGoal.objects.filter(school=school).select_related("line__subject")
    order = ("line__subject__position", "line__subject_id", "line__position", "line_id", "year_group", "position", "pk")
    for goal in goals.order_by(*order):
        row = GoalRow(
            code=goal.code,
            subject=goal.line.subject.code,
            line=goal.line.name,
            year_group=goal.year_group,
            text=goal.text,
            is_crucial=goal.is_crucial,
            period=goal.period,
            is_active=goal.is_active,
        )
        yield row, goal.line.subject.name


def shipped_rows(school: School) -> list[GoalRow]:
    """The starter set of the school's country, for the subjects the school has."""
    known = set(Subject.objects.filter(school=school).values_list("code", flat=True))
    return [
        GoalRow(code, subject, line, year_group, text, is_crucial)
        for subject, line, code, year_group, text, is_crucial in shipped_goals(school.country)
        if subject in known
    ]
