"""What follows after a school review: boards worked out, a consultation, action points followed, a word to parents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.quality.models import EducationPlan
from gezien.schoolreviews.models.board import ActionPoint, SubjectBoard
from gezien.schoolreviews.models.review import SchoolReview
from gezien.schools.models import SchoolOwned, User


class Elaboration(SchoolOwned, VersionedModel):
    """What the coordinator makes of a board: drafted from its cards, then written on.

    `plan` and `put_at`: the education plan whose draft took over the offer, and when; it holds once settled there.
    """

    board = models.OneToOneField(SubjectBoard, on_delete=models.CASCADE, related_name="elaboration")
    findings = models.TextField(blank=True)
    offer = models.TextField(blank=True)
    plan = models.ForeignKey(EducationPlan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    put_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["board"]

    def __str__(self) -> str:
        return f"{self.board}"


class Consultation(SchoolOwned, VersionedModel):
    """The coordinators sit together once more: what they bring, and what they decide."""

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="consultations")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=60, blank=True)
    record = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.review} {self.starts_at:%Y-%m-%d}"


class ActionProgress(SchoolOwned):
    """A step in following an action point: carried out, measured, looked back on, adjusted."""

    class Kind(models.TextChoices):
        EXECUTION = "execution", _("carried out")
        RESULT = "result", _("measured")
        PROCESS = "process", _("how it went")
        ADJUSTMENT = "adjustment", _("adjusted")

    point = models.ForeignKey(ActionPoint, on_delete=models.CASCADE, related_name="progress")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="progress_says_something")]

    def __str__(self) -> str:
        return self.text[:60]


class Newsletter(SchoolOwned, VersionedModel):
    """The summary for parents: drafted, written on, and ready only when nothing in it is about a pupil or few."""

    review = models.OneToOneField(SchoolReview, on_delete=models.CASCADE, related_name="newsletter")
    text = models.TextField(blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    ready_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["review"]

    def __str__(self) -> str:
        return f"{self.review}"
