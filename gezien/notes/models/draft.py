"""What somebody is still writing."""

from django.db import models

from gezien.common.models import VersionedModel
from gezien.notes.models.note import Note
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import SchoolOwned, User


class NoteDraft(SchoolOwned, VersionedModel):
    """One form of one author as it was last typed; nobody else ever sees it (decision 0011).

    It goes when the note is saved or thrown away, and by itself `KEPT_DAYS` after the last change. `form` is the
    identity of the opened form: two tabs are two drafts and never overwrite each other.
    """

    KEPT_DAYS = 14

    form = models.UUIDField(unique=True)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    pupils = models.ManyToManyField(Pupil, related_name="+")
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(Note, null=True, on_delete=models.CASCADE, related_name="drafts")  # the note being edited…
    note_version = models.PositiveIntegerField(null=True)  # …and its version when the form was opened
    kind = models.CharField(max_length=12, choices=Note.Kind, default=Note.Kind.OBSERVATION)
    text = models.TextField(blank=True)
    happened_on = models.DateField(null=True)
    visibility = models.CharField(max_length=12, choices=Note.Visibility, default=Note.Visibility.TEAM)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["school", "author", "-updated_at"], name="draft_of_author")]

    def __str__(self) -> str:
        return f"draft of {self.author_id}"
