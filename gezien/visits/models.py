"""Class visits and the guides by which one looks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.agreements.models import Agreement
from gezien.common.models import VersionedModel
from gezien.plans.models import PlanRow
from gezien.pupils.models import Group
from gezien.schools.models import SchoolOwned, User


class ViewingGuide(SchoolOwned, VersionedModel):
    """What one looks at (*kijkwijzer*), in the school's own words: a list of {"theme", "text"}.

    A visit takes a copy of the questions along, so that changing the guide changes no visit that was planned.
    """

    name = models.CharField(max_length=80)
    questions = models.JSONField(default=list)
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_guide_a_name")]

    def __str__(self) -> str:
        return self.name


class ClassVisit(SchoolOwned, VersionedModel):
    """One visit to one teacher: planned, written, shared with the teacher, agreed on by both.

    `points`: a list of {"theme", "question", "seen"}, the questions as they were when the visit was planned. `rows`:
    what of a plan one comes to look at. Two teachers in a lesson are two visits: what was seen is about one's own work.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        WRITTEN = "written", _("being written")
        SHARED = "shared", _("with the teacher")
        AGREED = "agreed", _("agreed on by both")
        CANCELLED = "cancelled", _("cancelled")

    visitor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    teacher = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    planned_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    rows = models.ManyToManyField(PlanRow, related_name="+", blank=True)
    focus = models.TextField(blank=True)  # what the teacher would like to be looked at
    guide_name = models.CharField(max_length=80, blank=True)
    points = models.JSONField(default=list)
    strengths = models.TextField(blank=True)
    ideas = models.TextField(blank=True)
    response = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    shared_at = models.DateTimeField(null=True, blank=True)
    teacher_agreed_at = models.DateTimeField(null=True, blank=True)
    visitor_agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-planned_on", "-pk"]
        indexes = [models.Index(fields=["school", "teacher", "state"], name="visit_of_teacher")]
        constraints = [
            models.CheckConstraint(condition=~Q(visitor=models.F("teacher")), name="visit_by_somebody_else"),
            models.CheckConstraint(
                condition=~Q(state__in=["shared", "agreed"]) | Q(shared_at__isnull=False),
                name="visit_shared_with_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(teacher_agreed_at__isnull=False, visitor_agreed_at__isnull=False),
                name="visit_agreed_by_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.planned_on}"


class VisitAgreement(SchoolOwned):
    """That something was agreed after a visit; the agreement itself knows nothing of visits."""

    visit = models.ForeignKey(ClassVisit, on_delete=models.CASCADE, related_name="agreements")
    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.agreement_id}"
