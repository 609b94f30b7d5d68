"""The plan of one pupil: for a while, or for the whole of its time at school (OPP)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from gezien.common.models import VersionedModel
from gezien.notes.models import Factor
from gezien.plans.models.present import Present
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, Subject, User


class IndividualPlan(SchoolOwned, VersionedModel):
    """What one pupil gets where the group plan does not fit, drawn up and evaluated with parents and pupil.

    Strengths come first: `factors` are those of the pupil's file, `promoting` and `hindering` what is said of them in
    words. `outlook` with its motivation is for an OPP alone. `counts_from` is the day the school's term for a first
    agreed plan counts from: the day the pupil came, or the day the plan began.
    """

    class Kind(models.TextChoices):
        TEMPORARY = "temporary", _("temporary plan")
        OUTLOOK = "outlook", _("development perspective (OPP)")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        WITH_PARENTS = "with_parents", _("with the parents")
        AGREED = "agreed", _("agreed")
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")

    class Heard(models.TextChoices):
        TALK = "talk", _("in a talk")
        WRITTEN = "written", _("in writing or a drawing")
        THROUGH = "through", _("through somebody the pupil trusts")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="individual_plans")
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    counts_from = models.DateField()
    evaluate_on = models.DateField()
    subjects = models.ManyToManyField(Subject, related_name="+", blank=True)
    factors = models.ManyToManyField(Factor, related_name="+", blank=True)
    reason = models.TextField(blank=True)  # why the group plan does not do
    situation = models.TextField(blank=True)  # where the pupil stands
    promoting = models.TextField(blank=True)
    hindering = models.TextField(blank=True)
    outlook = models.TextField(blank=True)
    motivation = models.TextField(blank=True)
    offered = models.TextField(blank=True)  # what the agreed part says beside its lines
    evaluation = models.TextField(blank=True)  # how one will see whether it worked
    parents_words = models.TextField(blank=True)
    heard_on = models.DateField(null=True, blank=True)
    heard_how = models.CharField(max_length=10, choices=Heard, blank=True)
    pupils_words = models.TextField(blank=True)
    ended_why = models.CharField(max_length=200, blank=True)
    drawn_up_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pupil", "-starts_on", "-pk"]
        indexes = [models.Index(fields=["school", "status", "evaluate_on"], name="individual_plan_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="individual_plan_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(kind="outlook") & ~Q(status="ended"),
                name="one_outlook_a_pupil",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.pupil_id} from {self.starts_on}"

    def linked(self, name: str) -> list[int]:
        """The keys of the "subjects" or "factors" it is about."""
        return sorted(getattr(self, name).order_by().values_list("pk", flat=True))


class PlanSupport(SchoolOwned, VersionedModel):
    """One line of the agreed part: what the pupil gets, from whom, when, and how many minutes a week.

    A line that was taken out keeps its row until its plan goes, so that it can be put back.
    """

    plan = models.ForeignKey(IndividualPlan, on_delete=models.CASCADE, related_name="supports")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=300, blank=True)
    by_whom = models.CharField(max_length=120, blank=True)
    moment = models.CharField(max_length=120, blank=True)
    times_a_week = models.PositiveSmallIntegerField(default=0)
    minutes_a_week = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school", _manager_class=Present)  # type: ignore[misc, arg-type]
    kept = ScopedManager(school="school")  # with those taken out

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def in_words(self) -> tuple[object, ...]:
        """What is written in it, to see whether that changed."""
        return self.what, self.by_whom, self.moment, self.times_a_week, self.minutes_a_week


class IndividualPlanVersion(SchoolOwned):
    """The plan as it was put before parents and pupil: numbered, whole, never changed.

    Agreement belongs to one of these. `agreed_on` is the day it was settled; `agreed_without` why that was done
    although a parent did not agree, or the pupil was not heard.
    """

    plan = models.ForeignKey(IndividualPlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=200)
    content = models.JSONField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    agreed_without = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_individual_version_a_number")]

    def __str__(self) -> str:
        return f"{self.plan_id} version {self.number}"


class IndividualEvaluation(SchoolOwned):
    """How the plan was looked back on, with parents and pupil, and what follows."""

    class Next(models.TextChoices):
        CONTINUE = "continue", _("goes on as it is")
        ADJUST = "adjust", _("is adjusted")
        END = "end", _("ends")

    plan = models.ForeignKey(IndividualPlan, on_delete=models.CASCADE, related_name="evaluations")
    held_on = models.DateField()
    result = models.TextField()
    goals = models.JSONField(default=list)  # as they read then, each with what came of it: pairs of text and outcome
    parents_words = models.TextField(blank=True)
    pupils_words = models.TextField(blank=True)
    follows = models.CharField(max_length=10, choices=Next)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["plan", "-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} on {self.held_on}"


class IndividualPlanSettings(SchoolOwned, VersionedModel):
    """The school's own names and terms for individual plans; one row a school, the defaults where there is none.

    `first_weeks`: within how many weeks a first OPP is agreed; 0 asks nothing. `heard_first`: whether the pupil is
    heard before a plan is agreed. Names left empty are those of the country.
    """

    temporary_name = models.CharField(max_length=80, blank=True)
    outlook_name = models.CharField(max_length=80, blank=True)
    first_weeks = models.PositiveSmallIntegerField()
    evaluate_months = models.PositiveSmallIntegerField()
    heard_first = models.BooleanField(default=True)
    link_days = models.PositiveSmallIntegerField()
    holidays = models.JSONField(default=list)  # pairs of days, "2026-10-17", first and last

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="one_individual_settings_a_school")]

    def __str__(self) -> str:
        return f"{self.first_weeks} weeks, {self.evaluate_months} months"
