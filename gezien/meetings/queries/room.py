"""What the room shows: agenda, what was agreed before and now, and a stamp that tells whether anything changed."""

from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreement_rows, agreements_of_group, with_names
from gezien.meetings.models import AgendaItem, Meeting, MeetingAgreement
from gezien.meetings.queries.reviews import previous_review
from gezien.meetings.rules import editable_meetings, fillable_preparations, leadable_meetings, visible_meetings
from gezien.pupils.rules import visible_groups
from gezien.schools.rules import Member


def entered(member: Member) -> QuerySet[Meeting]:
    """The reviews the member sees, each with what they may there: in one statement, as every page of the room asks it.

    `may_lead`, `may_write` (once it is open), `may_fill` the preparation, and `sees_group`: whether the group's file is
    theirs to open.
    """
    here = {"pk": OuterRef("pk")}
    meetings = visible_meetings(member).select_related("group", "period", "preparation", "chair", "closed_by")
    return meetings.annotate(
        may_lead=Exists(leadable_meetings(member).filter(**here)),
        may_write=Exists(editable_meetings(member).filter(**here)),
        may_fill=Exists(fillable_preparations(member).filter(meeting=OuterRef("pk"))),
        sees_group=Exists(visible_groups(member).filter(pk=OuterRef("group"))),
    )


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
