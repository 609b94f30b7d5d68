"""Who sees and changes notes and factors, and why."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gezien.notes.models import Factor, Note
from gezien.pupils.rules import editable_pupils, visible_pupils, why_visible
from gezien.schools.roles import Permission
from gezien.schools.rules import Member


def visible_notes(member: Member) -> QuerySet[Note]:
    """Notes of visible pupils; a restricted note only for its author, internal coach and head.

    Parents with authority may ask to read all of it (domain.md §5): the label says so where a note is written.
    """
    notes = Note.objects.filter(school=member.school, pupil__in=visible_pupils(member))
    if member.may(Permission.ALL_GROUPS):
        return notes
    return notes.filter(Q(visibility=Note.Visibility.TEAM) | Q(author=member.user))


def why_note_visible(member: Member, note: Note) -> str | None:
    """The reason why this member reads this note; None when they do not."""
    reason = why_visible(member, note.pupil)
    if reason is None or (note.author_id == member.user.pk and reason):
        return reason and _("you wrote it")
    if note.visibility == Note.Visibility.TEAM or member.may(Permission.ALL_GROUPS):
        return reason
    return None


def editable_notes(member: Member) -> QuerySet[Note]:
    """One's own notes, as long as one may write in the pupil's file."""
    return visible_notes(member).filter(author=member.user, pupil__in=editable_pupils(member))


def visible_factors(member: Member) -> QuerySet[Factor]:
    """The factors of visible pupils."""
    return Factor.objects.filter(school=member.school, pupil__in=visible_pupils(member))


def editable_factors(member: Member) -> QuerySet[Factor]:
    """The factors of the pupils in whose files the member may write."""
    return Factor.objects.filter(school=member.school, pupil__in=editable_pupils(member))
