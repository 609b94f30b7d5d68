"""Invitations and reminders: when and where, never about whom."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.mail import language_of
from gezien.common.mail import absolute, mail_after_commit
from gezien.meetings.ics import invitation, title_of, withdrawal
from gezien.meetings.models import Meeting, Reminder
from gezien.schools.models import School, User
from gezien.schools.rules import Member


def tell(people: Iterable[User], meeting: Meeting, *, by: Member, news: str) -> None:
    """A mail to each of them but the sender, with the review for their calendar.

    `news` is "planned", "moved", "changed" (its end, or who leads it), "cancelled", or "not_needed" to somebody who no
    longer takes part.
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


def remind(person: User, *, school: School, waits: Sequence[dict[str, Any]]) -> None:
    """One mail to one person about what waits: each a kind (of `Reminder.Kind`), meeting, due_on and link."""
    with translation.override(language_of(school)):
        if len(waits) > 1:
            lines = [{"text": _in_a_line(**one), "link": one["link"]} for one in waits]
            context = {"person": person, "school": school, "lines": lines, "number": len(lines)}
            mail_after_commit(person.email, template="meetings/mail/remind_many.txt", context=context)
            return
        [one] = waits
        context = _context(person, one["meeting"], school) | {"due_on": one["due_on"], "link": one["link"]}
        mail_after_commit(person.email, template=f"meetings/mail/remind_{one['kind']}.txt", context=context)


def _in_a_line(*, kind: str, meeting: Meeting, due_on: dt.date, link: str) -> str:
    """As the mail about this alone is called."""
    said = {
        Reminder.Kind.SOON: _("Preparation due on %(due)s: %(review)s"),
        Reminder.Kind.LATE: _("The preparation is not ready yet: %(review)s"),
        Reminder.Kind.PARENTS: _("Speak with the parents by %(due)s: %(review)s"),
        Reminder.Kind.REPORT: _("The report waits: %(review)s of %(day)s"),
    }
    day = date_format(timezone.localtime(meeting.starts_at), "j F")
    return said[Reminder.Kind(kind)] % {"due": date_format(due_on, "j F"), "review": title_of(meeting), "day": day}


def _context(person: User, meeting: Meeting, school: School) -> dict[str, object]:
    prepared = getattr(meeting, "preparation", None)
    return {
        "person": person,
        "review": title_of(meeting),
        "starts_at": timezone.localtime(meeting.starts_at),
        "ends_at": timezone.localtime(meeting.starts_at) + dt.timedelta(minutes=meeting.length),
        "chair": meeting.chair.name,
        "place": meeting.place,
        "due_on": prepared.due_on if prepared else None,
        "link": absolute("meetings:room", school.slug, meeting.pk),
    }
