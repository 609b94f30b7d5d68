"""Who sees and changes notes and factors, and why."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.notes.models import Factor, FactorDomain, FactorSource, Note, NoteDraft
from gezien.pupils.models import Pupil
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
    if reason is None:
        return None
    if note.author_id == member.user.pk:
        return _("you wrote it")
    if note.visibility == Note.Visibility.TEAM or member.may(Permission.ALL_GROUPS):
        return reason
    return None


def editable_notes(member: Member) -> QuerySet[Note]:
    """One's own notes, as long as one may write in the pupil's file: nobody's words are changed by another."""
    return visible_notes(member).filter(author=member.user, pupil__in=editable_pupils(member))


def restrictable_notes(member: Member) -> QuerySet[Note]:
    """Team notes in files where the member may write: whoever reads too much of a family's life can close it.

    Only narrowing is this open; widening again is the author's, who edits the note.
    """
    return visible_notes(member).filter(visibility=Note.Visibility.TEAM, pupil__in=editable_pupils(member))


def own_drafts(member: Member) -> QuerySet[NoteDraft]:
    """What the member is still writing, about pupils in whose files they may (still) write; never another's."""
    since = timezone.now() - dt.timedelta(days=NoteDraft.KEPT_DAYS)
    return NoteDraft.objects.filter(
        Q(pupil=None) | Q(pupil__in=editable_pupils(member)),
        school=member.school,
        author=member.user,
        updated_at__gte=since,
    )


def visible_factors(member: Member) -> QuerySet[Factor]:
    """The factors of visible pupils."""
    return Factor.objects.filter(school=member.school, pupil__in=visible_pupils(member))


def why_factor_visible(member: Member, factor: Factor) -> str | None:
    """The reason why this member sees this factor: whoever sees the pupil."""
    return why_visible(member, factor.pupil)


def editable_factors(member: Member) -> QuerySet[Factor]:
    """The factors of the pupils in whose files the member may write."""
    return Factor.objects.filter(school=member.school, pupil__in=editable_pupils(member))


def visible_factor_domains(member: Member) -> QuerySet[FactorDomain]:
    """The school's words for what factors are about, for everyone who works there: there is no pupil in them."""
    return FactorDomain.objects.filter(school=member.school)


def visible_factor_sources(member: Member) -> QuerySet[FactorSource]:
    """The school's words for where factors lie, for everyone who works there."""
    return FactorSource.objects.filter(school=member.school)


def may_write_about(member: Member, pupil: Pupil) -> bool:
    """Whether the member may add to this pupil's file."""
    return editable_pupils(member).filter(pk=pupil.pk).exists()
