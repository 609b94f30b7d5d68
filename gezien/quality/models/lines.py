"""Learning lines: what pupils learn one after the other, with the moments that everything later builds on."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, Subject, User


class LearningLine(SchoolOwned, VersionedModel):
    """A learning line (*leerlijn*) of one subject: "adding and subtracting", "from letters to fluent reading"."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="learning_lines")
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["subject", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "subject", "name"], name="one_line_a_name")]

    def __str__(self) -> str:
        return self.name


class LearningGoal(SchoolOwned, VersionedModel):
    """One goal on a line: what a pupil of a year group can do. Retired rather than removed: what pupils showed stays.

    `is_crucial`: a crucial learning moment (*cruciaal leermoment*), which later goals of the line build on.
    `period`: the number of the period in which it is due; empty when Gezien spreads the goals over the year.
    """

    line = models.ForeignKey(LearningLine, on_delete=models.PROTECT, related_name="goals")
    # Stable, so that the same file read twice changes nothing.
    code = models.CharField(max_length=30)
    text = models.CharField(max_length=200)
    year_group = models.CharField(max_length=2)
    is_crucial = models.BooleanField(default=False)
    period = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["line", "year_group", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="one_goal_a_code"),
            models.CheckConstraint(condition=Q(period=None) | Q(period__range=(1, 5)), name="goal_due_in_a_period"),
        ]

    def __str__(self) -> str:
        return self.text


class GoalImport(SchoolOwned, VersionedModel):
    """Goals from a file or from the starter set: first a preview, then taken in, and taken back as one.

    `rows` is what the file says. `before` is what it changed, once taken in: {"lines": {pk: values}, "goals": {…}},
    with null for what was new.
    """

    source = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    before = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(applied_at__isnull=False), name="goals_taken_in_before_taken_back"
            )
        ]

    def __str__(self) -> str:
        return self.source
