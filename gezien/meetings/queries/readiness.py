"""Who is ready for which review: the coach's view of a period."""

import re
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from gezien.agreements.queries import group_in_words
from gezien.meetings.models import Meeting, Reminder
from gezien.meetings.queries.reviews import review_rows, reviews
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups
from gezien.schools.models import Period
from gezien.schools.rules import Member


def readiness(member: Member, period: Period | None) -> list[dict[str, Any]]:
    """A row for each visible group of the period's year: name, pk, and its review of this period or None.

    Two statements, however many groups. A group with two reviews in the period has two rows.
    """
    if period is None:
        return []
    planned: dict[int, list] = {}
    for row in review_rows(reviews(member).filter(period=period)):
        planned.setdefault(row["group_pk"], []).append(row)
    return [
        {"group": group_in_words(group), "group_pk": group.pk, "review": review}
        for group in groups_in_order(member, period.year_id)
        for review in planned.get(group.pk, [None])
    ]


def with_reminders(rows: list[dict[str, Any]], period: Period | None) -> list[dict[str, Any]]:
    """The rows of `readiness`, each review with `reminded`: the last day its teachers were reminded, "" when never."""
    sent = Reminder.objects.filter(preparation__meeting__period=period).order_by("sent_at")
    last = dict(sent.values_list("preparation__meeting", "sent_at"))
    for row in rows:
        if review := row["review"]:
            moment = last.get(review["pk"])
            review["reminded"] = date_format(timezone.localtime(moment), "j b") if moment else ""
    return rows


def late_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `readiness` whose preparation is late, then the others; both stay from the youngest group up."""
    return sorted(rows, key=lambda row: not (row["review"] and _is_late(row["review"])))


def tally(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Of the rows of `readiness`: how many groups, with a review, ready, late."""
    found = [row["review"] for row in rows if row["review"]]
    waiting = [review for review in found if review["state"] in ("planned", "waiting")]
    return {
        "groups": len({row["group_pk"] for row in rows}),
        "planned": len({review["group_pk"] for review in found}),
        "ready": sum(review["preparation"]["state"] == "done" for review in waiting),
        "late": sum(map(_is_late, waiting)),
    }


def _is_late(review: dict[str, Any]) -> bool:
    return review["state"] in ("planned", "waiting") and review["preparation"]["is_late"]


def other_upcoming(member: Member, period: Period | None) -> QuerySet[Meeting]:
    """Reviews still to come or open that stand in no group's row: of another period, and pupil reviews."""
    meetings = reviews(member).filter(closed_at=None)
    return meetings.exclude(period=period, kind=Meeting.Kind.GROUP) if period else meetings


def groups_in_order(member: Member, year: int) -> list[Group]:
    """From the youngest up: by the first number in the name ("1-2" before "3"), as a combination group has no year."""
    groups = visible_groups(member).filter(year=year, is_composite=False)
    return sorted(groups, key=lambda group: (_first_number(group), group.name, group.pk))


def _first_number(group: Group) -> int:
    found = re.search(r"\d+", group.name) or re.search(r"\d+", group.year_group)
    return int(found.group()) if found else 0
