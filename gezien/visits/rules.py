"""Who plans class visits, who knows of them, and above all: who reads what was seen, from when.

What was seen is about a colleague at work. It is the teacher's first: until teacher and visitor have both agreed on it,
nobody else reads it; not the head when the coach visited, not the coach when the head did, not a duo partner. After
that coach and head read it. Other teachers, the subject coordinator, the administrator and the board never do.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gezien.pupils.models import Group, Teaching
from gezien.pupils.rules import visible_groups
from gezien.schools.models import User
from gezien.schools.rules import Member, NotAllowed, current, sees_all_groups, teaches
from gezien.visits.models import ClassVisit, ViewingGuide

State = ClassVisit.State


def may_visit(member: Member) -> bool:
    """Internal coach and head, who see every group."""
    return sees_all_groups(member)


def may_know_visits(member: Member) -> bool:
    """Whether visits can concern the member at all: who teaches, and who visits."""
    return teaches(member) or may_visit(member)


def visible_visits(member: Member) -> QuerySet[ClassVisit]:
    """That there is a visit: for visitor and teacher, and for coach and head, who keep the calendar.

    This says nothing of what was seen: that is `readable_visits`.
    """
    visits = ClassVisit.objects.filter(school=member.school)
    return visits if may_visit(member) else visits.filter(Q(teacher=member.user) | Q(visitor=member.user))


def readable_visits(member: Member) -> QuerySet[ClassVisit]:
    """The visits of which the member may read what was seen."""
    read = Q(visitor=member.user) | Q(teacher=member.user, state__in=[State.SHARED, State.AGREED])
    if may_visit(member):
        read |= Q(state=State.AGREED)
    return visible_visits(member).filter(read)


def why_readable(member: Member, visit: ClassVisit) -> str | None:
    """The reason why this member reads what was seen; None when they do not."""
    if visit.school_id != member.school.pk:
        return None
    if visit.visitor_id == member.user.pk:
        return _("you visited")
    if visit.teacher_id == member.user.pk:
        return _("it is about your lesson") if visit.state in (State.SHARED, State.AGREED) else None
    if may_visit(member) and visit.state == State.AGREED:
        return _("agreed on by teacher and visitor")
    return None


def own_visits(member: Member) -> QuerySet[ClassVisit]:
    """The visits one makes: only the visitor writes, shares and cancels."""
    return visible_visits(member).filter(visitor=member.user)


def received_visits(member: Member) -> QuerySet[ClassVisit]:
    """What was seen in one's own lessons, from the moment that it was shared."""
    return visible_visits(member).filter(teacher=member.user, state__in=[State.SHARED, State.AGREED])


def require_visitor(member: Member, visit: ClassVisit) -> None:
    """Raise `NotAllowed` unless the member is the one who visits."""
    if visit.school_id != member.school.pk or visit.visitor_id != member.user.pk:
        raise NotAllowed("somebody else's visit")


def require_teacher(member: Member, visit: ClassVisit) -> None:
    """Raise `NotAllowed` unless it is the member's own lesson."""
    if visit.school_id != member.school.pk or visit.teacher_id != member.user.pk:
        raise NotAllowed("somebody else's lesson")


def visitable_groups(member: Member) -> QuerySet[Group]:
    """The groups that one may visit."""
    groups = visible_groups(member)
    return groups if may_visit(member) else groups.none()


def teachers_to_visit(member: Member, group: Group) -> QuerySet[User]:
    """Who teaches the group now and has an account, but for oneself."""
    teaching = Teaching.objects.filter(current(), school=member.school, group=group)
    return User.objects.filter(is_active=True, pk__in=teaching.values("staff_member__user")).exclude(pk=member.user.pk)


def visible_guides(member: Member) -> QuerySet[ViewingGuide]:
    """The school's guides: for everyone whom a visit can concern, so that a teacher knows what is looked at."""
    guides = ViewingGuide.objects.filter(school=member.school)
    return guides if may_know_visits(member) else guides.none()


def may_edit_guides(member: Member) -> bool:
    """Coach and head: who visits keeps the words by which one looks."""
    return may_visit(member)
