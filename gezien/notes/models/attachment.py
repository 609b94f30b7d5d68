"""A file with a note."""

import uuid

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q

from gezien.notes.models.draft import NoteDraft
from gezien.notes.models.note import Note
from gezien.schools.models import SchoolOwned, User


def private_storage() -> FileSystemStorage:
    """Beside the database, where no web server looks; only a view that asks the note's rule opens it."""
    return FileSystemStorage(
        location=settings.MEDIA_ROOT / "attachments", file_permissions_mode=0o600, directory_permissions_mode=0o700
    )


def random_name(_attachment, _filename: str) -> str:
    """A name that tells nothing and cannot be guessed, without an extension."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class Attachment(SchoolOwned):
    """A checked file with a note, or with a draft that is to become one.

    A note in several files has a row in each; they share the stored file, which goes with the last of them.
    """

    note = models.ForeignKey(Note, null=True, on_delete=models.CASCADE, related_name="attachments")
    draft = models.ForeignKey(NoteDraft, null=True, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.FileField(storage=private_storage, upload_to=random_name, max_length=60)
    preview = models.FileField(storage=private_storage, upload_to=random_name, max_length=60, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["file"], name="attachment_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(note__isnull=False, draft=None) | Q(note=None, draft__isnull=False),
                name="attachment_of_a_note_or_a_draft",
            )
        ]

    def __str__(self) -> str:
        return self.name
