"""What pupils showed of the goals on the school's learning lines."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.pupils.models import Pupil
from gezien.quality.models import LearningGoal
from gezien.schools.models import SchoolOwned, User


class Mastery(SchoolOwned):
    """What somebody noted about one pupil and one goal, on a day; nothing is overwritten, the newest counts.

    `state` empty: what was noted before is taken away. `undone_at`: the note itself was taken back and counts no more.
    What one person noted in one go has one `round`, and is taken back as one.
    """

    class State(models.TextChoices):
        """How far the pupil is with the goal."""

        NOT_YET = "not_yet", _("not yet")
        PARTLY = "partly", _("partly")
        MASTERED = "mastered", _("mastered")

    class Source(models.TextChoices):
        """How the teacher knows."""

        OBSERVED = "observed", _("seen in class")
        TEST = "test", _("from a test")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="mastery")
    goal = models.ForeignKey(LearningGoal, on_delete=models.PROTECT, related_name="mastery")
    state = models.CharField(max_length=10, choices=State, blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.OBSERVED)
    shown_on = models.DateField()
    marked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(default=clock.now)
    round = models.UUIDField(default=uuid.uuid4)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "pupil", "goal"], name="mastery_of_pupil")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["", "not_yet", "partly", "mastered"]), name="mastery_is_a_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} on {self.goal_id}: {self.state}"
