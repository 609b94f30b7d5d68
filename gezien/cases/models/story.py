"""The teacher's own story: for two people, for a while, and not in the file (F3)."""

import datetime as dt

from django.db import models

from gezien.cases.models.case import Case
from gezien.common.models import VersionedModel
from gezien.schools.models import SchoolOwned, User

KEPT_FOR = dt.timedelta(days=14)


class CaseStory(SchoolOwned, VersionedModel):
    """What it does to the teacher, and what leads on; only teacher and coach of the conversation read it.

    It stands in no file, export, document or search, and is deleted on `delete_on`: two weeks after the last change, or
    as soon as the case is closed or one of the two takes it away.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stories")
    teacher = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    coach = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)
    way_forward = models.TextField(blank=True)
    delete_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "teacher"], name="one_story_a_teacher")]

    def __str__(self) -> str:
        return f"story in case {self.case_id}"
