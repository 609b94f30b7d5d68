"""An agreement knows nothing of meetings, notes or plans: they point at it."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import SchoolOwned, User


class Agreement(SchoolOwned, VersionedModel):
    """What, who, by when, what came of it, and whether it helped. About a pupil, a group, or (neither) the school.

    One that was changed is closed, and the new one points at it (`follows`). Whether it helped is asked of what was
    done and names a sign of success, from `effect_on` (without a day of its own: from the day it was due).
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        NOT_DONE = "not_done", _("not done")
        CHANGED = "changed", _("changed")

    class Helped(models.TextChoices):
        YES = "yes", _("it helped")
        PARTLY = "partly", _("it helped partly")
        NO = "no", _("it did not help")

    class Reminder(models.TextChoices):
        SOON = "soon", _("due soon")
        LATE = "late", _("late")
        EFFECT = "effect", _("did it help")

    what = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="agreements")
    due_on = models.DateField()
    sign_of_success = models.TextField(blank=True)
    effect_on = models.DateField(null=True, blank=True)
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="agreements",
    )
    pupil = models.ForeignKey(
        Pupil,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="agreements",
    )
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closing_note = models.TextField(blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successor")
    helped = models.CharField(max_length=10, choices=Helped, blank=True)
    helped_words = models.TextField(blank=True)
    helped_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    helped_at = models.DateTimeField(null=True, blank=True)
    # The last mail about it: what it said and when, so that the same is never said twice (tasks.py).
    reminder = models.CharField(max_length=10, choices=Reminder, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["school", "owner", "due_on"], name="agreement_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="agreement_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(helped="", helped_at=None) | (~Q(helped="") & Q(helped_at__isnull=False, outcome="done")),
                name="agreement_helped_of_done",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def in_words(self) -> tuple[object, ...]:
        """What was agreed, by whom and when: two that are equal say the same."""
        return (self.what, self.owner_id, self.due_on, self.sign_of_success, self.effect_on)

    @property
    def ending(self) -> tuple[str, str]:
        """How it ended and what was said of that."""
        return str(self.outcome), self.closing_note

    @property
    def looked_at_on(self) -> dt.date:
        """The day from which one can tell whether it helped."""
        return self.effect_on or self.due_on

    def asks_effect(self, today: dt.date) -> bool:
        """Whether it is time to ask if it helped: done, with a sign to look for, its day come, and nobody told yet."""
        told = self.outcome != self.Outcome.DONE or self.helped != "" or not self.sign_of_success
        return not told and self.looked_at_on <= today
