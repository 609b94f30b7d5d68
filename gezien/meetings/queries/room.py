"""What the room shows: agenda, what was agreed before and now, and a stamp that tells whether anything changed."""

from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreement_rows, agreements_of_group, with_names
from gezien.meetings.models import AgendaItem, Meeting, MeetingAgreement
from gezien.meetings.queries.reviews import previous_review
from gezien.schools.rules import Member


def agenda_rows(items: list[AgendaItem], chosen: AgendaItem | None) -> list[dict[str, Any]]:
    """The points of the agenda: pk, title, is_discussed, has_minutes, is_current."""
    return [
        {
            "pk": item.pk,
            "title": item.title,
            "is_discussed": item.discussed_at is not None,
            "has_minutes": item.minutes != "",
            "is_current": chosen is not None and item.pk == chosen.pk,
        }
        for item in items
    ]


def agreements_before(meeting: Meeting) -> QuerySet[Agreement]:
    """What the agenda begins with: everything open about the group and its pupils, what was made in the previous review
    whatever came of it, and what was settled since this review began; not what is agreed in it now.
    """
    previous = previous_review(meeting)
    wanted = Q(outcome="") | Q(made_in__meeting=previous) if previous else Q(outcome="")
    if meeting.opened_at:
        wanted |= Q(closed_at__gte=meeting.opened_at)
    made_here = MeetingAgreement.objects.filter(meeting=meeting).values("agreement")
    return agreements_of_group(meeting.group).filter(wanted).exclude(pk__in=made_here)


def agreements_made(meeting: Meeting) -> QuerySet[Agreement]:
    """What was agreed in this review, in the order in which it was said."""
    return with_names(Agreement.objects.filter(made_in__meeting=meeting)).order_by("made_in__pk")


def rows_before(member: Member, meeting: Meeting) -> list[dict[str, Any]]:
    """`agreements_before` as rows for a page, what is open first."""
    return sorted(agreement_rows(member, agreements_before(meeting)), key=lambda row: row["is_closed"])


def rows_made(member: Member, meeting: Meeting) -> list[dict[str, Any]]:
    """`agreements_made` as rows for a page."""
    return agreement_rows(member, agreements_made(meeting))


def stamp_of(meeting: Meeting) -> str:
    """Changes whenever anything the panels show changes; two statements: everybody asks for it every few seconds."""
    agenda = AgendaItem.objects.filter(meeting=meeting).aggregate(
        versions=Sum("version"), discussed=Count("discussed_at"), last=Max("discussed_at")
    )
    agreed = agreements_of_group(meeting.group).order_by().aggregate(count=Count("pk"), versions=Sum("version"))
    last = int(agenda["last"].timestamp() * 1000) if agenda["last"] else 0
    numbers = [meeting.version, agenda["versions"], agenda["discussed"], last, agreed["count"], agreed["versions"]]
    return "-".join(str(number or 0) for number in numbers)
