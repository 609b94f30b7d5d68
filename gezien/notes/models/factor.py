"""What stimulates and what hinders; strengths first."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.models import VersionedModel
from gezien.notes.models.factor_terms import FactorDomain, FactorSource
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolOwned, User


class Factor(SchoolOwned, VersionedModel):
    """A stimulating or hindering factor in a few words: what it is about, and where it lies.

    It ages: `confirmed_on` is the last day somebody said it still holds (empty: not since it was noted). After the
    school's own term it asks to be confirmed, changed or ended; until then it stays in view, marked as old.
    """

    class Direction(models.TextChoices):
        STIMULATING = "stimulating", _("Stimulating")
        HINDERING = "hindering", _("Hindering")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="factors")
    direction = models.CharField(max_length=12, choices=Direction)
    domain = models.ForeignKey(FactorDomain, on_delete=models.PROTECT, related_name="factors")
    source = models.ForeignKey(FactorSource, on_delete=models.PROTECT, related_name="factors")
    text = models.CharField(max_length=80)
    can_be_influenced = models.BooleanField(default=True)
    noted_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    # What `queries.factors.marked` adds for a page: whether it asks, and the school's term in months.
    is_old: bool
    renewal: int

    class Meta:
        ordering = ["-direction", "domain__position", "domain__name", "pk"]  # stimulating before hindering
        indexes = [models.Index(fields=["school", "pupil", "ended_on"], name="factor_current")]

    def __str__(self) -> str:
        return self.text

    @property
    def in_words(self) -> tuple[object, ...]:
        """What it says, to know whether it says the same again."""
        return self.text, self.domain_id, self.source_id, self.can_be_influenced

    @property
    def said_on(self) -> dt.date:
        """The last day somebody said it holds."""
        return self.confirmed_on or self.noted_on


class FactorStep(SchoolOwned):
    """One thing done with a factor, with what it said before: for its history, and to take the last step back.

    `version` is the factor's version after the step: the step can be undone as long as the factor still has it.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("noted")
        CONFIRMED = "confirmed", _("confirmed")
        CHANGED = "changed", _("changed")
        ENDED = "ended", _("no longer holds")
        REOPENED = "reopened", _("holds again")

    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.PositiveIntegerField()
    before = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["factor", "-pk"]
        constraints = [models.UniqueConstraint(fields=["factor", "version"], name="one_factor_step_a_version")]

    def __str__(self) -> str:
        return f"{self.factor_id} {self.kind}"
