"""A case: what the pupil review knows, wants to know and does about one pupil, until it helped."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, Subject, User


class Ground(models.TextChoices):
    """Why a pupil is registered for the pupil review (H40). A ground is about teaching, never a diagnosis."""

    LITTLE_PROFIT = "little_profit", _("repeatedly too little profit from extra care")
    OUTLOOK = "outlook", _("questions on outlook and specific needs")
    SERIOUS = "serious", _("suspicion of a serious problem")
    HOME = "home", _("suspicion of problems at home or in the neighbourhood")


class Case(SchoolOwned, VersionedModel):
    """One pupil in the pupil review, from registering until it is closed with its effect; then perhaps opened again.

    `teacher` is whose question it is, `coach` who leads the conversation (null: any coach). `subject` is the domain of
    the goal at stake. `effect_on` is the day the effect is asked again. What is written stands in its parts.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="cases")
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    grounds = models.JSONField(default=list)  # of Ground
    registered_on = models.DateField()
    registered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    teacher = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    coach = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    discussed_at = models.DateTimeField(null=True, blank=True)  # the last time
    effect_on = models.DateField(null=True, blank=True)
    effect_told = models.DateField(null=True, blank=True)  # the `effect_on` about which a mail was sent
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closing_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-registered_on", "-pk"]
        indexes = [models.Index(fields=["school", "closed_on", "effect_on"], name="case_open")]
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(closed_on=None), name="one_open_case_a_pupil"),
        ]

    def __str__(self) -> str:
        return f"case of {self.pupil_id} from {self.registered_on}"

    @property
    def is_closed(self) -> bool:
        """Whether somebody closed it."""
        return self.closed_on is not None


class CasePart(SchoolOwned, VersionedModel):
    """One text of a case, saved by itself so that many may write in one case at once. `key` is one of `parts.PARTS`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["case", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_part_a_key")]

    def __str__(self) -> str:
        return self.key


class CaseQuestion(SchoolOwned, VersionedModel):
    """A question to help the conversation: as it is often asked, about the problem, and beside it towards a solution.

    The school's own words; `step` is one of `parts.STEPS`. One out of use is kept, so that it can come back.
    """

    step = models.CharField(max_length=12)
    problem = models.CharField(max_length=300)
    solution = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.solution
