"""An agreement knows nothing of meetings, notes or plans: they point at it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.models import VersionedModel
from gezien.pupils.models import Group, Pupil
from gezien.schools.models import SchoolOwned, User


class Agreement(SchoolOwned, VersionedModel):
    """What, who, by when, and what came of it. About a pupil, a group, or (neither) the school."""

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        NOT_DONE = "not_done", _("not done")

    what = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="agreements")
    due_on = models.DateField()
    sign_of_success = models.TextField(blank=True)
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

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["school", "owner", "due_on"], name="agreement_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="agreement_closed_whole",
            )
        ]

    def __str__(self) -> str:
        return self.what
