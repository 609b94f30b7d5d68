"""What a review puts down besides minutes and agreements: remarks, judgements, points of attention."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.meetings.models.meeting import Meeting
from gezien.plans.models import GroupPlan
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, User


class Remark(SchoolOwned, VersionedModel):
    """What the review says on one theme of the group, or what the teacher takes away on one point.

    Made when something is written; the label is a copy, so that a report keeps the words of its day.
    """

    class Part(models.TextChoices):
        THEME = "theme", _("How the group is doing")
        TAKEAWAY = "takeaway", _("What the teacher takes away")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="remarks")
    part = models.CharField(max_length=10, choices=Part)
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # wrote last

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "part", "key"], name="one_remark_a_point")]

    def __str__(self) -> str:
        return self.label


class Judgement(SchoolOwned, VersionedModel):
    """What the review thinks of the clustering or the group plan of one subject: was it carried out, can it be."""

    class Of(models.TextChoices):
        CLUSTERING = "clustering", _("The clusters")
        PLAN = "plan", _("The group plan")

    class Mark(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="judgements")
    plan = models.ForeignKey(GroupPlan, on_delete=models.CASCADE, related_name="judgements")
    of = models.CharField(max_length=10, choices=Of)
    carried_out = models.CharField(max_length=10, choices=Mark, blank=True)
    feasible = models.CharField(max_length=10, choices=Mark, blank=True)
    words = models.TextField(blank=True)
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["plan__subject__position", "of", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "plan", "of"], name="one_judgement_a_plan")]

    def __str__(self) -> str:
        return f"{self.get_of_display()} of {self.plan_id}"


class AttentionPoint(SchoolOwned, VersionedModel):
    """What asks for attention after the review: of one pupil, or (none) of the whole group."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attention")
    pupil = models.ForeignKey(Pupil, null=True, blank=True, on_delete=models.CASCADE, related_name="attention_points")
    text = models.TextField()
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="attention_point_says_something")]

    def __str__(self) -> str:
        return self.text[:40]
