"""Reads of notes and factors. Callers pass pupils they have already been allowed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count, Max, OuterRef, Q, Subquery

from gezien.common import clock
from gezien.notes.models import Factor, Note
from gezien.pupils.models import Pupil
from gezien.pupils.rules import visible_pupils
from gezien.schools.rules import Member

# A wording is suggested outside one's own groups only when this many pupils have it: fewer could point at a child.
SHARED_BY = 3


def holds_today() -> Q:
    """Factors that have not ended."""
    return Q(ended_on=None) | Q(ended_on__gt=clock.today())


def held_on(day: dt.date) -> Q:
    """Factors that had been noted by a day and had not ended then."""
    return Q(noted_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))


def current_factors(school, pupil_ids: Collection[int], *, on: dt.date | None = None) -> dict[int, list[tuple]]:
    """(pk, direction, domain, text, version) of the factors that hold today, by pupil; stimulating first.

    With `on` those that held on that day.
    """
    rows = (
        Factor.objects.filter(held_on(on) if on else holds_today(), school=school, pupil_id__in=pupil_ids)
        .order_by("-direction", "domain", "pk")
        .values_list("pupil_id", "pk", "direction", "domain", "text", "version")
    )
    factors = defaultdict(list)
    for pupil_id, *rest in rows:
        factors[pupil_id].append(tuple(rest))
    return dict(factors)


def last_seen(school, pupil_ids: Collection[int]) -> dict[int, dict[str, dt.date]]:
    """By pupil the last day of each kind of note (observation, pupil_talk, parent_talk): when the child was seen.

    Counts restricted notes too: that a pupil was seen is no secret, what was written is.
    """
    rows = (
        Note.objects.filter(school=school, pupil_id__in=pupil_ids)
        .exclude(kind=Note.Kind.MEMO)
        .order_by("pupil_id", "kind")
        .values_list("pupil_id", "kind")
        .annotate(last=Max("happened_on"))
    )
    seen: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for pupil_id, kind, last in rows:
        seen[pupil_id][kind] = last
    return dict(seen)


def seen_columns(pupil: str, until: dt.date) -> dict[str, Subquery]:
    """Annotations for a query whose rows have the pupil's key in column `pupil`: the same days as `last_seen`, not
    later than `until`, under the names of the kinds.

    Each is one step in an index, so that the cost does not grow with the number of notes.
    """
    notes = Note.objects.filter(pupil=OuterRef(pupil), happened_on__lte=until).order_by("-happened_on")
    kinds = (Note.Kind.OBSERVATION, Note.Kind.PUPIL_TALK, Note.Kind.PARENT_TALK)
    return {kind.value: Subquery(notes.filter(kind=kind).values("happened_on")[:1]) for kind in kinds}


def factors_of(pupil: Pupil) -> tuple[list[Factor], list[Factor]]:
    """All factors of one pupil in one statement: those that hold today (stimulating first), and those that ended,
    the last one first.
    """
    factors = list(Factor.objects.filter(school_id=pupil.school_id, pupil=pupil))
    today = clock.today()
    current = [factor for factor in factors if factor.ended_on is None or factor.ended_on > today]
    ended = [factor for factor in factors if factor.ended_on and factor.ended_on <= today]
    return current, sorted(ended, key=lambda factor: (factor.ended_on, factor.pk), reverse=True)


def factor_wordings(member: Member) -> dict[str, list[str]]:
    """By direction the school's own earlier words, most used first (30 at most), to choose from while typing.

    Words that few pupils have are given only to who sees one of those pupils: they may be about one family.
    """
    rows = (
        Factor.objects.filter(school=member.school)
        .values("direction", "text")
        .annotate(
            pupils=Count("pupil", distinct=True),
            own=Count("pk", filter=Q(pupil__in=visible_pupils(member).values("pk"))),
        )
        .filter(Q(pupils__gte=SHARED_BY) | Q(own__gt=0))
        .order_by("-pupils", "text")
        .values_list("direction", "text")
    )
    wordings: dict[str, list[str]] = {Factor.Direction.STIMULATING: [], Factor.Direction.HINDERING: []}
    for direction, text in rows:
        if len(wordings[direction]) < 30:
            wordings[direction].append(text)
    return wordings
