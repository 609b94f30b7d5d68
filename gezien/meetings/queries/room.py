"""What the room shows: agenda, what was agreed before and now, and a stamp that tells whether anything changed."""

from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from gezien.agreements.models import Agreement
from gezien.agreements.queries import agreement_rows, agreements_of_group, asks_effect, with_names
from gezien.agreements.rules import visible_agreements
from gezien.cases.live import guest_person
from gezien.cases.models import Guest
from gezien.cases.queries.cases import left_in_words
from gezien.cases.rules_guests import visible_guests
from gezien.common import clock
from gezien.meetings.models import AgendaItem, AttentionPoint, Meeting, MeetingAgreement
from gezien.meetings.queries.reviews import previous_review
from gezien.meetings.rules import (
    appointable_meetings,
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

    `may_lead`, `may_appoint` another chair, `may_write` (once it is open), `may_fill` the preparation, and
    `sees_group`: whether the group's file is theirs to open.
    """
    here = {"pk": OuterRef("pk")}
    meetings = visible_meetings(member).select_related(
        "group", "period", "preparation", "chair", "closed_by", "report__approved_by"
    )
    return meetings.annotate(
        may_lead=Exists(leadable_meetings(member).filter(**here)),
        may_appoint=Exists(appointable_meetings(member).filter(**here)),
        may_write=Exists(editable_meetings(member).filter(**here)),
        may_fill=Exists(fillable_preparations(member).filter(meeting=OuterRef("pk"))),
        sees_group=Exists(visible_groups(member).filter(pk=OuterRef("group"))),
    )


def agenda_rows(items: list[AgendaItem], chosen: AgendaItem | None, current: int | None = None) -> list[dict[str, Any]]:
    """The points of the agenda: pk, title, is_discussed, has_minutes, planned (minutes), case (its key), pupil_id,
    left (that the pupil left the school, in words), is_current (stands in the middle here), is_here (where whoever
    leads is).
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
            "left": left_in_words(item.case) if item.case else "",
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
    whatever came of it, what was settled since this review began, and what one can tell of now whether it helped; not
    what is agreed in it now.
    """
    previous = previous_review(meeting)
    wanted = Q(outcome="") | asks_effect(clock.today())
    if previous:
        wanted |= Q(made_in__meeting=previous)
    if meeting.opened_at:
        wanted |= Q(closed_at__gte=meeting.opened_at)
    made_here = MeetingAgreement.objects.filter(meeting=meeting).values("agreement")
    return agreements_about(meeting).filter(wanted).exclude(pk__in=made_here)


def agreements_made(meeting: Meeting) -> QuerySet[Agreement]:
    """What was agreed in this review, in the order in which it was said."""
    return with_names(Agreement.objects.filter(made_in__meeting=meeting)).order_by("made_in__pk")


def rows_before(member: Member, meeting: Meeting) -> list[dict[str, Any]]:
    """`agreements_before` as rows for a page: what is open, of what one can tell whether it helped, the rest.

    `is_open`: there is still something to tell of it.
    """
    rows = agreement_rows(member, seen_by(member, meeting, agreements_before(meeting)))
    rows = [{**row, "is_open": not row["is_closed"] or row["asks_effect"]} for row in rows]
    return sorted(rows, key=lambda row: (row["is_closed"], not row["asks_effect"]))


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


def outsiders(member: Member, meeting: Meeting, items: list[AgendaItem]) -> list[dict[str, Any]]:
    """Who looks along from outside in the cases of this review: `person` (as a screen names them), and as far as the
    member reads those cases `name` and `pupil`, else empty. No statement for a group review without a case among these
    points.
    """
    cases = {item.case_id: item.case for item in items if item.case}
    if meeting.group_id and not cases:
        return []
    guests = Guest.objects.filter(case__in=meeting.agenda.exclude(case=None).order_by().values("case"), ended_at=None)
    seen = Exists(visible_guests(member).filter(pk=OuterRef("pk")))
    return [
        {
            "person": guest_person(one),
            "name": one.name if one.is_seen and one.case_id in cases else "",
            "pupil": cases[one.case_id].pupil.call_name if one.is_seen and one.case_id in cases else "",
        }
        for one in guests.filter(valid_until__gte=clock.today()).annotate(is_seen=seen).order_by("name", "pk")
    ]


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
