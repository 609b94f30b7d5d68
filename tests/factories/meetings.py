"""Reviews for tests, made the way users make them."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gezien.common import clock
from gezien.meetings.actions.reviews import close_review, open_review, plan_review
from gezien.meetings.models import AgendaItem, Meeting
from gezien.pupils.models import Group
from gezien.schools.rules import Member


def at(days: int, hour: int = 15) -> dt.datetime:
    """So many days from today, on the hour."""
    return timezone.make_aware(dt.datetime.combine(clock.today() + dt.timedelta(days=days), dt.time(hour)))


def planned(by: Member, group: Group, *, days: int = 14, **values) -> Meeting:
    """A review in two weeks, with the group's teachers."""
    return plan_review(by=by, group=group, starts_at=at(days), **values)


def opened(by: Member, group: Group, **values) -> Meeting:
    """A review that is open now."""
    return open_review(by=by, meeting=planned(by, group, **{"days": 0, **values}))


def held(by: Member, group: Group, **values) -> Meeting:
    """A review that was closed."""
    return close_review(by=by, meeting=opened(by, group, **values))


def item_of(meeting: Meeting, matter: AgendaItem.Matter | str) -> AgendaItem:
    """The point of the agenda about this matter."""
    return meeting.agenda.select_related("meeting__group").get(matter=matter)


def address(name: str, meeting: Meeting, *args: int | str) -> str:
    """Where a page of a review stands."""
    return reverse(f"meetings:{name}", args=[meeting.school.slug, meeting.pk, *args])


def room_at(client: Client, meeting: Meeting, matter: AgendaItem.Matter | str):
    """The room with the point about this matter in the middle."""
    return client.get(address("room", meeting), {"item": item_of(meeting, matter).pk})


def planned_by_hand(client: Client, where: str, data: dict):
    """What comes of pressing "plan", and once more when something speaks against it."""
    page = client.post(where, data)
    told = page.status_code == 200 and page.context["form"].objections
    return client.post(where, data | {"anyway": page.context["form"].anyway}) if told else page
