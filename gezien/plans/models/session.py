"""What came of a row of the plan on a day: given, not given, or moved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gezien.common.models import VersionedModel
from gezien.notes.models import Note
from gezien.plans.models.group_plan import PlanRow
from gezien.schools.models import SchoolOwned, User


class Session(SchoolOwned, VersionedModel):
    """One time that a cluster was, or was not, taught as its row says.

    `minutes` is the time given: none unless it was. `reason` tells why not, or why another day. `notes` are the lines
    that were written about pupils with it; they stand in those pupils' files.
    """

    class State(models.TextChoices):
        GIVEN = "given", _("done")
        SKIPPED = "skipped", pgettext_lazy("small group", "not done")
        MOVED = "moved", _("moved")

    row = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="sessions")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State)
    minutes = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    moved_to = models.DateField(null=True, blank=True)
    notes = models.ManyToManyField(Note, related_name="+", blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["school", "day"], name="session_of_day")]
        constraints = [
            models.UniqueConstraint(fields=["row", "day"], name="one_session_a_row_and_day"),
            models.CheckConstraint(condition=Q(state="given") | Q(minutes=0), name="session_minutes_only_when_given"),
            models.CheckConstraint(
                condition=Q(state="moved", moved_to__isnull=False) | (~Q(state="moved") & Q(moved_to=None)),
                name="session_moved_to_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.day} {self.state}"
