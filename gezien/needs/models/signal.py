"""What came of a rule that held for a pupil: since when, what was done with it, and how it ended.

Whether a rule holds today is computed from the facts, each time (decision 0024). What is kept here is the life of a
signal, which no fact tells: when it was first seen, that somebody took it up, put it aside or closed it, and that it
came back.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.needs.models.need import EducationalNeed
from gezien.needs.models.rule import SignalRule
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, Subject, User


class Signal(SchoolOwned, VersionedModel):
    """A rule that holds, or held, for a pupil: one row from when it was first seen until it is over.

    * `key` tells apart the signals of one rule: the test, the questionnaire's domain, or "" for one a pupil.
    * `evidence` is what it rests on, as data: rule, figure, threshold, source and since when (needs/signals/words.py
      makes sentences of it). `mark` is the moment it rests on ("M5 2027-01-19"): with a newer one it is looked at anew.
    * `first_seen_on` is when Gezien first saw it, `since` the day from which the facts bear it out, `times` the moments
      in a row, `trend` how it goes on, `returns` how often it came back.
    * Open, until somebody takes it up (`SignalLink`), puts it aside until `aside_until`, or it is resolved.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TAKEN_UP = "taken_up", _("taken up")
        ASIDE = "aside", _("put aside")
        RESOLVED = "resolved", _("resolved")

    class Trend(models.TextChoices):
        NEW = "new", _("new")
        REPEATS = "repeats", _("repeats")
        IMPROVES = "improves", _("improves")

    class Ending(models.TextChoices):
        """Why a signal is resolved."""

        GONE = "gone", _("no longer holds")
        REACHED = "reached", _("the goal was reached")
        CLOSED = "closed", _("closed by somebody")
        RULE = "rule", _("the rule changed")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="signals")
    rule = models.ForeignKey(SignalRule, on_delete=models.PROTECT, related_name="signals")
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(max_length=40, blank=True)
    evidence = models.JSONField(default=dict)
    mark = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    first_seen_on = models.DateField()
    times = models.PositiveSmallIntegerField(default=1)
    trend = models.CharField(max_length=10, choices=Trend, default=Trend.NEW)
    returns = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    aside_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # of the present state, in somebody's words
    resolved_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    class Meta:
        ordering = ["pupil", "rule", "pk"]
        indexes = [models.Index(fields=["school", "state", "pupil"], name="signal_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "rule", "key"], condition=~Q(state="resolved"), name="one_living_signal"
            ),
            models.CheckConstraint(
                condition=Q(state="resolved", resolved_on__isnull=False) | Q(~Q(state="resolved"), resolved_on=None),
                name="signal_resolved_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="aside", aside_until__isnull=False) | Q(~Q(state="aside"), aside_until=None),
                name="signal_aside_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.key} of {self.pupil_id}: {self.state}"


class SignalLink(SchoolOwned):
    """What a signal was taken up with: a need, or something of an app above this one, by its key.

    `kind` says what `target` is the key of; `text` names it as it was called then. `outcome` tells how it ended.
    """

    class Kind(models.TextChoices):
        NEED = "need", _("need")
        PLAN = "plan", _("plan")
        CASE = "case", _("case")
        REVIEW = "review", _("review")
        OTHER = "other", _("other")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached")
        NOT_REACHED = "not_reached", _("not reached")
        STOPPED = "stopped", _("stopped")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=Kind)
    need = models.ForeignKey(EducationalNeed, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    target = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    class Meta:
        ordering = ["signal", "pk"]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.kind} {self.target or self.need_id or ''}"


class SignalStep(SchoolOwned):
    """One thing that happened to a signal, with what it was before: its history, and how to take the last step back."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("seen for the first time")
        AGAIN = "again", _("seen again")
        TAKEN_UP = "taken_up", _("taken up")
        PUT_ASIDE = "put_aside", _("put aside")
        RESOLVED = "resolved", _("resolved")
        RETURNED = "returned", _("returned")
        UNDONE = "undone", _("taken back")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField()  # of the signal after the step: undone while it still has it
    before = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["signal", "-pk"]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.kind}"


class SignalRun(SchoolOwned):
    """The day of the last complete look at a school's signals; what depends on time is known up to then."""

    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="one_signal_run_a_school")]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.day}"


class SignalTouch(SchoolOwned):
    """A pupil about whom something came in, not looked at yet; without a pupil the whole school."""

    pupil = models.ForeignKey(Pupil, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "pupil"], name="signal_touch_of_pupil")]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.pupil_id or 'everybody'}"
