"""Coming into the room: the review one sees, its points, and the address of each."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gezien.common.forms import number_in
from gezien.meetings.models import AgendaItem, Meeting
from gezien.meetings.queries.room import entered
from gezien.meetings.rules import visible_items, visible_meetings
from gezien.schools.rules import Member


def visible(member: Member, pk: int) -> Meeting:
    """The review with what the member may there (`queries.room.entered`); 404 when it is not theirs to see."""
    meeting = get_object_or_404(entered(member), pk=pk)
    if meeting.group:
        meeting.group.school = member.school
    return meeting


def chosen(items: list[AgendaItem], asked: str | None, current: int | None = None) -> AgendaItem:
    """The point asked for, else where whoever leads is, else the first one not discussed, else the last."""
    wanted = [item for item in items if str(item.pk) == asked]
    here = [item for item in items if item.pk == current]
    waiting = [item for item in items if item.discussed_at is None]
    return (wanted or here or waiting or items[-1:])[0]


def point_of(member: Member, meeting: Meeting, pk: int) -> AgendaItem:
    """A point of this review's agenda that one may see."""
    return get_object_or_404(visible_items(member, meeting).select_related("case__pupil", "meeting__group"), pk=pk)


def point_seen(member: Member, meeting: int, pk: int) -> AgendaItem:
    """A point with its review, both for the member to see, in one statement: without what they may do there."""
    seen = visible_items(member, meeting).filter(meeting__in=visible_meetings(member).order_by())
    found = get_object_or_404(seen.select_related("meeting__group", "meeting__period"), pk=pk)
    if found.meeting.group:
        found.meeting.group.school = member.school
    return found


def address(request: HttpRequest, pk: int, item: int | str | None) -> str:
    """The room with this point in the middle."""
    base = reverse("meetings:room", args=[request.member.school.slug, pk])
    return f"{base}?item={item}" if item else base


def in_room(request: HttpRequest, meeting: Meeting) -> str:
    """The room as it was asked for, also from what is fetched into it: where its forms lead back to."""
    asked = request.META.get("QUERY_STRING", "")
    base = address(request, meeting.pk, None)
    return f"{base}?{asked}" if asked else base


def query_of(request: HttpRequest, **chosen: object) -> str:
    """The address of the same point of the agenda, looked at in another way."""
    item = number_in(request.GET, "item")
    return "?" + urlencode(({"item": item} if item else {}) | chosen)


def address_of_matter(request: HttpRequest, meeting: Meeting, matter: str) -> str:
    """The room with the point about this matter in the middle."""
    found = meeting.agenda.filter(matter=matter).values_list("pk", flat=True).first()
    return address(request, meeting.pk, found)
