"""What the room shows: agenda, what was agreed before and now, and a stamp that tells whether anything changed."""

from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreement_rows, agreements_of_group, with_names
from gezien.agreements.rules import visible_agreements
from gezien.meetings.models import AgendaItem, AttentionPoint, Meeting, MeetingAgreement
from gezien.meetings.queries.reviews import previous_review
from gezien.meetings.rules import (
    editable_meetings,
    fillable_preparations,
    leadable_meetings,
    visible_items,
    visible_meetings,
)
from gezien.pupils.rules import visible_groups
from gezien.schools.rules import Member


def entered(member: Member) -> QuerySet[Meeting]:
    """The reviews the member sees, each with what they may there: in one statement, as every page of the room asks it.

    `may_lead`, `may_write` (once it is open), `may_fill` the preparation, and `sees_group`: whether the group's file is
    theirs to open.
    """
    here = {"pk": OuterRef("pk")}
    meetings = visible_meetings(member).select_related(
        "group", "period", "preparation", "chair", "closed_by", "report__approved_by"
    )
    return meetings.annotate(
        may_lead=Exists(leadable_meetings(member).filter(**here)),
        may_write=Exists(editable_meetings(member).filter(**here)),
        may_fill=Exists(fillable_preparations(member).filter(meeting=OuterRef("pk"))),
        sees_group=Exists(visible_groups(member).filter(pk=OuterRef("group"))),
    )


def agenda_rows(items: list[AgendaItem], chosen: AgendaItem | None, current: int | None = None) -> list[dict[str, Any]]:
    """The points of the agenda: pk, title, is_discussed, has_minutes, planned (minutes), case (its key),
    pupil_id, is_current (stands in the middle here), is_here (where whoever leads is).
    """
    return [
        {
            "pk": item.pk,
            "title": title_of(item),
            "is_discussed": item.discussed_at is not None,
            "has_minutes": item.minutes != "",
            "is_current": chosen is not None and item.pk == chosen.pk,
            "is_here": item.pk == current,
            "planned": item.minutes_planned,
            "case": item.case_id,
            "pupil_id": item.case.pupil_id if item.case else None,
        }
        for item in items
    ]


def title_of(item: AgendaItem) -> str:
    """What a point is called; of a pupil its name, for who may see the point at all."""
    return item.case.pupil.name if item.case else item.title


def agreements_about(meeting: Meeting) -> QuerySet[Agreement]:
    """Everything agreed about what the review is about: the group and its pupils, or the pupils on its agenda."""
    if meeting.group:
        return agreements_of_group(meeting.group)
    pupils = meeting.agenda.filter(case__isnull=False).order_by().values("case__pupil")
    return with_names(Agreement.objects.filter(school=meeting.school_id, pupil__in=pupils))


def agreements_before(meeting: Meeting) -> QuerySet[Agreement]:
    """What the agenda begins with: everything open about the group and its pupils, what was made in the previous review
    whatever came of it, and what was settled since this review began; not what is agreed in it now.
    """
    previous = previous_review(meeting)
    wanted = Q(outcome="") | Q(made_in__meeting=previous) if previous else Q(outcome="")
    if meeting.opened_at:
        wanted |= Q(closed_at__gte=meeting.opened_at)
    made_here = MeetingAgreement.objects.filter(meeting=meeting).values("agreement")
    return agreements_about(meeting).filter(wanted).exclude(pk__in=made_here)


def agreements_made(meeting: Meeting) -> QuerySet[Agreement]:
    """What was agreed in this review, in the order in which it was said."""
    return with_names(Agreement.objects.filter(made_in__meeting=meeting)).order_by("made_in__pk")


def rows_before(member: Member, meeting: Meeting) -> list[dict[str, Any]]:
    """`agreements_before` as rows for a page, what is open first."""
    return sorted(
        agreement_rows(member, seen_by(member, meeting, agreements_before(meeting))), key=lambda row: row["is_closed"]
    )


def rows_made(member: Member, meeting: Meeting) -> list[dict[str, Any]]:
    """`agreements_made` as rows for a page."""
    return agreement_rows(member, seen_by(member, meeting, agreements_made(meeting)))


def seen_by(member: Member, meeting: Meeting, agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """What one may see anyhow; of a group review also what is about the group itself and what is made in it.

    Reason: a colleague at the table who does not teach the group reads nothing that was agreed before about its pupils.
    """
    seen = Q(pk__in=visible_agreements(member).order_by().values("pk"))
    if meeting.group_id:
        seen |= Q(group=meeting.group_id) | Q(made_in__meeting=meeting)
    return agreements.filter(seen)


def items_of(member: Member, meeting: Meeting) -> list[AgendaItem]:
    """The points of the agenda that the member sees, in order."""
    return list(visible_items(member, meeting))


def stamp_of(meeting: Meeting) -> str:
    """Changes whenever anything the panels show changes; three statements: everybody asks for it every few seconds."""
    agenda = AgendaItem.objects.filter(meeting=meeting).aggregate(
        versions=Sum("version"),
        discussed=Count("discussed_at"),
        last=Max("discussed_at"),
        runs=Max("started_at"),
        planned=Sum("minutes_planned"),
        spent=Sum("seconds_spent"),
    )
    agreed = agreements_about(meeting).order_by().aggregate(count=Count("pk"), versions=Sum("version"))
    last, runs = (int(agenda[name].timestamp() * 1000) if agenda[name] else 0 for name in ("last", "runs"))
    points = AttentionPoint.objects.filter(meeting=meeting).aggregate(count=Count("pk"), versions=Sum("version"))
    at = [meeting.current_id, meeting.chair_id, points["count"], points["versions"]]
    clocks = [runs, agenda["planned"], agenda["spent"]]
    told = [agenda["versions"], agenda["discussed"], last, agreed["count"], agreed["versions"]]
    numbers = [*at, *clocks, meeting.version, *told]
    return "-".join(str(number or 0) for number in numbers)
