"""Reminds who has something to do for a review: before it is due, and when it is late. Never twice of the same, and one
mail a day to a person, however much waits.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, cast

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from gezien.cases.queries.talks import parents_spoken
from gezien.common import clock
from gezien.common.mail import absolute
from gezien.meetings.mail import remind
from gezien.meetings.models import Meeting, Preparation, Reminder, RhythmSettings
from gezien.meetings.queries.preparations import waiting
from gezien.meetings.queries.reviews import teachers_of
from gezien.meetings.queries.rhythm import free_days, settings_of
from gezien.plans.terms import Holiday, due_before, is_free, school_day_until
from gezien.pupils.models import Group
from gezien.schools.models import School, User
from gezien.schools.rules import current

type News = tuple[User, dict[str, Any]]  # whom to tell, and what: kind, meeting, due_on, link

GIVEN_UP = dt.timedelta(days=60)  # a report that waits longer is nobody's news


@transaction.atomic
def send_reminders(school: School) -> int:
    """Send what is to be sent today, to each person in one mail; how many. Done again, it sends nothing: each stands in
    `Reminder`.

    On days without school nobody is reminded; the next school day makes up for it.
    """
    today = clock.today()
    holidays = free_days(school)
    if is_free(today, holidays):
        return 0
    rhythm = settings_of(school)
    news = chain(
        *(_about_preparation(school, one, today, rhythm) for one in _preparations(school)),
        *(_about_parents(school, one, rhythm, holidays) for one in _cases_to_discuss(school)),
        *(_about_report(school, one, today, rhythm) for one in _reports(school, today)),
    )
    told: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for person, one in news:
        told[person].append(one)
    for person, waits in told.items():
        remind(person, school=school, waits=waits)
    return len(told)


def _preparations(school: School) -> Iterable[Preparation]:
    rows = waiting(Preparation.objects.filter(school=school)).exclude(case__pupil__left_on__lt=clock.today())
    return rows.select_related("meeting__group", "meeting__chair", "discussed_in__chair", "case__teacher")


def _about_preparation(school: School, one: Preparation, today: dt.date, rhythm: RhythmSettings) -> Iterator[News]:
    meeting = one.held_in
    if meeting is None or meeting.starts_at < clock.now():
        return
    if today > one.due_on:
        kind = Reminder.Kind.LATE
    elif today >= one.due_on - dt.timedelta(days=rhythm.remind_days):
        kind = Reminder.Kind.SOON
    else:
        return
    link = _link(school, one)
    for person in people_of(one):
        yield from _once(kind, person, school=school, meeting=meeting, due_on=one.due_on, link=link, preparation=one)


def _cases_to_discuss(school: School) -> Iterable[Preparation]:
    rows = Preparation.objects.filter(
        school=school,
        case__closed_on=None,
        discussed_in__agenda__case=F("case"),
        discussed_in__opened_at=None,
        discussed_in__cancelled_at=None,
    )
    rows = rows.exclude(case__pupil__left_on__lt=clock.today())
    return rows.select_related("discussed_in__chair", "case__teacher")


def _about_parents(
    school: School, one: Preparation, rhythm: RhythmSettings, holidays: tuple[Holiday, ...]
) -> Iterator[News]:
    """Parents are spoken with before their child is talked about; who did that hears nothing."""
    meeting, case = cast(Meeting, one.discussed_in), one.about_case
    review, today = timezone.localtime(meeting.starts_at).date(), clock.today()
    due_on = school_day_until(review - dt.timedelta(days=rhythm.talk_days), holidays)
    too_early = today < due_on - dt.timedelta(days=rhythm.remind_days)
    if too_early or meeting.starts_at < clock.now() or parents_spoken(case):
        return
    link = absolute("cases:case", school.slug, case.pk)
    of: dict[str, Any] = {"school": school, "meeting": meeting, "due_on": due_on, "link": link, "preparation": one}
    instead = due_before(review, rhythm.talk_days, today, holidays)
    for person in people_of(one):
        for told, news in _once(Reminder.Kind.PARENTS, person, **of):
            yield told, news | {"due_on": instead}


def people_of(preparation: Preparation) -> list[User]:
    """Who is asked to contribute: the group's teachers; of a case whose question it is and who teaches the pupil."""
    if preparation.case is None:
        return list(teachers_of(preparation.about_group))
    enrolled = Group.objects.filter(
        pk__in=preparation.case.pupil.enrolments.filter(current()).values("group"), is_composite=False
    )
    found = {user.pk: user for group in enrolled for user in teachers_of(group)}
    if preparation.case.teacher:
        found[preparation.case.teacher.pk] = preparation.case.teacher
    return list(found.values())


def _reports(school: School, today: dt.date) -> Iterable[Meeting]:
    waits = Q(report__isnull=False, report__approved_at=None, closed_at__gte=clock.now() - GIVEN_UP)
    return Meeting.objects.filter(waits, school=school).select_related("group", "chair")


def _about_report(school: School, meeting: Meeting, today: dt.date, rhythm: RhythmSettings) -> Iterator[News]:
    due_on = report_due(meeting, rhythm)
    if due_on is None or today <= due_on:
        return
    link = absolute("meetings:room", school.slug, meeting.pk)
    yield from _once(Reminder.Kind.REPORT, meeting.chair, school=school, meeting=meeting, due_on=due_on, link=link)


def report_due(meeting: Meeting, rhythm: RhythmSettings) -> dt.date | None:
    """The day on which the report has to be there; None while the review is not closed."""
    if meeting.closed_at is None:
        return None
    return timezone.localtime(meeting.closed_at).date() + dt.timedelta(days=rhythm.report_days)


def _once(
    kind: Reminder.Kind,
    person: User,
    *,
    school: School,
    meeting: Meeting,
    due_on: dt.date,
    link: str,
    preparation: Preparation | None = None,
) -> Iterator[News]:
    """What to tell, unless that was done. A review that moved has another due day: told again."""
    of = {"preparation": preparation} if preparation else {"meeting": meeting}
    _reminder, is_new = Reminder.objects.get_or_create(
        school=school, kind=kind, user=person, due_on=due_on, **of, defaults={"sent_at": clock.now()}
    )
    if is_new:
        yield person, {"kind": kind, "meeting": meeting, "due_on": due_on, "link": link}


def _link(school: School, one: Preparation) -> str:
    if one.case_id:
        return absolute("meetings:case_preparation", school.slug, one.case_id)
    return absolute("meetings:preparation", school.slug, one.meeting_id)
