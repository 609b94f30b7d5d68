"""The scale question, before and after: numbers only. Nothing here says who chose what, not even while it runs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.schoolreviews.models.review import SchoolReview
from gezien.schools.models import SchoolOwned


class ScaleRound(SchoolOwned):
    """The scale question asked once. `shown`: the eleven counts that the team sees since it was revealed.

    Who chooses after that is counted in `ScaleTally`, and shown as soon as five did: a single vote is never seen.
    """

    class Moment(models.TextChoices):
        BEFORE = "before", _("at the opening")
        AFTER = "after", _("at the closing")

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="scale_rounds")
    moment = models.CharField(max_length=6, choices=Moment)
    opened_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True, blank=True)
    shown = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "moment"], name="one_scale_round_a_moment"),
            models.CheckConstraint(
                condition=Q(revealed_at=None, shown__isnull=True) | Q(revealed_at__isnull=False, shown__isnull=False),
                name="scale_shown_when_revealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment} {self.review_id}"


class ScaleTally(SchoolOwned):
    """How many chose a value; eleven rows a round, deleted when the review closes."""

    round = models.ForeignKey(ScaleRound, on_delete=models.CASCADE, related_name="tallies")
    value = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(fields=["round", "value"], name="one_tally_a_value"),
            models.CheckConstraint(condition=Q(value__range=(0, 10)), name="scale_from_0_to_10"),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.count}"


class VoteToken(SchoolOwned):
    """That somebody voted, without who and without what: a keyed hash, deleted when the review closes.

    `changes` counts how often they chose anew, so that a choice is taken back once.
    """

    round = models.ForeignKey(ScaleRound, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=64)
    changes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["round", "token"]
        constraints = [models.UniqueConstraint(fields=["round", "token"], name="one_vote_a_person")]

    def __str__(self) -> str:
        return f"vote in {self.round_id}"
