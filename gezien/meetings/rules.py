"""Who sees, leads, prepares and writes in a review, and why."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gezien.cases.rules import editable_cases, visible_cases
from gezien.meetings.models import AgendaItem, FormTemplate, Meeting, Participant, Preparation
from gezien.pupils.models import Enrolment, Group
from gezien.pupils.rules import by_role, taught_groups, visible_groups, why_group_visible
from gezien.schools.models import Membership, User
from gezien.schools.roles import Role
from gezien.schools.rules import (
    Member,
    current,
    may_appoint_chairs,
    may_lead_reviews,
    may_prepare_reviews,
    may_write_files,
    sees_all_groups,
)


def visible_meetings(member: Member) -> QuerySet[Meeting]:
    """Reviews one takes part in or whose group one teaches now; coach and head: all of the school.

    Reason: a review speaks about the group and its pupils, so it is part of the group's file.
    """
    meetings = Meeting.objects.filter(school=member.school)
    if sees_all_groups(member):
        return meetings
    return meetings.filter(takes_part(member) | Q(group__in=taught_groups(member)))


def why_meeting_visible(member: Member, meeting: Meeting) -> str | None:
    """The reason why this member sees this review; None when they do not."""
    if meeting.school_id != member.school.pk:
        return None
    if meeting.group and (reason := why_group_visible(member, meeting.group)):
        return reason
    if meeting.group is None and sees_all_groups(member):
        return by_role(member.roles)
    takes = Meeting.objects.filter(takes_part(member), pk=meeting.pk).exists()
    return _("takes part in the review") if takes else None


def takes_part(member: Member) -> Q:
    """Reviews to which one was invited, or that one leads.

    Reason: who was asked to the table reads what came of it, also when they work elsewhere in the school by then. Who
    walked in because they taught the group that day had that right, and keeps it as long as that: their seat tells
    that they were there, it opens nothing (H34).
    """
    seats = Participant.objects.filter(school=member.school, user=member.user, invited=True)
    return Q(chair=member.user) | Q(pk__in=seats.values("meeting"))


def leadable_meetings(member: Member) -> QuerySet[Meeting]:
    """Reviews one may plan, move, call off, open and close: the coach's task, or of whoever is in the chair."""
    visible = visible_meetings(member)
    return visible if may_lead_reviews(member) else visible.filter(chair=member.user)


def appointable_meetings(member: Member) -> QuerySet[Meeting]:
    """Reviews, planned or open, that one may give another chair from among `possible_chairs`: the head, any of them.

    Reason: when the only coach is ill nobody else could open, move or close one. The head leads none by that right
    alone: whoever is put in the chair does, for everybody to see.
    """
    meetings = visible_meetings(member).filter(closed_at=None, cancelled_at=None)
    return meetings if may_appoint_chairs(member) else meetings.none()


def editable_meetings(member: Member) -> QuerySet[Meeting]:
    """Reviews in which one may write while they are open: the coach, the group's teachers, and who takes part.

    A head reads every review and writes in those they take part in.
    """
    visible = visible_meetings(member)
    if may_lead_reviews(member):
        return visible
    mine = takes_part(member)
    if may_write_files(member):
        mine |= Q(group__in=taught_groups(member))
    return visible.filter(mine)


def visible_items(member: Member, meeting: Meeting | int) -> QuerySet[AgendaItem]:
    """The points of the agenda of a review (or of its key), those about a pupil only for who may open its case.

    Reason: in a sitting of the pupil review teachers of several groups follow each other; each reads what is theirs.
    """
    items = AgendaItem.objects.filter(school=member.school, meeting=meeting).select_related("case__pupil")
    return items.filter(Q(case=None) | Q(case__in=visible_cases(member)))


def visible_preparations(member: Member) -> QuerySet[Preparation]:
    """The preparations of visible reviews and cases, as soon as something is written: the coach prepares with them."""
    seen = Q(meeting__in=visible_meetings(member)) | Q(case__in=visible_cases(member))
    return Preparation.objects.filter(seen, school=member.school)


def fillable_preparations(member: Member) -> QuerySet[Preparation]:
    """The preparations one may contribute to: of the groups one teaches now, and of cases one may write in."""
    preparations = Preparation.objects.filter(school=member.school)
    if not (may_prepare_reviews(member) or may_lead_reviews(member)):
        return preparations.none()
    return preparations.filter(Q(meeting__group__in=taught_groups(member)) | Q(case__in=editable_cases(member)))


def own_preparations(member: Member) -> QuerySet[Preparation]:
    """The fillable ones that wait for this member: of own groups, of cases of own pupils or with the own question."""
    pupils = Enrolment.objects.filter(current(), school=member.school, group__in=taught_groups(member))
    mine = Q(case__teacher=member.user) | Q(case__pupil__in=pupils.values("pupil"))
    return fillable_preparations(member).filter(Q(meeting__isnull=False) | mine)


def plannable_groups(member: Member) -> QuerySet[Group]:
    """The groups whose reviews one may plan."""
    groups = visible_groups(member)
    return groups if may_lead_reviews(member) else groups.none()


def editable_forms(member: Member) -> QuerySet[FormTemplate]:
    """The school's preparation forms, for whoever leads the reviews: their questions are the school's own."""
    forms = FormTemplate.objects.filter(school=member.school)
    return forms if may_lead_reviews(member) else forms.none()


def possible_participants(member: Member) -> QuerySet[User]:
    """Who may be invited: whoever works with pupils' files. A review speaks about them, so nobody else sits in."""
    roles = [Role.TEACHER, Role.COACH, Role.HEAD]
    memberships = Membership.objects.filter(current(), school=member.school, role__in=roles)
    return _by_name(User.objects.filter(is_active=True, pk__in=memberships.values("user")))


def possible_chairs(member: Member) -> QuerySet[User]:
    """Who may lead a review: coaches and heads."""
    memberships = Membership.objects.filter(current(), school=member.school, role__in=[Role.COACH, Role.HEAD])
    return _by_name(User.objects.filter(is_active=True, pk__in=memberships.values("user")))


def _by_name(people: QuerySet[User]) -> QuerySet[User]:
    """As names are read on screen: by first name, so that nobody looks for "de Groot" behind the V."""
    return people.order_by("first_name", "last_name", "pk")


def may_set_rhythm(member: Member) -> bool:
    """Whether one sets the school's year rhythm: whoever leads the reviews."""
    return may_lead_reviews(member)
