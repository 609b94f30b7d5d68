"""Pupils with similar needs, taught together."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import Period, SchoolOwned, Subject, User


class ClusterShape(models.Model):
    """For whom a cluster is, how large it may be and what it gets. `most` empty: no limit.

    `words`: what stands in the needs of pupils who belong there, separated by commas. An empty cluster is always
    allowed; the limits count when somebody is in it.
    """

    class Kind(models.TextChoices):
        MORE = "more", _("more instruction")
        BASIC = "basic", _("the instruction for everyone")
        CHALLENGE = "challenge", _("more challenge")
        OWN = "own", _("something else: by its words")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OWN)
    words = models.CharField(max_length=300, blank=True)
    least = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_a_week = models.PositiveSmallIntegerField(default=0)
    times_a_week = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def word_list(self) -> tuple[str, ...]:
        """Each of the words."""
        return tuple(dict.fromkeys(word for part in self.words.split(",") if (word := " ".join(part.split()))))


SHAPE = ("kind", "words", "least", "most", "minutes_a_week", "times_a_week")


class ClusterTemplate(SchoolOwned, ClusterShape, VersionedModel):
    """A cluster as this school names it, with what a new plan starts from; the school's own list, usually three."""

    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    approach = models.TextField(blank=True)
    organisation = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Clustering(SchoolOwned, VersionedModel):
    """How a group is divided for one subject in one period: the teacher's decision.

    Groups that are divided together each keep their own clustering, with clusters of the same names; `lead` is the
    one that holds version, wishes and limits for all. The limits are for one lesson and one week of the teacher.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="clusterings")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="clusterings")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="clusterings")
    lead = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="joined")
    most_groups = models.PositiveSmallIntegerField(default=3)
    lessons_a_week = models.PositiveSmallIntegerField(default=5)
    minutes_a_week = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["group", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "subject", "period"], name="one_clustering_a_subject_and_period"),
            models.CheckConstraint(condition=Q(lead=None) | ~Q(lead=F("pk")), name="clustering_not_led_by_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.subject} {self.period}"

    @property
    def head(self) -> "Clustering":
        """The clustering that holds what counts for all groups divided together; usually this one."""
        return self.lead or self


class Cluster(SchoolOwned, ClusterShape):
    """One of the (usually three) groups of a clustering. `year_group` empty: for everyone."""

    clustering = models.ForeignKey(Clustering, on_delete=models.CASCADE, related_name="clusters")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    year_group = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["clustering", "name"], name="one_cluster_a_name")]

    def __str__(self) -> str:
        return self.name


class Placement(SchoolOwned):
    """A pupil in a cluster, with who placed them there, when and why. `is_fixed`: a proposal leaves them there."""

    clustering = models.ForeignKey(Clustering, on_delete=models.CASCADE, related_name="placements")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="placements")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="placements")
    reason = models.CharField(max_length=200, blank=True)
    is_fixed = models.BooleanField(default=False)
    placed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["cluster", "pk"]
        constraints = [models.UniqueConstraint(fields=["clustering", "pupil"], name="one_cluster_a_pupil")]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.cluster_id}"


class PupilPair(SchoolOwned):
    """Two pupils who are to be taught together, or apart: a wish for the proposal, kept with the head clustering.

    Sensitive: it tells something about two children at once. Only who may write in both files sees it; it stands on no
    plan, document, export or log line.
    """

    clustering = models.ForeignKey(Clustering, on_delete=models.CASCADE, related_name="pairs")
    one = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    is_together = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["clustering", "one", "other"], name="one_wish_a_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {'+' if self.is_together else '|'} {self.other_id}"


class PlacementStep(SchoolOwned):
    """Where one pupil stood before a move or a proposal was taken over, to take it back.

    What was done at once has one `number`: the version that it gave the head clustering (`head`).
    """

    head = models.ForeignKey(Clustering, on_delete=models.CASCADE, related_name="steps")
    clustering = models.ForeignKey(Clustering, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    is_fixed = models.BooleanField(default=False)
    placed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["head", "-number", "pk"]
        constraints = [models.UniqueConstraint(fields=["head", "number", "pupil"], name="one_step_a_pupil_and_number")]

    def __str__(self) -> str:
        return f"{self.head_id} {self.number}: {self.pupil_id}"
