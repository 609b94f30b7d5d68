"""The pupil file: each part is one statement, however much is known, and comes as plain rows ready for the page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.agreements.models import Agreement
from gezien.agreements.queries import with_names
from gezien.agreements.rules import visible_agreements
from gezien.agreements.words import due_in_words
from gezien.cases.models import Case
from gezien.common import clock
from gezien.common.markup import seen_dot
from gezien.meetings.queries.seen import DISCUSSED, NOTED, WAYS, discussed_column
from gezien.needs.models import EducationalNeed
from gezien.needs.rules import visible_needs
from gezien.needs.seen import SEEN_WEEKS, agreed_weeks, known_since, seen_state
from gezien.notes.factor_words import factor_row
from gezien.notes.models import Factor
from gezien.notes.queries import factors_of, seen_columns
from gezien.notes.queries.balance import balance
from gezien.plans.models import PlanRow
from gezien.plans.queries import first_goal
from gezien.plans.rules import visible_plans
from gezien.pupils.models import Enrolment, Pupil
from gezien.pupils.rules import editable_pupils, visible_pupils
from gezien.pupils.words import age_on, year_group_name
from gezien.schools.rules import Member


@dataclass(frozen=True)
class Opened:
    """A pupil whose file is opened: the last day it was seen in each way, within how many weeks the school agreed to
    see each pupil, and whether the reader may write.
    """

    pupil: Pupil
    seen: dict[str, dt.date | None]
    weeks: int
    can_edit: bool
    case: int | None = None  # its open case in the pupil review

    @classmethod
    def of(cls, found: Pupil) -> Self:
        """From a row of `opened_pupils`."""
        return cls(
            pupil=found,
            seen={way: getattr(found, way) for way in WAYS},
            weeks=getattr(found, "weeks", SEEN_WEEKS),
            can_edit=getattr(found, "can_edit", False),
            case=getattr(found, "open_case", None),
        )


def opened_pupils(member: Member) -> QuerySet[Pupil]:
    """The visible pupils with, in the same statement, what `Opened` tells of them."""
    editable = editable_pupils(member).order_by().filter(pk=OuterRef("pk"))
    today = clock.today()
    seen = {**seen_columns("pk", today), DISCUSSED: discussed_column("pk", today)}
    open_case = Case.objects.filter(school=member.school, pupil=OuterRef("pk"), closed_on=None).values("pk")
    return visible_pupils(member).annotate(
        can_edit=Exists(editable), weeks=agreed_weeks(member.school), open_case=Subquery(open_case[:1]), **seen
    )


def heading(opened: Opened, member: Member) -> dict[str, Any]:
    """Who this is: groups now and before, teachers, year group, age, and when it was last seen in each way."""
    pupil, today = opened.pupil, clock.today()
    groups = _groups(pupil, today)
    now = [group for group in groups if group["is_current"]]
    facts = [
        year_group_name(pupil.year_group, member.school.country),
        ngettext("%(age)d year old", "%(age)d years old", age) % {"age": age}
        if pupil.birth_date and (age := age_on(pupil.birth_date, today))
        else "",
        "" if now else _("in no group now"),
    ]
    return {
        "groups": now,
        "earlier": [group for group in groups if not group["is_current"]],
        "facts": [fact for fact in facts if fact],
        "teachers": sorted({name for group in now for name in group["teachers"]}),
        "seen": _seen(opened, today),
        "dot": _dot(opened, now, today),
    }


def strengths(pupil: Pupil) -> dict[str, Any]:
    """What helps and what hinders, by what it is about, and over time (red and green glasses)."""
    current, ended = factors_of(pupil)
    return {
        "columns": [
            {"mark": mark, "label": direction.label, "factors": _by_domain(current, direction)}
            for mark, direction in (("plus", Factor.Direction.STIMULATING), ("min", Factor.Direction.HINDERING))
        ],
        "old": sum(factor.is_old for factor in current),
        "balance": balance([*current, *ended]),
    }


def needs(pupil: Pupil, member: Member) -> dict[str, list[dict[str, Any]]]:
    """What the pupil needs in the current period, and what it needed before (newest first)."""
    found = (
        visible_needs(member)
        .filter(pupil=pupil)
        .select_related("subject", "period__year")
        .order_by("-period__starts_on", "subject__position", "pk")
    )
    today = clock.today()
    now = [need for need in found if need.period.starts_on <= today <= need.period.ends_on]
    return {
        "now": [_need_row(need) for need in now],
        "earlier": [_need_row(need) for need in found if need not in now],
    }


def plan_rows(pupil: Pupil, member: Member) -> list[dict[str, Any]]:
    """The rows of visible group plans for the clusters this pupil is in, the newest period first."""
    rows = (
        PlanRow.objects.filter(plan__in=visible_plans(member), cluster__placements__pupil=pupil)
        .select_related("plan__subject", "plan__period__year", "plan__group", "cluster")
        .annotate(goal=first_goal())
        .order_by("-plan__period__starts_on", "plan__subject__position", "pk")
    )
    return [
        {
            "plan": row.plan_id,
            "subject": row.plan.subject.name,
            "cluster": row.cluster.name,
            "period": _period_name(row.plan.period),
            "goal": row.goal,
            "approach": row.approach,
        }
        for row in rows[:8]
    ]


def agreements(pupil: Pupil, member: Member) -> list[dict[str, Any]]:
    """What was agreed about this pupil as far as the member may know: open ones first, by day."""
    today = clock.today()
    found = with_names(visible_agreements(member).filter(pupil=pupil)).order_by("outcome", "due_on", "pk")
    return [
        {
            "pk": one.pk,
            "what": one.what,
            "owner": one.owner.name,
            "is_open": not one.outcome,
            "is_overdue": not one.outcome and one.due_on < today,
            "when": due_in_words(one.due_on, today) if not one.outcome else _settled(one),
        }
        for one in sorted(found, key=lambda one: bool(one.outcome))
    ]


def _settled(agreement: Agreement) -> str:
    """What came of it, and whether it helped when somebody told."""
    return ", ".join(filter(None, [agreement.get_outcome_display(), agreement.get_helped_display()]))


def _groups(pupil: Pupil, today: dt.date) -> list[dict[str, Any]]:
    """The pupil's groups, the newest first, with who teaches them (today, for the group of today)."""
    rows = (
        Enrolment.objects.filter(pupil=pupil)
        .order_by("-starts_on", "-pk", "group__teaching__staff_member__family_name", "group__teaching__pk")
        .values_list(
            *("pk", "group_id", "group__name", "group__year__name", "starts_on", "ends_on"),
            *(f"group__teaching__staff_member__{part}" for part in ("call_name", "prefix", "family_name")),
            *("group__teaching__starts_on", "group__teaching__ends_on"),
        )
    )
    groups: dict[int, dict[str, Any]] = {}
    for pk, group, name, year, start, end, *teacher, taught_from, taught_until in rows:
        is_current = _holds(start, end, today)
        entry = groups.setdefault(
            pk,
            {"pk": group, "name": name, "year": year, "since": start, "is_current": is_current, "teachers": []},
        )
        if taught_from and (not is_current or _holds(taught_from, taught_until, today)):
            entry["teachers"].append(" ".join(filter(None, teacher)))
    return list(groups.values())


def _holds(start: dt.date, end: dt.date | None, day: dt.date) -> bool:
    return start <= day and (end is None or end >= day)


def _seen(opened: Opened, today: dt.date) -> list[dict[str, str]]:
    """When the pupil was last observed, spoken with, its parents spoken with, and its group discussed."""
    names = (_("Observed"), _("Spoken with"), _("Parents spoken with"), _("Discussed"))
    days = (opened.seen[way] for way in WAYS)
    return [
        {"way": name, "when": ago(day, today) if day else _("not yet"), "day": date_format(day, "j F Y") if day else ""}
        for name, day in zip(names, days, strict=True)
    ]


def _dot(opened: Opened, now: Sequence[dict[str, Any]], today: dt.date) -> str:
    """The mark before the name: seen lately, a while ago, or not for weeks; by the same rule as in the overview."""
    last = max((day for way in NOTED if (day := opened.seen[way])), default=None)
    since = known_since(min((group["since"] for group in now), default=None), opened.pupil.created_at)
    words = _("last seen %(when)s") % {"when": ago(last, today)} if last else _("nothing noted yet")
    return seen_dot(seen_state(last, since, today, opened.weeks), words)


def ago(day: dt.date, today: dt.date) -> str:
    """How long ago: "today", "yesterday", "5 days ago", "3 weeks ago", and further back the date."""
    days = (today - day).days
    if days < 2:
        return _("yesterday") if days == 1 else _("today")
    if days < 14:
        return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    if days < 140:
        return ngettext("%(weeks)d week ago", "%(weeks)d weeks ago", days // 7) % {"weeks": days // 7}
    return date_format(day, "j F Y")


def _by_domain(current: Iterable[Factor], direction: str) -> list[dict[str, Any]]:
    """By what they are about: its name and the factors of one direction."""
    own = (factor for factor in current if factor.direction == direction)
    return [
        {"domain": domain, "rows": [factor_row(factor) for factor in found]}
        for domain, found in groupby(own, key=lambda factor: factor.domain.name)
    ]


def _need_row(need: EducationalNeed) -> dict[str, Any]:
    return {
        "subject": need.subject.name,
        "goal": need.goal,
        "support": need.support,
        "outcome": need.get_outcome_display() if need.outcome else "",
        "why": need.closing_note,
        "pk": need.pk,
        "period": _period_name(need.period),
    }


def _period_name(period) -> str:
    return _("%(year)s, period %(number)d") % {"year": period.year.name, "number": period.number}
