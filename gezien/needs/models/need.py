"""What a pupil needs to reach a goal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.pupils.models import Pupil
from gezien.schools.models import Period, SchoolOwned, Subject, User


class SupportKind(models.TextChoices):
    """What a sentence of a need is about: the seven ways in which teaching is fitted to a pupil."""

    INSTRUCTION = "instruction", _("Instruction")
    TASKS = "tasks", _("Tasks")
    ACTIVITIES = "activities", _("Activities and materials")
    FEEDBACK = "feedback", _("Feedback")
    TEACHER = "teacher", pgettext_lazy("educational need", "Teacher")
    CLASSMATES = "classmates", _("Classmates")
    HOME = "home", _("Parents and home")


class EducationalNeed(SchoolOwned, VersionedModel):
    """A goal for a period and what this pupil (extra) needs to reach it, for one subject or domain.

    `number` tells apart the needs of one pupil for one subject and period: usually there is only number 1. `support`
    is the sentences below it in one text, for the screens and papers that show a need; only the actions write it.
    """

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached")
        PARTLY = "partly", _("partly reached")
        NOT_REACHED = "not_reached", _("not reached")
        NOT_NEEDED = "not_needed", _("no longer needed")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="needs")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="needs")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="needs")
    number = models.PositiveSmallIntegerField(default=1)
    goal = models.TextField()
    support = models.TextField(blank=True)  # "needs …"
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    # The need of the period before that this one goes on with.
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)  # empty: open
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closing_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pupil", "subject", "number", "pk"]
        indexes = [models.Index(fields=["school", "period", "pupil"], name="need_of_period")]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "subject", "period", "number"], name="one_need_a_number_subject_and_period"
            ),
            models.CheckConstraint(condition=~Q(goal="") | ~Q(support=""), name="need_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True) | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="need_closed_has_outcome_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.goal

    @property
    def is_closed(self) -> bool:
        """Whether somebody said how it ended."""
        return bool(self.outcome)


class NeedSentence(SchoolOwned):
    """One sentence of what the pupil needs; `kind` empty for words that were not sorted."""

    need = models.ForeignKey(EducationalNeed, on_delete=models.CASCADE, related_name="sentences")
    kind = models.CharField(max_length=12, choices=SupportKind, blank=True)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["need", "position", "pk"]
        indexes = [models.Index(fields=["school", "kind"], name="sentence_of_kind")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="sentence_says_something")]

    def __str__(self) -> str:
        return self.text


class NeedRevision(SchoolOwned):
    """A need as it stood after somebody wrote, closed or reopened it. Saves of one sitting are one.

    `sentences` is a list of [kind, text].
    """

    class What(models.TextChoices):
        WRITTEN = "written", _("written")
        CARRIED = "carried", _("taken along from the period before")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")

    need = models.ForeignKey(EducationalNeed, on_delete=models.CASCADE, related_name="revisions")
    what = models.CharField(max_length=10, choices=What)
    goal = models.TextField(blank=True)
    sentences = models.JSONField(default=list)
    outcome = models.CharField(max_length=12, choices=EducationalNeed.Outcome, blank=True)
    note = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["need", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.need_id} {self.what}"
