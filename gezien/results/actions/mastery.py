"""Writes of what pupils master: cell by cell or a whole column, each go taken back as one."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import record, record_each
from gezien.common import clock
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import editable_groups, editable_pupils
from gezien.quality.models import LearningGoal
from gezien.results.actions.deliveries import CannotUndo
from gezien.results.models import Mastery
from gezien.results.queries.mastery import Cell, Mark, last_round, marks_of, pupils_of
from gezien.schools.models import Subject, User
from gezien.schools.rules import Member, NotAllowed, require_among


@dataclass(frozen=True)
class Noted:
    """One cell: the state now, and `was`, what the page showed before; "" is nothing."""

    pupil_id: int
    goal_id: int
    was: str
    now: str


@dataclass(frozen=True)
class Clash:
    """A cell about which somebody else noted otherwise meanwhile: theirs stands, one's own was not stored."""

    pupil_id: int
    goal_id: int
    theirs: str
    mine: str
    by: str


@transaction.atomic
def mark_goals(*, by: Member, noted: Sequence[Noted], source: str, shown_on: dt.date) -> list[Clash]:
    """Note how far pupils are with goals; returns the cells about which somebody else noted otherwise meanwhile.

    What is noted already in the same words is left alone. Raises `NotAllowed` for a pupil in whose file the member may
    not write, or a goal that is not the school's.
    """
    pupils, goals = {one.pupil_id for one in noted}, {one.goal_id for one in noted}
    found = {pupil.pk: pupil for pupil in editable_pupils(by).filter(pk__in=pupils).select_for_update(of=("self",))}
    of_school = LearningGoal.objects.filter(school=by.school, pk__in=goals)
    if len(found) < len(pupils) or of_school.count() < len(goals):
        raise NotAllowed("mastery")
    stored = marks_of(by.school, pupils, goals)
    clashes, rows, this_round = [], [], uuid.uuid4()
    for one in noted:
        there = _state(stored, (one.pupil_id, one.goal_id))
        if there == one.now:
            continue
        if there != one.was:
            clashes.append(_clash(stored, one, there))
            continue
        values = {"state": one.now, "source": source, "shown_on": shown_on, "marked_by": by.user, "round": this_round}
        rows.append(Mastery(school=by.school, pupil_id=one.pupil_id, goal_id=one.goal_id, **values))
    Mastery.objects.bulk_create(rows)
    _record(by, rows, found)
    return clashes


@transaction.atomic
def undo_marks(*, by: Member, group: Group, subject: Subject) -> int:
    """Take back what the member noted last in this group and subject; returns how many cells.

    Each says again what it said before. Raises `CannotUndo` when there is nothing, or when somebody noted more since.
    """
    require_among(editable_groups(by), group)
    last = last_round(by, group, subject)
    if last is None:
        raise CannotUndo(_("There is nothing to undo."))
    pupils = [pupil.pk for pupil in pupils_of(by, group, editing=True)]
    rows = Mastery.objects.filter(
        marked_by=by.user, round=last, undone_at=None, goal__line__subject=subject, pupil__in=pupils
    )
    cells = {(row.pupil_id, row.goal_id): row.pk for row in rows}
    later = Mastery.objects.filter(pupil__in=pupils, undone_at=None, pk__gt=max(cells.values()))
    if any((row.pupil_id, row.goal_id) in cells for row in later):
        raise CannotUndo(_("Somebody noted more about these pupils since, so this cannot be taken back as one."))
    rows.update(undone_at=clock.now())
    record(by, "mastery.undone", group=group, subject=subject.code, cells=len(cells))
    return len(cells)


def _state(stored: dict[Cell, Mark], cell: Cell) -> str:
    return stored[cell].state if cell in stored else ""


def _clash(stored: dict[Cell, Mark], one: Noted, there: str) -> Clash:
    mark = stored.get((one.pupil_id, one.goal_id))
    user = User.objects.filter(pk=mark.marked_by).first() if mark and mark.marked_by else None
    return Clash(one.pupil_id, one.goal_id, there, one.now, user.name if user else _("somebody else"))


def _record(by: Member, rows: Sequence[Mastery], pupils: dict[int, Pupil]) -> None:
    """One row in the log for each pupil: which goals, how far."""
    said: dict[int, dict[str, str]] = {}
    for row in rows:
        said.setdefault(row.pupil_id, {})[str(row.goal_id)] = row.state
    record_each(by, "mastery.marked", [(pupils[pk], {"goals": goals}) for pk, goals in said.items()])
