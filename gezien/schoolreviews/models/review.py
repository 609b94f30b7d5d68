"""A school review with its steps, roles and what is read beforehand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.quality.models import EducationPlan, QualityCard
from gezien.schools.models import Period, SchoolOwned, User


class SchoolReview(SchoolOwned, VersionedModel):
    """One review by the whole team: prepared, opened, led through its steps, closed, and worked on afterwards.

    `columns`, `rounds`, `dots` and the scale question come from the school's format when it is planned.
    `salt` keeps apart who voted from what was voted while the review is open; closing wipes it (decision record).
    """

    title = models.CharField(max_length=120)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="school_reviews")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=60, blank=True)
    chair = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followers")
    goals = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    expectations = models.TextField(blank=True)
    prior_information = models.TextField(blank=True)
    ground_rules = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    rounds = models.JSONField(default=list)
    presenting_minutes = models.PositiveSmallIntegerField(default=10)
    dots = models.PositiveSmallIntegerField(default=3)
    scale_question = models.CharField(max_length=200)
    anchor_low = models.CharField(max_length=80)
    anchor_high = models.CharField(max_length=80)
    code = models.CharField(max_length=8, unique=True)  # on the big screen, to join by
    salt = models.CharField(max_length=64, blank=True)
    pass_batches = models.JSONField(default=list)  # marks of the passes made: a page loaded again makes no new ones
    current_step = models.ForeignKey("ReviewStep", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="school_review_opened_before_closed"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(opened_at=None), name="school_review_cancelled_before_opened"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        """Opened and not closed: the team is at it."""
        return self.opened_at is not None and self.closed_at is None


class ReviewStep(SchoolOwned, VersionedModel):
    """One of the steps of a review, with its clock.

    The clock runs until `ends_at`, or stands still with `seconds_left`. In the parallel step `round` counts from 0;
    the number of rounds means presenting.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening")
        LOOK_BACK = "look_back", _("Looking back")
        TOGETHER = "together", _("One subject together")
        PARALLEL = "parallel", _("Subjects in rounds")
        CLOSING = "closing", _("Closing")
        PROCESSING = "processing", _("Working it out")
        MONITORING = "monitoring", _("Following up")
        OTHER = "other", _("A step of our own")

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=80)
    guidance = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)  # planned
    position = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    seconds_left = models.IntegerField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=0)
    record = models.TextField(blank=True)  # the minutes taken

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at=None) | Q(seconds_left=None), name="review_clock_runs_or_stands")
        ]

    def __str__(self) -> str:
        return self.title


class ReviewRole(SchoolOwned):
    """Who does what in a review: takes the minutes, gives the signals, keeps the time, or a task in words."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("takes the minutes")
        SIGNALS = "signals", _("gives the signals")
        TIME = "time", _("keeps the time")
        TASK = "task", _("another task")

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=10, choices=Kind)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "user", "task"], name="one_review_role_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class ReviewDocument(SchoolOwned):
    """Something to read beforehand: an education plan or a quality card of the school, or a title with an address."""

    review = models.ForeignKey(SchoolReview, on_delete=models.CASCADE, related_name="documents")
    education_plan = models.ForeignKey(EducationPlan, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    quality_card = models.ForeignKey(QualityCard, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    link = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title or str(self.quality_card or self.education_plan)
