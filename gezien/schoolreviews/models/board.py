"""Boards on which the team analyses, their cards, and what follows from them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.agreements.models import Agreement
from gezien.common.models import VersionedModel
from gezien.schoolreviews.models.review import SchoolReview
from gezien.schools.models import SchoolOwned, Subject, User


class SubjectBoard(SchoolOwned, VersionedModel):
    """What the team sees in one subject: cards in the review's columns, beside the school's figures.

    The board of looking back has no subject and its own columns. `analysed_at`: the analysis is done, so that what to
    do about it may be written down.
    """

    class Kind(models.TextChoices):
        LOOK_BACK = "look_back", _("Looking back")
        TOGETHER = "together", _("Together")
        PARALLEL = "parallel", _("In rounds")

    class Execution(models.TextChoices):
        AS_DESCRIBED = "as_described", _("as described")
        PARTLY = "partly", _("partly as described")
        OTHERWISE = "otherwise", _("otherwise")

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="boards")
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    columns = models.JSONField(default=list)  # [{"key", "title", "hint"}…]
    lead = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    execution = models.CharField(max_length=12, choices=Execution, blank=True)
    execution_note = models.TextField(blank=True)
    analysed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Card(SchoolOwned, VersionedModel):
    """One thought on a board. Merged cards point at the card they went into and keep their own words.

    `pile`: cards that the team put together under one heading. `dots`: the tally, filled in when the review closes.
    """

    board = models.ForeignKey(SubjectBoard, on_delete=models.CASCADE, related_name="cards")
    column = models.CharField(max_length=20)
    text = models.TextField()
    pile = models.CharField(max_length=60, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged")
    round = models.PositiveSmallIntegerField(default=0)  # of the parallel step: who came later built on it
    dots = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back
    # Made by the browser: a card that is sent again because the answer got lost is the same card.
    sent_as = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "sent_as"], condition=~Q(sent_as=""), name="one_card_a_sending")
        ]

    def __str__(self) -> str:
        return self.text


class Dot(SchoolOwned):
    """A dot on a card, by somebody who cannot be found from it: `token` is keyed by the review's salt.

    Closing the review turns the dots into a number on the card and deletes these rows.
    """

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="given_dots")
    token = models.CharField(max_length=64)

    class Meta:
        ordering = ["card", "token"]
        constraints = [models.UniqueConstraint(fields=["card", "token"], name="one_dot_a_card")]

    def __str__(self) -> str:
        return f"dot on {self.card_id}"


class ActionPoint(SchoolOwned):
    """An agreement that came out of a review: what, who, when and by what it is measured stand in the agreement."""

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="action_points")
    board = models.ForeignKey(
        SubjectBoard, null=True, blank=True, on_delete=models.SET_NULL, related_name="action_points"
    )
    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="school_action_point")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.agreement_id} of {self.review_id}"
