"""Invitations: when and where, never about whom."""

from collections.abc import Iterable

from django.utils import timezone, translation

from gezien.agreements.mail import language_of
from gezien.common.mail import absolute, mail_after_commit
from gezien.meetings.models import Meeting
from gezien.schools.models import User
from gezien.schools.rules import Member


def tell(people: Iterable[User], meeting: Meeting, *, by: Member, news: str) -> None:
    """A mail to each of them but the sender. `news` is "planned", "moved" or "cancelled"."""
    with translation.override(language_of(by.school)):
        for person in people:
            if person.pk == by.user.pk:
                continue
            mail_after_commit(
                person.email,
                template=f"meetings/mail/{news}.txt",
                context={
                    "person": person,
                    "sender": by.name,
                    "group": meeting.group,
                    "starts_at": timezone.localtime(meeting.starts_at),
                    "place": meeting.place,
                    "due_on": meeting.preparation.due_on,
                    "link": absolute("meetings:room", by.school.slug, meeting.pk),
                },
            )
