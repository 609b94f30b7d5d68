"""Invitations and reminders: when and where, never about whom."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone, translation

from gezien.agreements.mail import language_of
from gezien.common.mail import absolute, mail_after_commit
from gezien.meetings.ics import invitation, title_of, withdrawal
from gezien.meetings.models import Meeting
from gezien.schools.models import School, User
from gezien.schools.rules import Member


def tell(people: Iterable[User], meeting: Meeting, *, by: Member, news: str) -> None:
    """A mail to each of them but the sender, with the review for their calendar.

    `news` is "planned", "moved", "cancelled", or "not_needed" to somebody who no longer takes part.
    """
    with translation.override(language_of(by.school)):
        for person in people:
            if person.pk == by.user.pk:
                continue
            message = withdrawal if news == "not_needed" else invitation
            mail_after_commit(
                person.email,
                template=f"meetings/mail/{news}.txt",
                context=_context(person, meeting, by.school) | {"sender": by.name},
                invitation=message(meeting, person, slug=by.school.slug) if person.email else None,
            )


def remind(person: User, *, school: School, meeting: Meeting, kind: str, due_on: dt.date, link: str) -> None:
    """A reminder to one person; `kind` is one of `Reminder.Kind`."""
    with translation.override(language_of(school)):
        context = _context(person, meeting, school) | {"due_on": due_on, "link": link}
        mail_after_commit(person.email, template=f"meetings/mail/remind_{kind}.txt", context=context)


def _context(person: User, meeting: Meeting, school: School) -> dict[str, object]:
    prepared = getattr(meeting, "preparation", None)
    return {
        "person": person,
        "review": title_of(meeting),
        "starts_at": timezone.localtime(meeting.starts_at),
        "place": meeting.place,
        "due_on": prepared.due_on if prepared else None,
        "link": absolute("meetings:room", school.slug, meeting.pk),
    }
