"""The education plan: what every group of a year gets for a subject, agreed once for the whole school."""

from django.db import models
from django.db.models import Q

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.quality.models.version import SettledVersion
from gezien.schools.models import SchoolOwned, Subject, User


class EducationPlan(SchoolOwned, VersionedModel):
    """What the school agreed to give for one subject (*onderwijsplan*); `year_group` empty is for every year group.

    It is written freely; what groups work by is the version that was settled last (`number`, 0 before the first).
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="education_plans")
    year_group = models.CharField(max_length=2, blank=True)
    aim = models.TextField(blank=True)  # for the many
    aim_top = models.TextField(blank=True)  # for those who can do more
    offer = models.TextField(blank=True)
    monitoring = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["subject", "year_group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "subject", "year_group"], name="one_education_plan_a_subject_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.year_group}".strip()


class EducationPlanRow(SchoolOwned, VersionedModel):
    """What one cluster gets by the education plan; `name` is the cluster's, as the school calls it."""

    plan = models.ForeignKey(EducationPlan, on_delete=models.CASCADE, related_name="rows")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    goal = models.TextField(blank=True)
    content = models.TextField(blank=True)
    approach = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)
    minutes_a_week = models.PositiveSmallIntegerField(default=0)
    times_a_week = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="one_education_row_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="education_row_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class EducationPlanVersion(SettledVersion):
    """The education plan as it was settled: `said` is the whole text, by the names of the fields, rows included."""

    plan = models.ForeignKey(EducationPlan, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_education_version_a_number")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class EducationPlanReading(SchoolOwned):
    """That somebody read a settled version (*gelezen*); said by themselves, never noted behind their back."""

    version = models.ForeignKey(EducationPlanVersion, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["read_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "reader"], name="one_reading_a_version_and_reader")]

    def __str__(self) -> str:
        return f"{self.version}: {self.reader}"
