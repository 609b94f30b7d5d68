"""Who sits at the table of a review; for the actions that plan one."""

from collections.abc import Collection

from gezien.meetings.models import Meeting, Participant
from gezien.meetings.rules import possible_chairs, possible_participants
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed


def require_people(by: Member, chair: User, people: Collection[User]) -> None:
    """Only who may lead is in the chair, only who works with pupils' files is at the table."""
    if not possible_chairs(by).filter(pk=chair.pk).exists():
        raise NotAllowed("this person in the chair")
    if possible_participants(by).filter(pk__in=[person.pk for person in people]).count() != len(people):
        raise NotAllowed("somebody from elsewhere at the table")


def seat(meeting: Meeting, people: Collection[User]) -> None:
    """Give these people a seat; who has one keeps it, and who took it unasked is invited from now on."""
    Participant.objects.bulk_create(
        (
            Participant(school=meeting.school, meeting=meeting, user=person)
            for person in sorted(people, key=lambda person: person.pk)
        ),
        ignore_conflicts=True,
    )
    if meeting.opened_at:
        meeting.participants.filter(user__in=people, invited=False).update(invited=True)
