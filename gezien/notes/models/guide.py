"""What a talk follows: the school's own questions, by kind and year group."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.notes.models.note import Note
from gezien.schools.models import SchoolOwned, User

TALKS = [(kind.value, kind.label) for kind in (Note.Kind.PUPIL_TALK, Note.Kind.PARENT_TALK)]


class TalkGuide(SchoolOwned, VersionedModel):
    """A guide for talks with pupils or parents of some year groups; codes 0 to 8 as in EDEXML."""

    kind = models.CharField(max_length=12, choices=TALKS)
    name = models.CharField(max_length=80)
    from_year = models.PositiveSmallIntegerField(default=0)
    to_year = models.PositiveSmallIntegerField(default=8)
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ["-kind", "from_year", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_year__gte=F("from_year"), to_year__lte=8), name="guide_years_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class GuideEdition(SchoolOwned):
    """The questions of a guide as they were for a while: once a talk follows them, they stay as they are."""

    guide = models.ForeignKey(TalkGuide, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["guide", "number"]
        constraints = [models.UniqueConstraint(fields=["guide", "number"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.guide_id} edition {self.number}"


class GuideQuestion(SchoolOwned, VersionedModel):
    """One question of an edition. `key` is the same question in every edition, so that scores can be compared."""

    class Answer(models.TextChoices):
        TEXT = "text", _("in words")
        SCORE = "score", _("a score from 0 to 10, on the spider web")

    class Purpose(models.TextChoices):
        """What Gezien does with the answer."""

        NONE = "", _("nothing in particular")
        PROUD = "proud", _("what the pupil is proud of")
        WANTS = "wants", _("what the pupil wants to learn")
        NEEDS = "needs", _("what the pupil needs")

    edition = models.ForeignKey(GuideEdition, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=200)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.TEXT)
    purpose = models.CharField(max_length=8, choices=Purpose, default=Purpose.NONE, blank=True)

    class Meta:
        ordering = ["edition", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="one_question_a_key")]

    def __str__(self) -> str:
        return self.text
