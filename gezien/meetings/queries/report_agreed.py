"""What was agreed about the matters of a review while it was open, on other pages than its own, and what became of the
agreements of before.
"""

from typing import Any

from django.db.models import Q, QuerySet

from gezien.agreements.models import Agreement
from gezien.meetings.queries.report_log import Rows, Written, words

CHANGING = ("agreement.changed", "agreement.reopened")
CLOSING = ("agreement.closed", "agreement.replaced")


def agreement_row(one: Agreement) -> dict[str, Any]:
    """An agreement in a report: words and days as they are now, people by their keys."""
    made_in = getattr(one, "made_in", None)
    return {
        "what": one.what,
        "owner": one.owner_id,
        "due_on": one.due_on.isoformat(),
        "sign": one.sign_of_success,
        "pupil": one.pupil_id,
        "item": made_in.agenda_item_id if made_in else None,
        "outcome": one.outcome,
        "note": one.closing_note,
    }


def beside(told: Written) -> Rows:
    """Agreements about the group or the pupils that were made beside the review, on the page of a pupil say."""
    writers = told.writers("agreement.made")
    made = _about(told).filter(pk__in=writers, made_in=None, follows=None)
    return [agreement_row(one) | {"beside": True, "writers": writers[one.pk]} for one in made]


def altered(told: Written) -> Rows:
    """Agreements of before that have another day, owner or words than at the opening, or that are open again."""
    writers = told.writers(*CHANGING)
    here = {event.object_id or 0 for event in told.events("agreement.made")}
    found = _about(told).filter(pk__in=writers, outcome="").exclude(pk__in=here).exclude(made_in__meeting=told.meeting)
    return [agreement_row(one) | {"writers": writers[one.pk]} for one in found if not _stands_as_before(told, one)]


def _was_closed(told: Written, one: Agreement) -> bool | None:
    """Whether it was closed at the opening, by how it first turned here; None when it did not turn."""
    turns = (event.verb for event in told.events(*CLOSING, "agreement.reopened") if event.object_id == one.pk)
    first = next(turns, None)
    return None if first is None else first == "agreement.reopened"


def _stands_as_before(told: Written, one: Agreement) -> bool:
    changed = any(event.object_id == one.pk for event in told.events("agreement.changed"))
    same = not changed or told.is_back(Agreement, one.pk, "words", one.in_words)
    return same and not _was_closed(told, one)


def closed_here(told: Written) -> list[Agreement]:
    """The agreements of before that were closed while the review was open, and are closed now."""
    writers = told.writers(*CLOSING)
    found = _about(told).filter(pk__in=writers).exclude(outcome="").exclude(made_in__meeting=told.meeting)
    return [one for one in found if not _ended_before(told, one)]


def _ended_before(told: Written, one: Agreement) -> bool:
    """Whether it was closed at the opening, with the same outcome and words: opened again and closed again here."""
    return bool(_was_closed(told, one)) and told.is_back(Agreement, one.pk, "ending", one.ending)


def settled(told: Written, closed: list[Agreement]) -> Rows:
    """How they ended; of one that was opened and closed again since, outside the review, not what was said then."""
    writers, anew = told.writers(*CLOSING), told.overwritten(*CLOSING)
    elsewhere = {"outcome": "", "note": words("", overwritten=True)}
    return [agreement_row(one) | {"writers": writers[one.pk]} | (elsewhere if one.pk in anew else {}) for one in closed]


def instead(told: Written, closed: list[Agreement]) -> Rows:
    """What was agreed instead of something that was closed as changed."""
    writers = told.writers("agreement.made")
    followers = Agreement.objects.filter(follows__in=[one.pk for one in closed], made_in=None, pk__in=writers)
    return [
        agreement_row(one) | {"beside": True, "instead": True, "writers": writers[one.pk]}
        for one in followers.order_by("pk")
    ]


def _about(told: Written) -> QuerySet[Agreement]:
    here = Q(group=told.meeting.group_id) if told.meeting.group_id else Q(pk=0)
    found = Agreement.objects.filter(here | Q(pupil__in=told.pupils), school=told.meeting.school_id)
    return found.select_related("made_in").order_by("pk")
