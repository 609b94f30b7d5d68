"""What else was done in a review, in words: each thing once, as it stands in the end; nothing that was taken back."""

from collections import defaultdict
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.audit.models import AuditEvent
from gezien.cases.models import Case, Guest
from gezien.meetings.queries.report_log import Rows, Written
from gezien.needs.models import EducationalNeed, Signal
from gezien.notes.models import Note

type Events = list[AuditEvent]
type Teller = Callable[[Events, Case | None], str]


def done(told: Written) -> Rows:
    """What else was done: case (or none), pupil, text."""
    history: dict[tuple[Teller, int | None], Events] = defaultdict(list)
    for event in told.events(*SAID):
        history[SAID[event.verb], event.object_id].append(event)
    rows = [row for (tell, _key), events in history.items() for row in _said(tell, events, told)]
    return list({(row["case"], row["pupil"], row["text"]): row for row in rows}.values())


def _said(tell: Teller, events: Events, told: Written) -> Rows:
    first = events[0]
    is_case = first.object_type == "cases.case"
    if (first.object_id if is_case else first.pupil_id) not in (told.cases if is_case else told.pupils):
        return []
    case = told.cases.get(first.object_id or 0) if is_case else None
    case = case or next((one for one in told.cases.values() if one.pupil_id == first.pupil_id), None)
    text = tell(events, case)
    return [{"case": case.pk if case else None, "pupil": first.pupil_id, "text": text}] if text else []


def _is_back(events: Events) -> bool:
    """Of things that go to and fro, whether it stands as it did before."""
    return events[0].verb != events[-1].verb


def _closed(events: Events, case: Case | None) -> str:
    """Closed or opened again, as long as it stands so."""
    is_closing = events[-1].verb == "case.closed"
    if case is None or _is_back(events) or is_closing != case.is_closed:
        return ""
    if is_closing:
        return _("The case was closed. %(note)s") % {"note": case.closing_note}
    return _("The case was opened again.")


def _planned(_events: Events, case: Case | None) -> str:
    if case is None or case.effect_on is None:
        return ""
    return _("It is asked on %(day)s whether it helps.") % {"day": date_format(case.effect_on, "j F Y")}


def _changed(events: Events, _case: Case | None) -> str:
    """Only what the log says was changed: other things with this verb are told elsewhere."""
    return (
        _("What the case is about or who leads it was changed.") if any(e.details.get("fields") for e in events) else ""
    )


def _invited(events: Events, _case: Case | None) -> str:
    is_here = Guest.objects.filter(pk=events[0].object_id or 0, ended_at=None).exists()
    return _("Somebody from outside was invited to think along.") if is_here else ""


def _need_ended(events: Events, _case: Case | None) -> str:
    need = EducationalNeed.objects.filter(pk=events[0].object_id or 0).select_related("subject").first()
    is_closing = events[-1].verb == "need.closed"
    if need is None or _is_back(events) or is_closing != need.is_closed:
        return ""
    text = _("Need closed. %(subject)s: %(goal)s") if is_closing else _("Need opened again. %(subject)s: %(goal)s")
    return text % {"subject": need.subject.name, "goal": need.goal}


def _need_removed(events: Events, _case: Case | None) -> str:
    """A need of before; what was set at this table (its first version) and taken away again was never there."""
    first = events[0]
    is_new = first.verb == "need.carried" or first.details.get("version") == 1
    return "" if is_new or events[-1].verb != "need.removed" else _("A need was taken away.")


def _noted(events: Events, _case: Case | None) -> str:
    """A talk that everybody with the file may read; of a restricted one nobody else learns that there was one."""
    talk = Note.objects.filter(pk=events[0].object_id or 0, kind=Note.Kind.PUPIL_TALK, visibility=Note.Visibility.TEAM)
    return _("A talk with the pupil was put in the file.") if talk.exists() else ""


def _signal(events: Events, _case: Case | None) -> str:
    now = Signal.objects.filter(pk=events[0].object_id or 0).values_list("state", flat=True).first()
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
    "signal.taken_up": _signal,
    "signal.put_aside": _signal,
}
