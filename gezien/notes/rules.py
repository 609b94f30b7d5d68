"""Who sees and changes notes and factors, and why."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.notes.models import Attachment, Factor, FactorDomain, FactorSource, Note, NoteDraft, Talk, TalkGuide
from gezien.pupils.models import Group, Pupil
from gezien.pupils.rules import (
    editable_groups,
    editable_pupils,
    visible_groups,
    visible_pupils,
    why_group_visible,
    why_visible,
)
from gezien.schools.rules import (
    Member,
    NotAllowed,
    asked_often,
    may_keep_agreed,
    require_among,
    require_writing,
    sees_all_groups,
)

UNDO_MINUTES = 15
REOPEN_DAYS = 14


@asked_often
def visible_notes(member: Member) -> QuerySet[Note]:
    """Notes of visible pupils and visible groups; a restricted note only for its author, internal coach and head.

    Parents with authority may ask to read all of it (domain.md §5): the label says so where a note is written. A note
    about several pupils is judged in each file by itself.
    """
    about = Q(pupil__in=visible_pupils(member)) | Q(group__in=visible_groups(member))
    notes = Note.objects.filter(about, school=member.school)
    if sees_all_groups(member):
        return notes
    return notes.filter(Q(visibility=Note.Visibility.TEAM) | Q(author=member.user))


def why_note_visible(member: Member, note: Note) -> str | None:
    """The reason why this member reads this note; None when they do not."""
    reason = why_visible(member, note.pupil) if note.pupil else None
    if note.group is not None:
        reason = why_group_visible(member, note.group)
    if reason is None:
        return None
    if note.author_id == member.user.pk:
        return _("you wrote it")
    if note.visibility == Note.Visibility.TEAM or sees_all_groups(member):
        return reason
    return None


def editable_notes(member: Member) -> QuerySet[Note]:
    """One's own notes, as long as one may write in the file: nobody's words are changed by another."""
    return visible_notes(member).filter(_in_files_written_by(member), author=member.user)


def restrictable_notes(member: Member) -> QuerySet[Note]:
    """Team notes in files where the member may write: whoever reads too much of a family's life can close it.

    Only narrowing is this open; widening again is the author's, who edits the note.
    """
    return visible_notes(member).filter(_in_files_written_by(member), visibility=Note.Visibility.TEAM)


def undoable_notes(member: Member) -> QuerySet[Note]:
    """Notes one has just kept and nobody can have leaned on yet: they may become a draft again."""
    since = timezone.now() - dt.timedelta(minutes=UNDO_MINUTES)
    return editable_notes(member).filter(created_at__gte=since, version=1, form__isnull=False)


def _in_files_written_by(member: Member) -> Q:
    return Q(pupil__in=editable_pupils(member)) | Q(group__in=editable_groups(member))


def own_drafts(member: Member) -> QuerySet[NoteDraft]:
    """What the member is still writing, about pupils in whose files they may (still) write; never another's."""
    since = timezone.now() - dt.timedelta(days=NoteDraft.KEPT_DAYS)
    closed = NoteDraft.pupils.through.objects.filter(notedraft=OuterRef("pk")).exclude(
        pupil__in=editable_pupils(member).order_by().values("pk")
    )
    return NoteDraft.objects.filter(
        ~Exists(closed),
        Q(group=None) | Q(group__in=editable_groups(member)),
        school=member.school,
        author=member.user,
        updated_at__gte=since,
    )


def visible_attachments(member: Member) -> QuerySet[Attachment]:
    """The files of notes one reads, and of one's own drafts."""
    return Attachment.objects.filter(
        Q(note__in=visible_notes(member).order_by().values("pk"))
        | Q(draft__in=own_drafts(member).order_by().values("pk")),
        school=member.school,
    )


def removable_attachments(member: Member) -> QuerySet[Attachment]:
    """The files of one's own notes and drafts."""
    return Attachment.objects.filter(
        Q(note__in=editable_notes(member).order_by().values("pk"))
        | Q(draft__in=own_drafts(member).order_by().values("pk")),
        school=member.school,
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


def require_writes(member: Member, pupils: Collection[Pupil], group: Group | None) -> None:
    """Raise `NotAllowed` unless the member may write in all these files: one note stands in each of them."""
    require_writing(member)
    ids = {pupil.pk for pupil in pupils}
    if ids and editable_pupils(member).filter(pk__in=ids).count() != len(ids):
        raise NotAllowed("write about these pupils")
    if group is not None:
        require_among(editable_groups(member), group)


def may_write_about(member: Member, pupil: Pupil) -> bool:
    """Whether the member may add to this pupil's file."""
    return editable_pupils(member).filter(pk=pupil.pk).exists()


def visible_talks(member: Member) -> QuerySet[Talk]:
    """Talks whose note one reads, and one's own that are not in the file yet."""
    own = Q(note=None, author=member.user, pupil__in=editable_pupils(member))
    return Talk.objects.filter(own | Q(note__in=visible_notes(member).order_by().values("pk")), school=member.school)


def editable_talks(member: Member) -> QuerySet[Talk]:
    """One's own talks, as long as one may write in the file."""
    return visible_talks(member).filter(author=member.user, pupil__in=editable_pupils(member))


def reopenable_talks(member: Member) -> QuerySet[Talk]:
    """One's own talks that were put in the file lately: they may go out of it again.

    After two weeks others have leaned on what the pupil or the parents said; then it is changed in the file, where what
    it said before stays readable.
    """
    since = timezone.now() - dt.timedelta(days=REOPEN_DAYS)
    return editable_talks(member).filter(note__created_at__gte=since)


def visible_guides(member: Member) -> QuerySet[TalkGuide]:
    """The school's guides, for everyone who works there: there is no pupil in them."""
    return TalkGuide.objects.filter(school=member.school)


def editable_guides(member: Member) -> QuerySet[TalkGuide]:
    """For coach, head and subject coordinators: they keep what the school agreed."""
    guides = visible_guides(member)
    return guides if may_keep_agreed(member) else guides.none()
