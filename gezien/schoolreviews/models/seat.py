"""Who is in the room, in which group, who read what, and the signals given."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.schoolreviews.models.board import SubjectBoard
from gezien.schoolreviews.models.review import ReviewDocument, SchoolReview
from gezien.schools.models import SchoolOwned, User


class RoundGroup(SchoolOwned):
    """Colleagues who go from subject to subject together. `ready_round`: the last round in which they were ready."""

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    ready_round = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "position"], name="one_round_group_a_place")]

    def __str__(self) -> str:
        return self.name


class Seat(SchoolOwned):
    """Somebody who takes part: a colleague with an account, or the holder of a pass that the chair gave out.

    `pass_hash`: of the pass, which counts for this one meeting; `holder_hash`: of the secret in the browser that
    took it, so that nobody takes it twice.
    """

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    pass_hash = models.CharField(max_length=64, blank=True)
    holder_hash = models.CharField(max_length=64, blank=True)
    group = models.ForeignKey(RoundGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats")
    joined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], name="one_seat_a_colleague"),
            models.UniqueConstraint(fields=["review", "pass_hash"], condition=~Q(pass_hash=""), name="one_seat_a_pass"),
            models.CheckConstraint(
                condition=Q(user=None) & ~Q(pass_hash="") | Q(user__isnull=False, pass_hash=""),
                name="seat_by_account_or_pass",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DocumentRead(SchoolOwned):
    """A colleague told that they read a document beforehand.

    Of an education plan that was settled this says nothing: there the receipts of its version count
    (`quality.EducationPlanReading`), which the colleague gives here or with the plan itself.
    """

    document = models.ForeignKey(ReviewDocument, on_delete=models.CASCADE, related_name="reads")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="one_reading_a_document")]

    def __str__(self) -> str:
        return f"{self.document_id} by {self.user_id}"


class ReviewSignal(SchoolOwned):
    """A discreet word on the screen about how the talk goes, by whoever has the signal role; it names nobody."""

    class Kind(models.TextChoices):
        ONE_PUPIL = "one_pupil", _("We are zooming in on one pupil")
        ALREADY_ACTION = "already_action", _("This is already an action")
        POSITIVE = "positive", _("What goes well, and why?")
        TEACHING = "teaching", _("What does our teaching do here?")

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="signals")
    board = models.ForeignKey(SubjectBoard, null=True, blank=True, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=16, choices=Kind)
    shown_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.kind
