"""The group plan: one sheet, a row for each cluster."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.needs.models import Cluster
from gezien.pupils.models import Group
from gezien.quality.models import EducationPlanVersion
from gezien.schools.models import Period, SchoolOwned, Subject, User


class GroupPlan(SchoolOwned, VersionedModel):
    """What a group gets for one subject in one period; covers all its pupils."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        AGREED = "agreed", _("agreed in the review")
        RUNNING = "running", _("running")
        EVALUATED = "evaluated", _("evaluated")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="plans")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="plans")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="plans")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    general = models.TextField(blank=True)  # what holds for the whole group
    # The education plan the group works by, where the school chose so: the rows say it, and what is done otherwise.
    education = models.ForeignKey(
        EducationPlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="group_plans"
    )
    drawn_up_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["group", "period", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "subject", "period"], name="one_plan_a_subject_and_period")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.subject} {self.period}"


class PlanRow(SchoolOwned, VersionedModel):
    """What one cluster gets, beside its goals: content, approach, organisation, evaluation."""

    plan = models.ForeignKey(GroupPlan, on_delete=models.CASCADE, related_name="rows")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="plan_rows")
    content = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)
    minutes_a_week = models.PositiveSmallIntegerField(default=0)
    times_a_week = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["cluster__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "cluster"], name="one_row_a_cluster")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.cluster}"
