"""Reviews in somebody's own calendar: one as a file, all of them at a secret address."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope, scopes_disabled

from gezien.agreements.mail import language_of
from gezien.meetings import ics
from gezien.meetings.actions.calendar import end_feed, hashed, make_feed
from gezien.meetings.models import CalendarFeed
from gezien.meetings.queries.calendar import days_due, own_meetings
from gezien.meetings.rules import visible_meetings
from gezien.schools.rules import member_of, works_with_pupils

ICS = "text/calendar; charset=utf-8"
LONGEST = 100


@require_safe
def meeting_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One review, to open in a calendar."""
    meeting = get_object_or_404(visible_meetings(request.member).select_related("group", "chair"), pk=pk)
    reply = HttpResponse(ics.single(meeting, slug=request.member.school.slug), content_type=ICS)
    reply["Content-Disposition"] = f'attachment; filename="gezien-{pk}.ics"'
    return reply


@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: HttpRequest) -> HttpResponse:
    """What the address is for; making or renewing it shows it on the page that follows, and never again."""
    member = request.member
    if not works_with_pupils(member):
        raise PermissionDenied
    if request.method == "POST" and "end" in request.POST:
        end_feed(by=member)
        return redirect("meetings:calendar", school=member.school.slug)
    feeds = CalendarFeed.objects.filter(user=member.user, school=member.school)
    address, now = "", _made_at(feeds.first())
    if request.method == "POST":
        if request.POST.get("known", now) != now:  # the page was loaded again
            return redirect("meetings:calendar", school=member.school.slug)
        address = settings.BASE_URL.rstrip("/") + reverse("calendar", args=[make_feed(by=member)])
    made = feeds.first()
    context = {
        "feed": made,
        "known": _made_at(made),
        "address": address,
        "webcal": address.replace("https://", "webcal://"),
    }
    return render(request, "meetings/calendar.html", context)


def _made_at(made: CalendarFeed | None) -> str:
    """Which address a form to replace it was opened with."""
    return made.made_at.isoformat() if made else ""


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The reviews of whoever has this address: no sign-in, as calendars cannot. Whoever left finds nothing here."""
    with scopes_disabled():
        found = CalendarFeed.objects.filter(token_hash=hashed(token[:LONGEST])).select_related("school", "user").first()
    if found is None or not found.user.is_active:
        raise Http404
    with scope(school=found.school), translation.override(language_of(found.school)):
        member = member_of(found.user, found.school.slug)
        if member is None or not works_with_pupils(member):
            raise Http404
        name = _("Reviews %(school)s") % {"school": found.school.name}
        content = ics.feed(own_meetings(member), days_due(member), name=name, slug=found.school.slug)
    return HttpResponse(content, content_type=ICS, headers={"Cache-Control": "private, max-age=900"})
