"""What came of a goal for each pupil: decided by the teacher, with the figure that lay beside it."""

from django.db import models
from django.utils.translation import pgettext_lazy

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.plans.models.goal import Goal
from gezien.plans.models.group_plan import GroupPlan
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, User


class GoalOutcome(SchoolOwned, VersionedModel):
    """Whether a pupil reached a goal. `outcome` empty: only words so far, or a decision taken back.

    `figure`, `level` and `taken_on` are the result that was shown then, `proposed` what followed from it: a proposal
    never counts until somebody decides. `words` are the teacher's, `pupil_words` what the pupil says about it.
    """

    class Outcome(models.TextChoices):
        REACHED = "reached", pgettext_lazy("goal", "reached")
        PARTLY = "partly", pgettext_lazy("goal", "partly reached")
        NOT_REACHED = "not", pgettext_lazy("goal", "not reached")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="outcomes")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="goal_outcomes")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    proposed = models.CharField(max_length=10, choices=Outcome, blank=True)
    figure = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    pupil_words = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["goal", "pupil__call_name", "pk"]
        indexes = [models.Index(fields=["school", "pupil"], name="outcome_of_pupil")]
        constraints = [models.UniqueConstraint(fields=["goal", "pupil"], name="one_outcome_a_goal_and_pupil")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.pupil_id}: {self.outcome}"


class OutcomeStep(SchoolOwned):
    """What was decided at once, for one pupil or many, with what stood there before: to take it back.

    `before` is a list of [goal, pupil, outcome before the step, outcome it left].
    """

    plan = models.ForeignKey(GroupPlan, on_delete=models.CASCADE, related_name="outcome_steps")
    before = models.JSONField(default=list)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan_id}: {len(self.before)}"
