"""What was seen and said."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import SchoolOwned, User


class Note(SchoolOwned, VersionedModel):
    """An observation, a talk with pupil or parents, or a memo, in one pupil's file or about a group as a whole.

    A note about several pupils is a note in each of their files, all of one `form` (decision 0018): each is kept,
    shown and erased with its own pupil, and tells nobody of the others.
    """

    class Kind(models.TextChoices):
        OBSERVATION = "observation", _("Observation")
        PUPIL_TALK = "pupil_talk", _("Talk with the pupil")
        PARENT_TALK = "parent_talk", _("Talk with the parents")
        MEMO = "memo", _("Memo")

    class Visibility(models.TextChoices):
        """Parents may always ask to read the file; "restricted" is about colleagues only."""

        TEAM = "team", _("Teachers of this pupil, internal coach and head")
        RESTRICTED = "restricted", _("Only you, internal coach and head")

    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.CASCADE, related_name="notes")
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    happened_on = models.DateField()
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.TEAM)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="notes")
    # Which filled-in form it came from, so that the same form sent twice is one note (decision 0011); null: no form.
    form = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["school", "pupil", "kind", "-happened_on"], name="note_latest"),
            models.Index(fields=["form"], name="note_form"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(pupil__isnull=False, group=None) | Q(pupil=None, group__isnull=False),
                name="note_about_a_pupil_or_a_group",
            ),
            models.UniqueConstraint(fields=["form", "pupil"], name="one_note_a_form_and_pupil"),
            models.UniqueConstraint(fields=["form", "group"], name="one_note_a_form_and_group"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
