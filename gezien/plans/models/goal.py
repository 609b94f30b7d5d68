"""One goal of a plan: what pupils can do at the end, how one will see it, and the figure it is measured by."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.needs.models import EducationalNeed
from gezien.plans.models.group_plan import PlanRow
from gezien.plans.models.individual import IndividualPlan
from gezien.plans.models.present import Present
from gezien.quality.models import LearningGoal
from gezien.results.models import Instrument
from gezien.schools.models import SchoolOwned, User


class Goal(SchoolOwned, VersionedModel):
    """A goal of a row of a group plan, or of a plan of one pupil. `measure`: how one will see that it is
    reached, in words.

    With an `instrument` there is a figure too: `current` is where the pupils stood when the goal was set, `target`
    where they are to stand. `score_type` says what is counted: the middle figure of the pupils on the test's own scale,
    or the share of them at or above `level`. A goal that was taken out keeps its row until its plan goes, so that it
    can be put back: queries that reach goals from elsewhere ask for `goals__removed_at=None`.
    """

    class ScoreType(models.TextChoices):
        FIGURE = "figure", _("middle score of these pupils")
        SHARE = "share", _("share of these pupils at or above a level")

    row = models.ForeignKey(PlanRow, null=True, blank=True, on_delete=models.CASCADE, related_name="goals")
    individual_plan = models.ForeignKey(
        IndividualPlan, null=True, blank=True, on_delete=models.CASCADE, related_name="goals"
    )
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    measure = models.TextField(blank=True)
    instrument = models.ForeignKey(Instrument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    score_type = models.CharField(max_length=10, choices=ScoreType, blank=True)
    level = models.CharField(max_length=20, blank=True)
    current = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    target = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    learning_goals = models.ManyToManyField(LearningGoal, related_name="plan_goals", blank=True)
    needs = models.ManyToManyField(EducationalNeed, related_name="plan_goals", blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school", _manager_class=Present)  # type: ignore[misc, arg-type]
    kept = ScopedManager(school="school")  # with those taken out

    class Meta:
        ordering = ["row", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(row__isnull=False, individual_plan=None) | Q(row=None, individual_plan__isnull=False),
                name="goal_of_a_row_or_of_one_pupil",
            ),
            models.CheckConstraint(
                condition=Q(instrument=None, score_type="")
                | Q(instrument__isnull=False, score_type__in=("figure", "share")),
                name="goal_counts_on_an_instrument",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def in_words(self) -> tuple[object, ...]:
        """What is written in it, to see whether that changed; not where the pupils stand, which is counted."""
        target = None if self.target is None else f"{self.target:.1f}"
        return self.text, self.measure, self.instrument_id, self.score_type, self.level, target


class GoalChange(SchoolOwned):
    """One save of a goal: the fields it changed, with what they said at `version`."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    before = models.JSONField()
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["goal", "version", "pk"]
        constraints = [models.UniqueConstraint(fields=["goal", "version"], name="one_change_a_goal_version")]

    def __str__(self) -> str:
        return f"{self.goal_id} at {self.version}"
