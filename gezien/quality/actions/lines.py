"""Writes of learning lines and their goals. Nothing is removed: what pupils showed keeps its goal."""

from collections.abc import Mapping, Sequence
from itertools import count

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.quality.models import LearningGoal, LearningLine
from gezien.quality.rules import editable_goals, editable_lines
from gezien.schools.models import Subject
from gezien.schools.rules import Member, NotAllowed, require_agreed


class NameTaken(Exception):
    """There is a line of this name, or a goal with this code, already; the text says so."""


@transaction.atomic
def add_line(*, by: Member, subject: Subject, name: str) -> LearningLine:
    """A line at the end of its subject. Raises `NameTaken`."""
    require_agreed(by)
    rows = LearningLine.objects.filter(subject=subject)
    _refuse_taken(rows, name)
    line = LearningLine.objects.create(school=by.school, subject=subject, name=name, position=_after(rows))
    record(by, "line.added", line, subject=subject.code, name=name)
    return line


@transaction.atomic
def rename_line(*, by: Member, line: LearningLine, version: int, name: str) -> LearningLine:
    """Another name. Raises `NameTaken`, and `StaleVersion` when somebody else changed the line."""
    _require_line(by, line)
    _refuse_taken(LearningLine.objects.filter(subject_id=line.subject_id).exclude(pk=line.pk), name)
    was, line.name = line.name, name
    line.save_if_unchanged(expected=version, fields=["name"])
    record(by, "line.renamed", line, was=was, name=name)
    return line


@transaction.atomic
def move_line(*, by: Member, line: LearningLine, up: bool) -> None:
    """One place up or down among the lines of its subject that are in use."""
    _require_line(by, line)
    rows = LearningLine.objects.select_for_update().filter(subject_id=line.subject_id, is_active=True)
    for position, key in _moved(list(rows.values_list("pk", flat=True)), line.pk, up=up):
        LearningLine.objects.filter(pk=key).update(position=position)
    record(by, "line.moved", line, up=up)


@transaction.atomic
def set_line_in_use(*, by: Member, line: LearningLine, is_active: bool) -> LearningLine:
    """Take a line out of use with all its goals, or bring it back as it was."""
    _require_line(by, line)
    if line.is_active != is_active:
        line.is_active = is_active
        line.save_if_unchanged(expected=line.version, fields=["is_active"])
        record(by, "line.reinstated" if is_active else "line.retired", line)
    return line


@transaction.atomic
def add_goal(
    *, by: Member, line: LearningLine, text: str, year_group: str, is_crucial: bool = False, code: str = ""
) -> LearningGoal:
    """A goal at the end of its year group on the line; without a code it gets one. Raises `NameTaken`."""
    _require_line(by, line)
    rows = LearningGoal.objects.filter(line=line, year_group=year_group)
    code = code or _free_code(line, year_group)
    if LearningGoal.objects.filter(school=by.school, code=code).exists():
        raise NameTaken(_("There is a goal with code %(code)s already.") % {"code": code})
    goal = LearningGoal.objects.create(
        school=by.school,
        line=line,
        code=code,
        text=text,
        year_group=year_group,
        is_crucial=is_crucial,
        position=_after(rows),
    )
    record(by, "goal.added", goal, code=code, text=text, year_group=year_group, is_crucial=is_crucial)
    return goal


@transaction.atomic
def change_goal(
    *, by: Member, goal: LearningGoal, version: int, text: str, year_group: str, is_crucial: bool, line: LearningLine
) -> LearningGoal:
    """Other words, year group, weight or line; what pupils showed stays with it. Raises `StaleVersion`."""
    _require_goal(by, goal)
    _require_line(by, line)
    was = {"text": goal.text, "year_group": goal.year_group, "is_crucial": goal.is_crucial, "line": goal.line_id}
    if (line.pk, year_group) != (goal.line_id, goal.year_group):
        goal.position = _after(LearningGoal.objects.filter(line=line, year_group=year_group))
    goal.text, goal.year_group, goal.is_crucial, goal.line = text, year_group, is_crucial, line
    fields = ["text", "year_group", "is_crucial", "line", "position"]
    goal.save_if_unchanged(expected=version, fields=fields)
    record(by, "goal.changed", goal, was=was, text=text, year_group=year_group, is_crucial=is_crucial, line=line.pk)
    return goal


@transaction.atomic
def set_crucial(*, by: Member, goal: LearningGoal, is_crucial: bool) -> LearningGoal:
    """Mark a goal as a crucial learning moment, or as one among others."""
    _require_goal(by, goal)
    if goal.is_crucial != is_crucial:
        goal.is_crucial = is_crucial
        goal.save_if_unchanged(expected=goal.version, fields=["is_crucial"])
        record(by, "goal.changed", goal, was={"is_crucial": not is_crucial}, is_crucial=is_crucial)
    return goal


@transaction.atomic
def move_goal(*, by: Member, goal: LearningGoal, up: bool) -> None:
    """One place up or down among the goals of its line and year group."""
    _require_goal(by, goal)
    rows = LearningGoal.objects.select_for_update().filter(
        line_id=goal.line_id, year_group=goal.year_group, is_active=True
    )
    for position, key in _moved(list(rows.values_list("pk", flat=True)), goal.pk, up=up):
        LearningGoal.objects.filter(pk=key).update(position=position)
    record(by, "goal.moved", goal, up=up)


@transaction.atomic
def set_goal_in_use(*, by: Member, goal: LearningGoal, is_active: bool) -> LearningGoal:
    """Retire a goal, or bring it back; what pupils showed of it stays."""
    _require_goal(by, goal)
    if goal.is_active != is_active:
        goal.is_active = is_active
        goal.save_if_unchanged(expected=goal.version, fields=["is_active"])
        record(by, "goal.reinstated" if is_active else "goal.retired", goal)
    return goal


@transaction.atomic
def plan_goals(*, by: Member, goals: Sequence[LearningGoal], periods: Mapping[int, int | None]) -> int:
    """Say in which period goals are due, by their key; None leaves it to Gezien. Returns how many changed.

    Raises `StaleVersion` when somebody else changed one of them since it was read.
    """
    require_agreed(by)
    changed = [goal for goal in goals if goal.pk in periods and goal.period != periods[goal.pk]]
    for goal in changed:
        _require_goal(by, goal)
        was, goal.period = goal.period, periods[goal.pk]
        goal.save_if_unchanged(expected=goal.version, fields=["period"])
        record(by, "goal.planned", goal, was=was, period=goal.period)
    return len(changed)


def _require_line(by: Member, line: LearningLine) -> None:
    if not editable_lines(by).filter(pk=line.pk).exists():
        raise NotAllowed("line")


def _require_goal(by: Member, goal: LearningGoal) -> None:
    if not editable_goals(by).filter(pk=goal.pk).exists():
        raise NotAllowed("goal")


def _refuse_taken(lines, name: str) -> None:
    if name.casefold() in {taken.casefold() for taken in lines.values_list("name", flat=True)}:
        raise NameTaken(_("This subject has a line of this name already."))


def _after(rows) -> int:
    """The place after the last of these."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _free_code(line: LearningLine, year_group: str) -> str:
    """A code nobody has yet: the first letters of subject and line, the year group, a number."""
    letters = f"{line.subject.code[:1]}{slugify(line.name).replace('-', '')[:2]}".upper()
    taken = set(LearningGoal.objects.filter(school_id=line.school_id).values_list("code", flat=True))
    codes = (f"{letters}-{year_group}-{number}" for number in count(1))
    return next(code for code in codes if code not in taken)


def _moved(keys: list[int], key: int, *, up: bool) -> list[tuple[int, int]]:
    """The keys with their new places, after this one went a place up or down."""
    if key in keys:
        place = keys.index(key)
        goal = min(max(place + (-1 if up else 1), 0), len(keys) - 1)
        keys[place], keys[goal] = keys[goal], keys[place]
    return list(enumerate(keys))
