"""What whoever leads a review does in the room, and how everybody's screen stays with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.common import live
from gezien.common.forms import posted_number
from gezien.common.numbers import number_of
from gezien.meetings.actions import chair as actions
from gezien.meetings.live import topic
from gezien.meetings.rules import possible_chairs
from gezien.meetings.views.entering import address, point_of, visible
from gezien.schools.models import User


@require_safe
def ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """A new ticket for the stream of this room."""
    return live.ticket_response(request, topic(visible(request.member, pk)))


@require_POST
def place(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take everybody along to this point."""
    meeting = visible(request.member, pk)
    actions.go_to(by=request.member, meeting=meeting, item=point_of(request.member, meeting, item))
    return redirect(address(request, pk, None))


@require_POST
def time(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """`minutes` posted: so many in all; `more`: so many more; `run` 1 or 0: the clock runs, or stands still."""
    meeting, member = visible(request.member, pk), request.member
    found = point_of(member, meeting, item)
    minutes, more = request.POST.get("minutes", ""), request.POST.get("more", "")
    if "run" in request.POST:
        actions.run_clock(by=member, meeting=meeting, item=found, runs=request.POST["run"] == "1")
    elif minutes.isdecimal() or more.isdecimal():
        total = number_of(minutes) if minutes.isdecimal() else found.minutes_planned + number_of(more)
        actions.set_time(by=member, meeting=meeting, item=found, minutes=total)
    return redirect(address(request, pk, None if meeting.current_id == item else item))


@require_POST
def chair(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the lead over to `to`."""
    meeting = visible(request.member, pk)
    person = get_object_or_404(User, pk=posted_number(request, "to"))
    actions.hand_over(by=request.member, meeting=meeting, to=person)
    return redirect(address(request, pk, None))


@require_POST
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Put `to` in the chair, when whoever is in it is away."""
    meeting = visible(request.member, pk)
    person = get_object_or_404(possible_chairs(request.member), pk=posted_number(request, "to"))
    actions.appoint_chair(by=request.member, meeting=meeting, to=person)
    words = {"name": person.name}
    messages.success(
        request, _("%(name)s leads this review from now on; everybody who takes part gets a mail.") % words
    )
    return redirect(address(request, pk, None))


@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody came in: noted once, so that the report tells who was there."""
    actions.join(by=request.member, meeting=visible(request.member, pk))
    return HttpResponse(status=204)
