"""Quality cards: what the school agreed about one thing, and when it asks itself whether that still works."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.quality.models.version import SettledVersion
from gezien.schools.models import SchoolOwned, User


class QualityCard(SchoolOwned, VersionedModel):
    """A quality card (*kwaliteitskaart*): written freely, and what holds is the version settled last (`number`).

    `every`: after so many months it is evaluated again. Put away rather than removed: `archived_at`.
    """

    title = models.CharField(max_length=120)
    domain = models.CharField(max_length=80, blank=True)
    theme = models.CharField(max_length=80, blank=True)
    vision = models.TextField(blank=True)  # vision and goal
    content = models.TextField(blank=True)
    agenda = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    agreements = models.TextField(blank=True)
    parents = models.TextField(blank=True)
    records = models.TextField(blank=True)  # what is written down, and where
    sources = models.TextField(blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    every = models.PositiveSmallIntegerField(default=12, validators=[MinValueValidator(1), MaxValueValidator(48)])
    number = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["domain", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "title"], name="one_card_a_title"),
            models.CheckConstraint(condition=~Q(title=""), name="card_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class QualityCardVersion(SettledVersion):
    """The card as it was settled: `said` is the whole text, by the names of the fields."""

    card = models.ForeignKey(QualityCard, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        ordering = ["card", "-number"]
        constraints = [models.UniqueConstraint(fields=["card", "number"], name="one_card_version_a_number")]

    def __str__(self) -> str:
        return f"{self.card} {self.number}"


class CardComment(SchoolOwned):
    """What a colleague says about a card; who keeps the card says when it is dealt with."""

    card = models.ForeignKey(QualityCard, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class CardEvaluation(SchoolOwned):
    """A moment at which the school looks whether a card still works: yearly, or one in between.

    Open until it is held: `held_on`, by whom, and what was found, stand together.
    """

    card = models.ForeignKey(QualityCard, on_delete=models.CASCADE, related_name="evaluations")
    due_on = models.DateField()
    is_between = models.BooleanField(default=False)
    held_on = models.DateField(null=True, blank=True)
    held_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    found = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(held_on=None) | ~Q(found=""), name="held_evaluation_says_what_was_found")
        ]

    def __str__(self) -> str:
        return f"{self.card} {self.due_on:%Y-%m-%d}"
