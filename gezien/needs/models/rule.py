"""When a pupil deserves a closer look, as the school agreed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, Subject


class SignalRule(SchoolOwned, VersionedModel):
    """A rule with its threshold. `subject` empty: every subject with levels.

    What `threshold` means depends on the measure: a number of moments, of levels from the top or bottom, or of weeks.
    """

    class Direction(models.TextChoices):
        SUPPORT = "support", _("support")
        CHALLENGE = "challenge", _("challenge")
        ATTENTION = "attention", _("attention")

    class Measure(models.TextChoices):
        LOWEST_LEVELS = "lowest_levels", _("level among the lowest")
        HIGHEST_LEVELS = "highest_levels", _("level among the highest")
        NOT_GROWN = "not_grown", _("moments in a row without growth")
        NOT_SEEN = "not_seen", _("weeks without observation or talk")
        NO_PUPIL_TALK = "no_pupil_talk", _("weeks without a talk with the pupil, while there is a need or a signal")

    name = models.CharField(max_length=80)
    direction = models.CharField(max_length=10, choices=Direction)
    measure = models.CharField(max_length=20, choices=Measure)
    threshold = models.PositiveSmallIntegerField()
    subject = models.ForeignKey(Subject, null=True, blank=True, on_delete=models.CASCADE, related_name="signal_rules")
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
