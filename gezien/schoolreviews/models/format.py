"""How this school runs its reviews: steps, times, columns of the boards, the scale question."""

from django.db import models

from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned


class ReviewFormat(SchoolOwned, VersionedModel):
    """The school's own format; a new review starts from it. Without one the shipped format holds (`starter.py`).

    `steps`: [{"kind", "title", "guidance", "minutes"}…], as many and in the order that the school wants (`steps.py`);
    `rounds`: minutes of the rounds, [20, 15, 15]; `columns`: [{"key", "title", "hint"}…] of the subject boards.
    """

    steps = models.JSONField(default=list)
    rounds = models.JSONField(default=list)
    presenting_minutes = models.PositiveSmallIntegerField(default=10)
    columns = models.JSONField(default=list)
    dots = models.PositiveSmallIntegerField(default=3)
    scale_question = models.CharField(max_length=200)
    anchor_low = models.CharField(max_length=80)
    anchor_high = models.CharField(max_length=80)
    ground_rules = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["school"], name="one_review_format_a_school")]

    def __str__(self) -> str:
        return f"format of {self.school_id}"
