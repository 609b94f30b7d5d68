"""What else was done while a review was open, in words: each thing once, as it stands in the end; nothing that was
taken back.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.audit.models import AuditEvent
from gezien.cases.models import Case, Guest
from gezien.meetings.queries.report_individual import DONE, Told, individual
from gezien.meetings.queries.report_log import Rows, Written
from gezien.needs.models import EducationalNeed, Signal
from gezien.notes.models import Note

type Events = list[AuditEvent]
type Teller = Callable[[Events, Case | None, "Known"], str]


@dataclass(frozen=True)
class Known:
    """The records that things were done with, as they stand: one statement a kind, however much was done."""

    guests: set[int]
    needs: dict[int, EducationalNeed]
    notes: dict[int, str]
    registered: set[int]
    plans: dict[int, Told]
    signals: dict[int, str]


def _known(told: Written, history: dict[tuple[Teller, int | None], Events]) -> Known:
    """Only what there is to tell of is asked for."""
    keys: dict[Teller, list[int]] = defaultdict(list)
    for teller, key in history:
        keys[teller].append(key or 0)
    notes = Note.objects.filter(pk__in=keys[_noted], visibility=Note.Visibility.TEAM)
    elsewhere = Case.objects.filter(pk__in=keys[_registered]).exclude(registered_in__isnull=False)
    guests = Guest.objects.filter(pk__in=keys[_invited], ended_at=None)
    return Known(
        guests=set(guests.values_list("pk", flat=True)),
        needs=EducationalNeed.objects.select_related("subject").in_bulk(keys[_need_ended]),
        notes=dict(notes.values_list("pk", "kind")),
        registered=set(elsewhere.values_list("pk", flat=True)),
        plans=individual(told, keys[_individual]),
        signals=dict(Signal.objects.filter(pk__in=keys[_signal]).values_list("pk", "state")),
    )


def done(told: Written) -> Rows:
    """What else was done: case (or none), pupil, text, writers; of a plan of one pupil `plan` and `lines` of it."""
    history: dict[tuple[Teller, int | None], Events] = defaultdict(list)
    for event in told.events(*SAID):
        history[SAID[event.verb], event.object_id].append(event)
    known = _known(told, history)
    rows = [row for (tell, _key), events in history.items() for row in _said(tell, events, told, known)]
    same: dict[Any, dict[str, Any]] = {}
    for row in rows:
        first = same.setdefault((row["case"], row["pupil"], row["text"], row.get("plan")), row)
        first["writers"] = sorted({*first["writers"], *row["writers"]})
    return list(same.values())


def _said(tell: Teller, events: Events, told: Written, known: Known) -> Rows:
    first = events[0]
    is_case = first.object_type == "cases.case" and first.verb != "case.registered"
    of_group = first.pupil_id is None and first.group_id is not None and first.group_id == told.meeting.group_id
    if not of_group and (first.object_id if is_case else first.pupil_id) not in (
        told.cases if is_case else told.pupils
    ):
        return []
    case = told.cases.get(first.object_id or 0) if is_case else None
    case = case or next((one for one in told.cases.values() if one.pupil_id == first.pupil_id), None)
    text = tell(events, case, known)
    writers = sorted({event.actor_id for event in events if event.actor_id})
    row = {"case": case.pk if case else None, "pupil": first.pupil_id, "text": text, "writers": writers}
    plan = known.plans.get(first.object_id or 0) if tell is _individual else None
    lines = {"plan": first.object_id, "lines": plan.lines} if plan else {}
    return [row | lines] if text else []


def _is_back(events: Events) -> bool:
    """Of things that go to and fro, whether it stands as it did before."""
    return events[0].verb != events[-1].verb


def _closed(events: Events, case: Case | None, _known: Known) -> str:
    """Closed or opened again, as long as it stands so."""
    is_closing = events[-1].verb == "case.closed"
    if case is None or _is_back(events) or is_closing != case.is_closed:
        return ""
    if is_closing:
        return _("The case was closed. %(note)s") % {"note": case.closing_note}
    return _("The case was opened again.")


def _planned(_events: Events, case: Case | None, _known: Known) -> str:
    if case is None or case.effect_on is None:
        return ""
    return _("It is asked on %(day)s whether it helps.") % {"day": date_format(case.effect_on, "j F Y")}


def _changed(events: Events, _case: Case | None, _known: Known) -> str:
    """Only what the log says was changed: other things with this verb are told elsewhere."""
    return (
        _("What the case is about or who leads it was changed.") if any(e.details.get("fields") for e in events) else ""
    )


def _invited(events: Events, _case: Case | None, known: Known) -> str:
    is_here = events[0].object_id in known.guests
    return _("Somebody from outside was invited to think along.") if is_here else ""


def _need_ended(events: Events, _case: Case | None, known: Known) -> str:
    need = known.needs.get(events[0].object_id or 0)
    is_closing = events[-1].verb == "need.closed"
    if need is None or _is_back(events) or is_closing != need.is_closed:
        return ""
    text = _("Need closed. %(subject)s: %(goal)s") if is_closing else _("Need opened again. %(subject)s: %(goal)s")
    return text % {"subject": need.subject.name, "goal": need.goal}


def _need_removed(events: Events, _case: Case | None, _known: Known) -> str:
    """A need of before; what was set at this table (its first version) and taken away again was never there."""
    first = events[0]
    is_new = first.verb == "need.carried" or first.details.get("version") == 1
    return "" if is_new or events[-1].verb != "need.removed" else _("A need was taken away.")


def _noted(events: Events, _case: Case | None, known: Known) -> str:
    """A note that everybody with the file may read; of a restricted one nobody else learns that there was one."""
    kind = known.notes.get(events[0].object_id or 0)
    said = {
        Note.Kind.PUPIL_TALK: _("A talk with the pupil was put in the file."),
        Note.Kind.PARENT_TALK: _("A talk with the parents was put in the file."),
        Note.Kind.OBSERVATION: _("An observation was put in the file."),
        Note.Kind.MEMO: _("A memo was put in the file."),
    }
    return said[Note.Kind(kind)] if kind else ""


def _registered(events: Events, _case: Case | None, known: Known) -> str:
    """On a pupil's own page; what is registered in the room is told with its grounds."""
    there = events[0].object_id in known.registered
    return _("The pupil was registered for the pupil review.") if there else ""


def _individual(events: Events, _case: Case | None, known: Known) -> str:
    """The plan of one pupil; its lines are told beside it, to who may read it."""
    plan = known.plans.get(events[0].object_id or 0)
    return plan.text if plan else ""


def _signal(events: Events, _case: Case | None, known: Known) -> str:
    now = known.signals.get(events[0].object_id or 0)
    verbs = {event.verb for event in events}
    if now == Signal.State.TAKEN_UP and "signal.taken_up" in verbs:
        return _("A signal was taken up.")
    return _("A signal was put aside.") if now == Signal.State.ASIDE and "signal.put_aside" in verbs else ""


# Verbs that one teller tells together are of one thing: it hears all that happened to it.
SAID: dict[str, Teller] = {
    "case.closed": _closed,
    "case.reopened": _closed,
    "case.planned": _planned,
    "case.evaluated": _planned,
    "case.changed": _changed,
    "guest.invited": _invited,
    "need.closed": _need_ended,
    "need.reopened": _need_ended,
    "need.saved": _need_removed,
    "need.carried": _need_removed,
    "need.removed": _need_removed,
    "note.added": _noted,
    "case.registered": _registered,
    **dict.fromkeys(DONE, _individual),
    "signal.taken_up": _signal,
    "signal.put_aside": _signal,
}
