"""What a member has to do today, by what they are in the school; each part empty for whom it does not concern."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from gezien.agreements.queries import agreement_rows, group_in_words, overdue_agreements, waiting_for
from gezien.cases.queries.effects import asking
from gezien.common import clock
from gezien.meetings.models import Participant
from gezien.meetings.queries.preparations import due_rows
from gezien.meetings.queries.readiness import readiness, tally
from gezien.meetings.queries.reviews import review_rows, upcoming
from gezien.needs.queries.attention import without_attention
from gezien.needs.queries.groups import counts_by_group
from gezien.needs.queries.rule_terms import terms_of
from gezien.needs.rules import may_list_signals
from gezien.needs.signal_forms import USUAL
from gezien.plans.queries.today import due_on
from gezien.plans.rules import may_write_school_hours
from gezien.plans.views.today import minute_of_now, shown
from gezien.pupils.models import Group
from gezien.pupils.rules import taught_groups
from gezien.schoolreviews.queries.preparation import home_reviews
from gezien.schools.models import Period, School
from gezien.schools.queries import current_period
from gezien.schools.rules import (
    Member,
    may_import,
    may_keep_agreed,
    may_lead_reviews,
    may_manage_staff,
    may_see_figures,
    may_write_files,
    sees_all_groups,
    teaches,
    works_with_pupils,
)
from gezien.visits.queries import home_visits
from gezien.visits.rules import may_know_visits
from gezien.workspace.queries.agreed import agreed_rows
from gezien.workspace.queries.chores import chores
from gezien.workspace.queries.seen import longest_unseen
from gezien.workspace.rules import starts_with_school

OVERDUE_SHOWN = 8
REVIEWS_SHOWN = 3
CASES_SHOWN = 6
COACH_SIGNALS, TEACHER_SIGNALS = 8, 3
UNSEEN_SHOWN = 8


def greeting(hour: int) -> str:
    """By the hour of the day, without a name."""
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")


def today(member: Member) -> dict[str, Any]:
    """Everything the home page shows: a fixed number of statements, whatever the role and however many groups."""
    period = current_period(member.school)
    agreements = _agreements(member)
    taught = _taught(member)
    groups = _groups(member, taught, period)
    return {
        "groups": groups,
        "small_groups": _small_groups(taught),
        "chores": chores(member, taught, period, {group["pk"]: group["untalked"] for group in groups}),
        "cases": _cases(member),
        "visits": home_visits(member) if may_know_visits(member) else [],
        "school_reviews": home_reviews(member),
        "preparations": _preparations(member),
        "agreed": agreed_rows(member) if works_with_pupils(member) or may_keep_agreed(member) else [],
        "reviews": _reviews(member),
        "agreements": [row for row in agreements if row["is_own"]],
        "overdue": [row for row in agreements if not row["is_own"]],
        "readiness": _readiness(member, period),
        "tasks": tasks(member),
        "unseen": _unseen(member),
        **_signals(member),
    }


def _unseen(member: Member) -> dict[str, Any]:
    """For who leads the reviews: the pupils nobody saw longest."""
    return longest_unseen(member, UNSEEN_SHOWN) if may_lead_reviews(member) else {"number": 0, "shown": []}


def _signals(member: Member) -> dict[str, Any]:
    """Signals nobody gives attention yet, the first few pupils; for a teacher of the own groups."""
    if not may_list_signals(member):
        return {}
    shown = COACH_SIGNALS if may_lead_reviews(member) else TEACHER_SIGNALS
    rows, number = without_attention(member, shown, terms_of(member.school))
    return {
        "signals": rows,
        "signals_number": number,
        "usual_until": clock.today() + USUAL,
        "may_write": may_write_files(member),
    }


def _cases(member: Member) -> list[dict[str, Any]]:
    """Pupils in the pupil review who wait for this member: the effect to be asked, or nobody talked about it yet."""
    if not may_write_files(member):
        return []
    day = clock.today()
    return [
        {
            "pk": case.pk,
            "pupil": case.pupil.name,
            "group": getattr(case, "group_name", "") or "",
            "asks": case.effect_on is not None and case.effect_on <= day,
            "is_late": case.effect_on is not None and case.effect_on < day,
        }
        for case in asking(member)[:CASES_SHOWN]
    ]


def _agreements(member: Member) -> list[dict[str, Any]]:
    """What waits for oneself, and for coach and head what is overdue with others, the most urgent first."""
    found = list(waiting_for(member))
    if sees_all_groups(member):
        found += overdue_agreements(member.school).exclude(owner=member.user)[:OVERDUE_SHOWN]
    return agreement_rows(member, found)


def _taught(member: Member) -> list[Group]:
    """The groups one teaches today."""
    if not teaches(member):
        return []
    return list(taught_groups(member).order_by("year_group", "name", "pk"))


def _groups(member: Member, taught: list[Group], period: Period | None) -> list[dict[str, Any]]:
    """The groups one teaches today, with how many pupils ask for attention."""
    counts = counts_by_group(member.school, taught, period) if taught else {}
    return [{"pk": group.pk, "name": group_in_words(group), **counts[group.pk]} for group in taught]


def _small_groups(taught: list[Group]) -> list[dict[str, Any]]:
    """What the timetable asks today in the groups one teaches, done or not, by time; no pupil by name."""
    day = clock.today()
    due = due_on(taught, day, with_pupils=False) if taught else []
    asked = sorted((one for one in due if one.is_for_today), key=lambda one: one.start or 0)
    return [shown(one, minute_of_now(day), is_line=True) for one in asked]


def _preparations(member: Member) -> list[dict[str, Any]]:
    """What is still to be filled in for reviews to come."""
    return due_rows(member, clock.today()) if teaches(member) else []


def _reviews(member: Member) -> list[dict[str, Any]]:
    """The next reviews in which one has a seat, or that are open now."""
    if not works_with_pupils(member):
        return []
    seats = Participant.objects.filter(school=member.school, user=member.user).values("meeting")
    return review_rows(upcoming(member).filter(pk__in=seats)[:REVIEWS_SHOWN])


def _readiness(member: Member, period: Period | None) -> dict[str, Any]:
    """For who leads the reviews: how many groups have one, whose preparation is late, and which have none yet."""
    if not may_lead_reviews(member):
        return {}
    rows = readiness(member, period)
    return {
        "tally": tally(rows),
        "late": [row for row in rows if row["review"] and _is_late(row["review"])],
        "without": [row for row in rows if row["review"] is None],
    }


def _is_late(review: dict[str, Any]) -> bool:
    return review["preparation"]["is_late"] and review["state"] in ("planned", "waiting")


@dataclass(frozen=True)
class Task:
    """Something one can do here, for whom the rule opens it."""

    open_to: Callable[[Member], bool]
    url_name: str
    icon: str
    title: str
    text: str


def tasks(member: Member) -> list[dict[str, Any]]:
    """The tasks of coordinator, administrator and head; a page that does not exist is left out."""
    if not starts_with_school(member):
        return []
    found = [(task, _address(task.url_name, member.school)) for task in _all_tasks() if task.open_to(member)]
    return [{"icon": task.icon, "title": task.title, "text": task.text, "url": url} for task, url in found if url]


def _all_tasks() -> list[Task]:
    return [
        Task(
            may_import,
            "imports:upload",
            "upload",
            _("Bring in the roster or results"),
            _("One file from your administration or test system; you see what would change before it does."),
        ),
        Task(
            may_manage_staff,
            "staff:list",
            "users",
            _("Give colleagues an account and a role"),
            _("Who works here, which groups they teach, and from when until when."),
        ),
        Task(
            may_write_school_hours,
            "plans:hours",
            "clock",
            _("Keep the hours of school"),
            _("From when until when, and the breaks; the week of small groups fits in between."),
        ),
        Task(
            may_see_figures,
            "dashboards:school",
            "chart-column",
            _("See how the school stands"),
            _("Results beside the ambitions, group by group, without names."),
        ),
        Task(
            may_keep_agreed,
            "quality:home",
            "target",
            _("Keep what the school agreed"),
            _("Ambitions, periods and when a pupil deserves a closer look."),
        ),
    ]


def _address(url_name: str, school: School) -> str:
    try:
        return reverse(url_name, args=[school.slug])
    except NoReverseMatch:
        return ""
