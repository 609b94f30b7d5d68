"""Reads of factors. Callers pass pupils they have already been allowed."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gezien.common import clock
from gezien.notes.models import Factor, FactorSettings, FactorStep
from gezien.notes.rules import visible_factors
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.pupils.rules import visible_pupils
from gezien.schools.models import School
from gezien.schools.rules import Member, current

# A wording is suggested outside one's own groups only when this many pupils have it: fewer could point at a child.
SHARED_BY = 3


def holds_today() -> Q:
    """Factors that have not ended."""
    return Q(ended_on=None) | Q(ended_on__gt=clock.today())


def held_on(day: dt.date) -> Q:
    """Factors that had been noted by a day and had not ended then."""
    return Q(noted_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))


def is_aged(said_on: dt.date, months: int, today: dt.date) -> bool:
    """Whether nobody has said for more than so many months that a factor holds."""
    return said_on < months_before(today, months)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months back, or the last day of that month: 31 August → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def with_age(factors: QuerySet[Factor]) -> QuerySet[Factor]:
    """The factors with `months`, the school's term, in the same statement; for `marked`."""
    return factors.annotate(months=_months())


def current_factors(school: School, pupil_ids: Collection[int], *, on: dt.date | None = None) -> dict[int, list[tuple]]:
    """(pk, direction, domain, text, version, is_aged) of the factors that hold today, by pupil; stimulating first.

    With `on` those that held on that day; `is_aged` is as of that day too.
    """
    rows = (
        Factor.objects.filter(held_on(on) if on else holds_today(), school=school, pupil_id__in=pupil_ids)
        .annotate(months=_months())
        .order_by("-direction", "domain__position", "domain__name", "pk")
        .values_list(
            "pupil_id", "pk", "direction", "domain__code", "text", "version", "confirmed_on", "noted_on", "months"
        )
    )
    day = on or clock.today()
    factors = defaultdict(list)
    for pupil_id, *rest, confirmed_on, noted_on, months in rows:
        factors[pupil_id].append((*rest, is_aged(confirmed_on or noted_on, months, day)))
    return dict(factors)


def factors_of(pupil: Pupil) -> tuple[list[Factor], list[Factor]]:
    """All factors of one pupil in one statement: those that hold today (stimulating first), and those that ended,
    the last one first. Each knows whether it is aged (`is_old`) and the school's term (`renewal`).
    """
    found = Factor.objects.filter(school_id=pupil.school_id, pupil=pupil).select_related("domain", "source")
    factors = marked(with_age(found))
    today = clock.today()
    now = [factor for factor in factors if factor.ended_on is None or factor.ended_on > today]
    ended = [factor for factor in factors if factor.ended_on and factor.ended_on <= today]
    return now, sorted(ended, key=lambda factor: (factor.ended_on, factor.pk), reverse=True)


def factors_of_group(member: Member, group: Group) -> list[Factor]:
    """The factors that hold of the pupils who are in the group today, by pupil, stimulating first: one statement."""
    enrolled = Enrolment.objects.filter(current(), school=member.school, group=group)
    found = visible_factors(member).filter(holds_today(), pupil__in=enrolled.values("pupil"))
    names = ("pupil__call_name", "pupil__family_name", "pupil_id")
    own_order = ("-direction", "domain__position", "domain__name", "pk")
    return marked(with_age(found).select_related("pupil", "domain", "source").order_by(*names, *own_order))


def marked(factors: Iterable[Factor]) -> list[Factor]:
    """Each factor of `with_age` with `is_old`: it asks whether it still holds."""
    today = clock.today()
    found = list(factors)
    for factor in found:
        factor.renewal = getattr(factor, "months", FactorSettings.RENEW_AFTER)
        factor.is_old = is_aged(factor.said_on, factor.renewal, today)
    return found


def old_by_group(school: School, group_ids: Collection[int]) -> dict[int, int]:
    """By group how many factors of its pupils of today ask whether they still hold: one statement."""
    rows = (
        Factor.objects.filter(holds_today(), current_enrolment(group_ids), school=school)
        .annotate(months=_months())
        .values_list("pk", "pupil__enrolments__group_id", "confirmed_on", "noted_on", "months")
    )
    today = clock.today()
    counts: dict[int, int] = defaultdict(int)
    for _pk, group_id, confirmed_on, noted_on, months in set(rows):
        counts[group_id] += is_aged(confirmed_on or noted_on, months, today)
    return {group_id: count for group_id, count in counts.items() if count}


def current_enrolment(group_ids: Collection[int]) -> Q:
    """Factors of pupils who are in one of these groups today."""
    today = clock.today()
    return (
        Q(pupil__enrolments__group_id__in=group_ids)
        & Q(pupil__enrolments__starts_on__lte=today)
        & (Q(pupil__enrolments__ends_on=None) | Q(pupil__enrolments__ends_on__gte=today))
    )


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


def last_step(factor_pk: int, member: Member) -> FactorStep | None:
    """What the member did last with a factor, when nobody did anything with it since: it can be taken back."""
    step = FactorStep.objects.filter(school=member.school, factor_id=factor_pk).select_related("factor").first()
    if step is None or step.made_by_id != member.user.pk or step.version != step.factor.version:
        return None
    return step


def _months() -> Coalesce:
    months = FactorSettings.objects.filter(school=OuterRef("school")).values("renew_after_months")[:1]
    return Coalesce(Subquery(months), FactorSettings.RENEW_AFTER)
