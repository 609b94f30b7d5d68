"""Keeping what somebody is still writing. Drafts are their author's alone, so they leave no trace in the log."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from gezien.notes.models import Note, NoteDraft
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, require


@transaction.atomic
def save_draft(
    *,
    by: Member,
    form: UUID,
    expected: int,
    text: str,
    kind: str,
    visibility: str,
    happened_on: dt.date | None = None,
    pupil: Pupil | None = None,
    note: Note | None = None,
    note_version: int | None = None,
) -> NoteDraft | None:
    """Keep the form as it stands now; None when its note has been saved already (a late request after the button).

    `expected` is 0 until the form has been answered once. StaleVersion when the same draft was typed in elsewhere.
    """
    require(by, Permission.EDIT_FILES)
    if pupil is not None:
        require_editable(by, pupil)
    if Note.objects.filter(school=by.school, form=form).exists():
        return None
    values = {
        "pupil": pupil,
        "note": note,
        "note_version": note_version,
        "kind": kind,
        "text": text,
        "happened_on": happened_on,
        "visibility": visibility,
    }
    draft = NoteDraft.objects.filter(school=by.school, author=by.user, form=form).first()
    if draft is None:
        _forget_old(by)
        return NoteDraft.objects.create(school=by.school, author=by.user, form=form, **values)
    for name, value in values.items():
        setattr(draft, name, value)
    # A form that never heard back sends 0: it is the one that made this draft, so its text is the newest.
    draft.save_if_unchanged(expected=expected or draft.version, fields=list(values))
    return draft


def discard_draft(*, by: Member, draft: NoteDraft) -> None:
    """Throw one's own draft away."""
    NoteDraft.objects.filter(pk=draft.pk, school=by.school, author=by.user).delete()


def _forget_old(by: Member) -> None:
    """Drafts of the school that nobody touched for the stated term go."""
    NoteDraft.objects.filter(
        school=by.school, updated_at__lt=timezone.now() - dt.timedelta(days=NoteDraft.KEPT_DAYS)
    ).delete()
