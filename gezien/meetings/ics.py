"""Reviews as iCalendar (RFC 5545): invitations that calendars understand, and the feed a calendar follows.

Where and when, and which group; never a pupil: calendars stand on phones and with other firms. Moments are written in
UTC, so that no calendar has to know our time zone.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from gezien.agreements.queries import group_in_words
from gezien.common.mail import Invitation, absolute
from gezien.meetings.models import Meeting
from gezien.schools.models import User

PRODUCT = "-//Gezien//Reviews//NL"


@dataclass(frozen=True)
class AllDay:
    """Something due on a day, for the feed."""

    key: str
    day: dt.date
    title: str
    link: str


def title_of(meeting: Meeting) -> str:
    """The review in a calendar or a list: "Group review · Group 5b"."""
    if meeting.group is None:
        return str(meeting.get_kind_display())
    return f"{meeting.get_kind_display()} · {group_in_words(meeting.group)}"


def invitation(meeting: Meeting, to: User, *, slug: str) -> Invitation:
    """What goes with the mail to one participant: put it in, move it, or take it out when it was called off.

    The version of the review is its SEQUENCE: a newer message wins, whatever the order in which mail arrives.
    """
    method = "CANCEL" if meeting.cancelled_at else "REQUEST"
    return Invitation(_message(meeting, to, slug=slug, method=method), method)


def withdrawal(meeting: Meeting, to: User, *, slug: str) -> Invitation:
    """For somebody who no longer takes part: it leaves their calendar, and only theirs."""
    return Invitation(_message(meeting, to, slug=slug, method="CANCEL"), "CANCEL")


def single(meeting: Meeting, *, slug: str) -> bytes:
    """One review as a file to open in a calendar."""
    calendar = _calendar("PUBLISH")
    calendar.add_component(_event(meeting, slug=slug))
    return calendar.to_ical()


def feed(meetings: Iterable[Meeting], days: Iterable[AllDay], *, name: str, slug: str) -> bytes:
    """Everything a calendar follows; it asks again every few hours and takes over what changed."""
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("NAME", name)
    calendar.add("REFRESH-INTERVAL", dt.timedelta(hours=4), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT4H")
    for meeting in meetings:
        calendar.add_component(_event(meeting, slug=slug))
    for one in days:
        calendar.add_component(_all_day(one))
    return calendar.to_ical()


def _message(meeting: Meeting, to: User, *, slug: str, method: str) -> bytes:
    calendar, event = _calendar(method), _event(meeting, slug=slug)
    organizer = _address(meeting.chair.email or settings.DEFAULT_FROM_EMAIL, meeting.chair.name)
    event.add("ORGANIZER", organizer, encode=False)
    attendee = _address(to.email, to.name)
    attendee.params |= {"ROLE": vText("REQ-PARTICIPANT"), "PARTSTAT": vText("NEEDS-ACTION"), "RSVP": vText("FALSE")}
    event.add("ATTENDEE", attendee, encode=False)
    if method == "CANCEL":
        event["STATUS"] = vText("CANCELLED")
    calendar.add_component(event)
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    return calendar


def _event(meeting: Meeting, *, slug: str) -> Event:
    event, link = Event(), absolute("meetings:room", slug, meeting.pk)
    start = meeting.starts_at.astimezone(dt.UTC)
    event.add("UID", f"review-{meeting.pk}@{_host()}")
    event.add("SEQUENCE", meeting.version)
    event.add("DTSTAMP", meeting.updated_at.astimezone(dt.UTC))
    event.add("DTSTART", start)
    event.add("DTEND", start + dt.timedelta(minutes=meeting.length))
    event.add("SUMMARY", title_of(meeting))
    if meeting.place:
        event.add("LOCATION", meeting.place)
    event.add("DESCRIPTION", _("Agenda and preparation:") + f" {link}")
    event.add("URL", link)
    event.add("STATUS", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    return event


def _all_day(one: AllDay) -> Event:
    event = Event()
    event.add("UID", f"{one.key}@{_host()}")
    event.add("DTSTAMP", dt.datetime.combine(one.day, dt.time(), dt.UTC))
    event.add("DTSTART", one.day)
    event.add("DTEND", one.day + dt.timedelta(days=1))
    event.add("SUMMARY", one.title)
    event.add("DESCRIPTION", one.link)
    event.add("URL", one.link)
    event.add("TRANSP", "TRANSPARENT")
    return event


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{email}")
    address.params["CN"] = vText(name)
    return address


def _host() -> str:
    return settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "gezien"
