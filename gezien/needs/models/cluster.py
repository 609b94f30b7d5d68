"""Pupils with similar needs, taught together."""

from django.db import models

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import Period, SchoolOwned, Subject, User


class ClusterTemplate(SchoolOwned, VersionedModel):
    """A cluster as this school names it, with what a new plan starts from; the school's own list, usually three."""

    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    approach = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    minutes_a_week = models.PositiveSmallIntegerField(default=0)
    times_a_week = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Clustering(SchoolOwned, VersionedModel):
    """How a group is divided for one subject in one period: the teacher's decision."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="clusterings")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="clusterings")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="clusterings")

    class Meta:
        ordering = ["group", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "subject", "period"], name="one_clustering_a_subject_and_period")
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.subject} {self.period}"


class Cluster(SchoolOwned):
    """One of the (usually three) groups of a clustering."""

    clustering = models.ForeignKey(Clustering, on_delete=models.CASCADE, related_name="clusters")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["clustering", "name"], name="one_cluster_a_name")]

    def __str__(self) -> str:
        return self.name


class Placement(SchoolOwned):
    """A pupil in a cluster, with who placed them there, when and why."""

    clustering = models.ForeignKey(Clustering, on_delete=models.CASCADE, related_name="placements")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="placements")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="placements")
    reason = models.CharField(max_length=200, blank=True)
    placed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["cluster", "pk"]
        constraints = [models.UniqueConstraint(fields=["clustering", "pupil"], name="one_cluster_a_pupil")]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.cluster_id}"
