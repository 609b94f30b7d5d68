"""Who sees figures of schools, and when a figure is about too few pupils to show."""

from django.db.models import QuerySet

from gezien.schools.models import Board, School, User
from gezien.schools.rules import Member, boards_of, may_see_figures, sees_all_groups


def visible_schools(member: Member) -> QuerySet[School]:
    """The member's own school, for who may see its figures: coach, head and subject coordinators.

    Reason: these lead the quality of the whole school; a teacher's own group stands in its group overview.
    """
    schools = School.objects.filter(pk=member.school.pk)
    return schools if may_see_figures(member) else schools.none()


def sees_small_figures(member: Member) -> bool:
    """Whether figures about fewer than `FEWEST` pupils are shown.

    Only to who may open every pupil's file anyway: nothing is told that they could not read there.
    """
    return sees_all_groups(member)


def visible_boards(user: User) -> QuerySet[Board]:
    """The boards this user is an officer of today; a board's page has no names, no small figures, no way to a pupil."""
    return boards_of(user)
