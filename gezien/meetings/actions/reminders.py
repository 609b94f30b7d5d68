"""Reminds who has something to do for a review: before it is due, and when it is late. Never twice of the same."""

import datetime as dt
from collections.abc import Iterable
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
from gezien.meetings.queries.rhythm import free_days, is_free, settings_of
from gezien.pupils.models import Group
from gezien.schools.models import School, User
from gezien.schools.rules import current

GIVEN_UP = dt.timedelta(days=60)  # a report that waits longer is nobody's news


def send_reminders(school: School) -> int:
    """Send what is to be sent today; how many mails. Done again, it sends nothing: each stands in `Reminder`.

    On days without school nobody is reminded; the next school day makes up for it.
    """
    today = clock.today()
    if is_free(today, free_days(school)):
        return 0
    rhythm = settings_of(school)
    sent = sum(_about_preparation(school, one, today, rhythm) for one in _preparations(school))
    sent += sum(_about_parents(school, one, today, rhythm) for one in _cases_to_discuss(school))
    return sent + sum(_about_report(school, one, today, rhythm) for one in _reports(school, today))


def _preparations(school: School) -> Iterable[Preparation]:
    rows = waiting(Preparation.objects.filter(school=school))
    return rows.select_related("meeting__group", "meeting__chair", "discussed_in__chair", "case__teacher")


def _about_preparation(school: School, one: Preparation, today: dt.date, rhythm: RhythmSettings) -> int:
    meeting = one.held_in
    if meeting is None or meeting.starts_at < clock.now():
        return 0
    if today > one.due_on:
        kind = Reminder.Kind.LATE
    elif today >= one.due_on - dt.timedelta(days=rhythm.remind_days):
        kind = Reminder.Kind.SOON
    else:
        return 0
    link = _link(school, one)
    return sum(
        _once(kind, person, school=school, meeting=meeting, due_on=one.due_on, link=link, preparation=one)
        for person in people_of(one)
    )


def _cases_to_discuss(school: School) -> Iterable[Preparation]:
    rows = Preparation.objects.filter(
        school=school,
        case__closed_on=None,
        discussed_in__agenda__case=F("case"),
        discussed_in__opened_at=None,
        discussed_in__cancelled_at=None,
    )
    return rows.select_related("discussed_in__chair", "case__teacher")


def _about_parents(school: School, one: Preparation, today: dt.date, rhythm: RhythmSettings) -> int:
    """Parents are spoken with before their child is talked about; who did that hears nothing."""
    meeting, case = cast(Meeting, one.discussed_in), one.about_case
    due_on = talk_due(meeting, rhythm)
    too_early = today < due_on - dt.timedelta(days=rhythm.remind_days)
    if too_early or meeting.starts_at < clock.now() or parents_spoken(case):
        return 0
    link = absolute("cases:case", school.slug, case.pk)
    of: dict[str, Any] = {"school": school, "meeting": meeting, "due_on": due_on, "link": link, "preparation": one}
    return sum(_once(Reminder.Kind.PARENTS, person, **of) for person in people_of(one))


def talk_due(meeting: Meeting, rhythm: RhythmSettings) -> dt.date:
    """The day by which the parents are spoken with of whoever is talked about in a pupil review."""
    return timezone.localtime(meeting.starts_at).date() - dt.timedelta(days=rhythm.talk_days)


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


def _about_report(school: School, meeting: Meeting, today: dt.date, rhythm: RhythmSettings) -> int:
    due_on = report_due(meeting, rhythm)
    if due_on is None or today <= due_on:
        return 0
    link = absolute("meetings:room", school.slug, meeting.pk)
    return _once(Reminder.Kind.REPORT, meeting.chair, school=school, meeting=meeting, due_on=due_on, link=link)


def report_due(meeting: Meeting, rhythm: RhythmSettings) -> dt.date | None:
    """The day on which the report has to be there; None while the review is not closed."""
    if meeting.closed_at is None:
        return None
    return timezone.localtime(meeting.closed_at).date() + dt.timedelta(days=rhythm.report_days)


@transaction.atomic
def _once(
    kind: Reminder.Kind,
    person: User,
    *,
    school: School,
    meeting: Meeting,
    due_on: dt.date,
    link: str,
    preparation: Preparation | None = None,
) -> int:
    """Remind, unless that was done; 1 when it was sent now. A review that moved has another due day: reminded again."""
    of = {"preparation": preparation} if preparation else {"meeting": meeting}
    _reminder, is_new = Reminder.objects.get_or_create(
        school=school, kind=kind, user=person, due_on=due_on, **of, defaults={"sent_at": clock.now()}
    )
    if is_new:
        remind(person, school=school, meeting=meeting, kind=kind, due_on=due_on, link=link)
    return int(is_new)


def _link(school: School, one: Preparation) -> str:
    if one.case_id:
        return absolute("meetings:case_preparation", school.slug, one.case_id)
    return absolute("meetings:preparation", school.slug, one.meeting_id)
