"""Keeping files with notes. A stored file goes with the last row that names it (see `receivers`)."""

from collections.abc import Sequence
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common import clock
from gezien.notes.files import MOST_FILES, Checked, Refused, check
from gezien.notes.models import Attachment, Note, NoteDraft
from gezien.notes.models.attachment import private_storage
from gezien.notes.rules import removable_attachments
from gezien.schools.rules import Member, require_among, require_writing


def attach(*, by: Member, form: UUID, name: str, content: bytes) -> Attachment | None:
    """Keep a file with the draft of this form, which begins here if nothing was typed yet.

    `Refused` when the file may not be kept, or when there are enough; None when the note was saved meanwhile. When the
    row is not kept after all, neither is what was stored.
    """
    written: list[str] = []
    try:
        with transaction.atomic():
            return _attach(by, form, name, content, written)
    except BaseException:
        for stored in written:
            private_storage().delete(stored)
        raise


def _attach(by: Member, form: UUID, name: str, content: bytes, written: list[str]) -> Attachment | None:
    """`written` gathers the names of what was stored."""
    require_writing(by)
    if Note.objects.filter(school=by.school, form=form).exists():
        return None
    checked = check(name, content)
    draft, _is_new = NoteDraft.objects.get_or_create(
        school=by.school, author=by.user, form=form, defaults={"happened_on": clock.today()}
    )
    if draft.attachments.count() >= MOST_FILES:
        raise Refused(_("A note has %(most)d files at most.") % {"most": MOST_FILES})
    return _keep(by, draft, checked, written)


@transaction.atomic
def remove_attachment(*, by: Member, attachment: Attachment) -> None:
    """Take a file away from one's own note, in every file the note stands in, or from one's draft."""
    require_among(removable_attachments(by), attachment)
    if attachment.note is not None:
        record(by, "attachment.removed", attachment, pupil=attachment.note.pupil, group=attachment.note.group)
    removable_attachments(by).filter(file=attachment.file.name).delete()


def move_to_notes(draft: NoteDraft, notes: Sequence[Note]) -> None:
    """The draft's files go with its notes: a row for each, one stored file."""
    for attachment in draft.attachments.all():
        values = {
            name: getattr(attachment, name)
            for name in ("school_id", "name", "content_type", "size", "file", "preview", "added_by_id")
        }
        Attachment.objects.bulk_create(Attachment(note=note, **values) for note in notes)
        attachment.delete()


def move_to_draft(notes: Sequence[Note], draft: NoteDraft) -> None:
    """And back: the rows of the first note; those of the others go with their notes."""
    Attachment.objects.filter(note=notes[0]).update(note=None, draft=draft)


def _keep(by: Member, draft: NoteDraft, checked: Checked, written: list[str]) -> Attachment:
    attachment = Attachment(
        school=by.school,
        draft=draft,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
        added_by=by.user,
    )
    attachment.file.save("", ContentFile(checked.content), save=False)
    written.append(str(attachment.file.name))
    if checked.preview:
        attachment.preview.save("", ContentFile(checked.preview), save=False)
        written.append(str(attachment.preview.name))
    attachment.save()
    return attachment
