"""The talks around a case: with the parents before and after, and the learning talk; held ones stand in the file."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreement_rows, with_names
from gezien.agreements.rules import visible_agreements
from gezien.cases.hooks import NextReview, Said, review_asked, said_asked
from gezien.cases.models import Case, CaseAgreement
from gezien.common import clock
from gezien.needs.queries.beside import LOOKED_AT
from gezien.notes.models import Note
from gezien.notes.rules import visible_notes
from gezien.plans.terms import school_day_from
from gezien.schools.rules import Member

Purpose = CaseAgreement.Purpose
EARLIER = dt.timedelta(weeks=8)  # a talk so long before the registering still tells what parents expect
USUAL_WAIT = dt.timedelta(days=7)  # a talk nobody waits for is held within a week
LETTERS = 320
KINDS = (Note.Kind.PARENT_TALK, Note.Kind.PUPIL_TALK)


def agreements_about(member: Member, case: Case) -> list[Agreement]:
    """The agreements of a case, and those about its pupil that were closed and belong to no case. One statement."""
    before = Q(pupil=case.pupil, of_case=None) & ~Q(outcome="")
    found = visible_agreements(member).filter(Q(of_case__case=case) | before)
    return list(with_names(found).select_related("of_case"))


def agreements_of(member: Member, case: Case, about: list[Agreement] | None = None) -> dict[str, list[dict[str, Any]]]:
    """The agreements made in a case as rows for a page, by purpose ("do" for what is no talk); open ones first."""
    about = agreements_about(member, case) if about is None else about
    agreements = sorted((one for one in about if hasattr(one, "of_case")), key=lambda one: bool(one.outcome))
    purposes = {one.pk: one.of_case.purpose or "do" for one in agreements}
    rows: dict[str, list[dict[str, Any]]] = {"do": [], **{value: [] for value in Purpose.values if value}}
    for row in agreement_rows(member, agreements):
        rows[purposes[row["pk"]]].append(row)
    return rows


def notes_about(member: Member, case: Case) -> list[Note]:
    """The last notes about the pupil and all talks since the case began, the newest first. One statement."""
    notes = visible_notes(member).filter(pupil=case.pupil).exclude(kind=Note.Kind.MEMO)
    newest = notes.order_by("-happened_on", "-pk").values("pk")[:LOOKED_AT]
    around = Q(kind__in=KINDS, happened_on__gte=case.registered_on - EARLIER)
    found = notes.filter(Q(pk__in=newest) | around)
    return list(found.select_related("author").order_by("-happened_on", "-pk"))


def talks_of(member: Member, case: Case, notes: list[Note] | None = None) -> dict[str, list[dict[str, Any]]]:
    """The talks in the file since (shortly before) the registering, the newest first.

    parents_before, parents_after: with the parents, before and after the case was last talked about; learning_talk:
    with the pupil.
    """
    since, until = case.registered_on - EARLIER, case.closed_on or dt.date.max
    notes = notes_about(member, case) if notes is None else notes
    talks: dict[str, list[dict[str, Any]]] = {value: [] for value in Purpose.values if value}
    for note in notes:
        if note.kind not in KINDS or not since <= note.happened_on <= until:
            continue
        if note.kind == Note.Kind.PUPIL_TALK:
            talks[Purpose.LEARNING_TALK].append(_talk(note))
        else:
            talks[Purpose.PARENTS_AFTER if _is_after(case, note) else Purpose.PARENTS_BEFORE].append(_talk(note))
    return talks


def next_review(case: Case) -> NextReview | None:
    """The review to come in which the case is talked about, as whoever keeps agendas answers; None without one."""
    answers: list[Any] = review_asked.send(Case, case=case)
    return next((answer for _receiver, answer in answers if answer), None)


def said_in_reviews(case: Case) -> list[Said]:
    """What was written down about the case in reviews that were held, the newest first. One statement."""
    answers: list[Any] = said_asked.send(Case, case=case)
    return [one for _receiver, said in answers for one in said]


def talk_day(case: Case, purpose: str, review: NextReview | None) -> dt.date | None:
    """The day to propose for a talk: with the parents beforehand as the school agreed and afterwards within a week of
    the review, else within a week, on a weekday. None for a talk afterwards while there was no review and none is
    planned.
    """
    if review is None and purpose == Purpose.PARENTS_AFTER and case.discussed_at is None:
        return None
    if review is None or purpose == Purpose.LEARNING_TALK:
        return school_day_from(clock.today() + USUAL_WAIT)
    if purpose == Purpose.PARENTS_BEFORE:
        return review.talk_by
    return max(review.day, clock.today()) + USUAL_WAIT


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
    day = timezone.localtime(case.discussed_at).date()
    return note.happened_on > day or (
        note.happened_on == day and clock.in_school_time(note.created_at) > case.discussed_at
    )


def _talk(note: Note) -> dict[str, Any]:
    return {
        "pk": note.pk,
        "is_restricted": note.visibility == Note.Visibility.RESTRICTED,
        "day": date_format(note.happened_on, "j F"),
        "who": note.author.name if note.author else "",
        "text": Truncator(note.text).chars(LETTERS),
    }
