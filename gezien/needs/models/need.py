"""What a pupil needs to reach a goal."""

from django.db import models
from django.db.models import Q

from gezien.common.models import VersionedModel
from gezien.pupils.models import Pupil
from gezien.schools.models import Period, SchoolOwned, Subject, User


class EducationalNeed(SchoolOwned, VersionedModel):
    """A goal for the coming period and what this pupil (extra) needs to reach it, for one subject or domain."""

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="needs")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="needs")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="needs")
    goal = models.TextField()
    support = models.TextField(blank=True)  # "needs …"
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pupil", "subject", "pk"]
        indexes = [models.Index(fields=["school", "period", "pupil"], name="need_of_period")]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "subject", "period"], name="one_need_a_subject_and_period"),
            models.CheckConstraint(condition=~Q(goal="") | ~Q(support=""), name="need_says_something"),
        ]

    def __str__(self) -> str:
        return self.goal
