"""Reads of plans of one pupil: what is due, how an answer stands, and what a new one starts from."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.common import clock
from gezien.plans.models import IndividualPlan, IndividualPlanVersion, PlanAnswer
from gezien.plans.queries.individual_settings import Terms, terms_of
from gezien.plans.rules import visible_individual_plans
from gezien.plans.terms import weeks_after
from gezien.pupils.models import Enrolment
from gezien.schools.models import School
from gezien.schools.rules import Member, current

KIND, STATUS = IndividualPlan.Kind, IndividualPlan.Status
NEAR = dt.timedelta(days=21)


@dataclass(frozen=True)
class Due:
    """One thing a plan asks: by which day (None: now), and whether that day has passed or is near."""

    text: str
    day: dt.date | None
    is_late: bool
    is_near: bool = True


class Counted(Protocol):
    """What `with_counts` adds to a plan."""

    last_made_on: dt.date
    was_agreed: dt.date | None
    unread: int


def with_counts(plans: QuerySet[IndividualPlan]) -> QuerySet[IndividualPlan]:
    """The plans with their pupil, their last version's day and number, and how many answers nobody has read."""
    return plans.select_related("pupil").annotate(
        last_number=Max("versions__number"),
        last_made_on=Max("versions__made_on"),
        was_agreed=Max("versions__agreed_on"),
        unread=Count("versions__answers", filter=Q(versions__answers__seen_at=None), distinct=True),
    )


def first_due(plan: IndividualPlan, terms: Terms) -> dt.date | None:
    """By which day a first OPP is to be agreed, by the school's own term; None where it has no such term."""
    if plan.kind != KIND.OUTLOOK or not terms.first_weeks:
        return None
    return weeks_after(plan.counts_from, terms.first_weeks, terms.holidays)


def due_of(plan: IndividualPlan, terms: Terms) -> list[Due]:
    """What a plan of `with_counts` asks, the most urgent first; one that has ended only that late answers are read."""
    today, found = clock.today(), []
    counted = cast(Counted, plan)
    if counted.unread:
        told = ngettext("%(number)d answer to read", "%(number)d answers to read", counted.unread)
        found.append(Due(told % {"number": counted.unread}, None, is_late=False))
    if plan.status == STATUS.ENDED:
        return found
    first = first_due(plan, terms)
    if first and not counted.was_agreed:
        told = _("to be agreed before %(day)s") % {"day": _day(first)}
        found.append(Due(told, first, first < today, first - today <= NEAR))
    if plan.status == STATUS.WITH_PARENTS:
        told = _("with the parents since %(day)s") % {"day": _day(counted.last_made_on)}
        found.append(Due(told, counted.last_made_on + NEAR, counted.last_made_on + NEAR < today))
    if plan.status in (STATUS.AGREED, STATUS.RUNNING):
        told = _("evaluation before %(day)s") % {"day": _day(plan.evaluate_on)}
        found.append(Due(told, plan.evaluate_on, plan.evaluate_on < today, plan.evaluate_on - today <= NEAR))
    return found


def individual_rows(member: Member, terms: Terms) -> list[dict[str, Any]]:
    """The visible plans that ask something, what is due first: those that have not ended, or were answered late.

    Two statements, however many.
    """
    found = list(with_counts(_asking(visible_individual_plans(member))))
    groups = _groups_of(member.school, {plan.pupil_id for plan in found})
    rows = [_row(plan, terms, groups.get(plan.pupil_id, "")) for plan in found]
    return sorted(rows, key=lambda row: (row["sort"], row["pupil"]))


def due_in_groups(member: Member, group_ids: Collection[int]) -> list[dict[str, Any]]:
    """The plans of pupils who are in these groups today that ask something now. One statement when there are none."""
    enrolled = Enrolment.objects.filter(current(), school=member.school, group__in=group_ids).values("pupil")
    found = list(with_counts(_asking(visible_individual_plans(member)).filter(pupil__in=enrolled)))
    if not found:
        return []
    terms = terms_of(member.school)
    return [
        {"pk": plan.pk, "pupil": plan.pupil.name, "name": terms.name_of(plan.kind), "due": near[0]}
        for plan in found
        if (near := [due for due in due_of(plan, terms) if due.is_near])
    ]


def _asking(plans: QuerySet[IndividualPlan]) -> QuerySet[IndividualPlan]:
    """The plans that have not ended, and those that have while an answer nobody has read came after all."""
    unread = PlanAnswer.objects.filter(version__plan=OuterRef("pk"), seen_at=None)
    return plans.filter(~Q(status=STATUS.ENDED) | Exists(unread))


def own_plans_of_group(member: Member, group_id: int) -> list[dict[str, Any]]:
    """The pupils of a group who have a plan of their own, by name. One statement when there are none."""
    enrolled = Enrolment.objects.filter(current(), school=member.school, group=group_id).values("pupil")
    found = visible_individual_plans(member).exclude(status=STATUS.ENDED).filter(pupil__in=enrolled)
    plans = list(found.select_related("pupil").order_by("pupil__call_name", "pupil__family_name", "pk"))
    terms = terms_of(member.school) if plans else None
    return [
        {"pk": plan.pk, "pupil": plan.pupil.name, "name": terms.name_of(plan.kind), "status": plan.get_status_display()}
        for plan in plans
        if terms
    ]


def standing(answers: Iterable[PlanAnswer]) -> list[PlanAnswer]:
    """The last word of each person on a version; a comment alone takes back nothing that was said before."""
    latest: dict[tuple[str, str], PlanAnswer] = {}
    for answer in answers:
        person = (answer.party, " ".join(answer.name.casefold().split()))
        if answer.kind != PlanAnswer.Kind.COMMENT or person not in latest:
            latest[person] = answer
    return list(latest.values())


def why_not_agreed(plan: IndividualPlan, version: IndividualPlanVersion | None, terms: Terms, changed: bool) -> str:
    """What still stands in the way of settling this version; empty when nothing does."""
    if version is None or changed:
        return _(
            "The plan says something else than the version the parents have. Put the new version before them first."
        )
    said = [answer for answer in standing(version.answers.all()) if answer.party == PlanAnswer.Party.PARENT]
    if any(answer.kind == PlanAnswer.Kind.NOT_AGREED for answer in said):
        return _("A parent does not agree with this version.")
    if not any(answer.kind == PlanAnswer.Kind.AGREED for answer in said):
        return _("No parent has agreed with this version yet.")
    if terms.heard_first and not _is_heard(plan, version):
        return _("The pupil has not been heard yet.")
    return ""


def _is_heard(plan: IndividualPlan, version: IndividualPlanVersion) -> bool:
    return plan.heard_on is not None or any(one.party == PlanAnswer.Party.PUPIL for one in version.answers.all())


def _row(plan: IndividualPlan, terms: Terms, group: str) -> dict[str, Any]:
    due = due_of(plan, terms)
    days = [one.day or dt.date.min for one in due]
    return {
        "pk": plan.pk,
        "pupil": plan.pupil.name,
        "pupil_pk": plan.pupil_id,
        "group": group,
        "name": terms.name_of(plan.kind),
        "status": plan.status,
        "status_words": plan.get_status_display(),
        "due": [{"text": one.text, "is_late": one.is_late, "is_near": one.is_near} for one in due],
        "sort": min(days, default=dt.date.max),
    }


def _groups_of(school: School, pupil_ids: Collection[int]) -> dict[int, str]:
    rows = Enrolment.objects.filter(current(), school=school, pupil__in=pupil_ids, group__is_composite=False)
    return dict(rows.order_by("pk").values_list("pupil_id", "group__name"))


def _day(day: dt.date) -> str:
    return date_format(day, "j F" if day.year == clock.today().year else "j F Y")
