"""Reviews as lists show them: when, who, in which state, and how far the preparation is."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.agreements.words import day_in_words
from gezien.common import clock
from gezien.meetings.models import Meeting
from gezien.meetings.queries.preparations import state_of
from gezien.meetings.rules import visible_meetings
from gezien.pupils.models import Group, Teaching
from gezien.schools.models import Period, School, User
from gezien.schools.rules import Member, current


def reviews(member: Member) -> QuerySet[Meeting]:
    """The reviews the member sees that were not called off, with what a row needs."""
    return with_state(visible_meetings(member).filter(cancelled_at=None))


def upcoming(member: Member) -> QuerySet[Meeting]:
    """Not closed yet, the first one first; also one of last week that was never opened or closed."""
    return reviews(member).filter(closed_at=None)


def past(member: Member) -> QuerySet[Meeting]:
    """Closed, the newest first."""
    return reviews(member).exclude(closed_at=None).order_by("-starts_at", "-pk")


def reviews_of_group(member: Member, group: Group) -> QuerySet[Meeting]:
    """All reviews of a group that the member sees, the newest first."""
    return reviews(member).filter(group=group).order_by("-starts_at", "-pk")


def with_state(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With group, chair and preparation, the number of questions and of those answered, in one statement."""
    return meetings.select_related("group", "chair", "period", "preparation").annotate(
        questions=Count("preparation__answers"),
        answered=Count("preparation__answers", filter=~Q(preparation__answers__text="")),
    )


def previous_review(meeting: Meeting) -> Meeting | None:
    """The last closed review of the same group before this one; of the pupil review the last sitting."""
    earlier = Meeting.objects.filter(
        school=meeting.school_id,
        kind=meeting.kind,
        group=meeting.group_id,
        closed_at__isnull=False,
        starts_at__lt=meeting.starts_at,
    )
    return earlier.order_by("-starts_at", "-pk").first()


def period_of(school: School, day: dt.date) -> Period | None:
    """The period in which the day lies, else the last one begun before it, else the first."""
    periods = Period.objects.filter(school=school)
    return periods.filter(starts_on__lte=day).order_by("starts_on").last() or periods.order_by("starts_on").first()


def teachers_of(group: Group) -> QuerySet[User]:
    """Who teaches the group today and has an account."""
    teaching = Teaching.objects.filter(current(), school=group.school_id, group=group)
    return User.objects.filter(is_active=True, pk__in=teaching.values("staff_member__user"))


def sensible_start() -> dt.datetime:
    """Where planning begins: after school, in two weeks, so that the preparation still has its week."""
    day = clock.today() + dt.timedelta(days=14)
    if day.weekday() > 4:
        day += dt.timedelta(days=7 - day.weekday())
    return timezone.make_aware(dt.datetime.combine(day, dt.time(15, 30)))


def review_rows(meetings: Iterable[Any]) -> list[dict[str, Any]]:
    """Reviews from `with_state` as a page shows them, in words.

    pk, group, group_pk, period_pk, when, place, chair, chair_pk, state, state_words, preparation (see `state_of`).

    `state` is "planned", "waiting" (its hour has passed and nobody opened it), "open", "closed" or "cancelled".
    """
    today = clock.today()
    return [
        {
            "pk": meeting.pk,
            "group": subject_in_words(meeting),
            "kind": meeting.kind,
            "group_pk": meeting.group_id,
            "period_pk": meeting.period_id,
            "when": when_in_words(meeting.starts_at, today),
            "place": meeting.place,
            "chair": meeting.chair.name,
            "chair_pk": meeting.chair_id,
            "state": state_of_meeting(meeting),
            "state_words": _STATE_WORDS[state_of_meeting(meeting)](),
            "preparation": state_of(meeting.preparation, meeting.questions, meeting.answered, today)
            if hasattr(meeting, "preparation")
            else NOT_ASKED,
        }
        for meeting in meetings
    ]


def subject_in_words(meeting: Meeting) -> str:
    """The group's name; of a sitting of the pupil review only that it is one, as not everybody may know about whom."""
    return group_in_words(meeting.group) if meeting.group else str(meeting.get_kind_display())


def state_of_meeting(meeting: Meeting) -> str:
    """See `review_rows`."""
    if meeting.cancelled_at:
        return "cancelled"
    if meeting.closed_at:
        return "closed"
    if meeting.opened_at:
        return "open"
    return "planned" if timezone.localtime(meeting.starts_at).date() >= clock.today() else "waiting"


def when_in_words(moment: dt.datetime, today: dt.date) -> str:
    """Weekday, date and hour: "do 11 februari, 15:30"."""
    local = timezone.localtime(moment)
    return f"{day_in_words(local.date(), today)}, {date_format(local, 'H:i')}"


# A sitting of the pupil review has no form of its own: each case is prepared by itself.
NOT_ASKED = {"state": "none", "is_late": False, "words": "", "due": "", "due_day": ""}
_STATE_WORDS = {
    "planned": lambda: _("planned"),
    "waiting": lambda: _("not held yet"),
    "open": lambda: _("open now"),
    "closed": lambda: _("closed"),
    "cancelled": lambda: _("called off"),
}
