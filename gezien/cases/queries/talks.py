"""The talks around a case: with the parents before and after, and the learning talk; held ones stand in the file."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator

from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreement_rows, with_names
from gezien.agreements.rules import visible_agreements
from gezien.cases.models import Case, CaseAgreement
from gezien.common import clock
from gezien.notes.models import Note
from gezien.notes.rules import visible_notes
from gezien.schools.rules import Member

Purpose = CaseAgreement.Purpose
EARLIER = dt.timedelta(weeks=8)  # a talk so long before the registering still tells what parents expect
LETTERS = 320


def agreements_of(member: Member, case: Case) -> dict[str, list[dict[str, Any]]]:
    """The agreements made in a case as rows for a page, by purpose ("do" for what is no talk); open ones first."""
    found = with_names(visible_agreements(member).filter(of_case__case=case)).select_related("of_case")
    agreements: list[Agreement] = sorted(found, key=lambda one: bool(one.outcome))
    purposes = {one.pk: one.of_case.purpose or "do" for one in agreements}
    rows: dict[str, list[dict[str, Any]]] = {"do": [], **{value: [] for value in Purpose.values if value}}
    for row in agreement_rows(member, agreements):
        rows[purposes[row["pk"]]].append(row)
    return rows


def talks_of(member: Member, case: Case) -> dict[str, list[dict[str, Any]]]:
    """The talks in the file since (shortly before) the registering, the newest first. One statement.

    parents_before, parents_after: with the parents, before and after the case was last talked about; learning_talk:
    with the pupil.
    """
    kinds = (Note.Kind.PARENT_TALK, Note.Kind.PUPIL_TALK)
    notes = visible_notes(member).filter(
        pupil=case.pupil, kind__in=kinds, happened_on__gte=case.registered_on - EARLIER
    )
    if case.closed_on:
        notes = notes.filter(happened_on__lte=case.closed_on)
    talks: dict[str, list[dict[str, Any]]] = {value: [] for value in Purpose.values if value}
    for note in notes.select_related("author").order_by("-happened_on", "-pk"):
        if note.kind == Note.Kind.PUPIL_TALK:
            talks[Purpose.LEARNING_TALK].append(_talk(note))
        else:
            talks[Purpose.PARENTS_AFTER if _is_after(case, note) else Purpose.PARENTS_BEFORE].append(_talk(note))
    return talks


def parents_spoken(case: Case) -> bool:
    """Whether the parents were spoken with for the review to come: after the last one, else around the registering."""
    since = case.registered_on - EARLIER
    if case.discussed_at:
        since = clock.in_school_time(case.discussed_at).date() + dt.timedelta(days=1)
    return Note.objects.filter(pupil=case.pupil_id, kind=Note.Kind.PARENT_TALK, happened_on__gte=since).exists()


def _is_after(case: Case, note: Note) -> bool:
    """Whether parents were spoken with after the review; on the day itself the hour of writing tells."""
    if case.discussed_at is None:
        return False
    day = clock.in_school_time(case.discussed_at).date()
    return note.happened_on > day or (note.happened_on == day and note.created_at > case.discussed_at)


def _talk(note: Note) -> dict[str, Any]:
    return {
        "pk": note.pk,
        "is_restricted": note.visibility == Note.Visibility.RESTRICTED,
        "day": date_format(note.happened_on, "j F"),
        "who": note.author.name if note.author else "",
        "text": Truncator(note.text).chars(LETTERS),
    }
