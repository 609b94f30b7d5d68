"""Writing what came of a plan on a day."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.common.models import StaleVersion
from gezien.notes.actions.notes import add_note
from gezien.notes.models import Note
from gezien.plans.models import PlanRow, Session
from gezien.plans.rules import require_planning
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member, NotAllowed

STATE = Session.State


@transaction.atomic
def record_session(
    *,
    by: Member,
    row: PlanRow,
    day: dt.date,
    state: str,
    expected: int,
    minutes: int = 0,
    reason: str = "",
    moved_to: dt.date | None = None,
) -> Session:
    """Write what came of a row on a day: given for so many minutes, not given, or moved to a later day.

    `expected` is the version on the page, 0 when nothing stood there. The same said twice is written once, so that what
    a phone sends again does no harm. Raises `StaleVersion` when a colleague said something else meanwhile, `NotAllowed`
    for a day to come.
    """
    require_planning(by, row.plan.group)
    if day > clock.today():
        raise NotAllowed("a day that has not come")
    values = {
        "state": state,
        "minutes": minutes if state == STATE.GIVEN else 0,
        "reason": "" if state == STATE.GIVEN else reason,
        "moved_to": moved_to if state == STATE.MOVED else None,
    }
    stored = Session.objects.select_for_update(of=("self",)).filter(row=row, day=day).first()
    if stored and all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    session = _changed(by, stored, expected, values) if stored else _new(by, row, day, values)
    record(by, "session.recorded", session, group=row.plan.group, plan=row.plan_id, day=str(day), state=state)
    return session


def _new(by: Member, row: PlanRow, day: dt.date, values: dict) -> Session:
    session = Session(school_id=row.school_id, row=row, day=day, recorded_by=by.user, **values)
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:  # a colleague was first, in the same instant
        raise StaleVersion(Session.objects.get(row=row, day=day)) from error
    return session


def _changed(by: Member, session: Session, expected: int, values: dict) -> Session:
    for name, value in {**values, "recorded_by": by.user}.items():
        setattr(session, name, value)
    session.save_if_unchanged(expected=expected, fields=[*values, "recorded_by"])
    return session


@transaction.atomic
def forget_session(*, by: Member, session: Session, expected: int) -> None:
    """Take back what was said of a day; lines about pupils stay in their files. `StaleVersion` when it has changed."""
    require_planning(by, session.row.plan.group)
    stored = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if stored.version != expected:
        raise StaleVersion(stored)
    record(by, "session.forgotten", session, group=session.row.plan.group, day=str(session.day), state=session.state)
    stored.delete()


@transaction.atomic
def note_pupil(*, by: Member, session: Session, pupil: Pupil, text: str, form: UUID) -> Note:
    """A line about one pupil of the cluster: an observation in the pupil's file, of that day. Sent twice it is one."""
    require_planning(by, session.row.plan.group)
    if not session.row.cluster.placements.filter(pupil=pupil).exists():
        raise NotAllowed("a pupil of another cluster")
    kind = Note.Kind.OBSERVATION
    note = add_note(by=by, pupil=pupil, kind=kind, text=text, happened_on=session.day, form=form)
    session.notes.add(note)
    return note
